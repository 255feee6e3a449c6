//! Which failures each question takes for an answer.

use serde_json::json;
use tomada_core::{Json, Text, Timings};
use tomada_host::{Exchange, Message, RunReport};

use super::*;

fn action(effect: Effect) -> Action {
    let text = Text::default();
    let (input, output) = (json!({}), json!({}));
    Action { id: "a".to_owned(), title: text.clone(), summary: text, effect, streaming: false, input, output }
}

/// A run that sent one request with `method`.
fn outcome(method: &str) -> Outcome {
    let exchange = Exchange {
        method: method.to_owned(),
        url: String::new(),
        status: None,
        started_unix_ms: 0,
        elapsed_ms: 0,
        attempt: 1,
        error: None,
        sent: true,
        repeatable: !matches!(method, "POST" | "PATCH"),
        timings: Timings::default(),
        request: Message::default(),
        response: None,
    };
    let report = RunReport {
        run_id: String::new(),
        version: None,
        result: Ok(Json::empty_object()),
        exchanges: vec![exchange],
        log: Vec::new(),
        elapsed_ms: 0,
    };
    let (parts, seen, differences, leaks) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    Outcome { report, parts, seen, differences, leaks, ended: true }
}

/// The kinds that the question of `law` takes, of an action with `effect` that sent a request with `method`.
#[track_caller]
fn takes(law: &Law, effect: Effect, method: &str, expected: &[Kind]) {
    let question = QUESTIONS.iter().find(|question| question.law == law.name).unwrap();
    let holds = |kind: &Kind| {
        let failure = Failure::new(*kind, "no").with_retry_after_ms(7_000);
        question.wanted.holds(&failure, &action(effect), &outcome(method))
    };
    assert_eq!(
        Kind::ALL.into_iter().filter(holds).collect::<Vec<_>>(),
        expected,
        "{} {effect:?} {method}",
        law.name
    );
}

#[test]
fn what_the_service_says_decides() {
    let read = |law, expected: &[Kind]| takes(law, Effect::Read, "GET", expected);
    read(&UNAUTHORIZED, &[Kind::Unauthorized]);
    read(&FORBIDDEN, &[Kind::Unauthorized, Kind::Forbidden, Kind::Rejected]);
    read(&MISSING, &[Kind::InvalidInput, Kind::NotFound, Kind::Rejected]);
    read(&RATE_LIMITED, &[Kind::RateLimited]);
    read(&FAILING, &[Kind::Unavailable]);
    read(&DOWN, &[Kind::Unavailable]);
    takes(&FAILING, Effect::Write, "POST", &[Kind::Unavailable, Kind::Uncertain]);
    takes(&GARBLED, Effect::Write, "POST", &Kind::ALL[..8]);
    takes(&HUGE, Effect::Read, "GET", &Kind::ALL[..8]);
}

#[test]
fn what_may_have_happened_is_uncertain() {
    let either = [Kind::Unavailable, Kind::Uncertain];
    for law in [&SILENT, &CLOSED, &TRUNCATED] {
        takes(law, Effect::Read, "GET", &either);
        takes(law, Effect::Read, "POST", &either);
        takes(law, Effect::Write, "PUT", &either);
        takes(law, Effect::Write, "POST", &[Kind::Uncertain]);
        takes(law, Effect::Destructive, "PATCH", &[Kind::Uncertain]);
    }
}

#[test]
fn a_limit_comes_with_its_wait() {
    let failure = |ms| Failure::new(Kind::RateLimited, "wait").with_retry_after_ms(ms);
    let wanted = Wanted::RateLimited(7_000);
    assert!(wanted.holds(&failure(7_000), &action(Effect::Read), &outcome("GET")));
    assert!(!wanted.holds(&failure(7), &action(Effect::Read), &outcome("GET")));
}
