//! What people grant at services: tokens of connections that somebody has let in (OAuth 2.0 authorization code).
//!
//! Egress asks for a token when it needs one; whoever implements this keeps grants, and sees to it that one call at a time
//! refreshes them, over all hosts that share a store.

use std::sync::Arc;

use tomada_core::{AuthorizationCode, BoxFuture, Failure, Http};

use crate::{Redactor, Secret};

/// Whose token is wanted, and what may be used to get it.
pub struct GrantAsk {
    /// The tenant.
    pub project: String,
    /// The connection.
    pub connection: String,
    /// How the service grants.
    pub auth: AuthorizationCode,
    /// The client's secret, if it has one.
    pub client_secret: Option<Secret>,
    /// The token that the service has just refused: it must not be given again.
    pub refused: Option<Secret>,
    /// A way out to the refresh endpoint and nowhere else, within the time of the call that waits.
    pub http: Arc<dyn Http>,
    /// Learns every secret before it is sent.
    pub redactor: Redactor,
}

/// Gives tokens of grants.
pub trait Grants: Send + Sync {
    /// A token that holds now. It is asked for with each call: what was granted may be granted anew or taken back meanwhile,
    /// on any host.
    ///
    /// # Errors
    /// `Unauthorized` when somebody must let the connection in (again), `Unavailable` when it can be tried again.
    fn token(&self, ask: GrantAsk) -> BoxFuture<'static, Result<Secret, Failure>>;
}
