//! Runs, as a project asks for them.

use std::collections::BTreeMap;

use semver::VersionReq;
use tokio::sync::mpsc;
use tomada_core::{Failure, Json, Kind, Locale};
use tomada_host::{Connection, ConnectionSource, Rehearsed, RunReport, RunRequest};

use crate::{Entered, Role};

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

impl RunAsk {
    /// A run with an empty input and the default deadline, with the default connection, at any version.
    pub fn new(integration: impl Into<String>, action: impl Into<String>, locale: Locale) -> Self {
        Self {
            integration: integration.into(),
            version: VersionReq::STAR,
            action: action.into(),
            connection: None,
            input: Json::empty_object(),
            locale,
            deadline_ms: RunRequest::DEADLINE_DEFAULT_MS,
            idempotency_key: None,
            partials: None,
            trace_id: [0; 16],
        }
    }
}

impl Entered {
    /// Runs an action. Role: editor.
    ///
    /// # Errors
    /// Only when the run was not begun: a role that is missing, a store that does not answer. What comes of the run
    /// itself is in the report.
    pub async fn run(&self, ask: RunAsk) -> Result<RunReport, Failure> {
        let request = self.request(ask).await?;
        let connection = match &request.connection {
            ConnectionSource::Stored(id) => Some(id.clone()),
            ConnectionSource::Inline(_) => None,
        };
        let report = self.platform.parts.host.run(request).await;
        if let Some(connection) = connection {
            // The run is over and told; that a note of it is late changes nothing about it.
            let _ = self.platform.note_health(&self.project, &connection, &report).await;
        }
        Ok(report)
    }

    /// Runs an action up to its first call and tells what that would send; nothing goes out, nothing is journaled. `None`
    /// when it ends without calling out. Role: editor.
    ///
    /// # Errors
    /// Whatever would end the run before its first call.
    pub async fn rehearse(&self, ask: RunAsk) -> Result<Option<Rehearsed>, Failure> {
        let request = self.request(ask).await?;
        self.platform.parts.host.rehearse(request).await
    }

    /// Runs an action that calls nobody and gives its output; nothing is journaled. Role: editor.
    ///
    /// # Errors
    /// Whatever ends the run; `rehearsal-ends` if the action calls out.
    pub async fn work_out(&self, ask: RunAsk) -> Result<Json, Failure> {
        let request = self.request(ask).await?;
        self.platform.parts.host.work_out(request).await
    }

    async fn request(&self, ask: RunAsk) -> Result<RunRequest, Failure> {
        self.may(Role::Editor)?;
        let source = match &ask.connection {
            Some(id) => ConnectionSource::Stored(id.clone()),
            None => self.default_source(&ask.integration).await?,
        };
        let mut request = RunRequest::new(&self.project, source, ask.integration, ask.action);
        request.version = ask.version;
        request.input = ask.input;
        request.locale = ask.locale;
        request.deadline_ms = ask.deadline_ms;
        request.idempotency_key = ask.idempotency_key;
        request.partials = ask.partials;
        request.trace_id = ask.trace_id;
        Ok(request)
    }
}

impl Entered {
    /// The default connection of `integration`, and where the project has no connection for it, none at all.
    ///
    /// # Errors
    /// `NotFound` with `connection-no-default` where it has some and nobody has said which: when the default one has been
    /// removed, no other account is called in its place.
    async fn default_source(&self, integration: &str) -> Result<ConnectionSource, Failure> {
        let store = &self.platform.parts.store;
        if let Some(id) = store.default_connection(&self.project, integration).await? {
            return Ok(ConnectionSource::Stored(id));
        }
        if store.stored_connections(&self.project, Some(integration), "", 1).await?.is_empty() {
            return Ok(ConnectionSource::from(without_connection(integration)));
        }
        let undecided = Failure::coded(Kind::NotFound, "connection-no-default");
        Err(undecided.with_argument("integration", integration))
    }
}

/// For integrations that need nothing of a connection; the others say what is missing.
fn without_connection(integration: &str) -> Connection {
    Connection {
        id: "none".to_owned(),
        integration: integration.to_owned(),
        version: VersionReq::STAR,
        settings: Json::empty_object(),
        auth: None,
        secrets: BTreeMap::new(),
    }
}
