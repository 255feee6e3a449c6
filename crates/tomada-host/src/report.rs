//! What a run is answered with. Nothing in it is secret any more.

use semver::Version;
use tomada_core::{Failure, Json};

use crate::{Exchange, LogLine};

/// What came of one run.
#[derive(Clone, Debug)]
pub struct RunReport {
    /// Names the run: a UUID of version 7, so that ids sort by time.
    pub run_id: String,
    /// The version that ran; absent if the run ended before one was found.
    pub version: Option<Version>,
    /// The output, or why there is none, in the language that was asked for.
    pub result: Result<Json, Failure>,
    /// Every attempt on the wire, redacted.
    pub exchanges: Vec<Exchange>,
    /// What the integration logged, redacted.
    pub log: Vec<LogLine>,
    /// How long it took, in milliseconds.
    pub elapsed_ms: u64,
}
