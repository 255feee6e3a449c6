//! The host itself: what it is made of, how it is put together, and what it knows before anything runs.

use std::sync::Arc;

use semver::Version;
use tomada_catalog::{Artefact, Catalog, State};
use tomada_core::{Auth, Clock, Failure, Integration, Locale, Manifest, Random};

use crate::accounts::Accounts;
use crate::admit::Gate;
use crate::check;
use crate::defaults::{NoEgress, NoVault};
use crate::idempotency::Idempotency;
use crate::opening::Opening;
use crate::registry::Registry;
use crate::{
    Connection, Egress, Executor, Journal, Limits, MemoryJournal, MemoryState, OsRandom, Redactor,
    StateStore, SystemClock, Vault,
};

/// Runs actions. Cheap to clone; see [`Host::run`].
#[derive(Clone)]
pub struct Host(pub(crate) Arc<Parts>);

/// What a host is made of.
pub(crate) struct Parts {
    pub(crate) registry: Registry,
    pub(crate) egress: Arc<dyn Egress>,
    pub(crate) vault: Arc<dyn Vault>,
    pub(crate) journal: Option<Arc<dyn Journal>>,
    pub(crate) state: Arc<dyn StateStore>,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) random: Arc<dyn Random>,
    pub(crate) gate: Gate,
    pub(crate) accounts: Accounts,
    pub(crate) idempotency: Idempotency,
    pub(crate) check_outputs: bool,
}

impl Host {
    /// A host that is yet to be put together.
    pub fn builder() -> Builder {
        Builder::default()
    }

    /// The manifests of everything that can run, in the order of id and version. Nothing is opened for it.
    pub fn manifests(&self) -> impl Iterator<Item = &Manifest> {
        self.0.registry.manifests()
    }
}

/// What a connection comes to.
#[derive(Clone, Debug)]
pub struct CheckedConnection {
    /// How its calls are authenticated, the settings that it names filled in.
    pub auth: Auth,
    /// The origins that may see its secrets: those of its calls, and of the endpoints that give it tokens.
    pub origins: Vec<String>,
}

impl Host {
    /// Checks a connection as every run of it does, and runs nothing.
    ///
    /// # Errors
    /// In the language `locale`: `NotFound` for an integration that there is not, `InvalidInput` for settings,
    /// `Unauthorized` for a secret that is missing.
    pub fn check_connection(
        &self,
        connection: &Connection,
        locale: Locale,
    ) -> Result<CheckedConnection, Failure> {
        let checked = self
            .0
            .registry
            .find(&connection.integration, &[&connection.version])
            .and_then(|entry| check::connection(connection, &entry, locale));
        match checked {
            Ok(settled) => {
                let origins = settled.origins.with_tokens(&settled.auth);
                Ok(CheckedConnection { auth: settled.auth, origins })
            }
            Err(failure) => {
                let redactor = Redactor::new(connection.secrets.values());
                Err(redactor.mask_failure(tomada_text::render(failure, locale)))
            }
        }
    }
}

/// Puts a host together. What is not given has a default: no way out, no connections, journal and state in memory,
/// the system's clock and randomness.
#[derive(Default)]
pub struct Builder {
    integrations: Vec<Arc<dyn Integration>>,
    artefacts: Vec<Arc<Artefact>>,
    broken: Vec<(String, Failure)>,
    executor: Option<Arc<dyn Executor>>,
    egress: Option<Arc<dyn Egress>>,
    vault: Option<Arc<dyn Vault>>,
    journal: Option<Arc<dyn Journal>>,
    without_journal: bool,
    state: Option<Arc<dyn StateStore>>,
    clock: Option<Arc<dyn Clock>>,
    random: Option<Arc<dyn Random>>,
    limits: Limits,
    check_outputs: bool,
}

/// The parts do not make a host.
#[derive(Debug, thiserror::Error)]
pub enum BuildError {
    /// One version of one integration was given twice.
    #[error("integration {id} {version} is there twice: give one of the two another version or leave it out")]
    Twice {
        /// The integration.
        id: String,
        /// The version.
        version: Version,
    },
    /// There are catalog entries, and nothing that could open them.
    #[error("the catalog has {id} {version}, and there is no executor to open it: give the host one")]
    NoExecutor {
        /// The first entry.
        id: String,
        /// Its version.
        version: Version,
    },
    /// The operating system gives no randomness, without which run ids and nonces would repeat.
    #[error("the operating system gives no randomness")]
    NoRandomness(#[source] getrandom::Error),
}

impl Builder {
    /// Adds an integration that is there already, such as a plain struct.
    #[must_use]
    pub fn integration(mut self, integration: Arc<dyn Integration>) -> Self {
        self.integrations.push(integration);
        self
    }

    /// Adds every entry of a catalog: those that can run are opened when they are first run, the others answer with
    /// their reason.
    #[must_use]
    pub fn catalog(mut self, catalog: &Catalog) -> Self {
        for entry in catalog.entries() {
            match &entry.state {
                State::Ready(artefact) => self.artefacts.push(Arc::clone(artefact)),
                State::Problem(problem) => self = self.broken(&entry.id, problem.into()),
            }
        }
        self
    }

    /// Adds one artefact, which the executor opens when it is first run.
    #[must_use]
    pub fn artefact(mut self, artefact: Arc<Artefact>) -> Self {
        self.artefacts.push(artefact);
        self
    }

    /// Adds the reason why an integration cannot run, which is what its runs are answered with.
    #[must_use]
    pub fn broken(mut self, id: impl Into<String>, why: Failure) -> Self {
        self.broken.push((id.into(), why));
        self
    }

    /// What opens catalog entries.
    #[must_use]
    pub fn executor(mut self, executor: Arc<dyn Executor>) -> Self {
        self.executor = Some(executor);
        self
    }

    /// The way out to the network; without one every call is `Forbidden`.
    #[must_use]
    pub fn egress(mut self, egress: Arc<dyn Egress>) -> Self {
        self.egress = Some(egress);
        self
    }

    /// Where stored connections come from; without one there are none.
    #[must_use]
    pub fn vault(mut self, vault: Arc<dyn Vault>) -> Self {
        self.vault = Some(vault);
        self
    }

    /// Where finished runs are written before they are answered.
    #[must_use]
    pub fn journal(mut self, journal: Arc<dyn Journal>) -> Self {
        self.journal = Some(journal);
        self.without_journal = false;
        self
    }

    /// Writes no journal at all, for measurements and throw-away hosts.
    #[must_use]
    pub fn without_journal(mut self) -> Self {
        self.without_journal = true;
        self
    }

    /// Where the small memories of connections live.
    #[must_use]
    pub fn state(mut self, state: Arc<dyn StateStore>) -> Self {
        self.state = Some(state);
        self
    }

    /// The clock: deadlines, back-offs, timestamps, and what integrations see of time.
    #[must_use]
    pub fn clock(mut self, clock: Arc<dyn Clock>) -> Self {
        self.clock = Some(clock);
        self
    }

    /// Randomness for run ids and integrations.
    #[must_use]
    pub fn random(mut self, random: Arc<dyn Random>) -> Self {
        self.random = Some(random);
        self
    }

    /// How many runs there may be at once.
    #[must_use]
    pub fn limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }

    /// Whether an output that does not fit its schema fails the run as `Broken`: for authors' tests, off otherwise.
    #[must_use]
    pub fn check_outputs(mut self, yes: bool) -> Self {
        self.check_outputs = yes;
        self
    }

    /// The host.
    ///
    /// # Errors
    /// When the parts do not fit together.
    pub fn build(self) -> Result<Host, BuildError> {
        let clock = self.clock.unwrap_or_else(|| Arc::new(SystemClock));
        let mut registry = Registry::default();
        self.integrations.into_iter().try_for_each(|integration| registry.add(integration))?;
        for artefact in self.artefacts {
            let manifest = artefact.manifest.clone();
            let Some(executor) = self.executor.clone() else {
                return Err(BuildError::NoExecutor { id: manifest.id, version: manifest.version });
            };
            registry.add_opening(manifest, Opening::new(artefact, executor, Arc::clone(&clock)))?;
        }
        self.broken.into_iter().for_each(|(id, why)| registry.add_broken(id, why));
        let random = match self.random {
            Some(random) => random,
            None => Arc::new(OsRandom::new().map_err(BuildError::NoRandomness)?),
        };
        let journal = self.journal.unwrap_or_else(|| Arc::new(MemoryJournal::default()));
        Ok(Host(Arc::new(Parts {
            registry,
            egress: self.egress.unwrap_or_else(|| Arc::new(NoEgress)),
            vault: self.vault.unwrap_or_else(|| Arc::new(NoVault)),
            journal: (!self.without_journal).then_some(journal),
            state: self.state.unwrap_or_else(|| Arc::new(MemoryState::default())),
            clock,
            random,
            gate: Gate::new(self.limits.runs, self.limits.waiting),
            accounts: Accounts::new(self.limits),
            idempotency: Idempotency::default(),
            check_outputs: self.check_outputs,
        })))
    }
}
