//! Connections: made, tested, changed, looked at and removed. Secrets go in and never come out.

use std::collections::BTreeMap;

mod change;
mod connect;
mod health;
mod probe;
mod read;

use tomada_core::{Auth, Json, Kind};
use tomada_host::{RunReport, Secret};

use crate::GrantView;
pub(crate) use health::Healths;

/// A connection as people see it. No secret is in it.
#[derive(Clone, Debug)]
pub struct ConnectionView {
    /// Names it within its project.
    pub id: String,
    /// The integration.
    pub integration: String,
    /// The version requirement that it is pinned to.
    pub version: String,
    /// How calls are authenticated, where the integration leaves that to the connection.
    pub auth: Option<Auth>,
    /// What people call it.
    pub label: String,
    /// Whether it is the one that runs take which name none.
    pub is_default: bool,
    /// The settings as given.
    pub settings: Json,
    /// The origins that its secrets are bound to.
    pub origins: Vec<String>,
    /// Which secrets are set.
    pub secrets: Vec<SecretView>,
    /// How it is.
    pub health: Health,
    /// What somebody has to let in at the service, where that is how calls are authenticated.
    pub grant: Option<GrantView>,
    /// How it is used.
    pub usage: Usage,
    /// Grows with each change that a run could notice.
    pub revision: u64,
    /// In milliseconds since 1970-01-01 UTC.
    pub created_unix_ms: u64,
    /// In milliseconds since 1970-01-01 UTC.
    pub changed_unix_ms: u64,
}

/// A secret as people see it: that it is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SecretView {
    /// Its name.
    pub name: String,
    /// When it was set, in milliseconds since 1970-01-01 UTC.
    pub set_unix_ms: u64,
    /// Who set it, as the audit names actors.
    pub set_by: String,
}

/// How a connection is, from its runs and its test.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Health {
    /// In one word.
    pub state: HealthState,
    /// The kind of the failure that made it so; its message and who must act are in the catalogue of texts.
    pub kind: Option<Kind>,
    /// What went wrong, in the words of the failure.
    pub reason: Option<String>,
    /// Since when, in milliseconds since 1970-01-01 UTC.
    pub since_unix_ms: u64,
}

/// How a connection is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HealthState {
    /// Nothing has been tried yet.
    Untested,
    /// The last runs went well.
    Healthy,
    /// Some runs fail, for reasons that pass by themselves.
    Degraded,
    /// Nothing will go well until somebody acts.
    Broken,
}

impl HealthState {
    /// The name on the wire.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Untested => "untested",
            Self::Healthy => "healthy",
            Self::Degraded => "degraded",
            Self::Broken => "broken",
        }
    }
}

/// How a connection is used.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Usage {
    /// When its last run began, in milliseconds since 1970-01-01 UTC.
    pub last_used_unix_ms: Option<u64>,
    /// How many runs there were in the last 7 days.
    pub runs_in_7_days: u64,
}

/// A connection that is to be made.
#[derive(Clone, Debug)]
pub struct NewConnection {
    /// The integration.
    pub integration: String,
    /// What people call it, 1 to 100 characters.
    pub label: String,
    /// How calls are authenticated, where the integration leaves that to the connection.
    pub auth: Option<Auth>,
    /// A JSON object.
    pub settings: Json,
    /// By the names that the authentication gives.
    pub secrets: BTreeMap<String, Secret>,
    /// Whether it shall be the default; the first of an integration is it anyway.
    pub is_default: bool,
    /// Whether it is kept although its test fails.
    pub keep_if_broken: bool,
}

/// What is to be changed; what is absent stays.
#[derive(Clone, Debug, Default)]
pub struct ConnectionChange {
    /// What people call it.
    pub label: Option<String>,
    /// How calls are authenticated.
    pub auth: Option<Auth>,
    /// All settings, a JSON object. Where other origins follow from them, every secret must be given again.
    pub settings: Option<Json>,
    /// Secrets that are set anew; the others stay.
    pub secrets: BTreeMap<String, Secret>,
    /// `true` makes it the default.
    pub is_default: Option<bool>,
    /// Whether the change is kept although the test fails.
    pub keep_if_broken: bool,
}

/// What came of making or changing a connection.
#[derive(Clone, Debug)]
pub struct Connected {
    /// The connection as it now is.
    pub connection: ConnectionView,
    /// The run of the integration's test action; absent where nothing changed that a run could notice.
    pub test: Option<RunReport>,
}
