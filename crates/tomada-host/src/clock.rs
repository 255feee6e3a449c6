//! The system's clock, and the one place where the host reads it. Everything else takes a [`Clock`].

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use tomada_core::{BoxFuture, Clock};

/// The system's clock; waits on tokio's timer, which does not jump when the system's time is set.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "this is the clock that is injected everywhere else")]
    fn now(&self) -> Duration {
        // A clock before 1970 is no clock: it reads as 1970 rather than ending the host.
        SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default()
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        Box::pin(tokio::time::sleep(duration))
    }
}

/// Now, in milliseconds since 1970-01-01 UTC.
pub(crate) fn unix_ms(clock: &dyn Clock) -> u64 {
    u64::try_from(clock.now().as_millis()).unwrap_or(u64::MAX)
}
