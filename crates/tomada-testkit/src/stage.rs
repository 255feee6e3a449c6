//! The stage: a built plugin, opened by the real loader, run by the real host with the real egress, in a small world.
//!
//! Case files and laws are played here. Only three things are not as in production: time is the test's, randomness
//! comes from a fixed seed, and every origin leads to a scripted peer on this machine. The rule it protects: a run on
//! the stage needs no network, takes no longer than its machine work, and comes out the same each time.

mod remap;
mod secrets;
mod staged;
mod time;
mod world;

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::pin::pin;
use std::sync::Arc;

use semver::VersionReq;
use serde_json::{Map, Value};
use tokio::sync::mpsc;
use tomada_core::{Auth, Integration, Json, Locale, Manifest};
use tomada_egress::{Limits, Outbound};
use tomada_host::{Connection, ConnectionSource, Host, RunReport, RunRequest, Secret};
use tomada_loader::{Counts, LoadError, Loader, Plugin};

use crate::peer::{Peer, Script, Seen};

use remap::Remap;
use staged::Staged;
use time::Unwaited;

/// What is run: an action with its input, for a connection, against a script.
#[derive(Clone, Debug)]
pub struct Play {
    /// The action.
    pub action: String,
    /// Its input.
    pub input: Value,
    /// The connection's settings.
    pub settings: Map<String, Value>,
    /// How calls are authenticated, where the integration leaves that to the connection.
    pub auth: Option<Auth>,
    /// The connection's secrets, which no real service knows.
    pub secrets: BTreeMap<String, String>,
    /// The language of the run.
    pub locale: Locale,
    /// What the service does.
    pub script: Script,
    /// How often egress sends a request again that does not say itself; waits are over at once.
    pub retries: u8,
    /// After how many polls the run is dropped, if at all.
    pub polls_max: Option<usize>,
}

impl Play {
    /// A run of `action` with an empty input, in English, against a service that gets no request.
    pub fn new(action: impl Into<String>) -> Self {
        Self {
            action: action.into(),
            input: Value::Object(Map::new()),
            settings: Map::new(),
            auth: None,
            secrets: BTreeMap::new(),
            locale: Locale::En,
            script: Script::default(),
            retries: 0,
            polls_max: None,
        }
    }
}

/// What came of a [`Play`].
#[derive(Clone, Debug)]
pub struct Outcome {
    /// As the host reports it, with real origins.
    pub report: RunReport,
    /// The partial results.
    pub parts: Vec<Value>,
    /// What the service was sent.
    pub seen: Vec<Seen>,
    /// In what that differs from the script.
    pub differences: Vec<String>,
    /// Where a secret was found that should have been masked: the place, never the secret.
    pub leaks: Vec<String>,
    /// Whether the run ended by itself, and was not dropped by [`Play::polls_max`].
    pub ended: bool,
}

/// The stage could not be set. None of it is the fault of an action.
#[derive(Debug, thiserror::Error)]
pub enum StageError {
    /// The library could not be read.
    #[error("{} could not be read", path.display())]
    Read {
        /// The library.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The loader refused the library.
    #[error("{} was refused", path.display())]
    Refused {
        /// The library.
        path: PathBuf,
        /// Why.
        source: Box<LoadError>,
    },
    /// This machine gives no port for a peer.
    #[error("no port of this machine is free for the scripted service")]
    Peer(#[source] io::Error),
    /// Egress could not be put together.
    #[error("egress could not be put together")]
    Egress(#[source] tomada_egress::BuildError),
    /// The host could not be put together.
    #[error("the host could not be put together")]
    Host(#[source] tomada_host::BuildError),
}

/// A built plugin, opened and ready to run.
#[derive(Debug)]
pub struct Stage {
    plugin: Arc<Plugin>,
}

impl Stage {
    /// The largest body that an action on the stage can ask for, in bytes: 1 MiB.
    pub const BODY_MAX_BYTES: usize = 1 << 20;
    /// How long a service that never answers is waited for, in milliseconds.
    pub const STALL_MS: u64 = 500;
    /// The deadline of a run, in milliseconds.
    pub const DEADLINE_MS: u64 = 20_000;

    /// Opens the library `path` as the host does. Its code runs in this process.
    ///
    /// # Errors
    /// [`StageError::Read`], [`StageError::Refused`].
    pub fn open(path: &Path) -> Result<Self, StageError> {
        let failed = |source| StageError::Read { path: path.to_owned(), source };
        Self::open_bytes(path, &std::fs::read(path).map_err(failed)?)
    }

    /// The same with the library's bytes, which errors say to be those of `path`.
    ///
    /// # Errors
    /// [`StageError::Refused`].
    pub fn open_bytes(path: &Path, bytes: &[u8]) -> Result<Self, StageError> {
        // A loader of its own: two builds of one version may be open side by side.
        let opened = Loader::new().open_bytes(bytes);
        let refused = |error| StageError::Refused { path: path.to_owned(), source: Box::new(error) };
        Ok(Self { plugin: opened.map_err(refused)? })
    }

    /// The manifest that the library carries.
    pub fn manifest(&self) -> &Manifest {
        self.plugin.manifest()
    }

    /// What is open in the plugin, and what went wrong.
    pub fn counts(&self) -> Counts {
        self.plugin.counts()
    }

    /// Runs `play`. It must be called within a tokio runtime that can do I/O and time.
    ///
    /// # Errors
    /// When the stage cannot be set; whatever the action does is an [`Outcome`].
    pub async fn run(&self, play: &Play) -> Result<Outcome, StageError> {
        let peer = Peer::start(play.script.clone()).await.map_err(StageError::Peer)?;
        let staged = Arc::new(Staged::new(Arc::clone(&self.plugin), play.polls_max));
        let host = host(&peer, Arc::clone(&staged), play.retries)?;
        let (sender, mut receiver) = mpsc::channel(64);
        let mut parts = Vec::new();
        let mut running = pin!(host.run(self.request(play, sender)));
        let report = loop {
            tokio::select! {
                biased;
                Some(part) = receiver.recv() => parts.push(Json::to_value(&part)),
                report = &mut running => break report,
            }
        };
        while let Ok(part) = receiver.try_recv() {
            parts.push(part.to_value());
        }
        let report = remap::real(report, &peer.shared().names);
        let leaks = secrets::leaks(&play.secrets, &report, &parts);
        let (seen, differences) = (peer.seen(), peer.differences());
        Ok(Outcome { report, parts, seen, differences, leaks, ended: staged.has_ended() })
    }

    fn request(&self, play: &Play, partials: mpsc::Sender<Json>) -> RunRequest {
        let manifest = self.manifest();
        let secrets = play.secrets.iter().map(|(name, value)| (name.clone(), Secret::new(value.as_bytes())));
        let connection = Connection {
            id: "stage".to_owned(),
            integration: manifest.id.clone(),
            version: VersionReq::STAR,
            settings: Value::Object(play.settings.clone()).into(),
            auth: play.auth.clone(),
            secrets: secrets.collect(),
        };
        let source = ConnectionSource::from(connection);
        let mut request = RunRequest::new("stage", source, &manifest.id, &play.action);
        request.input = play.input.clone().into();
        request.locale = play.locale;
        request.deadline_ms = Self::DEADLINE_MS;
        request.partials = Some(partials);
        request
    }
}

/// A host for one run: its egress knows one peer.
fn host(peer: &Peer, staged: Arc<Staged>, retries: u8) -> Result<Host, StageError> {
    let mut limits = Limits::default();
    limits.body_max_bytes = Stage::BODY_MAX_BYTES as u64;
    limits.retries = retries;
    let outbound = Outbound::builder().limits(limits).allow(remap::opening(peer)).resolver(remap::Loopback);
    let outbound = outbound.clock(Unwaited);
    let outbound = outbound.build().map_err(StageError::Egress)?;
    let remap = Remap::new(outbound, Arc::clone(peer.shared()));
    let host = Host::builder().integration(staged).egress(Arc::new(remap)).check_outputs(true);
    host.without_journal().build().map_err(StageError::Host)
}
