//! Grants: sealed, taken once, refreshed by one at a time.

use std::collections::BTreeMap;

use tomada_host::Secret;
use tomada_store::{Grant, PendingGrant};

use crate::stand::{NOW, Stand, both};
use crate::vault::connection;

#[test]
fn a_grant_is_kept_and_refreshed_by_one_at_a_time() {
    both(async |stand: Stand| {
        let store = &stand.store;
        store.create_project("a", "a", "operator").await.unwrap();
        store.insert_connection("a", &connection("one"), &BTreeMap::new(), "operator").await.unwrap();
        let pending = PendingGrant {
            project: "a".to_owned(),
            connection: "one".to_owned(),
            binding: b"binding".to_vec(),
            verifier: Secret::new("the verifier"),
            redirect: "https://tomada.example.com/oauth".to_owned(),
            until_unix_ms: NOW + 1_000,
        };
        store.begin_grant(b"state", &pending).await.unwrap();
        let taken = store.take_pending_grant(b"state").await.unwrap().unwrap();
        assert_eq!((taken.verifier.expose(), taken.binding), (&b"the verifier"[..], b"binding".to_vec()));
        assert!(store.take_pending_grant(b"state").await.unwrap().is_none());

        assert!(store.grant("a", "one").await.unwrap().is_none());
        let grant = Grant {
            access: Secret::new("access"),
            refresh: Some(Secret::new("refresh")),
            until_unix_ms: NOW,
            scope: "read".to_owned(),
        };
        store.put_grant("a", "one", &grant, "operator").await.unwrap();
        let lease = async |owner: &[u8]| store.lease_grant("a", "one", owner, NOW + 60_000).await.unwrap();
        assert!(lease(b"first").await);
        assert!(!lease(b"second").await);
        store.release_grant("a", "one", b"second").await.unwrap();
        assert!(!lease(b"second").await);
        store.release_grant("a", "one", b"first").await.unwrap();
        assert!(lease(b"second").await);
        store
            .put_grant("a", "one", &Grant { access: Secret::new("new"), ..grant }, "operator")
            .await
            .unwrap();
        let kept = store.grant("a", "one").await.unwrap().unwrap();
        assert_eq!(kept.access.expose(), b"new");
        assert_eq!(kept.refresh.as_ref().unwrap().expose(), b"refresh");
        assert!(lease(b"third").await);

        // Whoever was refreshing while it was let in anew has lost the right to it.
        let renewed = Grant { access: Secret::new("renewed"), ..kept };
        assert!(!store.renew_grant("a", "one", b"second", &renewed).await.unwrap());
        assert!(store.renew_grant("a", "one", b"third", &renewed).await.unwrap());
        assert!(!store.renew_grant("a", "one", b"third", &renewed).await.unwrap());
        assert_eq!(store.grant("a", "one").await.unwrap().unwrap().access.expose(), b"renewed");
        assert!(lease(b"fourth").await);

        // A change of the connection ends it only where that is asked for.
        let mut changed = store.stored_connection("a", "one").await.unwrap().unwrap();
        store.begin_grant(b"state", &pending).await.unwrap();
        for ends in [false, true] {
            store.update_connection("a", &changed, &BTreeMap::new(), "operator", ends).await.unwrap();
            changed.revision += 1;
            assert_eq!(store.grant("a", "one").await.unwrap().is_none(), ends);
        }
        assert!(store.take_pending_grant(b"state").await.unwrap().is_none());
    });
}
