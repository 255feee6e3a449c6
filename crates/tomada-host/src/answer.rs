//! Station 7, answer: mask, commit to the journal, then answer.
//!
//! Rule: nothing is answered before it is committed, and nothing secret is committed or answered. Runs that are turned
//! away because too many come at once are not journaled: overload must not become writes.

use std::time::Duration;

use futures_util::future::{Either, select};
use tomada_core::{Clock, Effect, Failure, Json, Kind};

use crate::host::Parts;
use crate::journey::Journey;
use crate::{Journal, RunRecord, RunReport};

/// How long a commit may take, in milliseconds.
const COMMIT_MAX_MS: u64 = 10_000;

/// Ends the run: closes its way out, journals it, and gives the report.
pub(crate) async fn answer(parts: &Parts, journey: &Journey, outcome: Result<Json, Failure>) -> RunReport {
    journey.calls.close();
    let mut report = report(journey, outcome);
    report.elapsed_ms = journey.elapsed_ms(&*parts.clock);
    let log_dropped = journey.known().map_or(0, |known| {
        let (log, dropped) = known.log.take();
        report.log = log;
        dropped
    });
    if let Some(journal) = &parts.journal
        && !turned_away(&report)
    {
        let commit = commit(&*parts.clock, &**journal, record(journey, &report, log_dropped));
        if let Err(why) = commit.await {
            report.result = Err(not_journaled(journey, why));
        }
    }
    report
}

/// Answers a run that never set out.
pub(crate) fn refuse(journey: &Journey, failure: Failure) -> RunReport {
    report(journey, Err(failure))
}

fn turned_away(report: &RunReport) -> bool {
    let limited = |failure: &Failure| failure.kind() == Kind::RateLimited;
    report.exchanges.is_empty() && report.result.as_ref().is_err_and(limited)
}

/// The report, masked, in the language that was asked for.
fn report(journey: &Journey, outcome: Result<Json, Failure>) -> RunReport {
    let redactor = journey.redactor();
    let render = |failure| redactor.mask_failure(tomada_text::render(failure, journey.request.locale));
    RunReport {
        run_id: journey.run_id.clone(),
        version: journey.known().map(|known| known.version.clone()),
        result: outcome.map(|output| redactor.mask_json(&output)).map_err(render),
        exchanges: journey.exchanges.snapshot(),
        log: Vec::new(),
        elapsed_ms: 0,
    }
}

fn record(journey: &Journey, report: &RunReport, log_dropped: u64) -> RunRecord {
    let request = &journey.request;
    RunRecord {
        run_id: report.run_id.clone(),
        project: request.project.clone(),
        connection: request.connection.id().to_owned(),
        integration: request.integration.clone(),
        version: report.version.as_ref().map(ToString::to_string).unwrap_or_default(),
        action: request.action.clone(),
        started_unix_ms: journey.started_unix_ms,
        elapsed_ms: report.elapsed_ms,
        input: kept_input(journey),
        outcome: report.result.clone(),
        exchanges: report.exchanges.clone(),
        log: report.log.clone(),
        log_dropped,
    }
}

/// The input, masked, without what its schema says is never shown.
fn kept_input(journey: &Journey) -> Json {
    let input = journey.redactor().mask_json(&journey.request.input);
    let hidden = journey.known().map_or(&[][..], |known| &known.write_only);
    if hidden.is_empty() {
        return input;
    }
    let mut value = input.to_value();
    for name in hidden {
        if let Some(field) = value.get_mut(name) {
            *field = "***".into();
        }
    }
    value.into()
}

/// Commits `record`, or says in words for the log why not.
async fn commit(clock: &dyn Clock, journal: &dyn Journal, record: RunRecord) -> Result<(), String> {
    let limit = clock.sleep(Duration::from_millis(COMMIT_MAX_MS));
    match select(journal.record(record), limit).await {
        Either::Left((Ok(()), _)) => Ok(()),
        Either::Left((Err(error), _)) => Err(format!("{error}: {}", error.source)),
        Either::Right(_) => Err(format!("the journal did not commit within {COMMIT_MAX_MS} ms")),
    }
}

fn not_journaled(journey: &Journey, why: String) -> Failure {
    let changes = journey.has_executed() && journey.known().is_some_and(|known| known.effect != Effect::Read);
    let kind = if changes { Kind::Uncertain } else { Kind::Unavailable };
    let failure = Failure::coded(kind, "journal-not-written").with_argument("run_id", &journey.run_id);
    tomada_text::render(failure.with_detail(why), journey.request.locale)
}
