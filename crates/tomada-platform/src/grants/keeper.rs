//! Gives egress the tokens of grants, and refreshes them: one call at a time, over all hosts that share the store.
//!
//! Rule: once a refresh token has gone out, what comes back is stored whatever becomes of the call that wanted it; a
//! rotated token that is lost ends the grant.

use std::sync::Arc;
use std::time::Duration;

use subtle::ConstantTimeEq;
use tomada_core::{BoxFuture, Clock, Failure, Kind, Random};
use tomada_host::{GrantAsk, Grants, Secret};
use tomada_store::{Grant, Store};

use super::authorize::has_grown;
use super::exchange::{self, Client};

/// How long one host has the sole right to refresh a grant, in milliseconds: longer than any call for a token takes.
const LEASE_MS: u64 = 60_000;
/// How often another host's refresh is looked for, and how often at most.
const LOOK_EVERY: Duration = Duration::from_millis(200);
const LOOKS_MAX: u32 = 150;

/// Keeps grants in a store.
#[derive(Clone)]
pub struct GrantKeeper {
    store: Store,
    clock: Arc<dyn Clock>,
    random: Arc<dyn Random>,
}

impl GrantKeeper {
    /// A keeper over `store`.
    pub fn new(store: Store, clock: Arc<dyn Clock>, random: Arc<dyn Random>) -> Self {
        Self { store, clock, random }
    }

    async fn give(self, ask: GrantAsk) -> Result<Secret, Failure> {
        let mut owner = [0; 16];
        self.random.fill(&mut owner);
        for _ in 0..LOOKS_MAX {
            let grant = self.grant(&ask).await?;
            if let Some(token) = self.usable(&grant, ask.refused.as_ref()) {
                return Ok(token);
            }
            if grant.refresh.is_none() {
                return Err(missing());
            }
            let until = self.now_unix_ms().saturating_add(LEASE_MS);
            if self.store.lease_grant(&ask.project, &ask.connection, &owner, until).await? {
                // As a task: a deadline that ends this call must not lose what comes back.
                let refreshed = tokio::spawn(self.refresh(ask, owner)).await;
                return refreshed.map_err(|_| Failure::coded(Kind::Unavailable, "host-stopping"))?;
            }
            self.clock.sleep(LOOK_EVERY).await;
        }
        Err(unavailable(&ask))
    }

    async fn grant(&self, ask: &GrantAsk) -> Result<Grant, Failure> {
        let grant = self.store.grant(&ask.project, &ask.connection).await?.ok_or_else(missing)?;
        if has_grown(&grant.scope, ask.auth.scope.as_deref()) {
            return Err(Failure::coded(Kind::Unauthorized, "grant-grown"));
        }
        Ok(grant)
    }

    async fn refresh(self, ask: GrantAsk, owner: [u8; 16]) -> Result<Secret, Failure> {
        let refreshed = self.refresh_once(&ask, &owner).await;
        if refreshed.is_err() {
            // The lease ends by itself if this fails.
            let _ = self.store.release_grant(&ask.project, &ask.connection, &owner).await;
        }
        refreshed
    }

    async fn refresh_once(&self, ask: &GrantAsk, owner: &[u8]) -> Result<Secret, Failure> {
        // Another host may have been quicker, between the look and the lease.
        let grant = self.grant(ask).await?;
        if let Some(token) = self.usable(&grant, ask.refused.as_ref()) {
            self.store.release_grant(&ask.project, &ask.connection, owner).await?;
            return Ok(token);
        }
        let refresh = grant.refresh.as_ref().ok_or_else(missing)?;
        let client = Client {
            url: ask.auth.refresh_url(),
            id: &ask.auth.client_id,
            secret: ask.client_secret.as_ref(),
            auth: ask.auth.refresh_client_auth.unwrap_or(ask.auth.client_auth),
        };
        let secret = [("refresh_token", refresh)];
        let public = [("grant_type", "refresh_token")];
        let tokens = exchange::ask(&ask.http, &ask.redactor, &client, &secret, &public).await?;
        let until_unix_ms = self.now_unix_ms().saturating_add(tokens.used_ms());
        let renewed = Grant {
            access: tokens.access.clone(),
            refresh: tokens.refresh.or_else(|| grant.refresh.clone()),
            until_unix_ms,
            scope: tokens.scope.unwrap_or(grant.scope),
        };
        // What was let in anew or changed meanwhile is not overwritten with what it was before.
        if self.store.renew_grant(&ask.project, &ask.connection, owner, &renewed).await? {
            return Ok(tokens.access);
        }
        Err(unavailable(ask))
    }

    /// The token of `grant`, if it still holds and has not been refused.
    fn usable(&self, grant: &Grant, refused: Option<&Secret>) -> Option<Secret> {
        let is_refused = refused.is_some_and(|refused| refused.expose().ct_eq(grant.access.expose()).into());
        let holds = self.now_unix_ms() < grant.until_unix_ms;
        (holds && !is_refused).then(|| grant.access.clone())
    }

    fn now_unix_ms(&self) -> u64 {
        u64::try_from(self.clock.now().as_millis()).unwrap_or(u64::MAX)
    }
}

impl Grants for GrantKeeper {
    fn token(&self, ask: GrantAsk) -> BoxFuture<'static, Result<Secret, Failure>> {
        Box::pin(self.clone().give(ask))
    }
}

fn unavailable(ask: &GrantAsk) -> Failure {
    let host = exchange::host(ask.auth.refresh_url());
    Failure::coded(Kind::Unavailable, "grant-unavailable").with_argument("host", host)
}

fn missing() -> Failure {
    Failure::coded(Kind::Unauthorized, "grant-missing")
}
