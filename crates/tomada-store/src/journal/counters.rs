//! Counts of what the journal had to leave out. Rule: nothing is left out in silence.

use std::sync::atomic::{AtomicU64, Ordering};

/// What the journal had to leave out since the store was opened.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct JournalCounters {
    /// Runs that were answered and not written: only with [`crate::JournalMode::Async`].
    pub dropped_runs: u64,
    /// Bodies of exchanges of which only the size was written.
    pub dropped_bodies: u64,
}

#[derive(Debug, Default)]
pub(super) struct Counters {
    runs: AtomicU64,
    bodies: AtomicU64,
}

impl Counters {
    pub(super) fn run_dropped(&self) {
        self.runs.fetch_add(1, Ordering::Relaxed);
    }

    pub(super) fn bodies_dropped(&self, bodies: u64) {
        self.bodies.fetch_add(bodies, Ordering::Relaxed);
    }

    pub(super) fn read(&self) -> JournalCounters {
        JournalCounters {
            dropped_runs: self.runs.load(Ordering::Relaxed),
            dropped_bodies: self.bodies.load(Ordering::Relaxed),
        }
    }
}
