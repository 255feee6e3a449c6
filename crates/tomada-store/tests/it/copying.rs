//! Backups are made while the store is open, hold all that was committed, and are refused where they would harm.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use tomada_core::Failure;
use tomada_store::{Copied, Location, Options, Store, StoreError, backup, restore};

use crate::stand::sqlite;

#[track_caller]
fn refused(copied: Result<Copied, StoreError>, code: &str) {
    let Err(error) = copied else { panic!("it should have been refused with {code}") };
    assert_eq!(Failure::from(error).code(), Some(code));
}

#[test]
fn a_backup_of_an_open_store_is_a_store() {
    sqlite(|stand| async move {
        stand.store.create_project("shop", "The shop", "operator").await.unwrap();
        let (saved, place) = (stand.folder.path().join("saved"), stand.folder.path().join("again.db"));
        let copied = backup(&stand.file(), &saved).await.unwrap();
        assert_eq!(copied.bytes, saved.metadata().unwrap().len());
        assert_eq!(saved.metadata().unwrap().permissions().mode() & 0o777, 0o600);
        stand.store.create_project("late", "After the backup", "operator").await.unwrap();

        assert_eq!(restore(&saved, &place).await.unwrap().schema, copied.schema);
        // The key file is kept apart from the backup: without it no secret in it opens.
        let options = Options { location: Location::File(place), ..stand.options.clone() };
        let again = Store::open(options).await.unwrap();
        let projects = again.projects("", 10).await.unwrap();
        assert_eq!(projects.iter().map(|it| it.id.as_str()).collect::<Vec<_>>(), ["shop"]);
        again.close().await.unwrap();
    });
}

#[test]
fn nothing_is_overwritten_and_nothing_unknown_is_copied() {
    sqlite(|stand| async move {
        let path = |name: &str| stand.folder.path().join(name);
        backup(&stand.file(), &path("saved")).await.unwrap();
        fs::write(path("text"), "no database at all, whatever its name says").unwrap();

        refused(backup(&stand.file(), &path("text")).await, "store-file");
        refused(backup(&path("none"), &path("new")).await, "store-file");
        refused(backup(&path("text"), &path("new")).await, "store-foreign");
        refused(restore(&path("saved"), &stand.file()).await, "store-held");
        refused(restore(&path("text"), &path("new")).await, "store-foreign");
        refused(restore(&path("saved"), &path("text")).await, "store-file");
        assert!(!path("new").exists());
        assert_eq!(fs::read_to_string(path("text")).unwrap(), "no database at all, whatever its name says");
        stand.store.close().await.unwrap();
        refused(restore(&path("saved"), &stand.file()).await, "store-file");
    });
}

#[test]
fn a_damaged_backup_is_not_restored() {
    sqlite(|stand| async move {
        let path = |name: &str| stand.folder.path().join(name);
        backup(&stand.file(), &path("saved")).await.unwrap();
        let mut bytes = fs::read(path("saved")).unwrap();
        let half = bytes.len() / 2;
        bytes[half..].fill(0xAA);
        fs::write(path("saved"), bytes).unwrap();
        let Err(error) = restore(&path("saved"), &path("new")).await else { panic!("it was restored") };
        assert!(matches!(error, StoreError::Damaged { .. } | StoreError::Database { .. }), "{error:?}");
        assert!(!path("new").exists());
    });
}
