//! A real run becomes a case that holds; what a report does not hold whole is refused.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use semver::VersionReq;
use serde_json::{Value, json};
use tomada_core::Json;
use tomada_host::{Connection, ConnectionSource, RunReport, RunRequest, Secret};
use tomada_testkit::peer::{Answer, Behaviour, Script};
use tomada_testkit::{Case, Play};

use crate::built::{block_on, stage};

fn run(play: &Play) -> (RunRequest, RunReport, Vec<Json>) {
    let outcome = block_on(stage().run(play)).unwrap();
    let connection = Connection {
        id: "a".to_owned(),
        integration: "hello".to_owned(),
        version: VersionReq::STAR,
        settings: Value::Object(play.settings.clone()).into(),
        auth: None,
        secrets: BTreeMap::new(),
    };
    let mut request = RunRequest::new("a", ConnectionSource::from(connection), "hello", &play.action);
    request.input = play.input.clone().into();
    (request, outcome.report, outcome.parts.into_iter().map(Json::from).collect())
}

fn fetch(behaviour: Behaviour) -> Play {
    let mut play = Play::new("fetch");
    play.input = json!({ "path": "a?b=c" });
    play.settings.insert("base_url".to_owned(), "http://127.0.0.1:4010/v1".into());
    play.script = Script::always(behaviour);
    play
}

#[track_caller]
fn holds_again(play: &Play) -> String {
    let (request, report, parts) = run(play);
    let text = Case::record(&request, &report, &parts).unwrap();
    let case = Case::parse(Path::new("a.toml"), &text).unwrap_or_else(|mistake| panic!("{mistake}\n{text}"));
    let trial = block_on(case.run(&stage())).unwrap();
    assert!(trial.holds(), "{:?}\n{text}", trial.differences);
    text
}

#[test]
fn a_recorded_run_holds() {
    let json = Answer::json(200, &json!({"a": null, "b": [1, {"c": "d\ne"}]})).header("x-one", "1");
    let text = holds_again(&fetch(Behaviour::Answer(json)));
    assert!(text.contains("http://127.0.0.1:4010/v1/a?b=c"), "{text}");
    holds_again(&fetch(Behaviour::Answer(Answer::text(200, "'''\n\"quoted\" \\"))));
    holds_again(&fetch(Behaviour::Answer(Answer::text(503, ""))));
    holds_again(&fetch(Behaviour::Stall));
    let mut counting = Play::new("count");
    counting.input = json!({"to": 2});
    holds_again(&counting);
}

#[track_caller]
fn refused(behaviour: Behaviour, words: &str) {
    let (request, report, parts) = run(&fetch(behaviour));
    let error = Case::record(&request, &report, &parts).unwrap_err().to_string();
    assert!(error.contains(words), "{error}");
}

#[test]
fn what_is_not_whole_is_not_recorded() {
    refused(Behaviour::Answer(Answer::text(200, "a".repeat(20_000))), "20000 bytes");
    let mut binary = Answer::text(200, "");
    binary.payload = tomada_testkit::peer::Payload::Whole(vec![0xff, 0xfe]);
    refused(Behaviour::Answer(binary), "no UTF-8 text");
    refused(Behaviour::Close, "no script can repeat");
}

#[test]
fn secrets_are_made_up_anew() {
    let (mut request, mut report, parts) = run(&fetch(Behaviour::Answer(Answer::json(200, &json!({})))));
    let ConnectionSource::Inline(connection) = &mut request.connection else { panic!("it is inline") };
    Arc::make_mut(connection).secrets.insert("key".to_owned(), Secret::new("the-real-one"));
    report.exchanges[0].url = "http://127.0.0.1:4010/v1/a?key=***".to_owned();
    report.exchanges[0].request.headers.push(("x-key".to_owned(), "***".to_owned()));
    let text = Case::record(&request, &report, &parts).unwrap();
    assert!(!text.contains("the-real-one") && !text.contains("***"), "{text}");
    assert!(text.contains("key = \"made-up-key\"") && text.contains("a?key=made-up-key"), "{text}");
}
