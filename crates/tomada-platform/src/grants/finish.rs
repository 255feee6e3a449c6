//! Somebody comes back from the service: the code that she brings becomes tokens, and the connection is tested.
//!
//! Rule: the word that she was sent with is used up before anything is judged, so that it is never tried twice.

use std::sync::Arc;

use tomada_core::{AuthorizationCode, Failure, Kind, Locale};
use tomada_host::{Connection, Exchanges, Redactor, RunReport, Scope, Secret, Vault};
use tomada_store::{Grant, PendingGrant};

use super::exchange::{self, Client};
use super::{GrantAnswer, LetIn, authorize};
use crate::{Actor, Entered, Platform, Role};

/// How long a code may take to become a token, in milliseconds.
const EXCHANGE_MAX_MS: u64 = 30_000;

impl Platform {
    /// Takes what the service sent back to whoever has `binding`.
    ///
    /// # Errors
    /// `Rejected` with `grant-state` for an answer that nobody waits for; nothing is known of its connection then.
    pub async fn finish_grant(
        &self,
        actor: &Actor,
        binding: &[u8],
        answer: &GrantAnswer,
        locale: Locale,
    ) -> Result<LetIn, Failure> {
        let pending = self.awaited(binding, answer).await?;
        let entered = self.enter(actor, &pending.project).await?;
        entered.let_in(pending, answer, locale).await
    }

    /// What was begun with the word in `answer`, once.
    async fn awaited(&self, binding: &[u8], answer: &GrantAnswer) -> Result<PendingGrant, Failure> {
        let found = self.parts.store.take_pending_grant(&authorize::hash(answer.state.as_bytes())).await?;
        let ours = |pending: &PendingGrant| {
            pending.binding == authorize::hash(binding) && self.now_unix_ms() < pending.until_unix_ms
        };
        found.filter(ours).ok_or_else(stray)
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
            until_unix_ms: self.now_unix_ms().saturating_add(tokens.used_ms()),
            access: tokens.access,
            refresh: tokens.refresh,
            scope: tokens.scope.or_else(|| auth.scope.clone()).unwrap_or_default(),
        })
    }
}

impl Entered {
    /// Takes what the service sent back, where whoever asks says which project it is about. Role: editor.
    ///
    /// # Errors
    /// As [`Platform::finish_grant`].
    pub async fn finish_grant(
        &self,
        binding: &[u8],
        answer: &GrantAnswer,
        locale: Locale,
    ) -> Result<LetIn, Failure> {
        self.may(Role::Editor)?;
        let pending = self.platform.awaited(binding, answer).await?;
        if pending.project != self.project {
            return Err(stray());
        }
        self.let_in(pending, answer, locale).await
    }

    async fn let_in(
        &self,
        pending: PendingGrant,
        answer: &GrantAnswer,
        locale: Locale,
    ) -> Result<LetIn, Failure> {
        self.may(Role::Editor)?;
        let outcome = self.granted(&pending, answer, locale).await;
        Ok(LetIn { project: pending.project, connection: pending.connection, outcome })
    }

    async fn granted(
        &self,
        pending: &PendingGrant,
        answer: &GrantAnswer,
        locale: Locale,
    ) -> Result<RunReport, Failure> {
        let store = &self.platform.parts.store;
        let connection = store.connection(&self.project, &pending.connection).await?;
        let auth = self.platform.grant_auth(&connection, locale)?;
        let Some(code) = &answer.code else {
            return Err(refused(&auth, answer.error.as_deref().unwrap_or("no code")));
        };
        let grant = self.platform.exchange(&connection, &auth, pending, code).await?;
        store.put_grant(&self.project, &connection.id, &grant, &self.actor.name()).await?;
        self.test_connection(&connection.id, locale).await
    }
}

/// What comes back to nobody: unknown, used, late, or another's.
fn stray() -> Failure {
    Failure::coded(Kind::Rejected, "grant-state")
}

fn refused(auth: &AuthorizationCode, reason: &str) -> Failure {
    let reason = reason.chars().filter(|letter| !letter.is_control()).take(200).collect::<String>();
    Failure::coded(Kind::Unauthorized, "grant-refused")
        .with_argument("host", exchange::host(&auth.token_url))
        .with_argument("reason", reason)
}
