//! What a server does by itself: it cuts the call log back and tests connections that nobody uses.
//!
//! Rule: a chore that fails is told in the log and tried again at its next turn; it never ends the server.

use std::time::Duration;

use tokio::time::interval;
use tokio_util::sync::CancellationToken;
use tomada_core::Failure;

use crate::config::Config;
use crate::wire::House;

/// How often the call log is cut back.
const RETAIN_EVERY: Duration = Duration::from_hours(1);
/// How often it is looked which connections are to be tested, in parts of the time without a run.
const PROBE_PARTS: u32 = 4;

/// Does the chores until `closing`; what is under way then is left.
pub(super) async fn run(house: House, config: Config, closing: CancellationToken) {
    let chores = async { tokio::join!(retain(&house, &config), probe(&house, &config)) };
    tokio::select! {
        () = closing.cancelled() => {}
        _ = chores => {}
    }
}

async fn retain(house: &House, config: &Config) {
    let mut turns = interval(RETAIN_EVERY);
    loop {
        turns.tick().await;
        tell(house.retain(config.retention).await, "the call log could not be cut back");
    }
}

async fn probe(house: &House, config: &Config) {
    if config.probe_every_minutes == 0 {
        return;
    }
    let quiet = Duration::from_mins(config.probe_every_minutes.into());
    let mut turns = interval(quiet / PROBE_PARTS);
    // The first turn is at once: a server that is started again and again would call services each time.
    turns.tick().await;
    loop {
        turns.tick().await;
        tell(house.probe(quiet).await, "the connections could not be tested");
    }
}

fn tell(done: Result<(), Failure>, what: &str) {
    if let Err(failure) = done {
        tracing::warn!(code = failure.code(), detail = failure.detail(), "{what}");
    }
}
