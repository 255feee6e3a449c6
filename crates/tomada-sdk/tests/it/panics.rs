//! A panic at any entry is contained, described, logged at the host, and poisons the instance.

use tomada_abi::{extension, status};
use tomada_sdk::Kind;

use crate::driver::{Driver, failure};
use crate::fake::{Fake, Script, Step, lock};

fn pending() -> Script {
    Script::Steps(vec![Step::Pending, Step::Item(vec![])])
}

/// Runs an action that panics; `said` is in the failure's detail and in the log, with the place.
#[track_caller]
fn check(action: &str, said: &str) {
    let driver = Driver::new(Fake::scripted([pending()]));
    let (status, json) = driver.run(action, r#"{"text":"boo"}"#);
    assert_eq!(status, status::PANICKED, "{json}");
    let failure = failure(&json);
    assert_eq!((failure.kind(), failure.code()), (Kind::Broken, Some("action-panicked")));
    let detail = failure.detail().unwrap();
    assert!(detail.starts_with(said) && detail.contains("plugin.rs:"), "{detail}");
    let log = lock(&driver.fake.log);
    assert!(
        log.iter().any(|(call, level, line, _)| (*call, *level) == (42, 3) && line.contains(detail)),
        "{log:?}"
    );
    drop(log);
    assert_eq!(driver.call("move", "{}").err(), Some(status::POISONED));
    assert_eq!(driver.fake.leftovers(), (0, 0, 0));
}

#[test]
fn in_a_poll() {
    check("panic_late", "late: boo at ");
}

#[test]
fn while_the_input_is_read() {
    check("panic_input", "in deserialize at ");
}

#[test]
fn while_the_output_is_written() {
    check("panic_output", "in serialize at ");
}

/// The action ends well, but what it leaves panics: that is a panic all the same.
#[test]
fn in_a_destructor_at_the_end() {
    check("panic_drop", "in drop at ");
}

/// The payload's destructor panics in turn: contained as well, and the first panic is the one that is told.
#[test]
fn in_the_drop_of_a_payload() {
    check("panic_payload", "a panic without a message at ");
}

#[test]
fn in_the_drop_of_a_cancelled_run() {
    let driver = Driver::new(Fake::scripted([pending()]));
    let mut running = driver.call("panic_drop", "{}").unwrap();
    assert_eq!(running.poll().0, status::PENDING);
    drop(running);
    assert_eq!(driver.call("move", "{}").err(), Some(status::POISONED));
    assert_eq!(lock(&driver.fake.log).len(), 1);
    assert_eq!(driver.fake.leftovers(), (0, 0, 0));
}

/// Runs that began before are not ended by the panic of another, nor is a second instance.
#[test]
fn others_go_on() {
    let driver = Driver::new(Fake::scripted([pending(), pending(), pending()]));
    let other = Driver::new(driver.fake);
    let mut earlier = driver.call("wait", "{}").unwrap();
    assert_eq!(earlier.poll().0, status::PENDING);
    assert_eq!(driver.run("panic_late", r#"{"text":"boo"}"#).0, status::PANICKED);
    assert_eq!(earlier.poll().0, status::PENDING);
    assert_eq!(other.run("move", "{}").0, status::OK);
}

#[test]
fn told_without_a_log_too() {
    let driver = Driver::new(Fake::without(&[extension::LOG, extension::TIME]));
    let (status, json) = driver.run("panic_output", "{}");
    assert_eq!((status, failure(&json).code()), (status::PANICKED, Some("action-panicked")));
}
