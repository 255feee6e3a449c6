//! Retries without waiting for them: a clock that notes how long it should have waited, and the most jitter there is.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tomada_core::{BoxFuture, Clock, Failure, Random, Request, Response};
use tomada_egress::Limits;
use tomada_host::{Egress, SystemClock};

use crate::peer::{Peer, Reply, answer};
use crate::world::{World, said};

/// The system's time, where waits are over at once.
#[derive(Clone, Default)]
pub(crate) struct Impatient(Arc<Mutex<Vec<Duration>>>);

impl Clock for Impatient {
    fn now(&self) -> Duration {
        SystemClock.now()
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        self.0.lock().unwrap().push(duration);
        Box::pin(std::future::ready(()))
    }
}

/// The largest number each time, so that jitter is all that it can be.
struct Highest;

impl Random for Highest {
    fn fill(&self, bytes: &mut [u8]) {
        bytes.fill(0xff);
    }
}

/// A world with the default retries.
pub(crate) fn world(port: u16) -> World {
    World { limits: Limits::default(), ..World::open(port) }
}

/// What came of a request, and the waits in milliseconds.
pub(crate) async fn send(world: &World, request: Request) -> (Result<Response, Failure>, Vec<u128>) {
    let clock = Impatient::default();
    let outbound = world.builder().clock(clock.clone()).random(Highest).build().unwrap();
    let outcome = outbound.open(world.scope()).send(request).await;
    let waits = clock.0.lock().unwrap().iter().map(Duration::as_millis).collect();
    (outcome, waits)
}

/// A peer that gives each reply of `replies` once, and the last one from then on.
pub(crate) async fn peer(replies: &'static [fn() -> Reply]) -> Peer {
    let next = AtomicUsize::new(0);
    Peer::start(move |_| replies[next.fetch_add(1, Ordering::SeqCst).min(replies.len() - 1)]()).await
}

pub(crate) fn ok() -> Reply {
    answer(200, "", "ok")
}

/// What came of it in a few words.
pub(crate) fn told(outcome: &Result<Response, Failure>) -> String {
    match outcome {
        Ok(response) => format!("{} after {}", response.status, response.attempts),
        Err(failure) => said(Err::<(), _>(failure.clone())),
    }
}
