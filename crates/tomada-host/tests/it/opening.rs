//! Catalog entries are opened when they are first run: once, however many ask, and anew only after a back-off.

use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use serde_json::{Value, json};
use tomada_catalog::{Artefact, Digest, Tier};
use tomada_core::{Failure, Integration, Kind};
use tomada_host::{Executor, Host};

use crate::stand::{Puppet, TurnedClock, failure, manifest, manifest_with, output, request};

fn artefact(manifest: Value) -> Arc<Artefact> {
    let manifest_bytes = manifest.to_string().into_bytes();
    Arc::new(Artefact {
        manifest: serde_json::from_value(manifest).unwrap(),
        manifest_bytes,
        library: PathBuf::from("libpuppet.so"),
        digest: Digest::of(b""),
        tier: Tier::Builtin,
        key: None,
    })
}

/// Opens a puppet that echoes, once `refusals` are used up.
#[derive(Default)]
struct Opener {
    opened: AtomicUsize,
    refusals: Mutex<Vec<Refusal>>,
}

enum Refusal {
    Fail,
    Panic,
    OpenAnother,
}

impl Executor for Opener {
    fn open(&self, _artefact: &Artefact) -> Result<Arc<dyn Integration>, Failure> {
        self.opened.fetch_add(1, Ordering::SeqCst);
        let refusal = self.refusals.lock().unwrap().pop();
        match refusal {
            None => Ok(Puppet::echo()),
            Some(Refusal::Fail) => Err(Failure::new(Kind::Broken, "not a plugin")),
            Some(Refusal::Panic) => panic!("the opener itself"),
            Some(Refusal::OpenAnother) => {
                let other = manifest_with(json!({"version": "9.9.9"}));
                Ok(Puppet::new(other, |_, _| async { Err(Failure::new(Kind::Broken, "never run")) }))
            }
        }
    }
}

fn host_with(refusals: Vec<Refusal>) -> (Host, Arc<Opener>, TurnedClock) {
    let opener = Arc::new(Opener { refusals: Mutex::new(refusals), ..Opener::default() });
    let clock = TurnedClock::default();
    let builder = Host::builder().artefact(artefact(manifest())).executor(opener.clone());
    (builder.clock(Arc::new(clock.clone())).build().unwrap(), opener, clock)
}

#[tokio::test]
async fn an_entry_is_opened_once_by_the_first_run_however_many_ask() {
    let (host, opener, _) = host_with(Vec::new());
    assert_eq!(host.manifests().count(), 1);
    assert_eq!(opener.opened.load(Ordering::SeqCst), 0, "listing opens nothing");
    let runs = (0..10).map(|number| {
        let host = host.clone();
        tokio::spawn(async move { host.run(request("look", json!({"n": number}))).await })
    });
    for (number, run) in runs.collect::<Vec<_>>().into_iter().enumerate() {
        assert_eq!(output(&run.await.unwrap()), json!({"n": number}));
    }
    assert_eq!(opener.opened.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn a_wrong_input_opens_nothing() {
    let (host, opener, _) = host_with(Vec::new());
    assert_eq!(failure(&host, request("look", json!([]))).await.0, Kind::InvalidInput);
    assert_eq!(opener.opened.load(Ordering::SeqCst), 0);
}

#[tokio::test]
async fn a_failure_is_remembered_and_tried_again_after_a_back_off_that_grows() {
    let (host, opener, clock) = host_with(vec![Refusal::Fail, Refusal::Fail]);
    let check = async |expected: &str, opened| {
        let result = host.run(request("look", json!({}))).await.result;
        let found = result.map_or_else(|failure| failure.message().to_owned(), |_| "open".to_owned());
        assert_eq!((found.as_str(), opener.opened.load(Ordering::SeqCst)), (expected, opened));
    };
    check("not a plugin", 1).await;
    check("not a plugin", 1).await;
    clock.turn_ms(999);
    check("not a plugin", 1).await;
    clock.turn_ms(1);
    check("not a plugin", 2).await;
    clock.turn_ms(1_999);
    check("not a plugin", 2).await;
    clock.turn_ms(1);
    check("open", 3).await;
    check("open", 3).await;
}

#[tokio::test]
async fn an_opener_that_panics_or_opens_something_else_breaks_the_run_alone() {
    for (refusal, code) in
        [(Refusal::Panic, "integration-panicked"), (Refusal::OpenAnother, "integration-not-as-pinned")]
    {
        let (host, _, clock) = host_with(vec![refusal]);
        let expected = (Kind::Broken, code.to_owned());
        assert_eq!(failure(&host, request("look", json!({}))).await, expected);
        clock.turn_ms(1_000);
        assert!(host.run(request("look", json!({}))).await.result.is_ok());
    }
}

#[tokio::test]
async fn a_broken_entry_answers_with_its_reason() {
    let why = Failure::new(Kind::Broken, "its library is gone");
    let host = Host::builder().broken("puppet", why.clone()).build().unwrap();
    assert_eq!(host.run(request("look", json!({}))).await.result, Err(why));
}

#[test]
fn a_catalog_without_anything_to_open_it_makes_no_host() {
    let error = Host::builder().artefact(artefact(manifest())).build().err().unwrap();
    assert!(error.to_string().contains("no executor"), "{error}");
}
