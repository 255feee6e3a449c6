//! How connections are: learned from tests and from every run, written when it changes.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use tomada_core::{Failure, Kind};
use tomada_host::RunReport;
use tomada_store::StoredHealth;

use super::HealthState;
use super::connect::untested;
use crate::Platform;

/// How many connections' health is remembered; then all is forgotten, and written once more than needed.
const KNOWN_MAX: usize = 10_000;
/// How long a reason is that is kept, in characters.
const REASON_MAX: usize = 500;

/// What was last written of each connection.
#[derive(Default)]
pub(crate) struct Healths(Mutex<Known>);

/// By project and connection, the state and the kind.
type Known = HashMap<(String, String), (HealthState, Option<Kind>)>;

/// What a test says of a connection.
pub(super) fn of(test: Option<&RunReport>, now_unix_ms: u64) -> StoredHealth {
    match test.map(|report| &report.result) {
        None => untested(now_unix_ms),
        Some(Ok(_)) => stored(HealthState::Healthy, None, now_unix_ms),
        Some(Err(failure)) => stored(state_of(failure.kind()), Some(failure), now_unix_ms),
    }
}

/// What a run says of its connection, if anything. One that called nobody says at most that the credential is not there.
fn learned(report: &RunReport) -> Option<(HealthState, Option<Kind>)> {
    let kind = report.result.as_ref().err().map(Failure::kind);
    let learned = match kind {
        Some(kind @ Kind::Unauthorized) => return Some((HealthState::Broken, Some(kind))),
        None => (HealthState::Healthy, None),
        Some(kind @ (Kind::Unavailable | Kind::RateLimited | Kind::Uncertain)) => {
            (state_of(kind), Some(kind))
        }
        Some(_) => return None,
    };
    (!report.exchanges.is_empty()).then_some(learned)
}

/// What passes by itself, and what does not.
fn state_of(kind: Kind) -> HealthState {
    match kind {
        Kind::RateLimited | Kind::Unavailable | Kind::Uncertain => HealthState::Degraded,
        Kind::InvalidInput
        | Kind::Unauthorized
        | Kind::Forbidden
        | Kind::NotFound
        | Kind::Rejected
        | Kind::Broken => HealthState::Broken,
    }
}

fn stored(state: HealthState, failure: Option<&Failure>, since_unix_ms: u64) -> StoredHealth {
    StoredHealth {
        state: state.as_str().to_owned(),
        kind: failure.map(|failure| failure.kind().as_str().to_owned()),
        reason: failure.map(|failure| failure.message().chars().take(REASON_MAX).collect()),
        since_unix_ms,
    }
}

impl Platform {
    /// Learns from a run how its connection is. What the input of one run has caused says nothing about it.
    pub(crate) async fn note_health(
        &self,
        project: &str,
        connection: &str,
        report: &RunReport,
    ) -> Result<(), Failure> {
        let Some(found) = learned(report) else { return Ok(()) };
        if self.healths.is(project, connection, found) {
            return Ok(());
        }
        let health = stored(found.0, report.result.as_ref().err(), self.now_unix_ms());
        self.keep_health(project, connection, health).await?;
        self.healths.remember(project, connection, found);
        Ok(())
    }

    /// Writes how a connection is; since when stays where the state stays.
    pub(crate) async fn keep_health(
        &self,
        project: &str,
        connection: &str,
        mut health: StoredHealth,
    ) -> Result<(), Failure> {
        let known = self.parts.store.stored_connection(project, connection).await?;
        let Some(known) = known.map(|known| known.health) else { return Ok(()) };
        if known.state == health.state && known.kind == health.kind {
            health.since_unix_ms = known.since_unix_ms;
        }
        if known != health {
            self.parts.store.set_health(project, connection, &health).await?;
        }
        self.forget_health(project, connection);
        Ok(())
    }

    pub(super) fn forget_health(&self, project: &str, connection: &str) {
        self.healths.forget(project, connection);
    }
}

impl Healths {
    fn is(&self, project: &str, connection: &str, health: (HealthState, Option<Kind>)) -> bool {
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.get(&(project.to_owned(), connection.to_owned())) == Some(&health)
    }

    fn remember(&self, project: &str, connection: &str, health: (HealthState, Option<Kind>)) {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= KNOWN_MAX {
            known.clear();
        }
        known.insert((project.to_owned(), connection.to_owned()), health);
    }

    fn forget(&self, project: &str, connection: &str) {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.remove(&(project.to_owned(), connection.to_owned()));
    }
}
