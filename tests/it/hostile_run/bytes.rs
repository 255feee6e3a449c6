//! Bytes that break the rules, in both directions: cases 19, 20 and 51.

use tomada_core::Kind;

use super::Case;

#[test]
fn case_19_answers_that_are_no_json() {
    let case = Case::open("hostile/bytes.c");
    case.breaks("null_with_length", "a null pointer with a length");
    case.breaks("huge_length", "1073741824 bytes");
    case.breaks("beyond_isize", "18446744073709551615 bytes");
    for action in ["not_utf8", "raw_nul", "lone_surrogate", "not_json", "two_values", "too_deep"] {
        case.breaks(action, "no JSON");
    }
    case.breaks("status_with_empty_release", "no JSON");
    case.breaks("not_owned", "without a release function");
    case.breaks("failed_huge", "without a readable failure");
    case.answers("escaped_nul", "{}", r#""a\u0000b""#);
    let answer = case.run("misaligned", "{}").map(|answer| answer.trim().to_owned());
    assert_eq!(answer, Ok("true".to_owned()));
}

#[test]
fn case_20_buffers_are_released_once_whatever_they_hold() {
    let case = Case::open("hostile/bytes.c");
    for _ in 0..3 {
        case.answers("same_twice", "{}", r#""again""#);
    }
    case.answers("freed_by_libc", "{}", "true");
    case.answers("release_reenters", "{}", "true");
    case.answers("pending_with_bytes", "{}", "true");
    case.fails("error_with_bytes", "{}", Kind::Broken, Some("plugin-status"));
}

/// What a plugin lends is judged before it is read.
#[test]
fn case_19_bytes_lent_to_the_host() {
    let case = Case::open("hostile/bytes.c");
    case.is_told("lends_null_head", -1);
    case.is_told("lends_null_body", -1);
    case.is_told("lends_huge_head", -4);
    case.is_told("lends_huge_body", -4);
    case.is_told("lends_garbage_head", -1);
    case.is_told("lends_not_utf8_head", -1);
    case.is_told("lends_empty_head", -1);
    case.is_told("lends_unknown_state", -1);
    case.is_told("lends_null_state", -1);
    case.is_told("lends_garbage_item", -1);
    case.is_told("random_nothing", 0);
    case.is_told("random_nowhere", -1);
    case.is_told("random_without_end", -4);
    assert!(case.world.requests().is_empty(), "none of it reached the network");
    assert!(case.world.items().is_empty(), "none of it reached the reader");
}

#[test]
fn case_19_log_lines_are_repaired_cut_and_counted() {
    let case = Case::open("hostile/bytes.c");
    for action in [
        "log_not_utf8",
        "log_null",
        "log_long",
        "log_longer_than_memory",
        "log_fields_garbage",
        "log_level_unknown",
    ] {
        case.answers(action, "{}", "true");
    }
    let lines = case.world.lines();
    let find = |words: &str| lines.iter().find(|(_, message, _)| message.contains(words));
    assert!(find("caf\u{fffd} \u{fffd}").is_some(), "what is not UTF-8 is replaced: {lines:.200?}");
    let (_, long, _) = find("aaaa").expect("a long line is cut, not lost");
    assert!(long.len() <= 64 * 1024, "{} bytes were kept", long.len());
    assert!(find("fields").is_some(), "fields that are no JSON do not cost the line");
    let (level, ..) = find("level").expect("an unknown level does not cost the line");
    assert_eq!(*level, tomada_core::Level::Info);
}

#[test]
fn case_19_a_flood_of_log_lines_is_dropped_and_counted() {
    let case = Case::open("hostile/bytes.c");
    case.answers("log_flood", "{}", "true");
    let (kept, dropped) = (case.world.lines().len() as u64, case.plugin.counts().log_lines_dropped);
    assert!(kept <= 10_000, "{kept} lines of one call were kept");
    assert_eq!(kept + dropped, 100_000);
}

/// Call 0 is the plugin itself: not an error, whatever becomes of the line.
#[test]
fn case_19_a_plugin_may_log_outside_of_any_call() {
    let case = Case::open("hostile/bytes.c");
    case.answers("log_as_plugin", "{}", "true");
    assert_eq!(case.plugin.counts().stale_handles, 0, "0 names the plugin, it is no stale call");
}
