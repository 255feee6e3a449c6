//! Streams that do not end, end twice, or are not streams: case 53.

use tomada_core::Kind;

use super::{Case, check_stalled};

#[test]
fn case_53_streams_that_keep_the_rules() {
    let case = Case::open("hostile/stream.c");
    case.answers("counts", "3", "3");
    assert_eq!(case.world.items(), ["1", "2", "3"]);
    case.answers("only_as_operation", "{}", r#""from call""#);
    case.answers("emits", "3", "3");
    case.answers("goes_on_after_end", "{}", "2");
}

#[test]
fn case_53_streams_that_break_them() {
    let case = Case::open("hostile/stream.c");
    case.breaks("items_for_ever_empty", "no JSON");
    case.breaks("ends_without_answer", "no JSON");
    case.breaks("ends_with_garbage", "no JSON");
    case.breaks("item_garbage", "no JSON");
    case.breaks("item_too_big", "16777217 bytes");
}

#[test]
fn case_53_streams_that_fail_midway() {
    let case = Case::open("hostile/stream.c");
    let failure = case.fails("fails_midway", "{}", Kind::Unavailable, None);
    assert_eq!(failure.message(), "Gone.");
    assert_eq!(case.world.items(), ["1", "2"], "what came before the failure was passed on");
    case.fails("panicked_midway", "{}", Kind::Broken, Some("plugin-panicked"));
}

/// Pulled, not pushed: as many items as somebody asked for, and none is kept.
#[test]
fn case_53_a_stream_without_end_is_as_fast_as_its_reader() {
    let case = Case::open("hostile/stream.c");
    let mut run = case.begin("never_ends", "{}");
    for polls in 1..=50 {
        assert!(run.advance(1).is_none());
        assert!(
            case.world.items().len() <= polls + 1,
            "{} items for {polls} polls",
            case.world.items().len()
        );
    }
    drop(run);
    case.assert_kept("never_ends");
    check_stalled("hostile/stream.c", "stalls", "{}", 100);
}

#[test]
fn case_53_items_pushed_without_waiting_meet_a_quota() {
    let case = Case::open("hostile/stream.c");
    case.is_told("emits_without_waiting", -4);
}
