//! Answers that are given again: the work is done by one, what came of it is found by all, for as long as it is kept.

use tomada_store::{Asked, KnownAnswer, Store};

use crate::stand::{NOW, Stand, both};

fn asked(name: &str, body: u8) -> Asked {
    Asked { name: name.to_owned(), body: [body; 32] }
}

/// What is known of a request, begun if nothing is.
async fn known(store: &Store, project: &str, asked: &Asked) -> String {
    match store.begin_answer(project, asked, NOW + 10, NOW + 20).await.unwrap() {
        KnownAnswer::Answered(answer) => String::from_utf8(answer.expose().to_vec()).unwrap(),
        known => format!("{known:?}"),
    }
}

async fn with_projects(stand: &Stand) {
    for project in ["own", "foreign"] {
        stand.store.create_project(project, project, "operator").await.unwrap();
    }
}

#[test]
fn of_all_who_ask_with_one_key_one_does_the_work() {
    both(async |stand: Stand| {
        with_projects(&stand).await;
        let first = asked("key", 1);
        let asking = (0..8).map(|_| {
            let (store, first) = (stand.store.clone(), first.clone());
            tokio::spawn(async move { known(&store, "own", &first).await })
        });
        let mut heard = Vec::new();
        for one in asking.collect::<Vec<_>>() {
            heard.push(one.await.unwrap());
        }
        heard.sort();
        assert_eq!(heard, ["Begun", "Begun", "Begun", "Begun", "Begun", "Begun", "Begun", "New"]);
        assert_eq!(known(&stand.store, "own", &asked("key", 2)).await, "OtherBody");
        assert_eq!(known(&stand.store, "own", &asked("another", 1)).await, "New");
        assert_eq!(known(&stand.store, "foreign", &first).await, "New");
    });
}

#[test]
fn an_answer_outlives_the_process_and_a_new_key_file() {
    both(async |mut stand: Stand| {
        with_projects(&stand).await;
        let first = asked("key", 1);
        assert_eq!(known(&stand.store, "own", &first).await, "New");
        stand.store.keep_answer("own", &first, b"the answer").await.unwrap();
        stand.store.rotate_keys().await.unwrap();
        stand.again().await.unwrap();
        assert_eq!(known(&stand.store, "own", &first).await, "the answer");
        assert_eq!(known(&stand.store, "own", &asked("key", 2)).await, "OtherBody");
        stand.store.forget_answer("own", &first).await.unwrap();
        assert_eq!(known(&stand.store, "own", &first).await, "New");
    });
}

#[test]
fn what_was_begun_and_never_answered_is_not_done_again() {
    both(async |stand: Stand| {
        with_projects(&stand).await;
        let lost = asked("key", 1);
        stand.store.begin_answer("own", &lost, NOW - 1, NOW + 20).await.unwrap();
        assert_eq!(known(&stand.store, "own", &lost).await, "Lost");
    });
}

#[test]
fn what_is_kept_no_longer_is_removed() {
    both(async |stand: Stand| {
        with_projects(&stand).await;
        for (name, until) in [("old", NOW - 1), ("older", NOW - 2), ("new", NOW)] {
            stand.store.begin_answer("own", &asked(name, 1), NOW, until).await.unwrap();
        }
        // One that is too old is as good as none.
        assert_eq!(known(&stand.store, "own", &asked("old", 2)).await, "New");
        assert_eq!(stand.store.sweep_answers("foreign").await.unwrap(), 0);
        assert_eq!(stand.store.sweep_answers("own").await.unwrap(), 1);
        assert_eq!(known(&stand.store, "own", &asked("new", 1)).await, "Begun");
    });
}
