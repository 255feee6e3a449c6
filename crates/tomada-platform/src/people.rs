//! People, sessions and tokens: who somebody is, and where she has a part.

mod audit;
mod members;
mod password;
mod sign_in;
mod throttle;
mod tokens;

use tomada_host::Secret;

use crate::{Actor, Role};

pub(crate) use throttle::Throttle;

/// A session that has just begun.
#[derive(Clone, Debug)]
pub struct NewSession {
    /// What the browser keeps; only its hash is stored.
    pub token: Secret,
    /// When it ends, in milliseconds since 1970-01-01 UTC.
    pub ends_unix_ms: u64,
    /// Who it is.
    pub actor: Actor,
    /// Whether a password is still to be chosen.
    pub needs_password: bool,
}

/// Somebody, as people see her.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonView {
    /// Names her.
    pub id: String,
    /// By which she signs in.
    pub email: String,
    /// What she may do in the project that was asked about.
    pub role: Role,
}

/// A project, as people see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProjectView {
    /// Names it.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// What the actor may do there.
    pub role: Role,
}

/// A token for programs, as people see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TokenView {
    /// Names it; no secret.
    pub id: String,
    /// What people call it.
    pub label: String,
    /// What it allows.
    pub role: Role,
    /// In milliseconds since 1970-01-01 UTC.
    pub created_unix_ms: u64,
    /// When it was last used, to the hour.
    pub used_unix_ms: Option<u64>,
}

/// One entry of the audit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditEntry {
    /// Names it.
    pub id: String,
    /// In milliseconds since 1970-01-01 UTC.
    pub unix_ms: u64,
    /// Who, such as `person:ana`.
    pub actor: String,
    /// Did what, such as `connection.create`.
    pub verb: String,
    /// To what.
    pub subject: String,
    /// A JSON object without secrets.
    pub detail: String,
}
