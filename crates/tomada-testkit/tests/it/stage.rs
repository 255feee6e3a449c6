//! The stage and its peer: what a service can do, and what comes of it through the real host and egress.

use serde_json::{Value, json};
use tomada_core::Kind;
use tomada_testkit::peer::{Answer, Behaviour, Content, Expected, Payload, Script, Step};
use tomada_testkit::{Outcome, Play, Stage};

use crate::built::{block_on, rude, stage};

fn fetch(path: &str, script: Script) -> Play {
    let mut play = Play::new("fetch");
    play.input = json!({ "path": path });
    play.script = script;
    play
}

fn play(play: &Play) -> Outcome {
    block_on(stage().run(play)).unwrap()
}

#[track_caller]
fn fails(behaviour: Behaviour, kind: Kind, word: Option<&str>) {
    let shown = format!("{behaviour:?}").chars().take(80).collect::<String>();
    let outcome = play(&fetch("a", Script::always(behaviour)));
    let failure = outcome.report.result.unwrap_err();
    assert_eq!((failure.kind(), outcome.report.exchanges[0].error), (kind, word), "{shown}: {failure}");
}

#[test]
fn a_service_can_fail_in_every_manner() {
    let answer = || Answer::json(200, &json!({"a": "b"}));
    fails(Behaviour::Stall, Kind::Unavailable, Some("timeout"));
    fails(Behaviour::Close, Kind::Unavailable, Some("connect"));
    fails(Behaviour::Garbage, Kind::Rejected, Some("protocol"));
    fails(Behaviour::Truncate(answer()), Kind::Unavailable, Some("connect"));
    let pieces = Payload::Pieces(vec![b"[1".to_vec(), b"]".to_vec()]);
    fails(Behaviour::Truncate(Answer { payload: pieces, ..answer() }), Kind::Unavailable, Some("connect"));
    fails(Behaviour::Hang(answer()), Kind::Unavailable, Some("timeout"));
    fails(Behaviour::Huge(answer(), 2 << 20), Kind::Rejected, Some("too_large"));
    fails(Behaviour::Echo(400), Kind::InvalidInput, None);
    fails(Behaviour::Raw(b"HTTP/1.1 404 No\r\ncontent-length: 0\r\n\r\n".to_vec()), Kind::NotFound, None);
}

#[test]
fn what_passes_is_sent_again_only_if_the_play_says_so() {
    let down =
        Step { request: Expected::default(), behaviour: Behaviour::Answer(Answer::text(503, "later")) };
    let script = Script::new([down, Step::default()]);
    let mut play = fetch("a", script);
    let once = self::play(&play);
    assert_eq!(once.report.result.unwrap_err().kind(), Kind::Unavailable);
    assert_eq!(once.differences.len(), 1, "the second exchange never came: {:?}", once.differences);

    play.retries = 1;
    let again = self::play(&play);
    assert_eq!(again.report.result.unwrap().to_value()["status"], 200);
    assert!(again.differences.is_empty(), "{:?}", again.differences);
    let attempts = again.report.exchanges.iter().map(|exchange| exchange.attempt).collect::<Vec<_>>();
    assert_eq!(attempts, [1, 2]);
}

#[test]
fn an_answer_in_pieces_is_whole() {
    let payload = Payload::Pieces(vec![b"one ".to_vec(), Vec::new(), b"two".to_vec()]);
    let answer = Answer { payload, ..Answer::text(200, "") };
    let outcome = play(&fetch("a", Script::always(Behaviour::Answer(answer))));
    assert_eq!(outcome.report.result.unwrap().to_value(), json!({"status": 200, "text": "one two"}));
}

#[track_caller]
fn differs(expected: Expected, words: &[&str]) {
    let step = Step { request: expected, behaviour: Behaviour::default() };
    let told = play(&fetch("a?b=c", Script::new([step]))).differences;
    assert_eq!(told.len(), words.len(), "{told:?}");
    for (told, word) in told.iter().zip(words) {
        assert!(told.contains(word), "{told:?} does not say {word:?}");
    }
}

#[test]
fn what_differs_from_the_script_is_said() {
    let at = |url: &str| Expected { url: Some(url.to_owned()), ..Expected::default() };
    differs(at("https://example.com/a?b=c"), &[]);
    differs(at("/a?b=c"), &[]);
    differs(at("https://example.com/a"), &["the URL is https://example.com/a?b=c"]);
    differs(at("http://example.com/a?b=c"), &["the URL is"]);
    differs(
        Expected { method: Some("POST".to_owned()), ..Expected::default() },
        &["the method is GET, not POST"],
    );
    let header =
        |name: &str| Expected { headers: vec![(name.to_owned(), "x".to_owned())], ..Expected::default() };
    differs(header("user-agent"), &["the field user-agent is"]);
    differs(header("x-missing"), &["the field x-missing is missing"]);
    let body = |content| Expected { body: Some(content), ..Expected::default() };
    differs(body(Content::Text("x".to_owned())), &["the body is"]);
    differs(body(Content::Json(json!({}))), &["the body is no JSON"]);
}

#[test]
fn requests_too_many_and_too_few_are_said() {
    let none = play(&fetch("a", Script::default()));
    assert_eq!(none.differences, ["GET https://example.com/a is in no exchange that is left"]);
    let step = || Step { behaviour: Behaviour::Answer(Answer::text(200, "x")), ..Step::default() };
    let two = play(&fetch("a", Script::new([step(), step()])));
    assert_eq!(two.differences, ["exchange 2: a request to anywhere was never sent"]);
}

#[test]
fn exchanges_may_come_in_another_order() {
    let at = |path: &str| Step {
        request: Expected { url: Some(path.to_owned()), ..Expected::default() },
        behaviour: Behaviour::Answer(Answer::text(200, path)),
    };
    let outcome = play(&fetch("second", Script::new([at("/first"), at("/second")])));
    assert_eq!(outcome.report.result.unwrap().to_value()["text"], "/second");
}

#[test]
fn waits_take_no_time_and_runs_are_alike() {
    let mut counting = Play::new("count");
    counting.input = json!({"to": 50, "wait_ms": 10_000});
    let (one, other) = (play(&counting), play(&counting));
    assert_eq!(one.report.result.unwrap().to_value(), json!({"total": 50}));
    assert!(one.report.elapsed_ms < Stage::DEADLINE_MS);
    assert_eq!(one.parts, other.parts);
    assert_eq!(one.parts.len(), 50);
}

#[test]
fn a_run_is_dropped_where_it_waits() {
    let mut counting = Play::new("count");
    counting.input = json!({"to": 3});
    counting.polls_max = Some(2);
    let stage = stage();
    let outcome = block_on(stage.run(&counting)).unwrap();
    assert!(!outcome.ended);
    assert_eq!((stage.counts().operations_open, stage.counts().calls_open), (0, 0));
}

#[test]
fn failures_and_exchanges_name_the_real_host() {
    let outcome = play(&fetch("a", Script::always(Behaviour::Close)));
    let failure = outcome.report.result.unwrap_err();
    assert_eq!(failure.arguments()["host"], "example.com");
    assert_eq!(outcome.report.exchanges[0].url, "https://example.com/a");
}

/// A plugin with a credential, which calls a host of its own beside the connection's.
fn with_token(script: Script) -> Outcome {
    let library = tomada_testkit::Package::find(rude()).unwrap().library;
    let mut play = fetch("a", script);
    play.secrets.insert("token".to_owned(), "made-up-token".to_owned());
    block_on(Stage::open(&library).unwrap().run(&play)).unwrap()
}

#[test]
fn a_credential_goes_to_its_origin_and_what_is_not_permitted_is_not_called() {
    let outcome = with_token(Script::always(Behaviour::Answer(Answer::json(200, &Value::Null))));
    let seen = outcome.seen.iter().map(|seen| (seen.url.as_str(), seen.header("authorization")));
    assert_eq!(seen.collect::<Vec<_>>(), [("https://example.com/a", Some("Bearer made-up-token"))]);
    assert_eq!(outcome.report.exchanges[0].url, "https://tracker.example.com/");
    assert_eq!(outcome.report.exchanges[0].error, Some("blocked"));
}

#[test]
fn a_service_that_gives_the_credential_back_gives_a_mask() {
    let outcome = with_token(Script::always(Behaviour::Echo(200)));
    assert_eq!(outcome.leaks, Vec::<String>::new());
    let output = outcome.report.result.unwrap().to_string();
    assert!(output.contains("authorization: Bearer ***") && !output.contains("made-up-token"), "{output}");
}
