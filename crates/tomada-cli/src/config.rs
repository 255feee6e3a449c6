//! `tomada.toml`: what an installation can be told, read in layers. A flag wins over the environment, that over the
//! file, that over the default.
//!
//! Rule: nothing is guessed. What is unknown or cannot be is refused with its place, and what was meant if that can be
//! told.

mod keys;
mod layers;

use std::path::{Path, PathBuf};

use tomada_core::{Failure, Kind};
use tomada_egress::Opening;
use tomada_host::Secret;
use tomada_store::JournalMode;

pub(crate) use keys::{KEYS, Key};
pub(crate) use layers::{Layers, Value};

/// The name of the file in the folder where the command is given.
const FILE: &str = "tomada.toml";
/// Larger files are none of a configuration.
const FILE_MAX_BYTES: u64 = 256 * 1024;

/// What an installation was told.
#[derive(Clone, Debug)]
pub(crate) struct Config {
    /// `listen`: where people and programs come in.
    pub(crate) listen: String,
    /// `data`: the folder of database, keys and local socket.
    pub(crate) data: PathBuf,
    /// `public_url`: the address that people reach the server by.
    pub(crate) public_url: Option<String>,
    /// `embed_origins`: who may frame the menu.
    pub(crate) embed_origins: Vec<String>,
    /// `journal`: when a run is answered.
    pub(crate) journal: JournalMode,
    /// `database.url`: a PostgreSQL server in place of the file.
    pub(crate) database_url: Option<Secret>,
    /// `retention.*`: how much of the call log is kept.
    pub(crate) retention: Retention,
    /// `health.probe_every_minutes`: after how long without a run a connection is tested; 0 for never.
    pub(crate) probe_every_minutes: u32,
    /// `egress.allow`: networks that calls may reach beside the public one.
    pub(crate) egress_allow: Vec<Opening>,
    /// `egress.proxy`: the proxy that all calls go by; its address may hold a password.
    pub(crate) egress_proxy: Option<Secret>,
    /// `log.format`: for people or for programs.
    pub(crate) log_format: LogFormat,
    /// `log.level`: how much is told.
    pub(crate) log_level: String,
    /// `telemetry.otlp_endpoint`: where traces go.
    pub(crate) otlp_endpoint: Option<String>,
    /// `metrics.token`: what a monitoring system shows to read `/metrics`.
    pub(crate) metrics_token: Option<Secret>,
}

/// How much of the call log is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Retention {
    /// Calls that went well, in days.
    pub(crate) ok_days: u32,
    /// Calls that failed, in days.
    pub(crate) failed_days: u32,
    /// All calls of a project, in MiB; 0 for no limit.
    pub(crate) max_mib: u32,
}

/// For whom the log is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LogFormat {
    /// Lines for people.
    Text,
    /// A JSON object a line.
    Json,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            listen: "127.0.0.1:8080".to_owned(),
            data: PathBuf::from("./data"),
            public_url: None,
            embed_origins: Vec::new(),
            journal: JournalMode::Committed,
            database_url: None,
            retention: Retention { ok_days: 30, failed_days: 90, max_mib: 0 },
            probe_every_minutes: 60,
            egress_allow: Vec::new(),
            egress_proxy: None,
            log_format: LogFormat::Text,
            log_level: "info".to_owned(),
            otlp_endpoint: None,
            metrics_token: None,
        }
    }
}

impl Config {
    /// The configuration of this process: `file` or the one of this folder, the environment, and `flags`.
    ///
    /// # Errors
    /// `InvalidInput` with the first thing that is wrong.
    pub(crate) fn read(
        file: Option<&Path>,
        flags: &[(&'static str, Option<String>)],
    ) -> Result<Self, Failure> {
        Ok(Self::read_in_layers(file, flags)?.0)
    }

    /// The same, with where each value is from.
    pub(crate) fn read_in_layers(
        file: Option<&Path>,
        flags: &[(&'static str, Option<String>)],
    ) -> Result<(Self, Layers), Failure> {
        let mut layers = Layers::default();
        let own = Path::new(FILE);
        if let Some(path) = file.or_else(|| own.exists().then_some(own)) {
            layers.file(path, &text_of(path)?)?;
        }
        layers.environment(std::env::vars_os())?;
        for (key, value) in flags {
            layers.flag(key, value.as_deref());
        }
        Ok((layers.config()?, layers))
    }

    /// Where the SQLite file is.
    pub(crate) fn database_file(&self) -> PathBuf {
        self.data.join("tomada.db")
    }

    /// Where the key file is.
    pub(crate) fn key_file(&self) -> PathBuf {
        self.data.join("tomada.key")
    }

    /// Where the local socket is.
    pub(crate) fn socket(&self) -> PathBuf {
        self.data.join("tomada.sock")
    }
}

fn text_of(path: &Path) -> Result<String, Failure> {
    use std::io::Read;
    let unreadable = |reason: String| {
        Failure::coded(Kind::InvalidInput, "cli-config-unreadable")
            .with_argument("path", path.display())
            .with_argument("reason", reason)
    };
    let file = std::fs::File::open(path).map_err(|error| unreadable(error.to_string()))?;
    let mut text = String::new();
    file.take(FILE_MAX_BYTES).read_to_string(&mut text).map_err(|error| unreadable(error.to_string()))?;
    Ok(text)
}
