//! The audit: what somebody does and the entry about it are one transaction, so that neither is without the other.

use std::collections::BTreeMap;

use tomada_core::BoxFuture;
use tomada_host::Secret;
use tomada_store::{Grant, Invitation, Store, StoreError, StoredPerson, StoredToken};

use crate::stand::{NOW, Stand, both};
use crate::vault::{connection, secrets};

/// Nothing is told from here on.
const SILENCE: [&str; 2] = [
    "CREATE TRIGGER silence BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'silence'); END",
    "CREATE FUNCTION silence() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'silence'; END $$;
        CREATE TRIGGER silence BEFORE INSERT ON audit FOR EACH ROW EXECUTE FUNCTION silence()",
];
const END_SILENCE: [&str; 2] = ["DROP TRIGGER silence", "DROP TRIGGER silence ON audit"];

type Deed = fn(Store) -> BoxFuture<'static, Result<(), StoreError>>;

/// Everything that somebody can do in a project, and what the audit calls it.
const DEEDS: &[(&str, Deed)] = &[
    ("project.create", |store| {
        Box::pin(async move { store.create_project("new", "New", "ana").await.map(drop) })
    }),
    ("connection.create", |store| {
        let new = connection("two");
        Box::pin(async move { store.insert_connection("a", &new, &secrets("b"), "ana").await })
    }),
    ("connection.change", |store| {
        Box::pin(async move {
            let mut changed = store.stored_connection("a", "one").await?.unwrap();
            "Other".clone_into(&mut changed.label);
            store.update_connection("a", &changed, &BTreeMap::new(), "ana", false).await
        })
    }),
    ("connection.let_in", |store| {
        let (access, scope) = (Secret::new("access"), "read".to_owned());
        let grant = Grant { access, refresh: None, until_unix_ms: NOW, scope };
        Box::pin(async move { store.put_grant("a", "one", &grant, "ana").await })
    }),
    ("connection.remove", |store| {
        Box::pin(async move { store.delete_connection("a", "one", "ana").await.map(drop) })
    }),
    ("token.create", |store| {
        Box::pin(async move { store.insert_token(&token("new"), b"another hash", "ana").await })
    }),
    ("token.revoke", |store| Box::pin(async move { store.delete_token("a", "t", "ana").await.map(drop) })),
    ("person.invite", |store| {
        let bia = person("bia");
        Box::pin(async move {
            let invitation = Invitation { person: &bia, role: "viewer", link: Some((b"link", NOW + 1)) };
            store.invite("a", invitation, "ana").await
        })
    }),
    ("person.remove", |store| {
        Box::pin(async move { store.end_membership("a", "eva", "ana").await.map(drop) })
    }),
];

fn person(id: &str) -> StoredPerson {
    let email = Some(format!("{id}@example.com"));
    StoredPerson { id: id.to_owned(), email, password: None, is_operator: false }
}

fn token(id: &str) -> StoredToken {
    StoredToken {
        project: "a".to_owned(),
        id: id.to_owned(),
        label: "flows".to_owned(),
        role: "editor".to_owned(),
        created_unix_ms: NOW,
        used_unix_ms: None,
    }
}

async fn furnished(store: &Store) {
    store.create_project("a", "a", "operator").await.unwrap();
    store.insert_connection("a", &connection("one"), &secrets("a"), "operator").await.unwrap();
    store.insert_token(&token("t"), b"hash", "operator").await.unwrap();
    let invitation = Invitation { person: &person("eva"), role: "viewer", link: None };
    store.invite("a", invitation, "operator").await.unwrap();
}

/// All that a deed could have changed.
async fn everything(store: &Store) -> String {
    format!(
        "{:?}",
        (
            store.projects("", 9).await.unwrap(),
            store.stored_connections("a", None, "", 9).await.unwrap(),
            store.grant("a", "one").await.unwrap().is_some(),
            store.tokens("a", "", 9).await.unwrap(),
            store.members("a", "", 9).await.unwrap(),
            store.person("bia").await.unwrap(),
            store.link_owner(b"link").await.unwrap(),
            store.audit("a", "", 99).await.unwrap(),
        )
    )
}

#[test]
fn what_cannot_be_told_is_not_done() {
    both(async |stand: Stand| {
        furnished(&stand.store).await;
        let before = everything(&stand.store).await;
        stand.sql_for(SILENCE).await;
        for (verb, deed) in DEEDS {
            assert!(deed(stand.store.clone()).await.is_err(), "{verb}");
            assert_eq!(everything(&stand.store).await, before, "{verb}");
        }
        stand.sql_for(END_SILENCE).await;
        for (verb, deed) in DEEDS {
            let before = everything(&stand.store).await;
            deed(stand.store.clone()).await.unwrap_or_else(|error| panic!("{verb}: {error}"));
            assert_ne!(everything(&stand.store).await, before, "{verb}");
            let project = if *verb == "project.create" { "new" } else { "a" };
            let told = stand.store.audit(project, "", 99).await.unwrap();
            let own = told.iter().filter(|entry| entry.actor == "ana" && entry.verb == *verb);
            assert_eq!(own.count(), 1, "{verb}: {told:?}");
        }
    });
}

#[test]
fn what_is_not_done_is_not_told() {
    both(async |stand: Stand| {
        let store = &stand.store;
        furnished(store).await;
        let before = store.audit("a", "", 99).await.unwrap();
        assert!(store.create_project("a", "Again", "ana").await.is_err());
        assert!(store.insert_connection("a", &connection("one"), &secrets("b"), "ana").await.is_err());
        assert!(!store.delete_connection("a", "none", "ana").await.unwrap());
        assert!(!store.delete_token("a", "none", "ana").await.unwrap());
        assert!(!store.end_membership("a", "none", "ana").await.unwrap());
        assert_eq!(store.audit("a", "", 99).await.unwrap(), before);
    });
}
