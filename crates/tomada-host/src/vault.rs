//! Where connections and their secrets come from.

use std::collections::BTreeMap;
use std::sync::Arc;

use semver::VersionReq;
use tomada_core::{Auth, BoxFuture, Failure, Json};

use crate::Secret;

/// One project's settings and secrets for one integration.
#[derive(Clone, Debug)]
pub struct Connection {
    /// Names it within the project.
    pub id: String,
    /// The integration.
    pub integration: String,
    /// The version it is pinned to; `*` for the highest.
    pub version: VersionReq,
    /// Settings as given, a JSON object.
    pub settings: Json,
    /// How calls are authenticated, where the integration leaves that to the connection. Absent there, a secret `token`
    /// is sent as a bearer token.
    pub auth: Option<Auth>,
    /// Secrets by the names that the authentication gives.
    pub secrets: BTreeMap<String, Secret>,
}

/// Gives connections, and the same one again as long as it has not changed: what the host works out of a connection
/// it keeps as long as it gets the same `Arc`.
pub trait Vault: Send + Sync {
    /// The connection `id` of `project`.
    ///
    /// # Errors
    /// `NotFound` for a connection that is unknown or another project's: the two are one answer.
    fn connection(&self, project: &str, id: &str) -> BoxFuture<'_, Result<Arc<Connection>, Failure>>;
}
