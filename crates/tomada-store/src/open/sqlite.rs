//! SQLite: one file that one host has to itself.
//!
//! Every commit is on the disk before it is told (`synchronous=FULL`), one connection writes, some read beside it.

use std::path::Path;
use std::time::Duration;

use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{ConnectOptions, Connection, SqliteConnection, SqlitePool};

use super::lock::{Left, Lock};
use super::schema;
use crate::StoreError;
use crate::sql::Database;

/// "toma" in ASCII, by which our files are known (<https://www.sqlite.org/pragma.html#pragma_application_id>). The first
/// migration writes it.
const APPLICATION_ID: i32 = 0x746f_6d61;

/// How many connections read.
const READERS: u32 = 4;
/// How long a statement waits for whoever else has the file, such as a backup by another program.
const BUSY_MAX_MS: u64 = 5_000;
/// How long a reader or writer waits for its turn.
const TURN_MAX_MS: u64 = 10_000;

pub(super) async fn open(path: &Path) -> Result<(Database, Lock), StoreError> {
    let (mut lock, left) = Lock::take(path)?;
    if path.metadata().is_ok_and(|file| file.len() > 0) {
        look_at(path).await?;
    }
    lock.mark_open()?;
    let writer = pool(path, 1, "opening the database").await?;
    if left == Left::Open {
        check(&writer, path).await?;
    }
    let mut connection = writer.acquire().await.map_err(StoreError::database("opening the database"))?;
    schema::sqlite().bring_up(&mut *connection).await?;
    drop(connection);
    let readers = pool(path, READERS, "opening the database for reading").await?;
    Ok((Database::Sqlite { writer, readers }, lock))
}

pub(super) fn options(path: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new().filename(path).busy_timeout(Duration::from_millis(BUSY_MAX_MS))
}

async fn pool(path: &Path, connections: u32, doing: &'static str) -> Result<SqlitePool, StoreError> {
    let options = options(path)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        // What is deleted is overwritten: a removed credential leaves no sealed copy in free pages.
        .pragma("secure_delete", "FAST")
        .disable_statement_logging();
    let pool = SqlitePoolOptions::new()
        .max_connections(connections)
        .acquire_timeout(Duration::from_millis(TURN_MAX_MS))
        .idle_timeout(None)
        .max_lifetime(None)
        .test_before_acquire(false)
        // SQLite itself ends a transaction when the disk is full, which the driver does not notice: it takes the connection
        // to be in one from then on, and begins no other.
        .before_acquire(|connection, _| Box::pin(async { Ok(!connection.is_in_transaction()) }));
    pool.connect_with(options).await.map_err(StoreError::database(doing))
}

/// Whether the file is ours and not newer, without changing it.
pub(super) async fn look_at(path: &Path) -> Result<(), StoreError> {
    let foreign = || StoreError::Foreign { path: path.to_owned() };
    let doing = "looking at the database";
    let mut connection: SqliteConnection =
        options(path).read_only(true).connect().await.map_err(StoreError::database(doing))?;
    let id: Result<i32, _> = sqlx::query_scalar("PRAGMA application_id").fetch_one(&mut connection).await;
    let found = match id {
        Ok(APPLICATION_ID) => schema::sqlite().found(&mut connection).await,
        Ok(_) => Err(foreign()),
        // SQLITE_NOTADB, https://www.sqlite.org/rescode.html#notadb
        Err(sqlx::Error::Database(error)) if error.code().as_deref() == Some("26") => Err(foreign()),
        Err(error) => Err(StoreError::database(doing)(error)),
    };
    // Nothing was changed that a failed close could lose.
    let _ = connection.close().await;
    found.map(drop)
}

/// After a host that ended without closing: is everything where it should be?
async fn check(writer: &SqlitePool, path: &Path) -> Result<(), StoreError> {
    let check: String = sqlx::query_scalar("PRAGMA quick_check(1)")
        .fetch_one(writer)
        .await
        .map_err(StoreError::database("checking the database after an unclean stop"))?;
    if check == "ok" { Ok(()) } else { Err(StoreError::Damaged { path: path.to_owned(), found: check }) }
}
