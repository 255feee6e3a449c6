//! Connections, looked at: what the store keeps of them, in the words of people.

use std::collections::BTreeSet;

use tomada_core::{Auth, Failure, Kind};
use tomada_store::StoredConnection;

use super::{ConnectionView, Health, HealthState, SecretView, Usage};
use crate::{Entered, Page, PageRequest, Role};

/// What counts as lately, in milliseconds: 7 days.
const LATELY_MS: u64 = 7 * 24 * 60 * 60 * 1_000;

impl Entered {
    /// The connections of the project, of `integration` or of all, in the order of their ids. Role: viewer.
    pub async fn connections(
        &self,
        integration: Option<&str>,
        page: &PageRequest,
    ) -> Result<Page<ConnectionView>, Failure> {
        self.may(Role::Viewer)?;
        let limit = page.limit()?;
        let after = page.after.as_deref().unwrap_or_default();
        let store = &self.platform.parts.store;
        let found =
            store.stored_connections(&self.project, integration, after, limit.saturating_add(1)).await?;
        let mut items = Vec::with_capacity(found.len());
        for stored in found {
            items.push(self.view(stored).await?);
        }
        Ok(Page::cut(items, limit, |view| view.id.clone()))
    }

    /// The integrations that have a connection here. Role: viewer.
    pub async fn connected(&self) -> Result<BTreeSet<String>, Failure> {
        self.may(Role::Viewer)?;
        Ok(self.platform.parts.store.connected(&self.project).await?.into_iter().collect())
    }

    /// The connection `id`. Role: viewer.
    ///
    /// # Errors
    /// `NotFound` with `connection-unknown`.
    pub async fn connection(&self, id: &str) -> Result<ConnectionView, Failure> {
        self.may(Role::Viewer)?;
        let stored = self.stored(id).await?;
        self.view(stored).await
    }

    pub(super) async fn stored(&self, id: &str) -> Result<StoredConnection, Failure> {
        let found = self.platform.parts.store.stored_connection(&self.project, id).await?;
        found.ok_or_else(|| {
            Failure::coded(Kind::NotFound, "connection-unknown").with_argument("connection", id)
        })
    }

    pub(super) async fn view(&self, stored: StoredConnection) -> Result<ConnectionView, Failure> {
        let since = self.platform.now_unix_ms().saturating_sub(LATELY_MS);
        let (last, runs) = self.platform.parts.store.usage(&self.project, &stored.id, since).await?;
        let auth =
            stored.auth.clone().or_else(|| Some(self.platform.manifest(&stored.integration).ok()?.auth));
        let grant = match auth {
            Some(Auth::AuthorizationCode(_)) => self.grant_view(&stored.id).await?,
            _ => None,
        };
        let health = Health {
            state: HealthState::read(&stored.health.state),
            kind: stored.health.kind.as_deref().and_then(|kind| kind.parse().ok()),
            reason: stored.health.reason,
            since_unix_ms: stored.health.since_unix_ms,
        };
        let secret = |secret: tomada_store::StoredSecret| SecretView {
            name: secret.name,
            set_unix_ms: secret.set_unix_ms,
            set_by: secret.set_by,
        };
        Ok(ConnectionView {
            id: stored.id,
            integration: stored.integration,
            version: stored.version,
            auth: stored.auth,
            label: stored.label,
            is_default: stored.is_default,
            settings: stored.settings,
            origins: stored.origins,
            secrets: stored.secrets.into_iter().map(secret).collect(),
            health,
            grant,
            usage: Usage { last_used_unix_ms: last, runs_in_7_days: runs },
            revision: stored.revision,
            created_unix_ms: stored.created_unix_ms,
            changed_unix_ms: stored.changed_unix_ms,
        })
    }
}

impl HealthState {
    /// The state of that name; what an unknown name means is not known.
    fn read(name: &str) -> Self {
        let all = [Self::Healthy, Self::Degraded, Self::Broken];
        all.into_iter().find(|state| state.as_str() == name).unwrap_or(Self::Untested)
    }
}
