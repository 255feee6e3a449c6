//! Grants: somebody lets a connection in at its service (OAuth 2.0 authorization code with PKCE), and tokens follow.
//!
//! [`Entered::begin_grant`] sends her there, [`Platform::finish_grant`] is where she comes back, [`GrantKeeper`] gives egress
//! its tokens. Rule: what comes back counts once, for the browser that was sent, and within ten minutes.

mod authorize;
mod exchange;
mod keeper;

use std::sync::Arc;

use tomada_core::{Auth, AuthorizationCode, Failure, Json, Kind, Locale};
use tomada_host::{Connection, Exchanges, Redactor, RunReport, Scope, Secret, Vault};
use tomada_store::{Grant, PendingGrant};

use crate::{Actor, Entered, Platform, Role};
use exchange::Client;
pub use keeper::GrantKeeper;

/// How long somebody may take at the service, in milliseconds.
const PENDING_MAX_MS: u64 = 10 * 60 * 1_000;
/// How long a code may take to become a token, in milliseconds.
const EXCHANGE_MAX_MS: u64 = 30_000;

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

/// A connection that has been let in, and its test.
#[derive(Clone, Debug)]
pub struct LetIn {
    /// The project.
    pub project: String,
    /// The connection.
    pub connection: String,
    /// The run of the integration's test action.
    pub test: RunReport,
}

impl Entered {
    /// The address at the service where somebody lets the connection in. `binding` is something that only this browser has;
    /// `redirect` is where she comes back to, exactly as it is registered there. Role: editor.
    ///
    /// # Errors
    /// `InvalidInput` with `grant-not-wanted` when the connection is authenticated otherwise.
    pub async fn begin_grant(&self, id: &str, binding: &str, redirect: &str) -> Result<Secret, Failure> {
        self.may(Role::Editor)?;
        let parts = &self.platform.parts;
        let connection = parts.store.connection(&self.project, id).await?;
        let auth = self.platform.grant_auth(&connection, Locale::En)?;
        let (state, verifier) =
            (authorize::random_word(&*parts.random), authorize::random_word(&*parts.random));
        let address = authorize::address(&auth, redirect, &state, &verifier)?;
        let pending = PendingGrant {
            project: self.project.clone(),
            connection: id.to_owned(),
            binding: authorize::hash(binding.as_bytes()),
            verifier,
            redirect: redirect.to_owned(),
            until_unix_ms: self.platform.now_unix_ms().saturating_add(PENDING_MAX_MS),
        };
        parts.store.begin_grant(&authorize::hash(state.expose()), &pending).await?;
        Ok(address)
    }
}

impl Platform {
    /// Takes what the service sent back: the code becomes tokens, and the connection is tested.
    ///
    /// # Errors
    /// `Rejected` with `grant-state` for an answer that nobody waits for, `Unauthorized` with `grant-refused` when the service
    /// or the person said no.
    pub async fn finish_grant(
        &self,
        actor: &Actor,
        binding: &str,
        answer: GrantAnswer,
        locale: Locale,
    ) -> Result<LetIn, Failure> {
        let stray = || Failure::coded(Kind::Rejected, "grant-state");
        let pending = self.parts.store.take_pending_grant(&authorize::hash(answer.state.as_bytes())).await?;
        let pending = pending.filter(|pending| {
            pending.binding == authorize::hash(binding.as_bytes())
                && self.now_unix_ms() < pending.until_unix_ms
        });
        let pending = pending.ok_or_else(stray)?;
        let entered = self.enter(actor, &pending.project).await?;
        entered.may(Role::Editor)?;
        let connection = self.parts.store.connection(&pending.project, &pending.connection).await?;
        let auth = self.grant_auth(&connection, locale)?;
        let Some(code) = answer.code else {
            let reason = answer.error.unwrap_or_else(|| "no code".to_owned());
            return Err(refused(&auth, &reason));
        };
        let grant = self.exchange(&connection, &auth, &pending, &code).await?;
        self.parts.store.put_grant(&pending.project, &pending.connection, &grant).await?;
        entered.note("connection.let_in", &pending.connection, Json::empty_object()).await?;
        let test = entered.test_connection(&pending.connection, locale).await?;
        Ok(LetIn { project: pending.project, connection: pending.connection, test })
    }

    /// How `connection` is let in, its settings filled in.
    fn grant_auth(&self, connection: &Arc<Connection>, locale: Locale) -> Result<AuthorizationCode, Failure> {
        match self.parts.host.check_connection(connection, locale)?.auth {
            Auth::AuthorizationCode(code) => Ok(code),
            _ => Err(Failure::coded(Kind::InvalidInput, "grant-not-wanted")
                .with_argument("connection", &connection.id)),
        }
    }

    async fn exchange(
        &self,
        connection: &Arc<Connection>,
        auth: &AuthorizationCode,
        pending: &PendingGrant,
        code: &Secret,
    ) -> Result<Grant, Failure> {
        let redactor = Redactor::new(connection.secrets.values());
        let http = self.parts.egress.open(Scope {
            project: pending.project.clone(),
            connection: connection.id.clone(),
            allowed: vec![auth.token_url.clone()],
            credential: None,
            credential_optional: true,
            deadline_unix_ms: self.now_unix_ms().saturating_add(EXCHANGE_MAX_MS),
            redactor: redactor.clone(),
            exchanges: Arc::<Exchanges>::default(),
        });
        let client = Client {
            url: &auth.token_url,
            id: &auth.client_id,
            secret: connection.secrets.get("client_secret"),
            auth: auth.client_auth,
        };
        let secret = [("code", code), ("code_verifier", &pending.verifier)];
        let public = [("grant_type", "authorization_code"), ("redirect_uri", pending.redirect.as_str())];
        let tokens = exchange::ask(&http, &redactor, &client, &secret, &public).await?;
        Ok(Grant {
            access: tokens.access,
            refresh: tokens.refresh,
            until_unix_ms: self.now_unix_ms().saturating_add(tokens.lifetime_seconds.saturating_mul(1_000)),
            scope: tokens.scope.or_else(|| auth.scope.clone()).unwrap_or_default(),
        })
    }
}

fn refused(auth: &AuthorizationCode, reason: &str) -> Failure {
    let reason = reason.chars().filter(|letter| !letter.is_control()).take(200).collect::<String>();
    Failure::coded(Kind::Unauthorized, "grant-refused")
        .with_argument("host", exchange::host(&auth.token_url))
        .with_argument("reason", reason)
}
