//! The platform itself: what it is made of, and the way into a project.

use std::sync::Arc;

use tomada_core::{Clock, Failure, Kind, Random};
use tomada_host::{Egress, Host, Journal};
use tomada_store::{JournalCounters, Store};

use crate::connections::Healths;
use crate::people::Throttle;
use crate::{Actor, Entered, Role, Rules, Who};

/// What the menu, the REST API and the command line stand on. Cheap to clone.
#[derive(Clone)]
pub struct Platform {
    pub(crate) parts: Arc<Parts>,
    /// How connections were when it was last written.
    pub(crate) healths: Arc<Healths>,
    /// Who tried to sign in.
    pub(crate) throttle: Arc<Throttle>,
}

/// What a platform is made of.
pub struct Parts {
    /// Runs actions.
    pub host: Host,
    /// Keeps everything.
    pub store: Store,
    /// The way out, for what is asked of services outside of runs.
    pub egress: Arc<dyn Egress>,
    /// What time it is.
    pub clock: Arc<dyn Clock>,
    /// Where ids and tokens come from.
    pub random: Arc<dyn Random>,
    /// What the operator has set, as people may read it.
    pub rules: Rules,
}

impl Platform {
    /// A platform of these parts.
    pub fn new(parts: Parts) -> Self {
        Self { parts: Arc::new(parts), healths: Arc::default(), throttle: Arc::default() }
    }

    /// The host that runs its actions.
    pub fn host(&self) -> &Host {
        &self.parts.host
    }

    /// What time it is here.
    pub fn clock(&self) -> &Arc<dyn Clock> {
        &self.parts.clock
    }

    /// What the journal had to leave out since it was opened.
    pub fn journal_counters(&self) -> JournalCounters {
        self.parts.store.journal_counters()
    }

    /// Whether runs can be begun and what they come to be kept.
    ///
    /// # Errors
    /// When the store does not answer, or what happens could not be written to it.
    pub async fn ready(&self) -> Result<(), Failure> {
        // Any project will do: what counts is that the store says whether there is one.
        self.parts.store.project("main").await?;
        self.parts.store.accepts()
    }

    pub(crate) fn now_unix_ms(&self) -> u64 {
        u64::try_from(self.parts.clock.now().as_millis()).unwrap_or(u64::MAX)
    }

    /// Lets `actor` into `project`.
    ///
    /// # Errors
    /// `NotFound` with `project-unknown` for a project that is unknown or that the actor has no part in: the two are
    /// one answer.
    pub async fn enter(&self, actor: &Actor, project: &str) -> Result<Entered, Failure> {
        let unknown = || Failure::coded(Kind::NotFound, "project-unknown").with_argument("project", project);
        let role = self.role_in(actor, project).await?.ok_or_else(unknown)?;
        if self.parts.store.project(project).await?.is_none() {
            return Err(unknown());
        }
        Ok(Entered { platform: self.clone(), actor: actor.clone(), project: project.to_owned(), role })
    }

    async fn role_in(&self, actor: &Actor, project: &str) -> Result<Option<Role>, Failure> {
        match &actor.who {
            Who::Operator | Who::Person { operator: true, .. } => Ok(Some(Role::Admin)),
            Who::Token { project: own, role, .. } => Ok((own == project).then_some(*role)),
            Who::Person { id, .. } => {
                let role = self.parts.store.role(project, id).await?;
                Ok(role.as_deref().and_then(Role::read))
            }
        }
    }
}
