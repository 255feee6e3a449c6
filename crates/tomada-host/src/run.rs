//! One run from asking to answering: [`Host::run`] is the one door of the host, and this file is its itinerary.
//!
//! Whoever asked may go away: the run is still ended, journaled and released. Rule: what an integration does, be it
//! panic or silence, ends its run and nothing else.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::time::Duration;

use futures_util::FutureExt;
use futures_util::future::{Either, select};
use tomada_core::{Failure, Json, Kind};

use crate::detach::Detach;
use crate::host::Parts;
use crate::idempotency::Admission;
use crate::journey::Journey;
use crate::{Host, RunReport, RunRequest, admit, answer, ask, check, execute, resolve};

impl Host {
    /// Runs one action and reports what came of it. It must be called within a tokio runtime.
    ///
    /// Every wait is limited by the request's deadline, but for the journal's commit, which has a limit of its own.
    /// Dropping the future does not cancel the run, which then goes on as a task of the runtime; a run whose partial
    /// results nobody takes any more is told so. Like any future it stands still while it is neither polled nor dropped.
    pub async fn run(&self, request: RunRequest) -> RunReport {
        let parts = Arc::clone(&self.0);
        let journey = Arc::new(Journey::new(&parts, request));
        if let Err(failure) = parts.journal.as_ref().map_or(Ok(()), |journal| journal.accepts()) {
            return answer::refuse(&journey, failure);
        }
        match parts.idempotency.admit(&journey) {
            Admission::First(ticket) => {
                let run = async move {
                    let report = AssertUnwindSafe(travel(&parts, &journey)).catch_unwind().await;
                    ticket.settle(&journey, report.unwrap_or_else(|_| journey.lost()))
                };
                Detach::new(run).await
            }
            Admission::Again(first) => first.report(&*parts.clock, &journey).await,
            Admission::Refused(failure) => answer::refuse(&journey, failure),
        }
    }
}

/// The run within its deadline, and its answer.
async fn travel(parts: &Arc<Parts>, journey: &Arc<Journey>) -> RunReport {
    let stations = Box::pin(stations(Arc::clone(parts), Arc::clone(journey)));
    let deadline = parts.clock.sleep(Duration::from_millis(journey.request.deadline_ms));
    let outcome = match select(stations, deadline).await {
        Either::Left((outcome, _)) => outcome,
        Either::Right(((), stations)) => {
            // What the integration holds is dropped with the future, by code of its own that may panic.
            let _ = catch_unwind(AssertUnwindSafe(|| drop(stations)));
            Err(timed_out(journey))
        }
    };
    answer::answer(parts, journey, outcome).await // 7
}

/// The way of a run, and of a rehearsal.
pub(crate) async fn stations(parts: Arc<Parts>, journey: Arc<Journey>) -> Result<Json, Failure> {
    ask::ask(&journey.request)?; // 1
    let resolved = resolve::resolve(&parts, &journey).await?; // 2
    let checked = check::check(&resolved, &journey.request)?; // 3
    let _admitted = admit::admit(&parts, &resolved).await?; // 4
    execute::execute(&parts, &journey, &resolved, checked).await // 5, and 6 from within
}

fn timed_out(journey: &Journey) -> Failure {
    let kind = if journey.may_have_changed_something() { Kind::Uncertain } else { Kind::Unavailable };
    Failure::coded(kind, "run-timed-out").with_argument("deadline_ms", journey.request.deadline_ms)
}
