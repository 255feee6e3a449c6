//! Secrets in every place where a person can put one, and everything that the house says or writes, looked through for
//! them: a real server, told by the doors that everybody has.
//!
//! Looked through are the database with its log of changes, the key's folder, a backup, the server's log at its finest,
//! traces, metrics, what the command line says, every answer of the API and every page, in six encodings. What is not
//! seen from outside, such as what crosses into a plugin, is looked through in `planted` and by the loader's own tests.

mod house;
mod planted;
mod tour;

use reqwest::Method;
use serde_json::json;

use house::{House, Who};
use planted::{MARK, Planted, Service, quiet, services};
use tour::{CALLS, Tour};

/// How many are planted at least.
const PLANTED_MIN: usize = 64;

/// How often every kind of authentication is connected.
const ROUNDS: usize = 3;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_secret_that_anybody_puts_somewhere_is_told_or_written_anywhere() {
    let mut planted = Planted::default();
    let metrics_token = planted.new_secret();
    // Each kind is called in every way once; the others of it are there for their secrets.
    let first = services(&mut planted);
    let more = (1..ROUNDS).flat_map(|_| services(&mut planted)).collect::<Vec<_>>();
    let quiet = quiet(&mut planted);
    let ports: Vec<u16> = first.iter().chain(&more).chain([&quiet]).map(Service::port).collect();
    let mut house = House::start(&ports, &metrics_token).await;
    let mut tour = Tour::begin(&house, &mut planted).await;
    tour.people().await;
    for service in &first {
        tour.connection(service, CALLS).await;
    }
    for service in &more {
        tour.connection(service, 1).await;
    }
    let changing = tour.connection(&quiet, 1).await;
    tour.changing(&changing, &quiet).await;
    tour.following(&changing).await;
    tour.reading(&metrics_token).await;
    let program = tour.program.clone();
    assert!(planted.count() >= PLANTED_MIN, "only {} secrets are planted", planted.count());
    assert_clean(&house, &planted);
    a_label_is_found(&house, &planted, &program).await;
    house.end();
}

#[track_caller]
fn assert_clean(house: &House, planted: &Planted) {
    let (sinks, forms) = (house.sinks(), planted.forms());
    for name in ["tomada.db", "tomada.db-wal", "tomada.key", "saved.db", "log", "traces"] {
        assert!(
            sinks.iter().any(|(sink, text)| sink == name && !text.is_empty()),
            "{name} was not looked at"
        );
    }
    let bytes: usize = sinks.iter().map(|(_, text)| text.len()).sum();
    assert!(bytes > 1 << 20, "only {bytes} bytes were looked at");
    for (sink, text) in &sinks {
        if let Some(form) = forms.found_in(text) {
            panic!("{sink} holds {form}: {}", text.chars().take(4_000).collect::<String>());
        }
    }
}

/// The same search finds the same mark where it may stand: in a label, which is told everywhere.
async fn a_label_is_found(house: &House, planted: &Planted, program: &Who) {
    let (path, forms) = ("/v1/projects/main/connections", planted.forms());
    let body = json!({"integration": "webhook", "label": MARK, "keep_if_broken": true});
    house.ask(program, Method::POST, path, Some(&body)).await;
    house.run(&["backup", "again.db"]);
    let sinks = house.sinks();
    for name in ["POST /v1/projects/main/connections", "tomada.db-wal", "again.db"] {
        let found = sinks.iter().any(|(sink, text)| sink == name && forms.found_in(text).is_some());
        assert!(found, "the mark in a label is not found in {name}");
    }
}
