//! A panic in a plugin ends its run, is told with message and place, poisons the instance, and nothing else.

use std::sync::atomic::Ordering;

use serde_json::json;
use tomada_core::{Integration, Json, Kind};

use crate::world::{assert_clean, drive, probe, run, world};

#[track_caller]
fn check(at: &str, told: &str) {
    let plugin = probe();
    let failure = run(&plugin, "panic", json!({ "at": at }), world().0).unwrap_err();
    assert_eq!((failure.kind(), failure.code()), (Kind::Broken, Some("plugin-panicked")), "{at}: {failure}");
    let detail = failure.detail().unwrap_or_default();
    assert!(detail.contains(told), "{at}: the detail is {detail:?}");
    assert!(plugin.counts().panics >= 1, "{at}");
    assert_clean(&plugin);
    assert_eq!(plugin.counts().instances_open, 1, "{at}: the poisoned instance is gone, a new one is there");
}

#[test]
fn panics_are_told_with_their_place() {
    let place = "panic.rs:";
    for at in ["input", "first_poll", "later_poll", "drop", "output"] {
        check(at, place);
    }
    check("first_poll", "panicked in the first poll");
    check("payload", "");
    check("unhooked", "left without the hook");
}

#[test]
fn a_panic_while_a_cancelled_run_is_dropped_is_contained() {
    let plugin = probe();
    let (context, world) = world();
    assert!(drive(plugin.run("panic", Json::from(json!({ "at": "drop" })), context), 1).is_none());
    assert_eq!(world.open.load(Ordering::SeqCst), 0);
    assert_clean(&plugin);
}

/// A destructor that panics while a panic unwinds ends the process: Rust itself sees to that, and nobody can contain it.
/// That is what trusting a plugin in process means; the test says so, in a process of its own.
#[test]
fn a_second_panic_while_unwinding_ends_the_process() {
    const CHILD: &str = "TOMADA_CHILD_PANICS_TWICE";
    if std::env::var_os(CHILD).is_some() {
        let _ = run(&probe(), "panic", json!({ "at": "twice" }), world().0);
        return;
    }
    let own = std::env::current_exe().unwrap();
    let name = "panics::a_second_panic_while_unwinding_ends_the_process";
    let child = std::process::Command::new(own).args(["--exact", name]).env(CHILD, "1").output().unwrap();
    assert_eq!(std::os::unix::process::ExitStatusExt::signal(&child.status), Some(6), "{child:?}");
}

#[test]
fn replacements_in_a_row_wait_longer_and_longer() {
    let plugin = probe();
    let (context, world) = world();
    let panics = || run(&plugin, "panic", json!({ "at": "first_poll" }), context.clone()).unwrap_err();
    // The first replacement is made at once, the second has to wait.
    assert_eq!(panics().code(), Some("plugin-panicked"));
    assert_eq!(panics().code(), Some("plugin-panicked"));
    let refused = panics();
    assert_eq!((refused.kind(), refused.code()), (Kind::Unavailable, Some("plugin-recovering")));
    assert_eq!(refused.retry_after_ms(), Some(100));
    world.now_ms.fetch_add(100, Ordering::SeqCst);
    assert_eq!(panics().code(), Some("plugin-panicked"));
    assert_eq!(panics().retry_after_ms(), Some(200));
    // After a minute in good health the next panic is a first one again.
    world.now_ms.fetch_add(200, Ordering::SeqCst);
    run(&plugin, "noop", json!({}), context.clone()).unwrap();
    world.now_ms.fetch_add(61_000, Ordering::SeqCst);
    assert_eq!(panics().code(), Some("plugin-panicked"));
    run(&plugin, "noop", json!({}), context.clone()).unwrap();
}
