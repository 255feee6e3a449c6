//! Grants: somebody lets a connection in at its service (OAuth 2.0 authorization code with PKCE), and tokens follow.
//!
//! [`Entered::begin_grant`] sends her there, [`Platform::finish_grant`] is where she comes back, [`GrantKeeper`] gives egress
//! its tokens. Rule: what comes back counts once, for the one who was sent, and within ten minutes.

mod authorize;
mod exchange;
mod finish;
mod keeper;
mod state;

use std::sync::Arc;

use tomada_core::{Auth, AuthorizationCode, Failure, Kind, Locale};
use tomada_host::{Connection, RunReport, Secret, Vault};
use tomada_store::PendingGrant;

use crate::{Entered, Platform, Role};
pub use keeper::GrantKeeper;
pub(crate) use state::ends;
pub use state::{GrantState, GrantView};

/// How long somebody may take at the service, in milliseconds.
const PENDING_MAX_MS: u64 = 10 * 60 * 1_000;

/// Where somebody lets a connection in, and until when she may come back.
#[derive(Clone, Debug)]
pub struct GrantBegun {
    /// The address at the service. It holds the word that alone finishes the grant.
    pub address: Secret,
    /// In milliseconds since 1970-01-01 UTC.
    pub until_unix_ms: u64,
}

/// What the service sent back with the browser (RFC 6749, section 4.1.2).
#[derive(Clone, Debug)]
pub struct GrantAnswer {
    /// The word that the browser was sent with.
    pub state: String,
    /// The code, if the grant was given.
    pub code: Option<Secret>,
    /// Why not, in the service's word, such as `access_denied`.
    pub error: Option<String>,
}

/// What came of letting a connection in.
#[derive(Clone, Debug)]
pub struct LetIn {
    /// The project.
    pub project: String,
    /// The connection.
    pub connection: String,
    /// The run of the integration's test action; the failure of the service or the person that said no.
    pub outcome: Result<RunReport, Failure>,
}

impl Entered {
    /// Where somebody lets the connection in. `binding` is something that only whoever was sent has, such as her session;
    /// `redirect` is where she comes back to, exactly as it is registered at the service. Role: editor.
    ///
    /// # Errors
    /// `InvalidInput` with `grant-not-wanted` when the connection is authenticated otherwise, `grant-redirect` when
    /// `redirect` is no web address.
    pub async fn begin_grant(&self, id: &str, binding: &[u8], redirect: &str) -> Result<GrantBegun, Failure> {
        self.may(Role::Editor)?;
        let parts = &self.platform.parts;
        let connection = parts.store.connection(&self.project, id).await?;
        let auth = self.platform.grant_auth(&connection, Locale::En)?;
        let (state, verifier) =
            (authorize::random_word(&*parts.random), authorize::random_word(&*parts.random));
        let address = authorize::address(&auth, redirect, &state, &verifier)?;
        let until_unix_ms = self.platform.now_unix_ms().saturating_add(PENDING_MAX_MS);
        let pending = PendingGrant {
            project: self.project.clone(),
            connection: id.to_owned(),
            binding: authorize::hash(binding),
            verifier,
            redirect: redirect.to_owned(),
            until_unix_ms,
        };
        parts.store.begin_grant(&authorize::hash(state.expose()), &pending).await?;
        Ok(GrantBegun { address, until_unix_ms })
    }
}

impl Platform {
    /// How `connection` is let in, its settings filled in.
    fn grant_auth(&self, connection: &Arc<Connection>, locale: Locale) -> Result<AuthorizationCode, Failure> {
        match self.parts.host.check_connection(connection, locale)?.auth {
            Auth::AuthorizationCode(code) => Ok(code),
            _ => Err(Failure::coded(Kind::InvalidInput, "grant-not-wanted")
                .with_argument("connection", &connection.id)),
        }
    }
}
