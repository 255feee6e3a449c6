//! What happened, written before it is acknowledged.

use tomada_core::{BoxFuture, Failure, Json};

use crate::{Exchange, LogLine};

/// One finished run. Nothing in it is secret.
#[derive(Clone, Debug)]
pub struct RunRecord {
    /// Names the run: a UUID of version 7, so that ids sort by time.
    pub run_id: String,
    /// The tenant.
    pub project: String,
    /// The connection.
    pub connection: String,
    /// The integration.
    pub integration: String,
    /// Exact version that ran; empty if the run ended before one was found.
    pub version: String,
    /// The action.
    pub action: String,
    /// When it was asked for, in milliseconds since 1970-01-01 UTC.
    pub started_unix_ms: u64,
    /// How long it took.
    pub elapsed_ms: u64,
    /// The input, redacted.
    pub input: Json,
    /// What came of it, redacted.
    pub outcome: Result<Json, Failure>,
    /// Every attempt on the wire.
    pub exchanges: Vec<Exchange>,
    /// What the integration logged, redacted.
    pub log: Vec<LogLine>,
    /// How many log lines there were beyond those kept.
    pub log_dropped: u64,
}

/// The journal could not commit.
#[derive(Debug, thiserror::Error)]
#[error("the journal could not commit run {run_id}")]
pub struct JournalError {
    /// The run that is not recorded.
    pub run_id: String,
    /// Why.
    #[source]
    pub source: Box<dyn std::error::Error + Send + Sync>,
}

/// Keeps finished runs. The caller of a run is answered only after `record` has committed.
pub trait Journal: Send + Sync {
    /// Whether a run that begins now can be expected to be recorded. It is asked before anything is done, and answers at
    /// once.
    ///
    /// # Errors
    /// In words for whoever asked for the run, which is then not begun.
    fn accepts(&self) -> Result<(), Failure> {
        Ok(())
    }

    /// Commits `record`.
    ///
    /// # Errors
    /// When it is not committed; the run is then answered as `Unavailable` or, if it may have changed something,
    /// `Uncertain`.
    fn record(&self, record: RunRecord) -> BoxFuture<'_, Result<(), JournalError>>;
}
