//! Each capability: what reaches the host, what comes back, and what each refusal becomes.

use tomada_abi::{extension, status};
use tomada_sdk::Kind;

use crate::driver::Driver;
use crate::fake::{Fake, Script, Step, lock};

fn item(text: &str) -> Step {
    Step::Item(text.as_bytes().to_vec())
}

fn head() -> Step {
    item(r#"{"status":201,"url":"http://a.test/x","headers":[["x-b","2"]],"later":true}"#)
}

/// Runs one action against scripts; answers what was asked of the host and what came out.
#[track_caller]
fn check(action: &str, input: &str, scripts: Vec<Script>, asked: &[&str], output: &str) {
    let driver = Driver::new(Fake::scripted(scripts));
    let (status, json) = driver.run(action, &format!(r#"{{"text":"{input}"}}"#));
    assert_eq!((status, json), (status::OK, serde_json::json!({ "text": output }).to_string()));
    assert_eq!(*lock(&driver.fake.asked), asked);
    assert_eq!(driver.fake.leftovers(), (0, 0, 0));
}

#[test]
fn facts_and_settings_arrive() {
    let expected = r#"x run-1 pt-BR 2 1700000000000 9 {"base_url":"http://a.test"}"#;
    check("facts", "x", vec![], &[], expected);
}

#[test]
fn an_exchange_sends_and_its_body_is_pulled() {
    let steps = [Step::Pending, head(), item("ab"), Step::Pending, item("c"), Step::End];
    let request = r#"http 42 {"method":"POST","url":"http://a.test/x","headers":[["content-type","text/plain"],["x-a","1"]],"authenticated":true,"redirects":0} hi"#;
    check("exchange", "hi", vec![Script::Steps(steps.to_vec())], &[request], "201 2|ab|c");
}

#[test]
fn a_wait_is_one_empty_item() {
    let steps = vec![Step::Pending, item("")];
    check("sleep", "", vec![Script::Steps(steps)], &["sleep 42 1500000000"], "slept");
}

#[test]
fn now_is_the_hosts() {
    check("time", "", vec![], &[], "1700000000");
}

#[test]
fn random_bytes_are_the_hosts() {
    check("random", "", vec![], &[], "[4, 4, 4]");
}

#[test]
fn partial_results_go_one_by_one() {
    let room = || Script::Steps(vec![Step::Pending, item("")]);
    check("emit", "", vec![room(), room(), room()], &["emit 42 1", "emit 42 2", "emit 42 3"], "emitted");
}

#[test]
fn state_is_asked_and_answered() {
    let answer = |json: &str| vec![Script::Steps(vec![Step::Pending, item(json)])];
    let get = r#"state 42 {"operation":"get","key":"k"}"#;
    let known = r#"Some(Versioned { value: Json("[1]"), version: 5 })"#;
    check("state", "get", answer(r#"{"value":[1],"version":5}"#), &[get], known);
    check("state", "get", answer("{}"), &[get], "None");
    let put = r#"state 42 {"operation":"put","key":"k","value":{},"if_version":3}"#;
    check("state", "put", answer(r#"{"version":4}"#), &[put], "4");
    let delete = r#"state 42 {"operation":"delete","key":"k","if_version":4}"#;
    check("state", "delete", answer("{}"), &[delete], "()");
    let list = r#"state 42 {"operation":"list","prefix":"k"}"#;
    check("state", "list", answer(r#"{"keys":["k1","k2"]}"#), &[list], "k1,k2");
}

#[test]
fn log_lines_reach_the_host() {
    let driver = Driver::new(Fake::scripted([]));
    assert_eq!(driver.run("log", r#"{"text":"odd"}"#).0, status::OK);
    let expected =
        [(42, 2, "odd".to_owned(), String::new()), (42, 0, "with".to_owned(), r#"{"a":1}"#.to_owned())];
    assert_eq!(*lock(&driver.fake.log), expected);
}

#[test]
fn a_host_without_a_log_is_no_reason_to_fail() {
    let driver = Driver::new(Fake::without(&[extension::LOG]));
    assert_eq!(driver.run("log", "{}").0, status::OK);
}

#[test]
fn a_missing_extension_is_a_failure_that_names_it() {
    #[track_caller]
    fn check(name: &'static str, action: &str, capability: &str) {
        let driver = Driver::new(Fake::without(&[name]));
        let failure = driver.fail(action, r#"{"text":"get"}"#);
        assert_eq!((failure.kind(), failure.code()), (Kind::Forbidden, Some("host-without-capability")));
        assert_eq!(failure.arguments()["capability"], capability);
        assert_eq!(*lock(&driver.fake.asked), [""; 0]);
    }
    check(extension::HTTP, "exchange", "http");
    check(extension::TIME, "sleep", "time");
    check(extension::TIME, "time", "time");
    check(extension::STATE, "state", "state");
    check(extension::EMIT, "emit", "emit");
    check(extension::RANDOM, "random", "random");
}

/// The clock cannot say by its signature that it failed; the run must not act on a made-up time all the same.
#[test]
fn a_failed_clock_ends_the_run_before_it_asks_for_more() {
    let driver = Driver::new(Fake::scripted([]));
    *lock(&driver.fake.clock) = Some(status::DENIED);
    let failure = driver.fail("time", "{}");
    assert_eq!((failure.kind(), failure.code()), (Kind::Forbidden, Some("host-denied")));
    assert_eq!(*lock(&driver.fake.asked), [""; 0]);
}

#[test]
fn each_refused_start_is_a_failure_of_its_kind() {
    #[track_caller]
    fn check(number: i32, kind: Kind, code: &str) {
        for action in ["exchange", "sleep", "emit", "state"] {
            let driver = Driver::new(Fake::scripted([Script::Refuse(number)]));
            let failure = driver.fail(action, r#"{"text":"get"}"#);
            assert_eq!((failure.kind(), failure.code()), (kind, Some(code)), "{action} {number}");
            assert_eq!(driver.fake.leftovers(), (0, 0, 0));
        }
    }
    check(status::INVALID, Kind::Broken, "host-refused");
    check(status::UNSUPPORTED, Kind::Forbidden, "host-without-capability");
    check(status::DENIED, Kind::Forbidden, "host-denied");
    check(status::LIMIT, Kind::Forbidden, "host-limit");
    check(status::CANCELLED, Kind::Unavailable, "host-gave-up");
    check(status::TIMEOUT, Kind::Unavailable, "host-gave-up");
    check(status::NOT_FOUND, Kind::Broken, "host-refused");
    check(status::CONFLICT, Kind::Rejected, "state-conflict");
    check(status::UNAVAILABLE, Kind::Unavailable, "host-unavailable");
    check(status::INTERNAL, Kind::Unavailable, "host-failed");
    check(status::PANICKED, Kind::Unavailable, "host-failed");
    check(status::FAILED, Kind::Broken, "host-answer-malformed");
    check(status::PENDING, Kind::Unavailable, "host-failed");
    check(-999, Kind::Unavailable, "host-failed");
    check(999, Kind::Unavailable, "host-failed");
}

/// Fails an exchange at its first poll.
#[track_caller]
fn broken_exchange(steps: &[Step], kind: Kind, code: &str) {
    let driver = Driver::new(Fake::scripted([Script::Steps(steps.to_vec())]));
    let failure = driver.fail("exchange", "{}");
    assert_eq!((failure.kind(), failure.code()), (kind, Some(code)), "{steps:?}");
    assert_eq!(driver.fake.leftovers(), (0, 0, 0), "{steps:?}");
}

#[test]
fn an_exchange_that_broke_off_is_uncertain() {
    for number in [status::CANCELLED, status::TIMEOUT] {
        broken_exchange(&[Step::Status(number, vec![])], Kind::Uncertain, "host-gave-up");
    }
    for number in [status::INTERNAL, status::POISONED, -999, 999] {
        broken_exchange(&[Step::Status(number, b"left over".to_vec())], Kind::Uncertain, "host-failed");
    }
}

#[test]
fn the_hosts_own_failure_is_passed_on() {
    let json = br#"{"kind":"rate_limited","message":"m","code":"slow-down","arguments":{"a":"b"}}"#;
    for before in [vec![], vec![head()], vec![Step::Pending, head(), item("x"), Step::Pending]] {
        let steps = [before, vec![Step::Status(status::FAILED, json.to_vec())]].concat();
        broken_exchange(&steps, Kind::RateLimited, "slow-down");
    }
}

#[test]
fn a_host_that_breaks_the_rules_is_named() {
    for steps in [
        vec![Step::End],
        vec![Step::Unowned],
        vec![item("no JSON")],
        vec![item("{}")],
        vec![item("")],
        vec![head(), Step::Unowned],
        vec![Step::Status(status::FAILED, b"\xff".to_vec())],
        vec![Step::Status(status::FAILED, vec![])],
    ] {
        broken_exchange(&steps, Kind::Broken, "host-answer-malformed");
    }
    let driver = Driver::new(Fake::scripted([Script::HandleZero]));
    assert_eq!(driver.fail("exchange", "{}").code(), Some("host-answer-malformed"));
}

#[test]
fn a_conflict_names_the_key() {
    let steps = vec![Step::Status(status::CONFLICT, vec![])];
    let driver = Driver::new(Fake::scripted([Script::Steps(steps)]));
    let failure = driver.fail("state", r#"{"text":"put"}"#);
    assert_eq!((failure.kind(), failure.code()), (Kind::Rejected, Some("state-conflict")));
    assert_eq!(failure.arguments()["key"], "k");
}

#[test]
fn what_is_too_large_is_not_passed_on() {
    #[track_caller]
    fn check(what: &str, kind: Kind) {
        let driver = Driver::new(Fake::scripted([]));
        let failure = driver.fail("large", &format!(r#"{{"text":"{what}"}}"#));
        assert_eq!((failure.kind(), failure.code()), (kind, Some("message-too-large")));
        assert_eq!(*lock(&driver.fake.asked), [""; 0]);
    }
    check("http", Kind::InvalidInput);
    check("head", Kind::InvalidInput);
    check("emit", Kind::Broken);
    check("state", Kind::Broken);
    check("output", Kind::Broken);
}
