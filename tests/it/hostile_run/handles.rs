//! Handles, calls and pointers that name nothing or someone else's, and panics of the host: cases 50, 51 and 59.

use std::task::Poll;

use super::Case;
use crate::world::Answering;

#[test]
fn case_50_handles_that_name_nothing() {
    let case = Case::open("hostile/handles.c");
    for action in ["polls_zero", "polls_invented", "polls_closed", "polls_reused_slot"] {
        case.is_told(action, -7);
    }
    assert_eq!(case.plugin.counts().stale_handles, 4);
    case.is_told("closes_nonsense", 0);
    case.is_told("polls_after_end", 2);
}

#[test]
fn case_50_calls_that_name_nothing() {
    let case = Case::open("hostile/handles.c");
    case.answers("keeps_call", "{}", "true");
    for action in ["in_no_call", "in_invented_call", "in_kept_call", "polls_in_kept_call"] {
        case.is_told(action, -7);
    }
}

/// One call can neither read nor close what another has open.
#[test]
fn case_50_another_calls_handles() {
    let case = Case::open("hostile/handles.c");
    let mut keeper = case.begin("keeps_handle", "{}");
    assert!(keeper.advance(10).is_none());
    // Handles of two calls may be the same number: what matters is whose operation it names.
    let polled = case.run("polls_kept", "{}").expect("a status");
    assert!(["-7", "1"].contains(&&*polled), "{polled}");
    case.answers_while_open("closes_kept", "0");
    assert_eq!(case.plugin.counts().host_operations_open, 1, "the keeper's wait is still open");
    assert!(matches!(keeper.poll(), Poll::Pending), "and goes on");
    drop(keeper);
    case.assert_kept("keeps_handle");
}

#[test]
fn case_50_pointers_to_nowhere() {
    let case = Case::open("hostile/handles.c");
    for action in [
        "start_to_nowhere",
        "now_to_nowhere",
        "without_waker",
        "without_waker_table",
        "with_small_waker_table",
        "with_empty_waker_table",
        "poll_to_nowhere",
    ] {
        case.is_told(action, -1);
    }
    case.is_told("with_own_waker", 1);
    case.is_told("own_wakers", 0);
    case.is_told("unknown_extensions", 0);
}

#[test]
fn case_51_from_elsewhere_and_from_within() {
    let case = Case::open("hostile/handles.c");
    case.is_told("from_thread", 1);
    case.is_told("polls_from_waker", -3);
}

#[test]
fn case_59_a_panic_of_the_host_stays_in_the_host() {
    let case = Case::in_world("hostile/handles.c", Answering::PanicAtSend);
    case.is_told("sends", -10);
    assert_eq!(case.plugin.counts().host_panics, 1);
    let case = Case::in_world("hostile/handles.c", Answering::PanicAtPoll);
    case.is_told("sends_and_polls", -10);
    assert_eq!(case.plugin.counts().host_panics, 1);
    let case = Case::in_world("hostile/handles.c", Answering::Failing);
    case.is_told("sends_and_polls", -14);
    case.is_told("waits", 0);
}
