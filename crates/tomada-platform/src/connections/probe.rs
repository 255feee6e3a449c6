//! The probe: connections that nobody has used for a while are tested by the platform itself, so that a credential that
//! was taken back is noticed before a run needs it.
//!
//! Rule: a probe does nothing that anybody would mind. Only tests that read are made, few at once and not all in one
//! moment; a credential that was refused is not shown again by itself, for services lock accounts.

use std::hash::{DefaultHasher, Hash, Hasher};

use tokio::task::JoinSet;
use tomada_core::{Effect, Failure, Kind, Locale};
use tomada_store::StoredConnection;

use super::HealthState;
use crate::{Actor, Platform};

/// How many connections are tested at once.
const AT_ONCE: usize = 4;
/// How many projects or connections are looked at in one go.
const PAGE: u32 = 100;
/// By how much of the quiet time a connection's turn may be later than another's: a quarter.
const SPREAD: u64 = 4;

impl Platform {
    /// Tests the connections that have had no run for `quiet_ms`, or up to a quarter longer so that they do not come all at
    /// once; notes how they are, and tells how many there were.
    ///
    /// # Errors
    /// When the store does not answer. What comes of a test is noted at its connection.
    pub async fn probe(&self, quiet_ms: u64) -> Result<usize, Failure> {
        let (mut probed, mut after) = (0, String::new());
        loop {
            let projects = self.parts.store.projects(&after, PAGE).await?;
            let Some(last) = projects.last() else { return Ok(probed) };
            last.id.clone_into(&mut after);
            for project in &projects {
                probed += self.probe_project(&project.id, quiet_ms).await?;
            }
        }
    }

    async fn probe_project(&self, project: &str, quiet_ms: u64) -> Result<usize, Failure> {
        let (mut probed, mut after) = (0, String::new());
        loop {
            let connections = self.parts.store.stored_connections(project, None, &after, PAGE).await?;
            let Some(last) = connections.last() else { return Ok(probed) };
            last.id.clone_into(&mut after);
            let mut tests = JoinSet::new();
            for connection in connections {
                if !self.is_due(project, &connection, quiet_ms).await? {
                    continue;
                }
                if tests.len() == AT_ONCE {
                    tests.join_next().await;
                }
                probed += 1;
                tests.spawn(self.clone().probe_one(project.to_owned(), connection.id));
            }
            while tests.join_next().await.is_some() {}
        }
    }

    /// One that has been removed meanwhile, or cannot be noted, has its turn again.
    async fn probe_one(self, project: String, connection: String) {
        let Ok(entered) = self.enter(&Actor::OPERATOR, &project).await else { return };
        let _ = entered.test_connection(&connection, Locale::default()).await;
    }

    async fn is_due(
        &self,
        project: &str,
        connection: &StoredConnection,
        quiet_ms: u64,
    ) -> Result<bool, Failure> {
        if !may_be_probed(connection) || !self.test_reads(&connection.integration) {
            return Ok(false);
        }
        let now = self.now_unix_ms();
        let (last, _) = self.parts.store.usage(project, &connection.id, now).await?;
        let since = last.unwrap_or(connection.created_unix_ms);
        Ok(now.saturating_sub(since) >= quiet_ms.saturating_add(later_by(&connection.id, quiet_ms)))
    }

    fn test_reads(&self, integration: &str) -> bool {
        let Ok(manifest) = self.manifest(integration) else { return false };
        let test = manifest.actions.iter().find(|action| action.id == manifest.test.action);
        test.is_some_and(|action| action.effect == Effect::Read)
    }
}

/// Not one that somebody must let in first, nor one whose credential was refused.
fn may_be_probed(connection: &StoredConnection) -> bool {
    let refused = [Kind::Unauthorized, Kind::Forbidden].map(Kind::as_str);
    let health = &connection.health;
    health.state != HealthState::Untested.as_str()
        && health.kind.as_deref().is_none_or(|kind| !refused.contains(&kind))
}

/// The same for a connection each time, and another for each.
fn later_by(connection: &str, quiet_ms: u64) -> u64 {
    let mut hasher = DefaultHasher::new();
    connection.hash(&mut hasher);
    hasher.finish() % (quiet_ms / SPREAD + 1)
}
