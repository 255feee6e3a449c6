//! Runs that are recorded: all of a run or nothing, many at once, and one that cannot be written beside others.

use sqlx::{AssertSqlSafe, Connection, PgConnection, SqliteConnection};
use tomada_core::{Failure, Json, Kind, Timings};
use tomada_host::{Body, Exchange, Journal, LogLine, Message, RunRecord};
use tomada_store::{JournalMode, Location};
use uuid::Uuid;

use crate::stand::{NOW, Stand, both};

pub(crate) fn record(project: &str, number: u128) -> RunRecord {
    let message = Message {
        headers: vec![("accept".to_owned(), "*/*".to_owned())],
        body: Body { text: "{\"a\":1}".to_owned(), size: 7, cut: false },
    };
    let exchange = Exchange {
        method: "GET".to_owned(),
        url: "https://api.example.com/orders/1042".to_owned(),
        status: Some(200),
        started_unix_ms: 1_790_000_000_000,
        elapsed_ms: 12,
        attempt: 1,
        error: None,
        sent: true,
        repeatable: true,
        timings: Timings::default(),
        request: message.clone(),
        response: Some(message),
    };
    let line =
        LogLine { unix_ms: NOW, level: "info", message: "looked\0up".to_owned(), fields: String::new() };
    RunRecord {
        run_id: Uuid::from_u128(number).to_string(),
        project: project.to_owned(),
        connection: "c".to_owned(),
        integration: "orders".to_owned(),
        version: "1.0.0".to_owned(),
        action: "look-up".to_owned(),
        started_unix_ms: NOW,
        elapsed_ms: 15,
        input: Json::empty_object(),
        outcome: Ok(Json::empty_object()),
        exchanges: vec![exchange.clone(), exchange],
        log: vec![line],
        log_dropped: 0,
    }
}

/// One number that SQL gives, asked past the store.
async fn number(stand: &Stand, sql: &str) -> i64 {
    let sql = AssertSqlSafe(sql.to_owned());
    match stand.options.location {
        Location::File(_) => {
            let url = format!("sqlite:{}?mode=ro", stand.file().display());
            let mut connection = SqliteConnection::connect(&url).await.unwrap();
            sqlx::query_scalar(sql).fetch_one(&mut connection).await.unwrap()
        }
        Location::Server(_) => {
            let mut connection = PgConnection::connect(&stand.url()).await.unwrap();
            sqlx::query_scalar(sql).fetch_one(&mut connection).await.unwrap()
        }
    }
}

/// Changes the database past the store.
async fn alter(stand: &Stand, sql: &'static str) {
    match stand.options.location {
        Location::File(_) => {
            let url = format!("sqlite:{}", stand.file().display());
            let mut connection = SqliteConnection::connect(&url).await.unwrap();
            sqlx::raw_sql(sql).execute(&mut connection).await.unwrap();
        }
        Location::Server(_) => {
            let mut connection = PgConnection::connect(&stand.url()).await.unwrap();
            sqlx::raw_sql(sql).execute(&mut connection).await.unwrap();
        }
    }
}

#[track_caller]
fn assert_all(found: &[(&str, i64, i64)]) {
    for (what, found, expected) in found {
        assert_eq!(found, expected, "{what}");
    }
}

#[test]
fn a_run_is_there_whole_once_it_is_answered() {
    both(|stand| async move {
        stand.store.record(record("p", 1)).await.unwrap();
        assert_all(&[
            (
                "runs",
                number(&stand, "SELECT count(*) FROM runs WHERE outcome = 'ok' AND status = 200").await,
                1,
            ),
            ("exchanges", number(&stand, "SELECT count(*) FROM exchanges").await, 2),
            (
                "log",
                number(&stand, "SELECT count(*) FROM log_lines WHERE message = 'looked\u{2400}up'").await,
                1,
            ),
            (
                "size",
                number(&stand, "SELECT bytes FROM journal_sizes WHERE runs = 1").await,
                number(&stand, "SELECT bytes FROM runs").await,
            ),
        ]);
    });
}

#[test]
fn a_failed_run_is_kept_with_its_reason() {
    both(|stand| async move {
        let failure = Failure::coded(Kind::Unavailable, "x").with_detail("refused \0 there");
        let failed = RunRecord { outcome: Err(failure), exchanges: Vec::new(), ..record("p", 1) };
        stand.store.record(failed).await.unwrap();
        let found = "SELECT count(*) FROM runs WHERE outcome = 'unavailable' AND status IS NULL
            AND output IS NULL AND failure LIKE '%refused _u0000 there%'";
        assert_eq!(number(&stand, found).await, 1);
    });
}

#[test]
fn many_at_once_are_all_there() {
    both(|stand| async move {
        let recorded = (0..300).map(|number| {
            let store = stand.store.clone();
            tokio::spawn(
                async move { store.record(record(["a", "b", "c"][number % 3], number as u128)).await },
            )
        });
        for recorded in recorded.collect::<Vec<_>>() {
            recorded.await.unwrap().unwrap();
        }
        assert_eq!(number(&stand, "SELECT count(*) FROM runs").await, 300);
        assert_eq!(number(&stand, "SELECT runs FROM journal_sizes WHERE project = 'b'").await, 100);
    });
}

#[test]
fn a_run_that_cannot_be_written_fails_alone_and_leaves_nothing() {
    both(|stand| async move {
        stand.store.record(record("p", 7)).await.unwrap();
        let recorded = (0..50).map(|number| {
            let store = stand.store.clone();
            tokio::spawn(async move { (number, store.record(record("p", number)).await) })
        });
        for recorded in recorded.collect::<Vec<_>>() {
            let (number, recorded) = recorded.await.unwrap();
            assert_eq!(recorded.is_err(), number == 7, "run {number}");
        }
        let nameless = RunRecord { run_id: "no UUID".to_owned(), ..record("p", 0) };
        assert!(stand.store.record(nameless).await.is_err());
        assert_eq!(number(&stand, "SELECT count(*) FROM runs").await, 50);
        assert_eq!(number(&stand, "SELECT count(*) FROM exchanges").await, 100);
        assert_eq!(number(&stand, "SELECT runs FROM journal_sizes").await, 50);
    });
}

#[test]
fn a_closed_store_says_so() {
    both(|stand| async move {
        stand.store.close().await.unwrap();
        let error = stand.store.record(record("p", 1)).await.unwrap_err();
        assert!(error.source.source().unwrap().to_string().contains("closed"));
    });
}

/// Recording is far faster than committing here: the queue of 1,024 is full long before the last of them comes.
#[test]
fn who_does_not_wait_for_the_commit_may_lose_runs_and_each_is_counted() {
    both(|mut stand| async move {
        stand.options.journal = JournalMode::Async;
        stand.again().await.unwrap();
        for number in 0..3_000 {
            stand.store.record(record("p", number)).await.unwrap();
        }
        // The same run again cannot be written: answered, and counted.
        stand.store.record(record("p", 0)).await.unwrap();
        let store = stand.store.clone();
        store.close().await.unwrap();
        let written = number(&stand, "SELECT count(*) FROM runs").await;
        let counters = store.journal_counters();
        assert!(written > 0 && counters.dropped_runs > 0, "{written} written, {counters:?}");
        assert_eq!(u64::try_from(written).unwrap() + counters.dropped_runs, 3_001);
    });
}

#[test]
fn too_much_leaves_its_bodies_behind_and_is_there() {
    both(|stand| async move {
        let mut large = record("p", 1);
        large.exchanges[0].request.body = Body { text: "x".repeat(3 << 20), size: 3 << 20, cut: false };
        stand.store.record(large).await.unwrap();
        stand.store.record(record("p", 2)).await.unwrap();
        assert_eq!(stand.store.journal_counters().dropped_bodies, 4);
        let id = |number| Uuid::from_u128(number);
        let found = stand.store.recorded_run("p", id(1)).await.unwrap().unwrap();
        let body = &found.exchanges[0].request.body;
        assert_eq!((body.text.as_str(), body.size, body.cut), ("", 3 << 20, true));
        let small = stand.store.recorded_run("p", id(2)).await.unwrap().unwrap();
        assert_eq!(small.exchanges[0].request.body.text, "{\"a\":1}");
    });
}

#[test]
fn what_cannot_be_written_is_not_begun_until_it_can_be_again() {
    both(|stand| async move {
        stand.store.record(record("p", 1)).await.unwrap();
        assert!(stand.store.accepts().is_ok());
        alter(&stand, "ALTER TABLE runs RENAME TO away").await;
        stand.store.record(record("p", 2)).await.unwrap_err();
        assert_eq!(stand.store.accepts().unwrap_err().code(), Some("journal-full"));
        alter(&stand, "ALTER TABLE away RENAME TO runs").await;
        while stand.store.accepts().is_err() {
            tokio::task::yield_now().await;
        }
        stand.store.record(record("p", 3)).await.unwrap();
    });
}
