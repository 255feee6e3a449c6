//! What a run is asked with. The interfaces fill it in; [`crate::Host::run`] takes it.

use std::sync::Arc;

use semver::VersionReq;
use tokio::sync::mpsc;
use tomada_core::{Json, Locale};

use crate::Connection;

/// One run, as it is asked for.
#[derive(Clone, Debug)]
pub struct RunRequest {
    /// The tenant, 1 to 255 bytes.
    pub project: String,
    /// Whose settings and secrets it runs with.
    pub connection: ConnectionSource,
    /// The integration.
    pub integration: String,
    /// Which of its versions, beside what the connection is pinned to; the highest that fits both runs.
    pub version: VersionReq,
    /// The action.
    pub action: String,
    /// The action's input, at most 16 MiB.
    pub input: Json,
    /// The language of the failure's message and of the integration's texts.
    pub locale: Locale,
    /// When it is ended, in milliseconds from now: 1 to [`RunRequest::DEADLINE_MAX_MS`].
    pub deadline_ms: u64,
    /// Makes asking again safe: a second run with the same key, connection and action gets the first one's report.
    /// 1 to 255 bytes.
    pub idempotency_key: Option<String>,
    /// Where partial results go; they are thrown away if nobody wants them. A full channel makes the action wait.
    pub partials: Option<mpsc::Sender<Json>>,
    /// W3C trace id, all zero if there is none.
    pub trace_id: [u8; 16],
}

/// Where a run's connection comes from.
#[derive(Clone, Debug)]
pub enum ConnectionSource {
    /// The vault has it under this id.
    Stored(String),
    /// The caller brings it, as the command line does. Whoever gives the same one again saves the host work.
    Inline(Arc<Connection>),
}

impl ConnectionSource {
    /// The connection's id within its project.
    pub fn id(&self) -> &str {
        match self {
            Self::Stored(id) => id,
            Self::Inline(connection) => &connection.id,
        }
    }
}

impl From<Connection> for ConnectionSource {
    fn from(connection: Connection) -> Self {
        Self::Inline(Arc::new(connection))
    }
}

impl RunRequest {
    /// The deadline of a run that names none, in milliseconds.
    pub const DEADLINE_DEFAULT_MS: u64 = 30_000;
    /// The longest deadline: 15 minutes, in milliseconds.
    pub const DEADLINE_MAX_MS: u64 = 15 * 60 * 1_000;
    /// The largest input, in bytes.
    pub const INPUT_MAX_BYTES: usize = 16 << 20;

    /// A run with an empty input, in English, with the default deadline, at any version that the connection allows.
    pub fn new(
        project: impl Into<String>,
        connection: ConnectionSource,
        integration: impl Into<String>,
        action: impl Into<String>,
    ) -> Self {
        Self {
            project: project.into(),
            connection,
            integration: integration.into(),
            version: VersionReq::STAR,
            action: action.into(),
            input: Json::empty_object(),
            locale: Locale::default(),
            deadline_ms: Self::DEADLINE_DEFAULT_MS,
            idempotency_key: None,
            partials: None,
            trace_id: [0; 16],
        }
    }
}
