//! How many runs a second the journal commits, and how long each waits, with 1, 16 and 64 in flight: on SQLite in the
//! system's temporary folder, and on PostgreSQL where `TOMADA_POSTGRES` names a database that may be filled.
#![allow(clippy::unwrap_used, reason = "a measurement that cannot go on has failed")]

use std::time::Duration;

use tomada_core::{Clock, Json, Timings};
use tomada_host::{Body, Exchange, Journal, Message, RunRecord, Secret, SystemClock};
use tomada_store::{Location, Options, Store};
use uuid::Uuid;

const RUNS: usize = 4_000;

#[tokio::main]
async fn main() {
    let folder = tempfile::tempdir().unwrap();
    measure("SQLite", Location::File(folder.path().join("tomada.db"))).await;
    if let Ok(url) = std::env::var("TOMADA_POSTGRES") {
        measure("PostgreSQL", Location::Server(Secret::new(url))).await;
    }
}

async fn measure(name: &str, location: Location) {
    let store = Store::open(Options::new(location).unwrap()).await.unwrap();
    for in_flight in [1, 16, 64] {
        let start = SystemClock.now();
        let lanes = (0..in_flight).map(|_| tokio::spawn(lane(store.clone(), RUNS / in_flight)));
        let mut waits = Vec::with_capacity(RUNS);
        for lane in lanes.collect::<Vec<_>>() {
            waits.extend(lane.await.unwrap());
        }
        let took = SystemClock.now().saturating_sub(start).as_secs_f64();
        waits.sort();
        let at = |percent: usize| waits[(waits.len() - 1) * percent / 100].as_secs_f64() * 1e3;
        let runs = u32::try_from(waits.len()).unwrap();
        println!(
            "{name}, {in_flight} in flight: {:.0} runs/s, p50 {:.1} ms, p99 {:.1} ms",
            f64::from(runs) / took,
            at(50),
            at(99)
        );
    }
    store.close().await.unwrap();
}

/// Records runs one after the other, and says how long each waited.
async fn lane(store: Store, runs: usize) -> Vec<Duration> {
    let mut waits = Vec::with_capacity(runs);
    for _ in 0..runs {
        let record = record();
        let start = SystemClock.now();
        store.record(record).await.unwrap();
        waits.push(SystemClock.now().saturating_sub(start));
    }
    waits
}

/// A run with one exchange and 1 KiB each way.
fn record() -> RunRecord {
    let message = Message {
        headers: vec![("content-type".to_owned(), "application/json".to_owned())],
        body: Body { text: format!("{{\"a\":\"{}\"}}", "x".repeat(1_014)), size: 1_024, cut: false },
    };
    let now = u64::try_from(SystemClock.now().as_millis()).unwrap();
    RunRecord {
        run_id: Uuid::now_v7().to_string(),
        project: "p".to_owned(),
        connection: "c".to_owned(),
        integration: "webhook".to_owned(),
        version: "1.0.0".to_owned(),
        action: "call".to_owned(),
        started_unix_ms: now,
        elapsed_ms: 15,
        input: Json::empty_object(),
        outcome: Ok(Json::empty_object()),
        exchanges: vec![Exchange {
            method: "POST".to_owned(),
            url: "https://api.example.com/orders".to_owned(),
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
        }],
        log: Vec::new(),
        log_dropped: 0,
    }
}
