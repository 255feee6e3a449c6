//! Whether a body arrives fast enough. Only time spent waiting for the wire counts, so a slow reader is nobody's drip.

use std::time::Duration;

use tokio::time::Instant;

use crate::limits::Limits;

/// Measures windows of waiting time: each must bring its share of bytes.
pub(crate) struct Pace {
    window: Duration,
    bytes_min: u64,
    waited: Duration,
    bytes: u64,
    since: Option<Instant>,
}

impl Pace {
    pub(crate) fn new(limits: &Limits) -> Self {
        let bytes_min = u128::from(limits.rate_min) * u128::from(limits.slow_ms) / 1_000;
        Self {
            window: Duration::from_millis(limits.slow_ms),
            bytes_min: u64::try_from(bytes_min).unwrap_or(u64::MAX),
            waited: Duration::ZERO,
            bytes: 0,
            since: None,
        }
    }

    /// Begins to wait, unless it waits already, and says when the window ends.
    pub(crate) fn wait(&mut self, now: Instant) -> Instant {
        let since = *self.since.get_or_insert(now);
        since + self.window.saturating_sub(self.waited)
    }

    /// Ends the wait: `bytes` arrived.
    pub(crate) fn arrived(&mut self, bytes: u64, now: Instant) {
        if let Some(since) = self.since.take() {
            self.waited += now.duration_since(since);
        }
        self.bytes = self.bytes.saturating_add(bytes);
    }

    /// Whether too little came in the window that is over by `now`; begins the next one if not.
    pub(crate) fn is_too_slow(&mut self, now: Instant) -> bool {
        let waiting = self.since.map_or(Duration::ZERO, |since| now.duration_since(since));
        if self.waited + waiting < self.window {
            return false;
        }
        let slow = self.bytes < self.bytes_min;
        self.waited = Duration::ZERO;
        self.bytes = 0;
        self.since = self.since.map(|_| now);
        slow
    }
}

#[cfg(test)]
mod tests;
