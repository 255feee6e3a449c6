//! Every limit of a call, with its unit and default. The operator sets them; a request may only ask for less, or for
//! more up to the maximum that is named here.

use std::time::Duration;

/// The most retries of one call.
const RETRIES_MAX: u8 = 5;

/// Limits of egress. A request's own limits count where they are lower than the maximum.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    /// Resolving one name, in milliseconds: 3,000.
    pub resolve_ms: u64,
    /// Connecting by TCP, in milliseconds: 5,000.
    pub connect_ms: u64,
    /// The TLS handshake, in milliseconds: 5,000.
    pub tls_ms: u64,
    /// From sending to the whole head of the answer, in milliseconds: 10,000. A request that names its own timeout
    /// waits for the head as long as that.
    pub head_ms: u64,
    /// A whole call with its redirects, in milliseconds, unless the request names a timeout: 15,000.
    pub total_ms: u64,
    /// The longest timeout that a request can name, in milliseconds: 300,000.
    pub total_max_ms: u64,
    /// How long a body may be slower than [`Limits::rate_min`], in milliseconds spent waiting: 3,000. It does not
    /// apply to `text/event-stream`, which is silent by nature.
    pub slow_ms: u64,
    /// The least that must arrive, in bytes each second: 1,024.
    pub rate_min: u64,
    /// How often a request is sent again unless it says itself, at most 5: 2.
    pub retries: u8,
    /// The longest wait before the first retry, in milliseconds: 250. It doubles with each further one, up to
    /// [`Limits::retry_max_ms`], and what is waited is a random part of it. A service that asks for a wait is given
    /// at least this.
    pub retry_step_ms: u64,
    /// The longest wait before a retry that no service asked for, in milliseconds: 5,000.
    pub retry_max_ms: u64,
    /// A head with the interim ones (1xx) before it, in bytes: 64 KiB.
    pub head_max_bytes: usize,
    /// Interim answers (1xx) before the answer: 8.
    pub interim_max: u32,
    /// Fields of a head: 100.
    pub headers_max: usize,
    /// One header value, in bytes: 8 KiB.
    pub value_max_bytes: usize,
    /// A decoded body unless the request says otherwise, in bytes: 256 KiB.
    pub body_bytes: u64,
    /// The largest decoded body that a request can ask for, in bytes: 10 MiB.
    pub body_max_bytes: u64,
    /// Decoded bytes for each received one, once 64 KiB are decoded: 100.
    pub ratio_max: u64,
    /// Idle connections kept for one origin: 128.
    pub idle_max: usize,
    /// How long a connection or a pool is kept unused, in milliseconds: 60,000.
    pub idle_ms: u64,
    /// Pools kept, one for each origin of each connection: 1,000. The one unused for longest goes first.
    pub pools_max: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            resolve_ms: 3_000,
            connect_ms: 5_000,
            tls_ms: 5_000,
            head_ms: 10_000,
            total_ms: 15_000,
            total_max_ms: 300_000,
            slow_ms: 3_000,
            rate_min: 1_024,
            retries: 2,
            retry_step_ms: 250,
            retry_max_ms: 5_000,
            head_max_bytes: 64 * 1024,
            interim_max: 8,
            headers_max: 100,
            value_max_bytes: 8 * 1024,
            body_bytes: 256 * 1024,
            body_max_bytes: 10 * 1024 * 1024,
            ratio_max: 100,
            idle_max: 128,
            idle_ms: 60_000,
            pools_max: 1_000,
        }
    }
}

impl Limits {
    /// The timeout of a call that asks for `asked_ms`.
    pub(crate) fn total(&self, asked_ms: Option<u64>) -> Duration {
        Duration::from_millis(asked_ms.map_or(self.total_ms, |asked_ms| asked_ms.min(self.total_max_ms)))
    }

    /// How long the head of the answer to a call may take that asks for `asked_ms` as a whole.
    pub(crate) fn head(&self, asked_ms: Option<u64>) -> Duration {
        Duration::from_millis(asked_ms.map_or(self.head_ms, |asked_ms| asked_ms.min(self.total_max_ms)))
    }

    /// How long a connection or a pool is kept unused.
    pub(crate) fn idle(&self) -> Duration {
        Duration::from_millis(self.idle_ms)
    }

    /// How often a call is sent again that asks for `asked` retries.
    pub(crate) fn retries(&self, asked: Option<u8>) -> u8 {
        asked.unwrap_or(self.retries).min(RETRIES_MAX)
    }

    /// The largest decoded body of a call that asks for `asked_bytes`.
    pub(crate) fn body(&self, asked_bytes: Option<u64>) -> u64 {
        asked_bytes.map_or(self.body_bytes, |asked_bytes| asked_bytes.min(self.body_max_bytes))
    }
}
