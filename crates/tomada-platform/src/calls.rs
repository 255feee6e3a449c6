//! The call log: the journal as people see it.

mod curl;
mod difference;
mod export;
mod follow;
mod read;
mod replay;

use tomada_core::{Json, Timings};
use tomada_host::{Message, RunReport};

/// Which calls; what is absent is not asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CallFilter {
    /// Of this integration.
    pub integration: Option<String>,
    /// Of this action.
    pub action: Option<String>,
    /// With this connection.
    pub connection: Option<String>,
    /// `ok`, `failed`, or the name of a failure kind.
    pub outcome: Option<String>,
    /// Whose last exchange was answered so.
    pub status: Option<u16>,
    /// Not before this time, in milliseconds since 1970-01-01 UTC.
    pub from_unix_ms: Option<u64>,
    /// Before this time, in milliseconds since 1970-01-01 UTC.
    pub to_unix_ms: Option<u64>,
    /// That hold this text in input, output, failure or a URL, whatever its case.
    pub text: Option<String>,
}

/// A call in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CallSummary {
    /// Names the run.
    pub run_id: String,
    /// When it was asked for, in milliseconds since 1970-01-01 UTC.
    pub started_unix_ms: u64,
    /// How long it took, in milliseconds.
    pub elapsed_ms: u64,
    /// The integration.
    pub integration: String,
    /// The version that ran; empty if none was found.
    pub version: String,
    /// The action.
    pub action: String,
    /// The connection's id.
    pub connection: String,
    /// `ok`, or the name of the failure's kind.
    pub outcome: String,
    /// Of the last exchange that was answered.
    pub status: Option<u16>,
    /// How many attempts on the wire there were.
    pub exchanges: u64,
}

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

/// One attempt on the wire, as it was recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CallExchange {
    /// Method token.
    pub method: String,
    /// The URL, secrets masked.
    pub url: String,
    /// The status, if an answer came.
    pub status: Option<u16>,
    /// How long it took, in milliseconds.
    pub elapsed_ms: u64,
    /// 1 for the first try.
    pub attempt: u32,
    /// Why there is no answer, in one word.
    pub error: Option<String>,
    /// Whether any of the request may have gone out.
    pub sent: bool,
    /// How long each part took.
    pub timings: Timings,
    /// What was sent.
    pub request: Message,
    /// What came back.
    pub response: Option<Message>,
}

/// What an integration logged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CallLogLine {
    /// In milliseconds since 1970-01-01 UTC.
    pub unix_ms: u64,
    /// `debug`, `info`, `warn` or `error`.
    pub level: String,
    /// The message.
    pub message: String,
    /// A JSON object.
    pub fields: String,
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
