//! Every limit of a call, with its unit and default. The operator sets them; a request may only ask for less, or for
//! more up to the maximum that is named here.

use std::time::Duration;

/// Limits of egress. A request's own limits count where they are lower than the maximum.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    /// Resolving one name, in milliseconds: 3,000.
    pub resolve_ms: u64,
    /// Dialling, in milliseconds: name, TCP and TLS together: 5,000.
    pub connect_ms: u64,
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
    /// Names and values of a head together, in bytes: 64 KiB.
    pub head_max_bytes: usize,
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
            head_ms: 10_000,
            total_ms: 15_000,
            total_max_ms: 300_000,
            slow_ms: 3_000,
            rate_min: 1_024,
            head_max_bytes: 64 * 1024,
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

    /// The largest decoded body of a call that asks for `asked_bytes`.
    pub(crate) fn body(&self, asked_bytes: Option<u64>) -> u64 {
        asked_bytes.map_or(self.body_bytes, |asked_bytes| asked_bytes.min(self.body_max_bytes))
    }
}
