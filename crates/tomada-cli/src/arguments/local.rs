//! The grammar of the commands that speak to an installation through its local door.

use std::path::PathBuf;

use clap::{ArgAction, Subcommand, ValueEnum};

use super::Place;

/// Which project of which installation.
#[derive(Debug, clap::Args)]
pub(crate) struct Project {
    /// The project.
    #[arg(long, value_name = "project", default_value = "main", hide_default_value = true)]
    pub(crate) project: String,
    /// Which installation.
    #[command(flatten)]
    pub(crate) place: Place,
}

/// `tomada connect`.
#[derive(Debug, clap::Args)]
pub(crate) struct Connect {
    /// `ID` or `ID@REQUIREMENT`.
    #[arg(value_name = "integration")]
    pub(crate) integration: String,
    /// What people call it.
    #[arg(long, value_name = "label")]
    pub(crate) label: Option<String>,
    /// `NAME=VALUE`.
    #[arg(long = "setting", value_name = "setting", action = ArgAction::Append)]
    pub(crate) settings: Vec<String>,
    /// JSON or `@FILE`.
    #[arg(long, value_name = "auth")]
    pub(crate) auth: Option<String>,
    /// `NAME=@FILE` or `NAME=env:VARIABLE`.
    #[arg(long = "secret", value_name = "secret", action = ArgAction::Append)]
    pub(crate) secrets: Vec<String>,
    /// Makes it the default.
    #[arg(long)]
    pub(crate) default: bool,
    /// Keeps it although its test fails.
    #[arg(long)]
    pub(crate) keep_if_broken: bool,
    /// Where.
    #[command(flatten)]
    pub(crate) project: Project,
}

/// `tomada connections`.
#[derive(Debug, clap::Args)]
pub(crate) struct Connections {
    /// Its id.
    #[arg(value_name = "id")]
    pub(crate) connection: Option<String>,
    /// Of this integration.
    #[arg(long, value_name = "integration", conflicts_with = "connection")]
    pub(crate) integration: Option<String>,
    /// Tests it.
    #[arg(long, requires = "connection")]
    pub(crate) test: bool,
    /// Removes it.
    #[arg(long, requires = "connection", conflicts_with = "test")]
    pub(crate) remove: bool,
    /// Where.
    #[command(flatten)]
    pub(crate) project: Project,
}

/// `tomada log`.
#[derive(Debug, clap::Args)]
pub(crate) struct Log {
    /// A run's id.
    #[arg(value_name = "run")]
    pub(crate) run: Option<String>,
    /// Goes on as calls are made.
    #[arg(long, conflicts_with = "run")]
    pub(crate) follow: bool,
    /// Of this integration.
    #[arg(long, value_name = "integration", conflicts_with = "run")]
    pub(crate) integration: Option<String>,
    /// Of this action.
    #[arg(long, value_name = "action", conflicts_with = "run")]
    pub(crate) action: Option<String>,
    /// With this connection.
    #[arg(long, value_name = "id", conflicts_with = "run")]
    pub(crate) connection: Option<String>,
    /// That came out so.
    #[arg(long, value_name = "outcome", conflicts_with = "run")]
    pub(crate) outcome: Option<String>,
    /// Answered with this status.
    #[arg(long, value_name = "number", conflicts_with = "run")]
    pub(crate) status: Option<u16>,
    /// Not before.
    #[arg(long, value_name = "time", conflicts_with = "run")]
    pub(crate) from: Option<String>,
    /// Before.
    #[arg(long, value_name = "time", conflicts_with = "run")]
    pub(crate) to: Option<String>,
    /// That hold this.
    #[arg(long, value_name = "text", conflicts_with = "run")]
    pub(crate) text: Option<String>,
    /// How many.
    #[arg(long, value_name = "number", conflicts_with = "run")]
    pub(crate) limit: Option<u32>,
    /// An exchange as a cURL command.
    #[arg(long, value_name = "number", requires = "run", num_args = 0..=1, default_missing_value = "1", require_equals = true)]
    pub(crate) curl: Option<u32>,
    /// As an HTTP archive.
    #[arg(long, requires = "run", conflicts_with = "curl")]
    pub(crate) har: bool,
    /// Where.
    #[command(flatten)]
    pub(crate) project: Project,
}

/// `tomada replay`.
#[derive(Debug, clap::Args)]
pub(crate) struct Replay {
    /// A run's id.
    #[arg(value_name = "run")]
    pub(crate) run: String,
    /// Where.
    #[command(flatten)]
    pub(crate) project: Project,
}

/// `tomada tokens`.
#[derive(Debug, clap::Args)]
pub(crate) struct Tokens {
    /// Makes one.
    #[arg(long, value_name = "label")]
    pub(crate) create: Option<String>,
    /// What it allows.
    #[arg(
        long,
        value_name = "role",
        default_value = "viewer",
        hide_default_value = true,
        hide_possible_values = true
    )]
    pub(crate) role: RoleName,
    /// Ends one.
    #[arg(long, value_name = "id", conflicts_with = "create")]
    pub(crate) revoke: Option<String>,
    /// Where.
    #[command(flatten)]
    pub(crate) project: Project,
}

/// What a token allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum RoleName {
    /// Reads.
    Viewer,
    /// Runs actions.
    Editor,
    /// Manages.
    Admin,
}

impl RoleName {
    /// The name on the wire.
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Viewer => "viewer",
            Self::Editor => "editor",
            Self::Admin => "admin",
        }
    }
}

/// `tomada projects`.
#[derive(Debug, clap::Args)]
pub(crate) struct Projects {
    /// Makes one.
    #[arg(long, value_name = "id")]
    pub(crate) create: Option<String>,
    /// What people call it.
    #[arg(long, value_name = "label", requires = "create")]
    pub(crate) name: Option<String>,
    /// Where.
    #[command(flatten)]
    pub(crate) place: Place,
}

/// `tomada backup` and `tomada restore`.
#[derive(Debug, clap::Args)]
pub(crate) struct Backup {
    /// The copy.
    #[arg(value_name = "file")]
    pub(crate) file: PathBuf,
    /// Where.
    #[command(flatten)]
    pub(crate) place: Place,
}

/// `tomada keys`.
#[derive(Debug, Subcommand)]
pub(crate) enum KeysVerb {
    /// Puts a new key in the place of the newest.
    Rotate(Place),
}
