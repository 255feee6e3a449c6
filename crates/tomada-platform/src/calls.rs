//! The call log: the journal as people see it.

mod curl;
mod difference;
mod export;
mod follow;
mod read;
mod replay;

pub use curl::exchange_as_curl;
pub use follow::{Heard, Tail};
use tomada_core::Json;
use tomada_host::RunReport;
pub use tomada_store::{CallExchange, CallFilter, CallLogLine, CallSummary};

/// A call in full.
#[derive(Clone, Debug)]
pub struct Call {
    /// What lists show.
    pub summary: CallSummary,
    /// The input, redacted.
    pub input: Json,
    /// The output, redacted, if it went well.
    pub output: Option<Json>,
    /// Why there is none.
    pub failure: Option<CallFailure>,
    /// Every attempt on the wire.
    pub exchanges: Vec<CallExchange>,
    /// What the integration logged.
    pub log: Vec<CallLogLine>,
    /// How many log lines there were beyond those.
    pub log_dropped: u64,
}

/// Why a call did not answer, as it was recorded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CallFailure {
    /// In the language of whoever asked.
    pub message: String,
    /// Of the message catalogue.
    pub code: Option<String>,
    /// What to do.
    pub hint: Option<String>,
    /// For the log alone.
    pub detail: Option<String>,
    /// Where in the input.
    pub at: Option<String>,
    /// When to try again, in milliseconds.
    pub retry_after_ms: Option<u64>,
}

/// A call made again, and how it came out otherwise.
#[derive(Clone, Debug)]
pub struct Replay {
    /// The new run.
    pub report: RunReport,
    /// How its output differs from the recorded one; empty if it does not.
    pub differences: Vec<Difference>,
}

/// One place where two outputs differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// A JSON pointer (RFC 6901).
    pub at: String,
    /// What was there, as JSON; absent if nothing was.
    pub before: Option<String>,
    /// What is there now.
    pub after: Option<String>,
}

/// What an integration did within one slice of time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OverviewSlice {
    /// When the slice begins, in milliseconds since 1970-01-01 UTC.
    pub from_unix_ms: u64,
    /// The integration.
    pub integration: String,
    /// How many runs.
    pub runs: u64,
    /// How many of them failed, by the name of the kind.
    pub failures: Vec<(String, u64)>,
    /// Half of the runs took at most this long, in milliseconds.
    pub p50_ms: u64,
    /// 95 of 100 runs took at most this long, in milliseconds.
    pub p95_ms: u64,
}
