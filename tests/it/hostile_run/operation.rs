//! Operations that break the rules of `call`, `poll` and `drop`: cases 10, 12, 15, 21 to 23, 27, 28 and 60.

use std::task::Poll;

use tomada_core::Kind;

use super::{Case, check_stalled};

#[test]
fn case_10_tables_that_are_none_or_newer() {
    let case = Case::open("hostile/operation.c");
    case.breaks("table_null", "a table is null");
    case.answers("table_larger", "{}", "{}");
}

/// An operation whose table cannot be trusted cannot even be dropped: it is lost, and only that. One that lacks nothing
/// but its `poll` is given back.
#[test]
fn case_10_operations_that_are_none() {
    let case = Case::open("hostile/operation.c");
    for (action, says) in [
        ("poll_null", "lacks poll"),
        ("drop_null", "lacks drop"),
        ("table_small", "smaller than in version 1.0"),
        ("table_odd", "multiple of 8"),
        ("table_huge", "multiple of 8"),
    ] {
        let failure = case.run(action, "{}").expect_err(action);
        assert_eq!((failure.kind(), failure.code()), (Kind::Broken, Some("plugin-protocol")), "{failure}");
        assert!(failure.to_string().contains(says), "{action}: {failure} does not say {says:?}");
        let counts = case.plugin.counts();
        assert_eq!((counts.calls_open, counts.operations_open), (0, 0));
        assert_eq!(case.run("echo", "[1]"), Ok("[1]".to_owned()));
    }
    assert_eq!(case.plugin.counts().protocol_errors, 5);
    assert_eq!(case.report()["polls"], 5 + 1, "five echoes and the report, nothing else");
}

#[test]
fn case_12_statuses() {
    let case = Case::open("hostile/operation.c");
    for action in ["call_status", "poll_status"] {
        for (status, kind, code) in [
            ("-1", Kind::Broken, "plugin-status"),
            ("-2", Kind::NotFound, "plugin-unsupported"),
            ("-3", Kind::Broken, "plugin-status"),
            ("-4", Kind::Broken, "plugin-status"),
            ("-8", Kind::Broken, "plugin-status"),
            ("-10", Kind::Broken, "plugin-status"),
            ("-13", Kind::Broken, "plugin-status"),
            ("-999", Kind::Broken, "plugin-status"),
            ("-2147483648", Kind::Broken, "plugin-status"),
        ] {
            case.fails(action, status, kind, Some(code));
        }
    }
    for status in ["2", "3", "42", "2147483647"] {
        case.fails("poll_status", status, Kind::Broken, Some("plugin-protocol"));
    }
    for status in ["1", "2", "42"] {
        let failure = case.run("call_status", status).expect_err("no operation was begun");
        assert_eq!(failure.kind(), Kind::Broken, "{failure}");
    }
    let failure = case.fails("poll_status", "-14", Kind::Rejected, None);
    assert_eq!(failure.message(), "No.");
    let failure = case.fails("poll_status", "-999", Kind::Broken, Some("plugin-status"));
    assert!(failure.to_string().contains("-999"), "{failure} does not say which status");
}

#[test]
fn case_12_failures_that_are_none() {
    let case = Case::open("hostile/operation.c");
    for action in ["failed_garbage", "failed_array", "failed_without_kind", "failed_not_utf8", "failed_empty"]
    {
        case.breaks(action, "without a readable failure");
    }
    let failure = case.fails("failed_kind_unknown", "{}", Kind::Broken, None);
    assert_eq!(failure.message(), "Hot.");
}

/// A panic poisons the instance; the next run gets a new one, the one after that waits.
#[test]
fn case_15_a_panic_costs_the_instance() {
    for action in ["panicked_in_call", "panicked_in_poll"] {
        let case = Case::open("hostile/operation.c");
        let failure = case.fails(action, "{}", Kind::Broken, Some("plugin-panicked"));
        let told = failure.detail().unwrap_or_default();
        assert_eq!(told.contains("at src/run.rs:7"), action == "panicked_in_poll", "{told:?}");
        let report = case.report();
        assert_eq!((report["creates"].as_i64(), report["destroys"].as_i64()), (Some(2), Some(1)), "{report}");
        assert_eq!(case.plugin.counts().panics, 1);
    }
}

/// Panics in a row: replacements wait longer and longer, and the failure says how long.
#[test]
fn case_15_panics_in_a_row_are_slowed_down() {
    let case = Case::open("hostile/operation.c");
    let outcome = |_| case.run("panicked_in_poll", "{}").expect_err("it panics").code().map(str::to_owned);
    let outcomes: Vec<_> = (0..4).map(outcome).collect();
    let panicked = Some("plugin-panicked".to_owned());
    assert_eq!(outcomes[..2], [panicked.clone(), panicked]);
    assert_eq!(outcomes[3].as_deref(), Some("plugin-recovering"));
    let failure = case.run("echo", "{}").expect_err("it is recovering");
    assert_eq!(failure.kind(), Kind::Unavailable);
    assert!(failure.retry_after_ms().is_some_and(|wait_ms| (1..=30_000).contains(&wait_ms)), "{failure:?}");
}

#[test]
fn case_21_and_22_operations_that_never_answer() {
    assert_eq!(check_stalled("hostile/operation.c", "keeps_waker", "{}", 10).never_wakes, 0);
    assert_eq!(check_stalled("hostile/operation.c", "never_wakes", "{}", 10).never_wakes, 1);
}

/// Polls that nobody asked for are allowed, and change nothing.
#[test]
fn case_22_spurious_polls() {
    let case = Case::open("hostile/operation.c");
    let mut run = case.begin("never_wakes", "{}");
    for _ in 0..1000 {
        assert!(matches!(run.poll(), Poll::Pending));
    }
    drop(run);
    case.assert_kept("never_wakes");
    assert_eq!(case.plugin.counts().never_wakes, 1, "reported once for each operation");
}

#[test]
fn case_23_answers_early_late_and_large() {
    let case = Case::open("hostile/operation.c");
    case.answers("echo", "{}", "{}");
    case.answers("ready_late", "10000", "10000");
    case.breaks("empty_answer", "no JSON");
    let most = 16 * 1024 * 1024;
    let answer = case.run("big_answer", &most.to_string()).map(|answer| answer.len());
    assert_eq!(answer, Ok(most));
    case.assert_kept("big_answer");
    let failure = case.fails("big_answer", &(most + 1).to_string(), Kind::Broken, Some("plugin-protocol"));
    assert!(failure.to_string().contains("16777217 bytes where at most 16777216"), "{failure}");
}

#[test]
fn case_27_one_answer_is_all_there_is() {
    let case = Case::open("hostile/operation.c");
    case.answers("answers_for_ever", "{}", "true");
    let mut run = case.begin("answers_for_ever", "{}");
    assert!(matches!(run.poll(), Poll::Ready(Ok(_))));
    drop(run);
    case.assert_kept("answers_for_ever");
}

#[test]
fn case_28_what_drop_may_do() {
    let case = Case::open("hostile/operation.c");
    case.answers("closes_in_drop", "{}", "true");
    assert_eq!(case.plugin.counts().stale_handles, 0, "its own handle may be closed while it is dropped");
    case.answers("starts_in_drop", "{}", "true");
    assert_eq!(case.report()["noted"], -3, "whatever begins while it is dropped is DENIED");
    assert!(case.world.requests().is_empty(), "no request goes out any more");
}

#[test]
fn case_28_a_slow_drop_is_a_strike() {
    let case = Case::open("hostile/operation.c");
    case.answers("drop_is_slow", "150", "true");
    assert_eq!(case.plugin.counts().strikes, 1);
    assert_eq!(case.plugin.counts().stuck, 0);
}

/// Case 60: dropped after any number of polls, nothing is left over.
#[test]
fn case_60_cancelled_at_every_await() {
    let case = Case::open("hostile/operation.c");
    for polls in 0..12 {
        let mut run = case.begin("chain", "5");
        let answer = run.advance(polls);
        assert_eq!(answer.is_some(), polls > 5, "five waits take five wakes");
        drop(run);
        case.assert_kept("chain");
    }
}
