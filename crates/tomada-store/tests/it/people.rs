//! People, links, sessions and tokens: kept by hashes, and only within their own walls.

use tomada_store::{Invitation, StoredPerson, StoredToken};

use crate::stand::{NOW, Stand, both};

fn person(id: &str) -> StoredPerson {
    let email = Some(format!("{id}@example.com"));
    StoredPerson { id: id.to_owned(), email, password: None, is_operator: false }
}

async fn with_ana(stand: &Stand) {
    stand.store.insert_person(&person("ana")).await.unwrap();
    for project in ["own", "foreign"] {
        stand.store.create_project(project, project, "operator").await.unwrap();
    }
}

#[test]
fn of_two_who_bring_one_link_one_gets_in() {
    both(|stand| async move {
        with_ana(&stand).await;
        let store = &stand.store;
        store.put_link(b"link", "ana", NOW + 1).await.unwrap();
        let (one, two) = tokio::join!(store.take_link(b"link"), store.take_link(b"link"));
        let mut got = [one.unwrap(), two.unwrap()];
        got.sort();
        assert_eq!(got, [None, Some("ana".to_owned())]);
        for (until, expected) in [(NOW - 1, None), (NOW, None), (NOW + 1, Some("ana".to_owned()))] {
            store.put_link(b"other", "ana", until).await.unwrap();
            assert_eq!(store.take_link(b"other").await.unwrap(), expected, "{until}");
        }
    });
}

#[test]
fn a_new_password_ends_links_and_sessions() {
    both(|stand| async move {
        with_ana(&stand).await;
        let store = &stand.store;
        store.insert_person(&person("bia")).await.unwrap();
        for who in ["ana", "bia"] {
            store.put_link(format!("link {who}").as_bytes(), who, NOW + 1).await.unwrap();
            store.put_session(format!("session {who}").as_bytes(), who, NOW + 1).await.unwrap();
        }
        assert!(!store.set_password("ana", "bia@example.com", "hash").await.unwrap(), "taken");
        assert!(store.session(b"session ana").await.unwrap().is_some(), "nothing has changed");
        assert!(store.set_password("ana", "ana@example.com", "hash").await.unwrap());
        for (who, expected) in [("ana", false), ("bia", true)] {
            let session = store.session(format!("session {who}").as_bytes()).await.unwrap();
            let link = store.take_link(format!("link {who}").as_bytes()).await.unwrap();
            assert_eq!((session.is_some(), link.is_some()), (expected, expected), "{who}");
        }
    });
}

#[test]
fn parts_and_tokens_stay_within_their_project() {
    both(|stand| async move {
        with_ana(&stand).await;
        let store = &stand.store;
        for role in ["viewer", "editor"] {
            let invitation = Invitation { person: &person("ana"), role, link: None };
            store.invite("own", invitation, "operator").await.unwrap();
        }
        let token = StoredToken {
            project: "own".to_owned(),
            id: "t".to_owned(),
            label: "flows".to_owned(),
            role: "editor".to_owned(),
            created_unix_ms: NOW,
            used_unix_ms: None,
        };
        store.insert_token(&token, b"hash", "operator").await.unwrap();
        for (project, role, tokens) in [("foreign", None, 0), ("own", Some("editor"), 1)] {
            assert_eq!(store.role(project, "ana").await.unwrap().as_deref(), role, "{project}");
            assert_eq!(store.members(project, "", 9).await.unwrap().len(), tokens, "{project}");
            assert_eq!(store.tokens(project, "", 9).await.unwrap().len(), tokens, "{project}");
            assert_eq!(store.has_part_beside(project, "ana").await.unwrap(), role.is_none(), "{project}");
            // The foreign project goes first: it must find nothing to end.
            assert_eq!(
                store.end_membership(project, "ana", "operator").await.unwrap(),
                role.is_some(),
                "{project}"
            );
            assert_eq!(
                store.delete_token(project, "t", "operator").await.unwrap(),
                role.is_some(),
                "{project}"
            );
        }
        assert_eq!(store.token(b"hash").await.unwrap(), None);
    });
}
