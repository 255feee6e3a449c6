//! wrk, a load generator that others wrote: it costs far less than what it drives.

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use serde::Deserialize;

use crate::measure::Round;

/// What `report.lua` says.
#[derive(Deserialize)]
struct Told {
    failed: u64,
    #[serde(flatten)]
    round: Round,
}

/// Drives `url` for `turn`, a whole number of seconds, over as many connections as are `in_flight`; with `token` and a body
/// if there are any. The processor time is not told: it is not wrk's that counts.
pub(crate) fn drive(url: &str, post: Option<(&str, &str)>, in_flight: usize, turn: Duration) -> Round {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/wrk/report.lua");
    let mut wrk = Command::new("wrk");
    wrk.args(["--threads", "1", "--connections", &in_flight.to_string()]);
    wrk.args(["--duration", &format!("{}s", turn.as_secs()), "--timeout", "30s", "--script"])
        .arg(script)
        .arg(url)
        .arg("--");
    wrk.args(post.into_iter().flat_map(|(token, body)| [token, body]));
    let output = wrk.output().expect("wrk starts");
    let said = String::from_utf8_lossy(&output.stdout);
    let last = said.lines().last().unwrap_or_default();
    let told: Told = serde_json::from_str(last).unwrap_or_else(|_| panic!("wrk said: {said}"));
    assert_eq!(told.failed, 0, "calls of {url} failed");
    told.round
}
