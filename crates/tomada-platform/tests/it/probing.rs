//! The probe: connections that nobody uses are tested in time, and some are left alone.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use tomada_core::{BoxFuture, Clock, Kind, Locale};
use tomada_platform::{HealthState, NewConnection, Role};

use crate::stand::{Stand, ask, new, secrets};

const HOUR_MS: u64 = 60 * 60 * 1_000;
/// As late as any connection has its turn.
const QUIET_MS: u64 = HOUR_MS + HOUR_MS / 4;

/// A clock that goes when it is told to.
struct TestClock(AtomicU64);

impl TestClock {
    fn new() -> Arc<Self> {
        Arc::new(Self(AtomicU64::new(1_800_000_000_000)))
    }

    fn go(&self, by_ms: u64) -> u64 {
        self.0.fetch_add(by_ms, Ordering::SeqCst) + by_ms
    }
}

impl Clock for TestClock {
    fn now(&self) -> Duration {
        Duration::from_millis(self.0.load(Ordering::SeqCst))
    }

    fn sleep(&self, _duration: Duration) -> BoxFuture<'static, ()> {
        Box::pin(std::future::pending())
    }
}

#[tokio::test]
async fn a_connection_that_nobody_used_is_tested_and_what_came_of_it_is_noted() {
    let clock = TestClock::new();
    let stand = Stand::at(clock.clone()).await;
    let editor = stand.editor().await;
    let id = editor.connect(new(), Locale::default()).await.unwrap().connection.id;
    assert_eq!(stand.platform.probe(HOUR_MS).await.unwrap(), 0, "it was tested when it was made");

    clock.go(HOUR_MS - 1);
    assert_eq!(stand.platform.probe(HOUR_MS).await.unwrap(), 0, "it is not time yet");
    let since_unix_ms = clock.go(QUIET_MS);
    *stand.service.fails.lock().unwrap() = Some(Kind::Unavailable);
    assert_eq!(stand.platform.probe(HOUR_MS).await.unwrap(), 1);
    let health = editor.connection(&id).await.unwrap().health;
    assert_eq!((health.state, health.kind), (HealthState::Degraded, Some(Kind::Unavailable)));
    assert_eq!(health.since_unix_ms, since_unix_ms);
    assert_eq!(stand.platform.probe(HOUR_MS).await.unwrap(), 0, "it has just had its turn");

    clock.go(QUIET_MS);
    *stand.service.fails.lock().unwrap() = None;
    editor.run(ask(Some(&id), "call")).await.unwrap().result.unwrap();
    assert_eq!(stand.platform.probe(HOUR_MS).await.unwrap(), 0, "it has just been used");
    clock.go(QUIET_MS);
    assert_eq!(stand.platform.probe(HOUR_MS).await.unwrap(), 1);
    assert_eq!(editor.connection(&id).await.unwrap().health.state, HealthState::Healthy);
}

#[tokio::test]
async fn a_test_that_writes_is_not_made_and_a_refused_credential_not_shown_again() {
    let clock = TestClock::new();
    let stand = Stand::at(clock.clone()).await;
    let editor = stand.editor().await;
    let writer = NewConnection { integration: "writer".to_owned(), ..new() };
    let refused = NewConnection { secrets: secrets("a wrong password"), keep_if_broken: true, ..new() };
    for asked in [writer, refused] {
        editor.connect(asked, Locale::default()).await.unwrap();
    }
    clock.go(QUIET_MS);
    assert_eq!(stand.platform.probe(HOUR_MS).await.unwrap(), 0);
}

#[tokio::test]
async fn few_are_tested_at_once_and_not_all_in_one_moment() {
    let clock = TestClock::new();
    let stand = Stand::at(clock.clone()).await;
    for project in ["own", "foreign"] {
        let editor = stand.enter(project, Role::Editor).await;
        for _ in 0..20 {
            editor.connect(new(), Locale::default()).await.unwrap();
        }
    }
    clock.go(HOUR_MS + HOUR_MS / 8);
    let first = stand.platform.probe(HOUR_MS).await.unwrap();
    assert!((1..40).contains(&first), "{first} of 40 had the same turn");
    clock.go(HOUR_MS / 8);
    assert_eq!(first + stand.platform.probe(HOUR_MS).await.unwrap(), 40);
    assert_eq!(stand.service.calls_at_once(), 4);
}
