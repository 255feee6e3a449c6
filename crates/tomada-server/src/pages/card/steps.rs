//! What the card's buttons do: look at the request, call, try the mapping, fill the card.
//!
//! Rule: nothing is sent before it was looked at, and what goes wrong stands beside the field that it is about.

use serde_json::Value;
use tomada_core::{Failure, Json};
use tomada_platform::RunAsk;

use super::answer::{Answer, Mapped};
use super::shown::shown;
use super::{Beside, RUN, WEBHOOK, fields, places, source};
use crate::pages::common::{Trouble, escaped, told};
use crate::pages::form::Posted;
use crate::pages::shell::Visit;

/// How long a run may take if the card says nothing of it, in milliseconds.
const DEADLINE_MS: u64 = 60_000;
/// The longest, in milliseconds.
const DEADLINE_MAX_MS: u64 = 330_000;
/// What a run takes beside its call, in milliseconds.
const SPARE_MS: u64 = 5_000;

fn ask(visit: &Visit, posted: &Posted, action: &str, input: Json) -> RunAsk {
    let connection = posted.get("connection").filter(|id| !id.is_empty()).cloned();
    RunAsk { connection, input, deadline_ms: DEADLINE_MS, ..RunAsk::new(WEBHOOK, action, visit.locale) }
}

fn trouble(failure: &Failure, visit: &Visit, call: String) -> Trouble {
    Trouble::of(failure, visit.locale, call)
}

/// What is beside the field that a failure names.
fn errors(failure: &Failure, posted: &Posted, visit: &Visit) -> Vec<(String, String)> {
    let field = failure.at().map(|at| places::field(at, posted, visit.words()));
    let message = trouble(failure, visit, String::new()).message;
    field.map(|field| (field, message)).into_iter().collect()
}

/// Shows the request that would be sent.
pub(super) async fn look(visit: &Visit, posted: &mut Posted) -> Beside {
    read(visit, posted).await.1
}

/// The input, if it is one, and the request that becomes of it.
async fn read(visit: &Visit, posted: &mut Posted) -> (Option<Value>, Beside) {
    let mut wrong = Vec::new();
    let input = fields::input(posted, &mut wrong, visit.words());
    if !wrong.is_empty() {
        return (None, Beside { errors: told(&wrong, visit.words()), ..Beside::default() });
    }
    let beside = preview(visit, posted, &input).await;
    (beside.shown.is_some().then_some(input), beside)
}

async fn preview(visit: &Visit, posted: &Posted, input: &Value) -> Beside {
    match visit.entered.work_out(ask(visit, posted, "preview", Json::from(input.clone()))).await {
        Ok(output) => Beside { shown: Some(shown(&output.to_value(), input)), ..Beside::default() },
        Err(failure) => Beside {
            errors: errors(&failure, posted, visit),
            hidden: Some(trouble(&failure, visit, String::new())),
            ..Beside::default()
        },
    }
}

/// Takes the mapping out of an input.
fn take_map(input: &mut Value) -> Option<Value> {
    input.pointer_mut("/response").and_then(Value::as_object_mut)?.remove("map")
}

/// Calls, and tries the mapping on what comes: a mapping that fails must not cost the answer.
pub(super) async fn call(visit: &Visit, posted: &mut Posted) -> Beside {
    let (input, mut beside) = read(visit, posted).await;
    let Some(mut input) = input else { return beside };
    let map = take_map(&mut input);
    let mut ask = ask(visit, posted, "call", Json::from(input.clone()));
    let timeout_ms = input["timeout_ms"].as_u64().unwrap_or_default();
    ask.deadline_ms = timeout_ms.saturating_add(SPARE_MS).clamp(DEADLINE_MS, DEADLINE_MAX_MS);
    let report = match visit.entered.run(ask).await {
        Ok(report) => report,
        Err(failure) => {
            beside.unanswered = Some(trouble(&failure, visit, String::new()));
            return beside;
        }
    };
    posted.remove(RUN);
    match report.result {
        Ok(output) => {
            posted.insert(RUN.to_owned(), report.run_id.clone());
            let answer = Answer::new(&report.run_id, &output, report.elapsed_ms, visit);
            if let Some(map) = map {
                apply(visit, posted, &map, &answer, &mut beside).await;
            }
            beside.answer = Some(answer);
        }
        Err(failure) => {
            let call = format!("/p/{}/calls/{}", escaped(visit.entered.project()), escaped(&report.run_id));
            beside.errors = errors(&failure, posted, visit);
            beside.unanswered = Some(trouble(&failure, visit, call));
        }
    }
    beside
}

/// Tries the mapping on the answer of the last call.
pub(super) async fn map(visit: &Visit, posted: &mut Posted) -> Beside {
    let mut wrong = Vec::new();
    let mut input = fields::input(posted, &mut wrong, visit.words());
    let map = take_map(&mut input);
    let mut beside = if wrong.is_empty() { preview(visit, posted, &input).await } else { Beside::default() };
    wrong.retain(|wrong| wrong.at.starts_with("/response"));
    beside.errors.extend(told(&wrong, visit.words()));
    let run = posted.get(RUN).cloned().unwrap_or_default();
    match Answer::logged(&run, visit).await {
        Ok(answer) => {
            if let (Some(map), true) = (map, wrong.is_empty()) {
                apply(visit, posted, &map, &answer, &mut beside).await;
            }
            beside.answer = Some(answer);
        }
        Err(failure) => beside.unanswered = Some(trouble(&failure, visit, String::new())),
    }
    beside
}

async fn apply(visit: &Visit, posted: &Posted, map: &Value, answer: &Answer, beside: &mut Beside) {
    let Some(input) = answer.with_map(map).filter(|_| answer.is_good()) else { return };
    let output = visit.entered.work_out(ask(visit, posted, "map", input)).await;
    beside.mapped = Some(match output {
        Ok(output) => Mapped::new(&output),
        Err(failure) => {
            beside.errors.extend(errors(&failure, posted, visit));
            Mapped { trouble: Some(trouble(&failure, visit, String::new())), ..Mapped::default() }
        }
    });
}

/// Fills the card from what was pasted, and shows the request.
pub(super) async fn fill(visit: &Visit, posted: &mut Posted) -> Beside {
    match source::fill_from(visit, posted).await {
        Ok(notes) => {
            places::name_variables(posted);
            Beside { notes, ..look(visit, posted).await }
        }
        Err(failure) => Beside { unread: Some(trouble(&failure, visit, String::new())), ..Beside::default() },
    }
}
