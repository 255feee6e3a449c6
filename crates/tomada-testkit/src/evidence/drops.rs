//! Runs that are dropped after one poll, after two, and so on, until one ends by itself.

use tomada_loader::Counts;

use super::trouble;
use crate::case::Case;
use crate::stage::{Stage, StageError};

/// A run that has more waits than this is dropped at these only.
const POLLS_MAX: usize = 64;

/// What dropping the runs of one action left.
pub(crate) struct Drops {
    pub(crate) action: String,
    /// After how many polls, and what was wrong then.
    pub(crate) trouble: Vec<(usize, String)>,
}

impl Drops {
    /// Drops runs of `example` at each of their waits.
    pub(super) async fn of(stage: &Stage, example: &Case) -> Result<Self, StageError> {
        let mut drops = Self { action: example.action.clone(), trouble: Vec::new() };
        for polls in 0..=POLLS_MAX {
            let before = stage.counts();
            let mut play = example.play();
            play.polls_max = Some(polls);
            let outcome = stage.run(&play).await?;
            let after = stage.counts();
            let wrong = open(&after).into_iter().chain(trouble(&before, &after));
            drops.trouble.extend(wrong.map(|what| (polls, what)));
            if outcome.ended {
                break;
            }
        }
        Ok(drops)
    }
}

/// What is open although no run is under way.
fn open(counts: &Counts) -> Vec<String> {
    let counters = [
        (counts.calls_open, "calls"),
        (counts.operations_open, "operations"),
        (counts.host_operations_open, "requests and waits"),
    ];
    let open = counters.into_iter().filter(|(open, _)| *open > 0);
    open.map(|(open, what)| format!("{what} still open: {open}")).collect()
}
