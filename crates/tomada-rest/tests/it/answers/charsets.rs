//! Which character set an answer is in.

use serde_json::{Value, json};
use tomada_core::Kind;
use tomada_rest::NoteCode::{CharsetGuessed, CharsetUnknown, TextReplaced};
use tomada_rest::{Form, NoteCode, ResponseForm, decode};

use super::{auto, codes, options};

#[track_caller]
fn check(bytes: &[u8], content_type: &str, charset: &str, expected: &str, notes: &[NoteCode]) {
    let decoded = auto(bytes, Some(content_type));
    let found = (decoded.charset, decoded.value.as_str(), codes(&decoded));
    assert_eq!(found, (Some(charset), Some(expected), notes.to_vec()));
}

fn utf_16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(bytes).collect()
}

#[test]
fn a_name_counts_if_it_is_known() {
    check(b"caf\xe9", "text/plain; charset=ISO-8859-1", "windows-1252", "café", &[]);
    check(b"caf\xe9", "text/plain;x=y; Charset=\"latin1\"", "windows-1252", "café", &[]);
    check(b"\x83\x65\x83\x58\x83\x67", "text/plain; charset=shift_jis", "Shift_JIS", "テスト", &[]);
    check(b"\xa4\xa4", "text/plain; charset=gbk", "GBK", "い", &[]);
    check("café".as_bytes(), "text/plain; charset=klingon", "UTF-8", "café", &[CharsetUnknown]);
    check("café".as_bytes(), "text/plain; charset=", "UTF-8", "café", &[]);
    check(b"caf\xe9s", "text/plain; charset=utf-8", "UTF-8", "caf\u{fffd}s", &[TextReplaced]);
    check(b"cafe", "text/plain; charset=utf-16", "UTF-8", "cafe", &[]);
}

#[test]
fn a_mark_counts_more_than_a_name() {
    check(b"\xef\xbb\xbfcaf\xc3\xa9", "text/plain; charset=latin1", "UTF-8", "café", &[]);
    let little = [&b"\xff\xfe"[..], &utf_16("café 😀", u16::to_le_bytes)].concat();
    check(&little, "text/plain; charset=utf-8", "UTF-16LE", "café 😀", &[]);
    let big = [&b"\xfe\xff"[..], &utf_16("café 😀", u16::to_be_bytes)].concat();
    check(&big, "application/octet-stream", "UTF-16BE", "café 😀", &[]);
    check(&[&big[..], b"x"].concat(), "text/plain", "UTF-16BE", "café 😀\u{fffd}", &[TextReplaced]);
}

#[test]
fn where_nothing_is_named_it_is_utf_8_or_windows_1252() {
    check("café".as_bytes(), "text/plain", "UTF-8", "café", &[]);
    check(b"caf\xe9 \x80", "text/plain", "windows-1252", "café €", &[CharsetGuessed]);
    check("é".repeat(3).into_bytes().as_slice(), "text/plain", "UTF-8", "ééé", &[]);
    check(b"\xc3\xa9\xc3\xa9\xc3\xa9 \xe9", "text/plain", "UTF-8", "ééé \u{fffd}", &[TextReplaced]);
    let decoded = auto(b"{\"a\": \"caf\xe9\"}", None);
    assert_eq!((decoded.value, decoded.charset), (json!({"a": "café"}), Some("windows-1252")));
}

#[test]
fn json_in_utf_16_needs_no_mark() {
    for bytes in [utf_16("{\"é\": 1}", u16::to_le_bytes), utf_16("{\"é\": 1}", u16::to_be_bytes)] {
        assert_eq!(auto(&bytes, Some("application/json")).value, json!({"é": 1}));
        assert_eq!(auto(&bytes, Some("application/json; charset=utf-16")).value, json!({"é": 1}));
    }
}

#[test]
fn a_builder_may_know_better() {
    let read = |charset: Value, bytes: &[u8]| {
        let reader = options(json!({"as": "text", "charset": charset})).prepare().unwrap();
        reader.decode(bytes, Some("text/plain; charset=utf-8")).unwrap()
    };
    assert_eq!(read(json!("latin1"), b"caf\xe9").value, "café");
    assert_eq!(read(json!(null), b"caf\xe9").value, "caf\u{fffd}");
    assert_eq!(read(json!("latin1"), b"\xef\xbb\xbfcaf\xc3\xa9").value, "café");
    let failure = options(json!({"charset": "klingon"})).prepare().unwrap_err();
    assert_eq!((failure.kind(), failure.code()), (Kind::InvalidInput, Some("response-charset-unknown")));
    assert_eq!(failure.at(), Some("/response/charset"));
}

#[test]
fn what_is_no_text_is_base64() {
    for content_type in
        [None, Some("application/octet-stream"), Some("image/png"), Some("application/vnd.x+zip")]
    {
        let decoded = auto(b"\x89PNG\r\n\x1a\n\0\xff", content_type);
        assert_eq!((decoded.form, decoded.charset), (Form::Base64, None));
        assert_eq!((decoded.value, decoded.notes), (json!("iVBORw0KGgoA/w=="), vec![]));
    }
    assert_eq!(auto(b"plain", Some("image/png")).value, "cGxhaW4=");
    assert_eq!(auto(b"plain", Some("application/octet-stream")).value, "plain");
    assert_eq!(auto(b"a\0b", Some("text/plain")).value, "a\0b");
    let forced = decode(b"{}", Some("application/json"), ResponseForm::Base64).unwrap();
    assert_eq!((forced.value, forced.form), (json!("e30="), Form::Base64));
    assert_eq!(decode(b"{}", None, ResponseForm::Text).unwrap().value, "{}");
}
