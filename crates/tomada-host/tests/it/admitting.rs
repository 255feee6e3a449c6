//! Station 4: bounds on runs at once, and the idempotency key.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::json;
use tokio::sync::Semaphore;
use tokio::task::JoinHandle;
use tomada_core::{Failure, Kind, Output};
use tomada_host::{Connection, ConnectionSource, Host, Limits, RunReport, RunRequest};

use crate::stand::{Puppet, TurnedClock, connection, manifest, output, request, settle};

/// A host whose runs count themselves and wait until they are let go.
struct Waiting {
    host: Host,
    begun: Arc<AtomicUsize>,
    let_go: Arc<Semaphore>,
    clock: TurnedClock,
}

impl Waiting {
    fn new(limits: Limits, result: fn() -> Result<Output, Failure>) -> Self {
        let (begun, let_go) = (Arc::new(AtomicUsize::new(0)), Arc::new(Semaphore::new(0)));
        let clock = TurnedClock::default();
        let puppet = Puppet::new(manifest(), {
            let (begun, let_go) = (Arc::clone(&begun), Arc::clone(&let_go));
            move |_, _| {
                let (begun, let_go) = (Arc::clone(&begun), Arc::clone(&let_go));
                async move {
                    begun.fetch_add(1, Ordering::SeqCst);
                    let_go.acquire().await.unwrap().forget();
                    result()
                }
            }
        });
        let host = Host::builder()
            .integration(puppet)
            .limits(limits)
            .clock(Arc::new(clock.clone()))
            .build()
            .unwrap();
        Self { host, begun, let_go, clock }
    }

    fn ask(&self, request: RunRequest) -> JoinHandle<RunReport> {
        let host = self.host.clone();
        tokio::spawn(async move { host.run(request).await })
    }

    async fn begun(&self) -> usize {
        settle().await;
        self.begun.load(Ordering::SeqCst)
    }
}

#[expect(clippy::unnecessary_wraps, reason = "one of several results that a run can have")]
fn done() -> Result<Output, Failure> {
    Ok(Output::new(json!("done")))
}

fn of_connection(id: &str) -> RunRequest {
    let mut request = request("look", json!({}));
    request.connection = ConnectionSource::from(Connection { id: id.to_owned(), ..connection() });
    request
}

fn with_key(key: &str, input: serde_json::Value) -> RunRequest {
    let mut request = request("change", input);
    request.idempotency_key = Some(key.to_owned());
    request
}

const TWO: Limits = Limits { runs_per_connection: 2, waiting_per_connection: 1, runs: 3, waiting: 1 };

#[tokio::test]
async fn a_connection_has_so_many_runs_then_a_line_then_no_more() {
    let waiting = Waiting::new(TWO, done);
    let runs = [(); 3].map(|()| waiting.ask(of_connection("a")));
    assert_eq!(waiting.begun().await, 2, "the third waits in line");
    let turned_away = waiting.ask(of_connection("a")).await.unwrap().result.unwrap_err();
    assert_eq!((turned_away.kind(), turned_away.code()), (Kind::RateLimited, Some("connection-busy")));
    assert_eq!(turned_away.retry_after_ms(), Some(1_000));
    waiting.let_go.add_permits(1);
    assert_eq!(waiting.begun().await, 3, "the third has taken the place of the first");
    waiting.let_go.add_permits(2);
    for run in runs {
        assert!(run.await.unwrap().result.is_ok());
    }
}

#[tokio::test]
async fn a_busy_connection_takes_no_more_than_its_places_from_others() {
    let waiting = Waiting::new(TWO, done);
    let _busy = [(); 3].map(|()| waiting.ask(of_connection("a")));
    assert_eq!(waiting.begun().await, 2);
    let _other = waiting.ask(of_connection("b"));
    assert_eq!(waiting.begun().await, 3, "the third place is not held by who waits for a connection");
    let _in_line = waiting.ask(of_connection("c"));
    assert_eq!(waiting.begun().await, 3, "the host is full");
    let turned_away = waiting.ask(of_connection("d")).await.unwrap().result.unwrap_err();
    assert_eq!((turned_away.kind(), turned_away.code()), (Kind::RateLimited, Some("host-busy")));
}

#[tokio::test]
async fn waiting_in_line_ends_at_the_deadline_and_gives_the_place_up() {
    let waiting = Waiting::new(TWO, done);
    let _runs = [(); 2].map(|()| {
        waiting.ask({
            let mut request = of_connection("a");
            request.deadline_ms = 900_000;
            request
        })
    });
    let in_line = waiting.ask(of_connection("a"));
    assert_eq!(waiting.begun().await, 2);
    waiting.clock.turn_ms(30_000);
    let timed_out = in_line.await.unwrap().result.unwrap_err();
    assert_eq!((timed_out.kind(), timed_out.code()), (Kind::Unavailable, Some("run-timed-out")));
    let _next = waiting.ask(of_connection("a"));
    assert_eq!(waiting.begun().await, 2);
    waiting.let_go.add_permits(1);
    assert_eq!(waiting.begun().await, 3, "the line had room for it");
}

#[tokio::test]
async fn the_same_key_runs_once_while_the_first_is_on_its_way_and_after() {
    let waiting = Waiting::new(Limits::default(), done);
    let first = waiting.ask(with_key("k", json!({"a": 1})));
    let second = waiting.ask(with_key("k", json!({"a": 1})));
    assert_eq!(waiting.begun().await, 1);
    waiting.let_go.add_permits(1);
    let (first, second) = (first.await.unwrap(), second.await.unwrap());
    let third = waiting.host.run(with_key("k", json!({"a": 1}))).await;
    assert_eq!(waiting.begun().await, 1);
    assert_eq!([&second.run_id, &third.run_id], [&first.run_id; 2]);
    assert_eq!(output(&third), json!("done"));
}

#[tokio::test]
async fn another_key_connection_or_action_is_another_run() {
    let waiting = Waiting::new(Limits::default(), done);
    waiting.let_go.add_permits(100);
    let mut others = vec![with_key("k", json!({})), with_key("l", json!({}))];
    others.push(RunRequest { action: "look".to_owned(), ..with_key("k", json!({})) });
    others.push(RunRequest { connection: of_connection("other").connection, ..with_key("k", json!({})) });
    others.push(RunRequest { project: "theirs".to_owned(), ..with_key("k", json!({})) });
    for (index, other) in others.into_iter().enumerate() {
        waiting.host.run(other).await.result.unwrap();
        assert_eq!(waiting.begun().await, index + 1);
    }
}

#[tokio::test]
async fn a_key_stands_for_one_input() {
    let waiting = Waiting::new(Limits::default(), done);
    waiting.let_go.add_permits(100);
    waiting.host.run(with_key("k", json!({"a": 1}))).await.result.unwrap();
    let reused = waiting.host.run(with_key("k", json!({"a": 2}))).await.result.unwrap_err();
    assert_eq!((reused.kind(), reused.code()), (Kind::InvalidInput, Some("idempotency-key-reused")));
}

#[tokio::test]
async fn what_is_safe_to_try_again_is_tried_again_and_the_rest_is_not() {
    let check = async |result: fn() -> Result<Output, Failure>, runs| {
        let waiting = Waiting::new(Limits::default(), result);
        waiting.let_go.add_permits(100);
        for _ in 0..2 {
            waiting.host.run(with_key("k", json!({}))).await;
        }
        assert_eq!(waiting.begun().await, runs, "{:?}", result());
    };
    check(done, 1).await;
    check(|| Err(Failure::new(Kind::Uncertain, "")), 1).await;
    check(|| Err(Failure::new(Kind::Rejected, "")), 1).await;
    check(|| Err(Failure::new(Kind::Unavailable, "")), 2).await;
    check(|| Err(Failure::new(Kind::RateLimited, "")), 2).await;
}

#[tokio::test]
async fn a_key_is_free_again_when_its_run_was_refused_before_it_began() {
    let waiting = Waiting::new(Limits::default(), done);
    waiting.let_go.add_permits(100);
    let refused = RunRequest { deadline_ms: 0, ..with_key("k", json!({"a": 1})) };
    assert!(waiting.host.run(refused).await.result.is_err());
    assert!(waiting.host.run(with_key("k", json!({"a": 2}))).await.result.is_ok());
}

#[tokio::test]
async fn who_waits_for_the_first_waits_no_longer_than_its_own_deadline() {
    let waiting = Waiting::new(Limits::default(), done);
    let _first = waiting.ask(RunRequest { deadline_ms: 900_000, ..with_key("k", json!({})) });
    let second = waiting.ask(with_key("k", json!({})));
    assert_eq!(waiting.begun().await, 1);
    waiting.clock.turn_ms(30_000);
    let failure = second.await.unwrap().result.unwrap_err();
    assert_eq!((failure.kind(), failure.code()), (Kind::Unavailable, Some("idempotent-run-not-finished")));
}

#[tokio::test]
async fn a_run_goes_on_when_whoever_asked_is_gone() {
    let waiting = Waiting::new(Limits::default(), done);
    let first = waiting.ask(with_key("k", json!({})));
    assert_eq!(waiting.begun().await, 1);
    first.abort();
    waiting.let_go.add_permits(1);
    let second = waiting.host.run(with_key("k", json!({}))).await;
    assert_eq!(output(&second), json!("done"));
    assert_eq!(waiting.begun().await, 1);
}
