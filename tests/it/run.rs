//! Drives one run of an action by hand, poll by poll, so that a test can stop between any two and drop it there.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::task::{Context as TaskContext, Poll, Wake, Waker};
use std::thread::{self, Thread};
use std::time::Duration;

use tomada_core::{BoxFuture, Context, Failure, Integration, Json, Output};

/// A run in progress, driven by hand.
pub(crate) struct Run<'a> {
    future: BoxFuture<'a, Result<Output, Failure>>,
    bell: Arc<Bell>,
    polls: usize,
}

/// Notes a wake, and wakes the thread that drives.
struct Bell {
    rung: AtomicBool,
    thread: Thread,
}

impl Wake for Bell {
    fn wake(self: Arc<Self>) {
        self.rung.store(true, SeqCst);
        self.thread.unpark();
    }
}

impl<'a> Run<'a> {
    /// Begins a run of `action`.
    pub(crate) fn begin(plugin: &'a dyn Integration, action: &'a str, input: &str, context: Context) -> Self {
        let input = Json::parse(input.into()).expect("inputs of tests are JSON");
        let bell = Arc::new(Bell { rung: AtomicBool::new(true), thread: thread::current() });
        Self { future: plugin.run(action, input, context), bell, polls: 0 }
    }

    /// Polls once, woken or not.
    pub(crate) fn poll(&mut self) -> Poll<Result<Output, Failure>> {
        self.polls += 1;
        self.bell.rung.store(false, SeqCst);
        let waker = Waker::from(self.bell.clone());
        self.future.as_mut().poll(&mut TaskContext::from_waker(&waker))
    }

    /// Whether it was woken since its last poll.
    pub(crate) fn is_woken(&self) -> bool {
        self.bell.rung.load(SeqCst)
    }

    /// Polls while it is woken, at most `polls_max` times. `None` when it is idle or still at it then.
    pub(crate) fn advance(&mut self, polls_max: usize) -> Option<Result<Output, Failure>> {
        for _ in 0..polls_max {
            if !self.is_woken() {
                return None;
            }
            if let Poll::Ready(answer) = self.poll() {
                return Some(answer);
            }
        }
        None
    }

    /// Polls whenever it is woken, from whatever thread, until it answers. What nothing wakes is a test that failed.
    pub(crate) fn finish(mut self) -> Result<Output, Failure> {
        loop {
            if let Some(answer) = self.advance(usize::MAX) {
                return answer;
            }
            // Wakes from other threads come within microseconds; a minute is for machines that are asleep. A park may
            // end without a reason.
            let woken = (0..60).any(|_| {
                if !self.is_woken() {
                    thread::park_timeout(Duration::from_secs(1));
                }
                self.is_woken()
            });
            assert!(woken, "pending, and nothing wakes it after {} polls", self.polls);
        }
    }
}
