//! Wakers that are woken too often, too late, from elsewhere, or never given back: cases 24 to 26.

use tomada_core::Kind;

use super::{Case, check_stalled};

#[test]
fn case_24_a_storm_is_slowed_down() {
    assert_eq!(check_stalled("hostile/wake.c", "storm", "{}", 10_000).storms, 1);
    let case = Case::open("hostile/wake.c");
    case.answers("storm_that_ends", "5000", "5001");
    assert_eq!(case.plugin.counts().storms, 1);
    let pauses = case.world.sleeps();
    assert!((1000..5000).contains(&pauses), "{pauses} pauses in 5000 polls that each woke themselves");
}

/// While one storms, others get their turn: each poll of the storm is one poll of the executor, never more.
#[test]
fn case_24_a_storm_takes_no_more_than_its_turns() {
    let case = Case::open("hostile/wake.c");
    let mut storm = case.begin("storm", "{}");
    for turn in 0..100 {
        assert!(storm.advance(1).is_none());
        assert_eq!(case.run("echo", "1"), Ok("1".to_owned()), "turn {turn}");
    }
    let polls = case.report()["polls"].as_i64();
    assert_eq!(polls, Some(100 + 100 + 1), "a hundred turns of each, and the report");
}

#[test]
fn case_25_wakes_of_every_kind() {
    let case = Case::open("hostile/wake.c");
    for action in ["checks_waker", "wakes_twice", "wakes_from_thread", "wakes_a_million", "consumes_lent"] {
        case.answers(action, "{}", "true");
    }
    case.answers("wakes_in_drop", "{}", "true");
}

/// Copies of wakers outlive operations that answered, that were dropped, and an instance that was destroyed.
#[test]
fn case_25_wakes_that_come_too_late() {
    let case = Case::open("hostile/wake.c");
    case.answers("wakes_after_ready", "{}", "true");
    let mut dropped = case.begin("wakes_after_drop", "{}");
    assert!(dropped.advance(3).is_none());
    drop(dropped);
    case.fails("wakes_after_destroy", "{}", Kind::Broken, Some("plugin-panicked"));
    assert_eq!(case.report()["destroys"], 1);
    let mut waiting = case.begin("storm", "{}");
    case.answers_while_open("wakes_kept", "3");
    assert!(waiting.advance(1).is_none());
    drop(waiting);
    case.assert_kept("wakes_kept");
}

/// The waker of an operation that is gone must not wake the one that has taken its place.
#[test]
fn case_25_a_late_wake_wakes_nobody_else() {
    let case = Case::open("hostile/wake.c");
    case.answers("wakes_after_ready", "{}", "true");
    let mut quiet = case.begin("waits_quietly", "{}");
    assert!(quiet.advance(1).is_none());
    case.answers_while_open("wakes_kept", "1");
    assert!(!quiet.is_woken(), "woken through the waker of an operation that is gone");
    drop(quiet);
    case.assert_kept("waits_quietly");
}

#[test]
fn case_26_wakers_that_are_dropped_or_lost() {
    let case = Case::open("hostile/wake.c");
    for _ in 0..3 {
        case.answers("drops_without_waking", "{}", "true");
        case.answers("leaks", "{}", "true");
    }
}
