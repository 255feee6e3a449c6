//! What is refused at the start, and that it is left as it was.

use std::fs;

use sqlx::{AssertSqlSafe, Connection, PgConnection, SqliteConnection};
use tomada_core::Failure;
use tomada_store::{Store, StoreError};

use crate::stand::{Stand, both, postgres, sqlite};

#[track_caller]
fn refused(opened: Result<Store, StoreError>, code: &str) {
    let Err(error) = opened else { panic!("it was opened, and should have been refused with {code}") };
    assert_eq!(Failure::from(error).code(), Some(code));
}

#[test]
fn a_store_is_there_again_after_it_was_closed() {
    both(|mut stand| async move {
        stand.store.create_project("shop", "The shop", "operator").await.unwrap();
        stand.again().await.unwrap();
        assert_eq!(stand.store.projects("", 10).await.unwrap().len(), 1);
    });
}

#[test]
fn a_second_host_on_the_same_file_is_refused() {
    sqlite(|stand| async move {
        refused(Store::open(stand.options.clone()).await, "store-held");
        stand.store.close().await.unwrap();
        Store::open(stand.options.clone()).await.unwrap();
    });
}

#[test]
fn two_hosts_share_a_server() {
    postgres(|stand| async move {
        let other = Store::open(stand.options.clone()).await.unwrap();
        other.create_project("shop", "The shop", "operator").await.unwrap();
        assert_eq!(stand.store.projects("", 10).await.unwrap().len(), 1);
        other.close().await.unwrap();
    });
}

const FUTURE: &str = "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
    VALUES (999, 'from the future', true, 'x', 0)";

#[test]
fn a_newer_schema_is_refused_and_left_as_it_is() {
    sqlite(|stand| async move {
        stand.store.close().await.unwrap();
        let url = format!("sqlite:{}", stand.file().display());
        let mut connection = SqliteConnection::connect(&url).await.unwrap();
        sqlx::raw_sql(FUTURE).execute(&mut connection).await.unwrap();
        connection.close().await.unwrap();
        let before = fs::read(stand.file()).unwrap();
        refused(Store::open(stand.options.clone()).await, "store-newer");
        assert!(fs::read(stand.file()).unwrap() == before, "the file was changed");
    });
    postgres(|stand| async move {
        let mut connection = PgConnection::connect(&stand.url()).await.unwrap();
        sqlx::raw_sql(AssertSqlSafe(FUTURE.replace("'x'", "'\\x00'")))
            .execute(&mut connection)
            .await
            .unwrap();
        refused(Store::open(stand.options.clone()).await, "store-newer");
    });
}

#[test]
fn a_file_that_is_not_ours_is_refused_and_left_as_it_is() {
    async fn check(stand: &Stand) {
        let before = fs::read(stand.file()).unwrap();
        refused(Store::open(stand.options.clone()).await, "store-foreign");
        assert!(fs::read(stand.file()).unwrap() == before, "the file was changed");
    }
    sqlite(|stand| async move {
        stand.store.close().await.unwrap();
        fs::write(stand.file(), "Dear diary, ".repeat(1_000)).unwrap();
        check(&stand).await;
        fs::remove_file(stand.file()).unwrap();
        let url = format!("sqlite:{}?mode=rwc", stand.file().display());
        let mut connection = SqliteConnection::connect(&url).await.unwrap();
        sqlx::raw_sql("CREATE TABLE diary (entry TEXT)").execute(&mut connection).await.unwrap();
        connection.close().await.unwrap();
        check(&stand).await;
    });
}

#[test]
fn damage_is_noticed_after_an_unclean_stop() {
    sqlite(|stand| async move {
        for number in 0..500 {
            stand.store.create_project(&format!("p{number}"), &"x".repeat(200), "operator").await.unwrap();
        }
        stand.store.close().await.unwrap();
        // What a host leaves that ended while it was open, on a disk that lost some of its pages.
        fs::write(format!("{}.lock", stand.file().display()), "open\n").unwrap();
        let mut bytes = fs::read(stand.file()).unwrap();
        let end = bytes.len() - 8_192;
        bytes[end..].fill(0xff);
        fs::write(stand.file(), bytes).unwrap();
        refused(Store::open(stand.options.clone()).await, "store-damaged");
    });
}
