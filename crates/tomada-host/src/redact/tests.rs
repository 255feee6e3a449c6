//! Secrets in every disguise, masked; everything else left as it is.
#![allow(clippy::needless_pass_by_value, reason = "rows are written as values")]

use serde_json::{Value, json};
use tomada_core::{Failure, Json, Kind};

use super::Redactor;
use crate::Secret;

const SECRET: &str = "s3cr3t/+key é\"x";

fn redactor(secrets: &[&str]) -> Redactor {
    let secrets = secrets.iter().map(|secret| Secret::new(*secret)).collect::<Vec<_>>();
    Redactor::new(&secrets)
}

#[track_caller]
fn check(text: &str, expected: &str) {
    assert_eq!(redactor(&[SECRET]).mask_str(text), expected);
}

#[test]
fn a_secret_is_masked_in_every_disguise() {
    for disguise in [
        SECRET,
        "S3CR3T/+KEY é\"X",
        "733363723374 2f2b6b657920c3a92278".replace(' ', "").as_str(),
        "733363723374 2F2B6B657920C3A92278".replace(' ', "").as_str(),
        "s3cr3t%2F%2Bkey%20%C3%A9%22x",
        "s3cr3t%2f%2bkey%20%c3%a9%22x",
        "s3cr3t%2F%2Bkey+%C3%A9%22x",
        "s3cr3t/+key%20%C3%A9%22x",
        "s3cr3t/+key é\\\"x",
        "s3cr3t\\/+key é\\\"x",
        "s3cr3t/+key \\u00e9\\\"x",
        "s3cr3t/+key \\u00E9\\\"x",
        "s3cr3t/+key é\\\\\\\"x",
    ] {
        check(&format!("before {disguise} after"), "before *** after");
    }
}

#[test]
fn a_secret_is_masked_wherever_it_stands_in_base64() {
    use base64::Engine as _;
    use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};

    let redactor = redactor(&["a-long-enough-secret"]);
    for before in ["", "u", "us", "use", "user:"] {
        for after in ["", "!", "!!", "!!!"] {
            let text = format!("{before}a-long-enough-secret{after}");
            for encoded in [STANDARD.encode(&text), URL_SAFE_NO_PAD.encode(&text)] {
                let masked = redactor.mask_str(&encoded).into_owned();
                assert!(masked.contains("***"), "{encoded}");
                // What is left of it at the edges is mixed with its neighbours: a letter at each end.
                assert!(masked.len() < encoded.len() - 20, "{encoded} became {masked}");
            }
        }
    }
}

#[test]
fn what_is_no_secret_stays() {
    for text in ["", "s3cr3t", "s3cr3t/+key", "\u{0}\u{7f}", "é"] {
        check(text, text);
    }
    assert_eq!(redactor(&["short", ""]).mask_str("short"), "short");
    assert!(redactor(&["short"]).is_empty());
}

#[test]
fn secrets_that_touch_or_hold_each_other_leave_nothing() {
    let redactor = redactor(&["password", "password-of-ana", "ana-and-more"]);
    assert_eq!(redactor.mask_str("my password-of-ana-and-more!"), "my ***!");
    assert_eq!(redactor.mask_str("passwordpassword password"), "*** ***");
}

#[test]
fn bytes_that_are_no_text_are_masked() {
    let redactor = Redactor::new(&[Secret::new(b"\xff\xfe\xfd\xfc\xfb\xfa".to_vec())]);
    assert_eq!(redactor.mask_bytes(b"a\xff\xfe\xfd\xfc\xfb\xfab").as_ref(), b"a***b");
}

#[test]
fn json_stays_json() {
    #[track_caller]
    fn check(secret: &str, text: &str, expected: Value) {
        let masked = redactor(&[secret]).mask_json(&Json::parse(text.as_bytes().to_vec()).unwrap());
        assert_eq!(masked.to_value(), expected);
    }
    check("abcdef", r#"{"a": "xabcdefx"}"#, json!({"a": "x***x"}));
    check("abcdef", r#"{"abcdef": [1]}"#, json!({"***": [1]}));
    check("abcdef", r#"{"a": "\u0061bcd\u0065f"}"#, json!({"a": "***"}));
    check("123456", r#"{"a": 91234567, "b": 12}"#, json!({"a": "9***7", "b": 12}));
    check("b\": [1", r#"{"a": 1, "b": [1]}"#, json!({"a": 1, "b": [1]}));
    check("b\": [1", r#"{"a": "b\": [1"}"#, json!({"a": "***"}));
}

#[test]
fn every_part_of_a_failure_is_masked() {
    let failure = Failure::coded(Kind::Rejected, "some-code")
        .with_message("no abcdef")
        .with_argument("reason", "abcdef!")
        .with_hint("try abcdef")
        .with_detail("sent ABCDEF")
        .with_at("/abcdef")
        .with_retry_after_ms(5);
    let expected = Failure::coded(Kind::Rejected, "some-code")
        .with_message("no ***")
        .with_argument("reason", "***!")
        .with_hint("try ***")
        .with_detail("sent ***")
        .with_at("/***")
        .with_retry_after_ms(5);
    assert_eq!(redactor(&["abcdef"]).mask_failure(failure), expected);
}
