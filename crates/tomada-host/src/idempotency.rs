//! The idempotency key's half of station 4: the same run, asked for again, is not done again.
//!
//! Whoever comes second, while the first is on its way or after it, gets the first one's report. A report is kept if
//! the run may have done something; one that is safe to try again (`Unavailable`, `RateLimited`, or refused before
//! anything ran) is not, so that trying again does try. Kept in memory, within bounds, the oldest let go first.

use std::collections::hash_map::{Entry, RandomState};
use std::collections::{HashMap, VecDeque};
use std::hash::BuildHasher;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use futures_util::future::{Either, select};
use tokio::sync::watch;
use tomada_core::{Clock, Failure, Kind};

use crate::journey::Journey;
use crate::{RunReport, answer};

/// What was asked for under which key.
type Key = [String; 5];

type Finished = watch::Receiver<Option<Arc<RunReport>>>;

/// The runs with an idempotency key.
#[derive(Default)]
pub(crate) struct Idempotency(Arc<Mutex<Runs>>);

#[derive(Default)]
struct Runs {
    by_key: HashMap<Key, Known>,
    /// The finished ones, oldest first.
    kept: VecDeque<(Key, usize)>,
    kept_bytes: usize,
    hasher: RandomState,
}

struct Known {
    input_hash: u64,
    finished: Finished,
}

/// What becomes of a run that is asked for.
pub(crate) enum Admission {
    /// It is run.
    First(Ticket),
    /// It is being run or has been.
    Again(Again),
    /// The key stands for something else.
    Refused(Failure),
}

impl Idempotency {
    /// How many runs are known at once, on their way or finished.
    const RUNS_MAX: usize = 10_000;
    /// How much the outputs of finished ones may take.
    const KEPT_MAX_BYTES: usize = 64 << 20;

    /// Looks whether the run is known already, and makes it known.
    pub(crate) fn admit(&self, journey: &Journey) -> Admission {
        let Some(key) = key_of(journey) else { return Admission::First(Ticket(None)) };
        let mut runs = lock(&self.0);
        let input_hash = runs.hasher.hash_one(journey.request.input.as_bytes());
        runs.make_room();
        let full = runs.by_key.len() >= Self::RUNS_MAX;
        match runs.by_key.entry(key.clone()) {
            Entry::Occupied(known) if known.get().input_hash != input_hash => {
                Admission::Refused(Failure::coded(Kind::InvalidInput, "idempotency-key-reused"))
            }
            Entry::Occupied(known) => Admission::Again(Again(known.get().finished.clone())),
            Entry::Vacant(_) if full => {
                let failure = Failure::coded(Kind::RateLimited, "idempotency-full");
                Admission::Refused(failure.with_retry_after_ms(Again::RETRY_AFTER_MS))
            }
            Entry::Vacant(vacant) => {
                let (sender, finished) = watch::channel(None);
                vacant.insert(Known { input_hash, finished });
                Admission::First(Ticket(Some(Kept { runs: Arc::clone(&self.0), key, sender, keep: None })))
            }
        }
    }
}

fn key_of(journey: &Journey) -> Option<Key> {
    let request = &journey.request;
    let key = request.idempotency_key.clone()?;
    let connection = request.connection.id().to_owned();
    Some([request.project.clone(), connection, request.integration.clone(), request.action.clone(), key])
}

impl Runs {
    fn make_room(&mut self) {
        while self.by_key.len() >= Idempotency::RUNS_MAX || self.kept_bytes > Idempotency::KEPT_MAX_BYTES {
            let Some((key, bytes)) = self.kept.pop_front() else { return };
            self.kept_bytes -= bytes;
            self.by_key.remove(&key);
        }
    }
}

/// The right to be the first, and the duty to tell those that come after.
pub(crate) struct Ticket(Option<Kept>);

struct Kept {
    runs: Arc<Mutex<Runs>>,
    key: Key,
    sender: watch::Sender<Option<Arc<RunReport>>>,
    /// The size of a report that is kept.
    keep: Option<usize>,
}

impl Ticket {
    /// Tells `report` to those that wait, keeps it if it must not be done again, and gives it back.
    pub(crate) fn settle(self, journey: &Journey, report: RunReport) -> RunReport {
        let Some(mut kept) = self.0 else { return report };
        if must_not_be_done_again(journey, &report) {
            kept.keep = Some(report.result.as_ref().map_or(0, |output| output.as_bytes().len()) + 1_024);
        }
        kept.sender.send_replace(Some(Arc::new(report.clone())));
        report
    }
}

fn must_not_be_done_again(journey: &Journey, report: &RunReport) -> bool {
    let safe = |failure: &Failure| matches!(failure.kind(), Kind::Unavailable | Kind::RateLimited);
    journey.has_executed() && !report.result.as_ref().is_err_and(safe)
}

impl Drop for Kept {
    /// Also when the run is lost: those that wait see that nobody will tell them.
    fn drop(&mut self) {
        let mut runs = lock(&self.runs);
        match self.keep {
            Some(bytes) => {
                runs.kept.push_back((self.key.clone(), bytes));
                runs.kept_bytes += bytes;
                runs.make_room();
            }
            None => drop(runs.by_key.remove(&self.key)),
        }
    }
}

/// The wait for the first one's report.
pub(crate) struct Again(Finished);

impl Again {
    const RETRY_AFTER_MS: u64 = 1_000;

    /// The first one's report, waited for within the second one's deadline.
    pub(crate) async fn report(mut self, clock: &dyn Clock, second: &Journey) -> RunReport {
        let deadline = clock.sleep(Duration::from_millis(second.request.deadline_ms));
        let first = Box::pin(self.0.wait_for(Option::is_some));
        let told = match select(first, deadline).await {
            Either::Left((Ok(report), _)) => report.as_deref().cloned(),
            Either::Left((Err(_), _)) | Either::Right(_) => None,
        };
        told.unwrap_or_else(|| {
            let failure = Failure::coded(Kind::Unavailable, "idempotent-run-not-finished");
            answer::refuse(second, failure.with_retry_after_ms(Self::RETRY_AFTER_MS))
        })
    }
}

fn lock(runs: &Mutex<Runs>) -> MutexGuard<'_, Runs> {
    // What a panic between two changes could leave is an entry too many, which is let go in its turn.
    runs.lock().unwrap_or_else(PoisonError::into_inner)
}
