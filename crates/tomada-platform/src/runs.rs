//! Runs, as a project asks for them.

use semver::VersionReq;
use tokio::sync::mpsc;
use tomada_core::{Failure, Json, Locale};
use tomada_host::{Rehearsed, RunReport};

use crate::Entered;

/// One run, as a project asks for it.
#[derive(Clone, Debug)]
pub struct RunAsk {
    /// The integration.
    pub integration: String,
    /// Which of its versions.
    pub version: VersionReq,
    /// The action.
    pub action: String,
    /// The connection's id; the default of the integration if absent, and none at all if there is none.
    pub connection: Option<String>,
    /// The action's input.
    pub input: Json,
    /// The language of the failure's message.
    pub locale: Locale,
    /// When it is ended, in milliseconds from now.
    pub deadline_ms: u64,
    /// Makes asking again safe.
    pub idempotency_key: Option<String>,
    /// Where partial results go.
    pub partials: Option<mpsc::Sender<Json>>,
    /// W3C trace id, all zero if there is none.
    pub trace_id: [u8; 16],
}

impl Entered {
    /// Runs an action. Role: editor.
    ///
    /// # Errors
    /// Only when the run was not begun: a role that is missing, a store that does not answer. What comes of the run
    /// itself is in the report.
    pub async fn run(&self, _ask: RunAsk) -> Result<RunReport, Failure> {
        todo!()
    }

    /// Runs an action up to its first call and tells what that would send; nothing goes out, nothing is journaled. `None`
    /// when it ends without calling out. Role: editor.
    ///
    /// # Errors
    /// Whatever would end the run before its first call.
    pub async fn rehearse(&self, _ask: RunAsk) -> Result<Option<Rehearsed>, Failure> {
        todo!()
    }
}
