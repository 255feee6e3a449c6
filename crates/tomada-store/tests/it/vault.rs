//! Connections and their secrets: kept sealed, opened for the vault alone, and only with the right key file.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::sync::Arc;

use serde_json::json;
use tomada_core::{Failure, Json, Kind};
use tomada_host::{Secret, StateStore, Vault};
use tomada_store::{Store, StoreError, StoredConnection, StoredHealth};

use crate::stand::{NOW, Stand, both, postgres, sqlite};

pub(crate) const PLANTED: &str = "pl4nted/s3cret+of~the connection";

pub(crate) fn connection(id: &str) -> StoredConnection {
    StoredConnection {
        id: id.to_owned(),
        integration: "chatgpt".to_owned(),
        version: "^1.0".to_owned(),
        auth: None,
        label: "Main".to_owned(),
        is_default: true,
        settings: json!({"model": "small"}).into(),
        origins: vec!["https://api.example.com".to_owned()],
        health: StoredHealth { state: "healthy".to_owned(), kind: None, reason: None, since_unix_ms: NOW },
        revision: 1,
        created_unix_ms: NOW,
        changed_unix_ms: NOW,
        secrets: Vec::new(),
    }
}

pub(crate) fn secrets(secret: &str) -> BTreeMap<String, Secret> {
    BTreeMap::from([("token".to_owned(), Secret::new(secret))])
}

async fn with_connections(store: &Store) {
    for project in ["a", "b"] {
        store.create_project(project, project, "operator").await.unwrap();
    }
    store.insert_connection("a", &connection("one"), &secrets(PLANTED), "person:ana").await.unwrap();
}

fn code(failure: &Failure) -> (Kind, &str) {
    (failure.kind(), failure.code().unwrap_or_default())
}

#[test]
fn a_connection_comes_back_and_a_foreign_one_answers_like_an_unknown_one() {
    both(async |stand: Stand| {
        let store = &stand.store;
        with_connections(store).await;
        let stored = store.stored_connection("a", "one").await.unwrap().unwrap();
        assert_eq!(stored.secrets[0].name, "token");
        assert_eq!((stored.secrets[0].set_by.as_str(), stored.secrets[0].set_unix_ms), ("person:ana", NOW));
        assert_eq!(StoredConnection { secrets: Vec::new(), ..stored }, connection("one"));
        let opened = store.connection("a", "one").await.unwrap();
        assert_eq!(opened.secrets["token"].expose(), PLANTED.as_bytes());
        assert!(Arc::ptr_eq(&opened, &store.connection("a", "one").await.unwrap()));
        let foreign = store.connection("b", "one").await.unwrap_err();
        let unknown = store.connection("b", "none").await.unwrap_err();
        assert_eq!(code(&foreign), (Kind::NotFound, "connection-unknown"));
        assert_eq!(code(&foreign), code(&unknown));
    });
}

#[test]
fn a_change_raises_the_revision_and_an_old_one_is_refused() {
    both(async |stand: Stand| {
        let store = &stand.store;
        with_connections(store).await;
        let before = store.connection("a", "one").await.unwrap();
        let mut changed = store.stored_connection("a", "one").await.unwrap().unwrap();
        changed.label = "Other".to_owned();
        store.update_connection("a", &changed, &secrets("another secret"), "token:x", false).await.unwrap();
        let after = store.connection("a", "one").await.unwrap();
        assert!(!Arc::ptr_eq(&before, &after));
        assert_eq!(after.secrets["token"].expose(), b"another secret");
        let late =
            store.update_connection("a", &changed, &BTreeMap::new(), "token:x", false).await.unwrap_err();
        assert_eq!(code(&Failure::from(late)), (Kind::Unavailable, "connection-changed"));
        let mut bare = store.stored_connection("a", "one").await.unwrap().unwrap();
        bare.secrets.clear();
        store.update_connection("a", &bare, &BTreeMap::new(), "token:x", false).await.unwrap();
        assert!(store.connection("a", "one").await.unwrap().secrets.is_empty());
        assert!(store.delete_connection("a", "one", "operator").await.unwrap());
        assert!(!store.delete_connection("a", "one", "operator").await.unwrap());
    });
}

#[test]
fn there_is_one_default_and_lists_go_on_after_a_key() {
    both(async |stand: Stand| {
        let store = &stand.store;
        with_connections(store).await;
        store.insert_connection("a", &connection("two"), &BTreeMap::new(), "operator").await.unwrap();
        assert_eq!(store.default_connection("a", "chatgpt").await.unwrap().as_deref(), Some("two"));
        let ids = async |integration, after| {
            let found = store.stored_connections("a", integration, after, 1).await.unwrap();
            found.into_iter().map(|connection| connection.id).collect::<Vec<_>>()
        };
        assert_eq!(ids(None, "").await, ["one"]);
        assert_eq!(ids(Some("chatgpt"), "one").await, ["two"]);
        assert!(ids(Some("webhook"), "").await.is_empty());
        let twice = store.insert_connection("a", &connection("two"), &BTreeMap::new(), "operator").await;
        assert_eq!(code(&Failure::from(twice.unwrap_err())), (Kind::Rejected, "connection-exists"));
    });
}

#[test]
fn no_byte_on_the_disk_tells_a_secret() {
    sqlite(async |stand: Stand| {
        with_connections(&stand.store).await;
        for file in fs::read_dir(stand.folder.path()).unwrap() {
            let path = file.unwrap().path();
            let bytes = fs::read(&path).unwrap();
            for hidden in [PLANTED.as_bytes(), b"pl4nted%2Fs3cret", b"cGw0bnRlZC9zM2NyZXQ", b"706c346e746564"]
            {
                let there = bytes.windows(hidden.len()).any(|window| window == hidden);
                assert!(!there, "{} holds {}", path.display(), String::from_utf8_lossy(hidden));
            }
        }
        let key = stand.folder.path().join("tomada.key");
        assert_eq!(key.metadata().unwrap().permissions().mode() & 0o777, 0o600);
    });
}

#[test]
fn a_sealed_secret_opens_in_its_own_row_alone() {
    sqlite(async |stand: Stand| {
        let store = &stand.store;
        with_connections(store).await;
        store
            .insert_connection("a", &connection("two"), &secrets("the other secret"), "operator")
            .await
            .unwrap();
        store.close().await.unwrap();
        let options = sqlx::sqlite::SqliteConnectOptions::new().filename(stand.file());
        let pool = sqlx::SqlitePool::connect_with(options).await.unwrap();
        let swap = "UPDATE secrets SET sealed = (SELECT sealed FROM secrets WHERE connection = 'one')
            WHERE connection = 'two'";
        sqlx::query(swap).execute(&pool).await.unwrap();
        pool.close().await;
        let store = Store::open(stand.options.clone()).await.unwrap();
        assert_eq!(store.connection("a", "one").await.unwrap().secrets["token"].expose(), PLANTED.as_bytes());
        assert_eq!(store.connection("a", "two").await.unwrap_err().kind(), Kind::Unavailable);
    });
}

#[test]
fn a_lost_wrong_or_open_key_file_is_refused() {
    both(async |mut stand: Stand| {
        with_connections(&stand.store).await;
        let key = stand.folder.path().join("tomada.key");
        let right = fs::read(&key).unwrap();
        let write = |bytes: &[u8], mode| {
            fs::write(&key, bytes).unwrap();
            fs::set_permissions(&key, fs::Permissions::from_mode(mode)).unwrap();
        };
        stand.store.close().await.unwrap();
        fs::remove_file(&key).unwrap();
        let opened = Store::open(stand.options.clone()).await.err();
        assert!(matches!(opened, Some(StoreError::KeysLost { .. })), "{opened:?}");
        assert!(!key.exists());
        write(format!("0123456789ab {}\n", "7".repeat(64)).as_bytes(), 0o600);
        let opened = Store::open(stand.options.clone()).await.err();
        assert!(matches!(opened, Some(StoreError::KeysWrong { .. })), "{opened:?}");
        write(b"nonsense\n", 0o600);
        let opened = Store::open(stand.options.clone()).await.err();
        assert!(matches!(opened, Some(StoreError::File { .. })), "{opened:?}");
        write(&right, 0o640);
        let opened = Store::open(stand.options.clone()).await.err();
        assert!(matches!(opened, Some(StoreError::KeysOpen { mode: 0o640, .. })), "{opened:?}");
        write(&right, 0o600);
        stand.store = Store::open(stand.options.clone()).await.unwrap();
        assert_eq!(
            stand.store.connection("a", "one").await.unwrap().secrets["token"].expose(),
            PLANTED.as_bytes()
        );
    });
}

/// Each has a disk of its own, as two machines do.
#[test]
fn of_two_hosts_that_find_no_keys_one_makes_them_and_the_other_is_refused() {
    postgres(async |stand: Stand| {
        stand.sql("DELETE FROM key_checks").await;
        let places = ["one.key", "two.key"].map(|name| stand.folder.path().join(name));
        let open = |key: &PathBuf| {
            Store::open(tomada_store::Options { key_file: Some(key.clone()), ..stand.options.clone() })
        };
        let opened = tokio::join!(open(&places[0]), open(&places[1]));
        let (store, refused, lacks) = match opened {
            (Ok(store), Err(refused)) => (store, refused, 1),
            (Err(refused), Ok(store)) => (store, refused, 0),
            both => panic!("{:?}", (both.0.err(), both.1.err())),
        };
        assert!(matches!(&refused, StoreError::KeysLost { path } if *path == places[lacks]), "{refused:?}");
        assert!(!places[lacks].exists(), "it has made no keys of its own");
        with_connections(&store).await;
        // What it is told to do.
        fs::copy(&places[1 - lacks], &places[lacks]).unwrap();
        let other = open(&places[lacks]).await.unwrap();
        let opened = other.connection("a", "one").await.unwrap();
        assert_eq!(opened.secrets["token"].expose(), PLANTED.as_bytes());
        other.close().await.unwrap();
        store.close().await.unwrap();
    });
}

#[test]
fn keys_rotate_and_everything_still_opens() {
    both(async |mut stand: Stand| {
        with_connections(&stand.store).await;
        let key = stand.folder.path().join("tomada.key");
        let before = fs::read_to_string(&key).unwrap();
        assert_eq!(stand.store.rotate_keys().await.unwrap(), 1);
        let after = fs::read_to_string(&key).unwrap();
        assert_ne!(before, after);
        assert_eq!(after.lines().filter(|line| !line.starts_with('#')).count(), 1);
        stand.again().await.unwrap();
        assert_eq!(
            stand.store.connection("a", "one").await.unwrap().secrets["token"].expose(),
            PLANTED.as_bytes()
        );
    });
}

#[test]
fn state_is_compared_and_set() {
    both(async |stand: Stand| {
        with_connections(&stand.store).await;
        let state = stand.store.open("a", "one");
        let value = |text: &str| Json::from(json!(text));
        assert_eq!(state.put("cursor".to_owned(), value("1"), 0).await.unwrap(), 1);
        let late = state.put("cursor".to_owned(), value("x"), 0).await.unwrap_err();
        assert_eq!(code(&late), (Kind::Rejected, "state-conflict"));
        assert_eq!(state.put("cursor".to_owned(), value("2"), 1).await.unwrap(), 2);
        let held = state.get("cursor".to_owned()).await.unwrap().unwrap();
        assert_eq!((held.version, held.value.to_value()), (2, json!("2")));
        assert_eq!(state.list("cur".to_owned()).await.unwrap(), ["cursor"]);
        assert!(stand.store.open("a", "two").get("cursor".to_owned()).await.unwrap().is_none());
        assert_eq!(
            code(&state.delete("cursor".to_owned(), 1).await.unwrap_err()),
            (Kind::Rejected, "state-conflict")
        );
        state.delete("cursor".to_owned(), 2).await.unwrap();
        assert!(state.get("cursor".to_owned()).await.unwrap().is_none());
    });
}

#[test]
fn no_key_is_lost_while_keys_rotate() {
    both(async |mut stand: Stand| {
        let making = (0..40).map(|number| {
            let store = stand.store.clone();
            tokio::spawn(async move {
                let project = format!("p{number}");
                store.create_project(&project, "x", "operator").await.unwrap();
                store
                    .insert_connection(&project, &connection("one"), &secrets(PLANTED), "token:x")
                    .await
                    .unwrap();
            })
        });
        let making = making.collect::<Vec<_>>();
        for _ in 0..5 {
            stand.store.rotate_keys().await.unwrap();
        }
        for made in making {
            made.await.unwrap();
        }
        stand.again().await.unwrap();
        for number in 0..40 {
            let opened = stand.store.connection(&format!("p{number}"), "one").await.unwrap();
            assert_eq!(opened.secrets["token"].expose(), PLANTED.as_bytes());
        }
    });
}
