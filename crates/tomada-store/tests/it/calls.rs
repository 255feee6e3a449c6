//! The journal, read page by page: filters find together what each of them lets through, and a page that finds little
//! looks at a bounded number of rows and says where to go on.

use tokio::task::JoinSet;
use tomada_core::{Failure, Json, Kind};
use tomada_host::{Journal, RunRecord};
use tomada_store::{CallFilter, Store};
use uuid::Uuid;

use crate::journaling::record;
use crate::stand::both;

/// How many rows a page looks at.
const LOOKED_AT: u128 = 5_000;

fn run(number: u128, connection: &str, integration: &str, failed: Option<Kind>) -> RunRecord {
    let outcome = failed.map_or_else(|| Ok(Json::empty_object()), |kind| Err(Failure::new(kind, "no")));
    RunRecord {
        connection: connection.to_owned(),
        integration: integration.to_owned(),
        outcome,
        ..record("p", number)
    }
}

async fn write(store: &Store, runs: impl IntoIterator<Item = RunRecord>) {
    let mut writing = JoinSet::new();
    for run in runs {
        let store = store.clone();
        writing.spawn(async move { store.record(run).await });
    }
    while let Some(written) = writing.join_next().await {
        written.unwrap().unwrap();
    }
}

/// The numbers of the runs on one page, and where the next one begins.
async fn page(store: &Store, filter: &CallFilter, before: Option<u128>) -> (Vec<u128>, Option<u128>) {
    let (runs, next) = store.runs("p", filter, before.map(Uuid::from_u128), 50).await.unwrap();
    let number = |run: &tomada_store::CallSummary| Uuid::parse_str(&run.run_id).unwrap().as_u128();
    (runs.iter().map(number).collect(), next.map(|next| next.as_u128()))
}

/// A filter of a connection, an integration, an outcome, an action and a text, where `-` asks for nothing.
fn filter(words: &str) -> CallFilter {
    let words = words.split(' ').map(|word| (word != "-").then(|| word.to_owned())).collect::<Vec<_>>();
    let [connection, integration, outcome, action, text] = <[_; 5]>::try_from(words).unwrap();
    CallFilter { connection, integration, outcome, action, text, ..CallFilter::default() }
}

#[test]
fn filters_find_together_what_each_lets_through() {
    let rows: [(&str, &[u128]); 13] = [
        ("- - - - -", &[4, 3, 2, 1]),
        ("c - - - -", &[4, 3, 1]),
        ("- orders - - -", &[4, 2, 1]),
        ("- - ok - -", &[1]),
        ("- - failed - -", &[4, 3, 2]),
        ("- - unavailable - -", &[4, 2]),
        ("c orders - - -", &[4, 1]),
        ("c - ok - -", &[1]),
        ("c orders ok look-up -", &[1]),
        ("c - failed - -", &[4, 3]),
        ("d - unavailable - -", &[2]),
        ("c orders unavailable look-up orders/1042", &[4]),
        ("c orders unavailable other -", &[]),
    ];
    both(|stand| async move {
        let runs = [
            run(1, "c", "orders", None),
            run(2, "d", "orders", Some(Kind::Unavailable)),
            run(3, "c", "other", Some(Kind::Broken)),
            run(4, "c", "orders", Some(Kind::Unavailable)),
        ];
        write(&stand.store, runs).await;
        for (words, expected) in rows {
            assert_eq!(page(&stand.store, &filter(words), None).await, (expected.to_vec(), None), "{words}");
        }
    });
}

#[test]
fn two_filters_that_find_little_look_at_a_part_and_say_where_to_go_on() {
    both(|stand| async move {
        let many = (2..LOOKED_AT + 2).map(|number| run(number, "c", "orders", None));
        write(&stand.store, many.chain([run(1, "c", "other", None)])).await;
        let both = filter("c other - - -");
        assert_eq!(page(&stand.store, &both, None).await, (vec![], Some(2)));
        assert_eq!(page(&stand.store, &both, Some(2)).await, (vec![1], None));
    });
}
