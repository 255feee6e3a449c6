//! How it stands with a grant, and what ends one.
//!
//! Rule: tokens go where they were granted for. A connection that goes elsewhere, or to another client, has no grant.

use tomada_core::{Auth, AuthorizationCode, Failure, Locale};
use tomada_host::Vault;

use super::{authorize, exchange};
use crate::Entered;

/// What somebody lets in, and how that stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GrantView {
    /// The service's host where people let it in.
    pub host: String,
    /// How it stands.
    pub state: GrantState,
}

/// How it stands with a grant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GrantState {
    /// Nobody has let the connection in yet.
    Missing,
    /// The connection asks for more than was granted.
    Grown,
    /// There are tokens; whether they still hold, its health says.
    Held,
}

impl GrantState {
    /// The name on the wire.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Grown => "grown",
            Self::Held => "held",
        }
    }
}

impl Entered {
    /// How it stands with the grant of a connection that is authenticated by `auth`, its settings filled in.
    pub(crate) async fn grant_state(
        &self,
        id: &str,
        auth: &AuthorizationCode,
    ) -> Result<GrantState, Failure> {
        let grant = self.platform.parts.store.grant(&self.project, id).await?;
        Ok(match grant {
            None => GrantState::Missing,
            Some(grant) if authorize::has_grown(&grant.scope, auth.scope.as_deref()) => GrantState::Grown,
            Some(_) => GrantState::Held,
        })
    }

    /// The grant of the connection `id`; `None` where nobody has to let it in.
    pub(crate) async fn grant_view(&self, id: &str) -> Result<Option<GrantView>, Failure> {
        let connection = self.platform.parts.store.connection(&self.project, id).await?;
        // What is wrong with a connection that cannot be checked is its health's to say.
        let Ok(auth) = self.platform.grant_auth(&connection, Locale::En) else { return Ok(None) };
        let state = self.grant_state(id, &auth).await?;
        Ok(Some(GrantView { host: exchange::host(&auth.authorize_url), state }))
    }
}

/// Whether a grant for `before` is none for `after`: another client, or other endpoints.
pub(crate) fn ends(before: &Auth, after: &Auth) -> bool {
    let (Auth::AuthorizationCode(before), Auth::AuthorizationCode(after)) = (before, after) else {
        return true;
    };
    let client = |code: &AuthorizationCode| {
        let endpoints = [&code.authorize_url, &code.token_url, &code.client_id].map(String::clone);
        (endpoints, code.refresh_url().to_owned())
    };
    client(before) != client(after)
}
