//! Station 4, admit: no more runs at once than a connection and the host can bear.
//!
//! Whoever finds a gate full waits in line, within the run's deadline; whoever finds the line full is told to come
//! again. Permits are given back when the run is over. (The idempotency key is looked at before: see `idempotency`.)

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tomada_core::{Failure, Kind};

use crate::host::Parts;
use crate::resolve::Resolved;

/// How many runs there may be at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Of one connection.
    pub runs_per_connection: usize,
    /// Of one connection, waiting.
    pub waiting_per_connection: usize,
    /// Of the whole host.
    pub runs: usize,
    /// Of the whole host, waiting.
    pub waiting: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { runs_per_connection: 64, waiting_per_connection: 256, runs: 1_024, waiting: 4_096 }
    }
}

/// What a run holds while it is admitted.
pub(crate) struct Admitted {
    _connection: Permit,
    _host: Permit,
}

/// Waits for a place at the connection's gate, then at the host's: a connection that is over its limit does not hold
/// places that others could use.
///
/// # Errors
/// `RateLimited` when a line is full.
pub(crate) async fn admit(parts: &Parts, resolved: &Resolved) -> Result<Admitted, Failure> {
    let connection = resolved.account.gate.pass("connection-busy").await?;
    let host = parts.gate.pass("host-busy").await?;
    Ok(Admitted { _connection: connection, _host: host })
}

/// One bound, and the line before it.
pub(crate) struct Gate {
    places: Arc<Semaphore>,
    waiting: AtomicUsize,
    waiting_max: usize,
}

/// A place behind a gate.
type Permit = OwnedSemaphorePermit;

impl Gate {
    /// What whoever finds the line full is told to wait, in milliseconds.
    const RETRY_AFTER_MS: u64 = 1_000;

    pub(crate) fn new(places: usize, waiting_max: usize) -> Self {
        let places = Arc::new(Semaphore::new(places.min(Semaphore::MAX_PERMITS)));
        Self { places, waiting: AtomicUsize::new(0), waiting_max }
    }

    async fn pass(&self, full: &str) -> Result<Permit, Failure> {
        match Arc::clone(&self.places).try_acquire_owned() {
            Ok(permit) => Ok(permit),
            Err(_) => self.wait_in_line(full).await,
        }
    }

    async fn wait_in_line(&self, full: &str) -> Result<OwnedSemaphorePermit, Failure> {
        let busy = || Failure::coded(Kind::RateLimited, full).with_retry_after_ms(Self::RETRY_AFTER_MS);
        let _in_line = InLine::join(self).ok_or_else(busy)?;
        Arc::clone(&self.places).acquire_owned().await.map_err(|_| busy())
    }
}

/// A place in the line, given up when dropped.
struct InLine<'a>(&'a AtomicUsize);

impl<'a> InLine<'a> {
    fn join(gate: &'a Gate) -> Option<Self> {
        let place = gate.waiting.fetch_add(1, Ordering::AcqRel);
        let in_line = Self(&gate.waiting);
        (place < gate.waiting_max).then_some(in_line)
    }
}

impl Drop for InLine<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::AcqRel);
    }
}
