//! What the server tells of itself while it runs, on stderr: lines for people, or JSON for programs.
//!
//! Rule: nothing secret. Whoever writes to the log writes names, kinds and numbers, never inputs or answers.

use tracing_subscriber::EnvFilter;

use crate::config::{Config, LogFormat};

/// Starts the log of this process. A second start changes nothing.
pub(crate) fn start(config: &Config) {
    // Libraries of others speak up only when something is wrong.
    let filter = EnvFilter::new(format!(
        "warn,tomada={level},tomada_cli={level},tomada_server={level},tomada_platform={level},tomada_store={level},tomada_host={level},tomada_egress={level}",
        level = config.log_level
    ));
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    // Only a log that has been started before refuses.
    let _ = match config.log_format {
        LogFormat::Text => log.with_ansi(false).try_init(),
        LogFormat::Json => log.json().try_init(),
    };
}
