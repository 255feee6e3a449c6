//! The test's time: a wait is over as soon as nothing else is under way, and moves `now` on.
//!
//! Of several waits the earliest ends first, and none ends while a call is under way: an action that gives a call ten
//! seconds does not give it up on a stage where ten seconds are nothing.

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use tomada_core::{BoxFuture, Clock};
use tomada_host::SystemClock;

/// 2026-01-01 00:00:00 UTC, when every run on the stage begins.
pub(super) const START: Duration = Duration::from_hours(490_896);

/// The clock of one run.
#[derive(Clone)]
pub(super) struct Time(Arc<Mutex<State>>);

struct State {
    now: Duration,
    /// Who waits, by when the wait is over, and by number.
    waiting: BTreeMap<(Duration, u64), Waker>,
    numbers: u64,
    calls: usize,
}

impl Time {
    pub(super) fn new() -> Self {
        let state = State { now: START, waiting: BTreeMap::new(), numbers: 0, calls: 0 };
        Self(Arc::new(Mutex::new(state)))
    }

    /// Holds time still until it is dropped.
    pub(super) fn hold(&self) -> Held {
        self.lock().calls += 1;
        Held(self.clone())
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        // Each change leaves a state that is whole.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    /// Wakes whoever waits for the earliest moment.
    fn wake_first(&self) {
        if let Some(waker) = self.waiting.values().next() {
            waker.wake_by_ref();
        }
    }
}

/// Something is under way.
pub(super) struct Held(Time);

impl Drop for Held {
    fn drop(&mut self) {
        let mut state = self.0.lock();
        state.calls -= 1;
        state.wake_first();
    }
}

impl Clock for Time {
    fn now(&self) -> Duration {
        self.lock().now
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        let mut state = self.lock();
        state.numbers += 1;
        let key = (state.now.saturating_add(duration), state.numbers);
        drop(state);
        Box::pin(Wait { time: self.clone(), key, polled: false })
    }
}

/// The system's time for egress, where the waits before retries are over at once.
pub(super) struct Unwaited;

impl Clock for Unwaited {
    fn now(&self) -> Duration {
        SystemClock.now()
    }

    fn sleep(&self, _: Duration) -> BoxFuture<'static, ()> {
        Box::pin(std::future::ready(()))
    }
}

struct Wait {
    time: Time,
    key: (Duration, u64),
    polled: bool,
}

impl Future for Wait {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        // Pending at least once, so that whoever waits can be dropped here, and others can begin to wait.
        let is_new = !std::mem::replace(&mut self.polled, true);
        let mut state = self.time.lock();
        if !is_new && state.now >= self.key.0 {
            return Poll::Ready(());
        }
        state.waiting.insert(self.key, cx.waker().clone());
        let is_first = state.waiting.keys().next() == Some(&self.key);
        if is_new {
            cx.waker().wake_by_ref();
        } else if is_first && state.calls == 0 {
            state.now = state.now.max(self.key.0);
            return Poll::Ready(());
        }
        Poll::Pending
    }
}

impl Drop for Wait {
    fn drop(&mut self) {
        let mut state = self.time.lock();
        state.waiting.remove(&self.key);
        state.wake_first();
    }
}
