//! The example plugin in C, opened as any other: it answers, calls through the host, streams, and can be cancelled
//! anywhere.

use std::sync::Arc;

use tomada_core::{Integration, Kind};
use tomada_loader::{Counts, Loader, Plugin};

use crate::c_plugin::CPlugin;
use crate::run::Run;
use crate::world::{Answering, World};

const SETTINGS: &str = r#"{ "other": {"base_url": "no"}, "base_url" : "https://api.test" }"#;

fn open() -> Arc<Plugin> {
    Loader::new().open_bytes(&CPlugin::echo().bytes()).expect("the example opens")
}

#[track_caller]
fn check(action: &str, input: &str, expected: &str) -> Arc<World> {
    let (plugin, world) = (open(), Arc::new(World::default()));
    let answer = Run::begin(&*plugin, action, input, world.context(SETTINGS)).finish();
    assert_eq!(answer.map(|output| output.json.to_string()), Ok(expected.to_owned()), "{action} {input}");
    assert_clean(&plugin, &world);
    world
}

#[track_caller]
fn assert_clean(plugin: &Plugin, world: &World) {
    let expected = Counts { instances_open: 1, ..Counts::default() };
    assert_eq!(plugin.counts(), expected, "something is still open or went wrong");
    assert_eq!(world.open(), 0, "requests or waits are still open");
}

#[test]
fn its_manifest_is_read_without_running_it() {
    let facts = tomada_loader::inspect(&CPlugin::echo().bytes()).expect("the example can be read");
    let ids: Vec<_> = facts.manifest.actions.iter().map(|action| action.id.as_str()).collect();
    assert_eq!(ids, ["echo", "fetch", "count"]);
    assert_eq!(facts.needed, ["libc.so.6"]);
}

#[test]
fn echo_answers_its_input() {
    for input in ["{}", r#"{"text": "Olá, 世界 \u0000"}"#, r#"{"deep":[[[{"a":null}]]]}"#] {
        check("echo", input, input);
    }
}

#[test]
fn fetch_calls_through_the_host() {
    let world = check("fetch", r#"{"path":"/greeting"}"#, r#"{"status":200,"body_bytes":5}"#);
    assert_eq!(world.requests(), ["GET https://api.test/greeting"]);
}

#[test]
fn count_streams() {
    let world = check("count", r#"{"n": 3 }"#, r#"{"count":3}"#);
    assert_eq!(world.items(), ["1", "2", "3"]);
    assert!(check("count", r#"{"n":0}"#, r#"{"count":0}"#).items().is_empty());
}

#[track_caller]
fn check_failure(action: &str, input: &str, answering: Answering, kind: Kind, message: &str) {
    let (plugin, world) = (open(), World::answering(answering));
    let answer = Run::begin(&*plugin, action, input, world.context(SETTINGS)).finish();
    let failure = answer.expect_err("a failure was expected");
    assert_eq!((failure.kind(), failure.message()), (kind, message), "{action} {input}");
    assert_clean(&plugin, &world);
}

#[test]
fn its_failures_keep_kind_and_words() {
    let number = "n must be a whole number of up to seven digits";
    let path = "path must be a string of up to 511 plain characters";
    for input in ["{}", r#"{"n":"3"}"#, r#"{"n":-1}"#, r#"{"n":12345678}"#, r#"{"m":{"n":3}}"#] {
        check_failure("count", input, Answering::Hello, Kind::InvalidInput, number);
    }
    for input in ["{}", r#"{"path":7}"#, r#"{"path":"/a\"b"}"#, r#"{"path":""}"#] {
        check_failure("fetch", input, Answering::Hello, Kind::InvalidInput, path);
    }
    let asleep = "The service is asleep.";
    check_failure("fetch", r#"{"path":"/"}"#, Answering::Failing, Kind::Unavailable, asleep);
}

/// Case 60: whatever was polled so far is given back when the run is dropped.
#[test]
fn it_can_be_cancelled_after_any_poll() {
    let plugin = open();
    for action in ["fetch", "count"] {
        for polls in 0..6 {
            let world = Arc::new(World::default());
            let mut run = Run::begin(&*plugin, action, r#"{"path":"/","n":4}"#, world.context(SETTINGS));
            let _ = run.advance(polls);
            drop(run);
            let counts = plugin.counts();
            assert_eq!(counts, Counts { instances_open: counts.instances_open, ..Counts::default() });
            assert_eq!(world.open(), 0, "{action} after {polls} polls");
        }
    }
}

#[test]
fn what_it_does_not_have_is_not_found() {
    let (plugin, world) = (open(), Arc::new(World::default()));
    let failure = Run::begin(&*plugin, "fly", "{}", world.context(SETTINGS)).finish().expect_err("no wings");
    assert_eq!((failure.kind(), failure.code()), (Kind::NotFound, Some("action-unknown")));
    assert_eq!(plugin.manifest().id, "echo-c");
}
