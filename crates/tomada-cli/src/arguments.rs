//! The command line's grammar. Texts are not here: `localize` puts them in from the message catalogue, by the names
//! of commands and arguments.

mod local;

use std::path::PathBuf;

use clap::{ArgAction, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

pub(crate) use local::{Backup, Connect, Connections, KeysVerb, Log, Projects, Replay, Tokens};

/// `tomada`.
#[derive(Debug, Parser)]
#[command(name = "tomada", version, disable_help_subcommand = true)]
pub(crate) struct Arguments {
    /// Where `catalog.toml` is.
    #[arg(long, global = true, value_name = "file")]
    pub(crate) catalog: Option<PathBuf>,
    /// Whether to speak to programs.
    #[arg(long, global = true)]
    pub(crate) json: bool,
    /// The language; looked at before the rest is parsed.
    #[arg(long, global = true, value_name = "language", value_parser = ["en", "pt-BR", "es"], ignore_case = true, hide_possible_values = true)]
    pub(crate) lang: Option<String>,
    /// When to use colour; looked at before the rest is parsed.
    #[arg(long, global = true, value_name = "when", hide_possible_values = true)]
    pub(crate) color: Option<When>,
    /// What to do.
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// When to use colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum When {
    /// On a terminal, unless `NO_COLOR` is set.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Lists the catalog.
    List,
    /// Shows one integration.
    Show(Show),
    /// Runs an action.
    Run(Box<Run>),
    /// Pins what is there now.
    Lock(Lock),
    /// Judges a plugin.
    Check(Check),
    /// Makes a plugin.
    New(New),
    /// Runs the server.
    Serve(Serve),
    /// Looks at the configuration.
    #[command(subcommand)]
    Config(ConfigVerb),
    /// Makes a connection.
    Connect(Connect),
    /// Looks at connections.
    Connections(Connections),
    /// Looks at calls.
    Log(Box<Log>),
    /// Makes a call again.
    Replay(Replay),
    /// Looks at tokens.
    Tokens(Tokens),
    /// Looks at projects.
    Projects(Projects),
    /// Copies the database.
    Backup(Backup),
    /// Puts a copy back.
    Restore(Backup),
    /// Looks after the keys.
    #[command(subcommand)]
    Keys(KeysVerb),
    /// Prints a completion script.
    Completions(Completions),
}

/// Which installation: its configuration and its data.
#[derive(Debug, clap::Args)]
pub(crate) struct Place {
    /// Where `tomada.toml` is.
    #[arg(long, value_name = "file", env = "TOMADA_CONFIG", hide_env = true)]
    pub(crate) config: Option<PathBuf>,
    /// The folder of the data.
    #[arg(long, value_name = "folder")]
    pub(crate) data: Option<String>,
}

/// `tomada serve`.
#[derive(Debug, clap::Args)]
pub(crate) struct Serve {
    /// `ADDRESS:PORT`.
    #[arg(long, value_name = "address")]
    pub(crate) listen: Option<String>,
    /// Which installation.
    #[command(flatten)]
    pub(crate) place: Place,
}

/// `tomada config`.
#[derive(Debug, Subcommand)]
pub(crate) enum ConfigVerb {
    /// Whether it can be used.
    Check(ConfigPlace),
    /// What holds.
    Show(ConfigShow),
}

/// Where the configuration is.
#[derive(Debug, clap::Args)]
pub(crate) struct ConfigPlace {
    /// Where `tomada.toml` is.
    #[arg(long, value_name = "file", env = "TOMADA_CONFIG", hide_env = true)]
    pub(crate) config: Option<PathBuf>,
}

/// `tomada config show`.
#[derive(Debug, clap::Args)]
pub(crate) struct ConfigShow {
    /// Where the configuration is.
    #[command(flatten)]
    pub(crate) place: ConfigPlace,
    /// Every key with its meaning instead.
    #[arg(long)]
    pub(crate) documented: bool,
}

/// `tomada show`.
#[derive(Debug, clap::Args)]
pub(crate) struct Show {
    /// `ID` or `ID@REQUIREMENT`.
    #[arg(value_name = "integration")]
    pub(crate) integration: String,
}

/// `tomada run`.
#[derive(Debug, clap::Args)]
pub(crate) struct Run {
    /// `ID` or `ID@REQUIREMENT`.
    #[arg(value_name = "integration")]
    pub(crate) integration: String,
    /// The action.
    #[arg(value_name = "action")]
    pub(crate) action: String,
    /// JSON, `@FILE` or `-`.
    #[arg(long, value_name = "input", allow_hyphen_values = true)]
    pub(crate) input: Option<String>,
    /// `NAME=VALUE`.
    #[arg(long = "setting", value_name = "setting", action = ArgAction::Append)]
    pub(crate) settings: Vec<String>,
    /// JSON or `@FILE`.
    #[arg(long, value_name = "auth")]
    pub(crate) auth: Option<String>,
    /// `NAME=@FILE` or `NAME=env:VARIABLE`.
    #[arg(long = "secret", value_name = "secret", action = ArgAction::Append)]
    pub(crate) secrets: Vec<String>,
    /// `CIDR:PORT`.
    #[arg(long = "allow", value_name = "opening", action = ArgAction::Append)]
    pub(crate) openings: Vec<String>,
    /// `http://[user:password@]host:port`, `https://…` or `socks5h://…`.
    #[arg(long, value_name = "proxy", env = "TOMADA_PROXY", hide_env = true)]
    pub(crate) proxy: Option<String>,
    /// How long it may take, in milliseconds.
    #[arg(long, value_name = "milliseconds", default_value_t = tomada_host::RunRequest::DEADLINE_DEFAULT_MS,
          value_parser = clap::value_parser!(u64).range(1..=tomada_host::RunRequest::DEADLINE_MAX_MS),
          hide_default_value = true)]
    pub(crate) deadline_ms: u64,
    /// Names the operation, for the service and the host.
    #[arg(long, value_name = "key")]
    pub(crate) idempotency_key: Option<String>,
    /// Where to write a case that repeats the run.
    #[arg(long, value_name = "file")]
    pub(crate) record: Option<PathBuf>,
    /// Shows what the integration logs.
    #[arg(long, short)]
    pub(crate) verbose: bool,
}

/// `tomada lock`.
#[derive(Debug, clap::Args)]
pub(crate) struct Lock {
    /// Which entries; all if there is none.
    #[arg(value_name = "integration")]
    pub(crate) integrations: Vec<String>,
}

/// `tomada check`.
#[derive(Debug, clap::Args)]
pub(crate) struct Check {
    /// A library or a plugin's folder.
    #[arg(value_name = "path")]
    pub(crate) path: PathBuf,
}

/// `tomada new`.
#[derive(Debug, clap::Args)]
pub(crate) struct New {
    /// The plugin's id.
    #[arg(value_name = "id")]
    pub(crate) id: String,
    /// Its folder.
    #[arg(long, value_name = "folder")]
    pub(crate) path: Option<PathBuf>,
    /// The folder of `tomada-sdk`.
    #[arg(long, value_name = "folder")]
    pub(crate) sdk: Option<PathBuf>,
}

/// `tomada completions`.
#[derive(Debug, clap::Args)]
pub(crate) struct Completions {
    /// For which shell.
    #[arg(value_name = "shell", hide_possible_values = true)]
    pub(crate) shell: Shell,
}
