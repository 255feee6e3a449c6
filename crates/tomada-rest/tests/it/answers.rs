//! Bytes of answers, good and bad, and what they hold.

use serde_json::{Value, json};
use tomada_rest::{Decoded, decode};

#[track_caller]
fn check_json(bytes: &[u8], content_type: Option<&str>, expected: Value, repaired: bool) {
    assert_eq!(decode(bytes, content_type), Decoded { json: Some(expected), text: None, repaired });
}

#[track_caller]
fn check_text(bytes: &[u8], content_type: Option<&str>, expected: &str, repaired: bool) {
    assert_eq!(
        decode(bytes, content_type),
        Decoded { json: None, text: Some(expected.to_owned()), repaired }
    );
}

#[test]
fn json_is_recognised_whatever_it_is_called() {
    for content_type in [
        None,
        Some("application/json; charset=utf-8"),
        Some("text/html"),
        Some("application/xml"),
        Some("nonsense"),
    ] {
        check_json(b" {\"a\": [1]}\n", content_type, json!({"a": [1]}), false);
        check_json(b"[]", content_type, json!([]), false);
    }
    check_json(b"\xef\xbb\xbf{}", None, json!({}), false);
}

#[test]
fn a_lone_scalar_is_json_only_if_called_so() {
    for (text, value) in
        [("42", json!(42)), ("\"x\"", json!("x")), ("null", json!(null)), ("true", json!(true))]
    {
        check_text(text.as_bytes(), Some("text/plain"), text, false);
        check_json(text.as_bytes(), Some("Application/JSON;x=y"), value.clone(), false);
        check_json(text.as_bytes(), Some("application/problem+json"), value, false);
    }
}

#[test]
fn what_is_no_json_stays_text() {
    check_text(b"{", None, "{", false);
    check_text(b"{\"a\": 1} trailing", Some("application/json"), "{\"a\": 1} trailing", false);
    check_text(b"[1e400]", None, "[1e400]", false);
    check_text(b"<a/>", Some("application/json"), "<a/>", false);
    check_text(b"\xef\xbb\xbfa", None, "a", false);
    let deep = "[".repeat(100_000) + &"]".repeat(100_000);
    check_text(deep.as_bytes(), None, &deep, false);
    assert_eq!(decode(b"", Some("application/json")), Decoded::default());
    assert_eq!(decode(b"\xef\xbb\xbf", None), Decoded::default());
}

#[test]
fn what_cannot_be_read_is_replaced_and_said() {
    check_text(b"a\xff\x00b", None, "a\u{fffd}\u{0}b", true);
    check_json(b"{\"a\": \"\xff\"}", None, json!({"a": "\u{fffd}"}), true);
    check_json(b"{\"a\": \"x\x00y\"}", None, json!({"a": "x\u{fffd}y"}), true);
    check_json(b"{\"a\": \"\\ud800\"}", None, json!({"a": "\u{fffd}"}), true);
    check_json(b"{\"a\": \"\\udc00\\ud83d\\ude00\\ud83d\"}", None, json!({"a": "\u{fffd}😀\u{fffd}"}), true);
    check_json(b"{\"a\": \"\\\\ud800 \\ud800\"}", None, json!({"a": "\\ud800 \u{fffd}"}), true);
    check_json(b"{\"a\": \"\\ud800\\u0041\"}", None, json!({"a": "\u{fffd}A"}), true);
    check_json(b"{\"a\": \"\\u0000 \\\\u0000\"}", None, json!({"a": "\u{0} \\u0000"}), false);
}

#[test]
fn half_an_escape_at_the_end_breaks_nothing() {
    for text in
        ["{\"\\", "{\"\\u", "{\"\\ud8", "{\"\\ud800", "{\"\\ud800\\", "{\"\\ud800\\ud", "{\"\\é", "{\"\\uéé"]
    {
        check_text(text.as_bytes(), None, text, false);
    }
}
