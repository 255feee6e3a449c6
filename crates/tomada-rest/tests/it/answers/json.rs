//! JSON: where it is recognised, what is mended, what is refused.

use serde_json::{Value, json};
use tomada_rest::NoteCode::{JsonRepaired, MemberTwice, NotAsDeclared, NumberRounded, TextReplaced};
use tomada_rest::{Form, NoteCode, ResponseForm, decode};

use super::{auto, check, not};

#[track_caller]
fn is_json(bytes: &[u8], content_type: Option<&str>, expected: &Value, notes: &[NoteCode]) {
    check(&auto(bytes, content_type), Form::Json, expected, notes);
}

#[track_caller]
fn is_text(bytes: &[u8], content_type: Option<&str>, expected: &str, notes: &[NoteCode]) {
    check(&auto(bytes, content_type), Form::Text, &expected.into(), notes);
}

#[test]
fn it_is_recognised_whatever_it_is_called() {
    for content_type in [
        None,
        Some("application/json; charset=utf-8"),
        Some("text/html"),
        Some("application/xml"),
        Some("text/csv"),
        Some("image/png"),
        Some("nonsense"),
    ] {
        is_json(b" {\"a\": [1]}\n", content_type, &json!({"a": [1]}), &[]);
        is_json(b"[]", content_type, &json!([]), &[]);
    }
    is_json(b"\xef\xbb\xbf{}", None, &json!({}), &[]);
}

#[test]
fn a_lone_scalar_is_json_only_if_called_so() {
    for (text, value) in
        [("42", json!(42)), ("\"x\"", json!("x")), ("null", json!(null)), ("true", json!(true))]
    {
        is_text(text.as_bytes(), Some("text/plain"), text, &[]);
        is_json(text.as_bytes(), Some("Application/JSON;x=y"), &value, &[]);
        is_json(text.as_bytes(), Some("application/problem+json"), &value, &[]);
        check(&decode(text.as_bytes(), None, ResponseForm::Json).unwrap(), Form::Json, &value, &[]);
    }
}

#[test]
fn what_is_no_json_stays_text_and_is_told_if_it_was_called_so() {
    is_text(b"{", None, "{", &[]);
    is_text(b"{\"a\": 1} trailing", Some("application/json"), "{\"a\": 1} trailing", &[NotAsDeclared]);
    is_text(b"[1e400]", None, "[1e400]", &[]);
    is_text(b"[1e999]", Some("application/json"), "[1e999]", &[NotAsDeclared]);
    is_text(b"<a/>", Some("application/json"), "<a/>", &[NotAsDeclared]);
    is_text(b"\"01\x02\"", Some("text/plain"), "\"01\x02\"", &[]);
    let decoded = auto(b"{\n \"a\": x}", Some("application/json"));
    assert_eq!(
        (decoded.notes[0].line, decoded.notes[0].detail.as_deref()),
        (Some(2), Some("column 7: expected value"))
    );
}

#[test]
fn what_was_asked_for_and_is_not_there_is_a_failure_with_its_place() {
    not(ResponseForm::Json, b"<a/>", ("1", "1", "0"), "expected value");
    not(ResponseForm::Json, b"{\n \"a\": x}", ("2", "7", "8"), "expected value");
    not(ResponseForm::Json, "{\"é\": x}".as_bytes(), ("1", "7", "7"), "expected value");
    not(ResponseForm::Json, b"[1e999]", ("1", "6", "5"), "number out of range");
    not(ResponseForm::Json, b"[1]\n\n]", ("3", "1", "5"), "trailing characters");
    not(ResponseForm::Json, b"[1,\n", ("2", "1", "4"), "EOF");
}

#[test]
fn depth_is_bounded() {
    let nested = |depth: usize| "[".repeat(depth) + &"]".repeat(depth);
    assert_eq!(auto(nested(100).as_bytes(), None).form, Form::Json);
    for depth in [101, 127, 128, 100_000] {
        is_text(nested(depth).as_bytes(), None, &nested(depth), &[]);
        let failure = decode(nested(depth).as_bytes(), None, ResponseForm::Json).unwrap_err();
        assert_eq!(failure.arguments()["reason"], "deeper than 100 levels");
    }
    let objects = r#"{"a":"#.repeat(101) + "1" + &"}".repeat(101);
    not(ResponseForm::Json, objects.as_bytes(), ("1", "501", "500"), "deeper");
}

#[test]
fn what_cannot_be_read_is_replaced_and_told() {
    let utf_8 = Some("application/json; charset=utf-8");
    is_text(b"a\xff\x00b", utf_8, "a\u{fffd}\u{0}b", &[TextReplaced, NotAsDeclared]);
    is_json(b"{\"a\": \"\xff\"}", utf_8, &json!({"a": "\u{fffd}"}), &[TextReplaced]);
    is_json(b"{\"a\": \"x\x00y\"}", None, &json!({"a": "x\u{fffd}y"}), &[JsonRepaired]);
    is_json(b"\0{\"a\": 1\x00}\0\0", None, &json!({"a": 1}), &[JsonRepaired]);
    is_json(b"{\"a\": 1\xff}", utf_8, &json!({"a": 1}), &[TextReplaced, JsonRepaired]);
    is_json(b"{\"a\": \"\\ud800\"}", None, &json!({"a": "\u{fffd}"}), &[JsonRepaired]);
    is_json(
        b"{\"a\": \"\\udc00\\ud83d\\ude00\\ud83d\"}",
        None,
        &json!({"a": "\u{fffd}😀\u{fffd}"}),
        &[JsonRepaired],
    );
    is_json(b"{\"a\": \"\\\\ud800 \\ud800\"}", None, &json!({"a": "\\ud800 \u{fffd}"}), &[JsonRepaired]);
    is_json(b"{\"a\": \"\\ud800\\u0041\"}", None, &json!({"a": "\u{fffd}A"}), &[JsonRepaired]);
    is_json(b"{\"a\": \"\\u0000 \\\\u0000\"}", None, &json!({"a": "\u{0} \\u0000"}), &[]);
}

#[test]
fn half_an_escape_at_the_end_breaks_nothing() {
    for text in
        ["{\"\\", "{\"\\u", "{\"\\ud8", "{\"\\ud800", "{\"\\ud800\\", "{\"\\ud800\\ud", "{\"\\é", "{\"\\uéé"]
    {
        is_text(text.as_bytes(), None, text, &[]);
    }
}

#[test]
fn a_member_that_stands_twice_is_told() {
    is_json(
        b"{\"a\": 1, \"b\": {\"c\": 1, \"c\": 2}, \"a\": 3}",
        None,
        &json!({"a": 3, "b": {"c": 2}}),
        &[MemberTwice],
    );
    let decoded = auto(b"{\"x\": 1, \"a\": 1, \"a\": 2, \"a\": 3}", None);
    assert_eq!((decoded.notes[0].count, decoded.notes[0].detail.as_deref()), (2, Some("a")));
    is_json(
        b"{\"__proto__\": {\"x\": 1}, \"constructor\": 2}",
        None,
        &json!({"__proto__": {"x": 1}, "constructor": 2}),
        &[],
    );
}

#[test]
fn a_whole_number_that_is_too_long_to_keep_is_told() {
    is_json(b"[18446744073709551615, -9223372036854775808]", None, &json!([u64::MAX, i64::MIN]), &[]);
    is_json(b"[18446744073709551616]", None, &json!([18_446_744_073_709_551_616.0]), &[NumberRounded]);
    is_json(
        b"{\"a\\\"\": \"123456789012345678901234\", \"12345678901234567890123\": 0.1234567890123456789}",
        None,
        &json!({"a\"": "123456789012345678901234", "12345678901234567890123": 0.123_456_789_012_345_68}),
        &[],
    );
}

#[test]
fn long_texts_are_read() {
    let long = "x".repeat(10_000_000);
    assert_eq!(auto(format!("[\"{long}\"]").as_bytes(), None).value, json!([long]));
}

#[test]
fn lines_are_read() {
    let three = json!([{"a": 1}, [2], {"a": 3}]);
    for bytes in [&b"{\"a\": 1}\n[2]\r\n\n{\"a\": 3}"[..], b"\x1e{\"a\": 1}\n\x1e[2]\n\x1e{\"a\": 3}\n"] {
        for content_type in
            ["application/x-ndjson", "application/jsonl", "application/json-seq", "application/geo+json-seq"]
        {
            check(&auto(bytes, Some(content_type)), Form::Jsonl, &three, &[]);
        }
    }
    check(
        &auto(b"{\"a\": 1}\n{\"a\": 2}", Some("application/json")),
        Form::Jsonl,
        &json!([{"a": 1}, {"a": 2}]),
        &[],
    );
    check(&auto(b"1\n2", Some("application/x-ndjson")), Form::Jsonl, &json!([1, 2]), &[]);
    check(
        &auto(b"{\"a\": 1}\n{\"a\": 2", Some("application/x-ndjson")),
        Form::Text,
        &"{\"a\": 1}\n{\"a\": 2".into(),
        &[NotAsDeclared],
    );
    not(ResponseForm::Jsonl, b"{\"a\": 1}\n\n  {\"a\": x}\n3", ("3", "9", "18"), "expected value");
    let decoded = auto(b"1\n{\"a\": 1, \"a\": 2}\n", Some("application/x-ndjson"));
    assert_eq!(decoded.notes[0].code, MemberTwice);
}

/// What would take far more memory than its text is text, or a failure for whoever asks for JSON.
#[test]
fn a_value_takes_no_more_memory_than_its_text_allows() {
    let many = |item: &str, count: usize| format!("[{}0]", format!("{item},").repeat(count));
    for (text, is_read) in [
        (many(r#"{"id":1,"name":"abc","paid":true}"#, 60_000), true),
        (many("0", 200_000), true),
        (many(r#"{"":0}"#, 30_000), true),
        (many(r#"{"":0}"#, 200_000), false),
        (many(r#"{"":0}"#, 100_000).replace("},{", "}\n{").replace(['[', ']'], "").replace(",0", ""), false),
    ] {
        let read = decode(text.as_bytes(), None, ResponseForm::Auto).unwrap();
        assert_eq!(read.form != Form::Text, is_read, "{}", &text[..40]);
    }
    let text = many(r#"{"":0}"#, 200_000);
    let failure = decode(text.as_bytes(), None, ResponseForm::Json).unwrap_err();
    assert!(failure.arguments()["reason"].contains("memory"), "{failure:?}");
}
