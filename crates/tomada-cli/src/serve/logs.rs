//! What the server tells of itself while it runs: on stderr, as lines for people or JSON for programs; and as traces,
//! where somebody collects them.
//!
//! Rule: nothing secret. Whoever writes to the log writes names, kinds and numbers, never inputs or answers.

use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;
use tracing_subscriber::{EnvFilter, Layer, fmt};

use super::telemetry::Telemetry;
use crate::config::{Config, LogFormat};

/// Our own crates that speak; those of others speak up only when something is wrong.
const OURS: [&str; 6] =
    ["tomada_cli", "tomada_egress", "tomada_host", "tomada_platform", "tomada_server", "tomada_store"];

/// Starts the log of this process. A second start changes nothing.
pub(crate) fn start(config: &Config, telemetry: Option<&Telemetry>) {
    let lines = fmt::layer().with_writer(std::io::stderr);
    let lines = match config.log_format {
        LogFormat::Text => lines.with_ansi(false).boxed(),
        LogFormat::Json => lines.json().boxed(),
    };
    let traces = telemetry.map(|it| tracing_opentelemetry::layer().with_tracer(it.tracer()));
    let log = tracing_subscriber::registry()
        .with(lines.with_filter(filter(&config.log_level)))
        .with(traces.with_filter(filter("info")));
    // Only a log that has been started before refuses.
    let _ = log.try_init();
}

fn filter(level: &str) -> EnvFilter {
    let ours = OURS.map(|name| format!(",{name}={level}"));
    EnvFilter::new(format!("warn{}", ours.concat()))
}
