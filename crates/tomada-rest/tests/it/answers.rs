//! Bytes of answers, good and bad, and what they hold.

use serde_json::Value;
use tomada_core::{Failure, Kind};
use tomada_rest::{Decoded, Form, NoteCode, ResponseForm, ResponseOptions, decode};

mod charsets;
mod forms;
mod json;
mod pages;
mod properties;
mod tables;
mod xml;
mod xml_hostile;

/// Bytes that are taken as what they are.
#[track_caller]
fn auto(bytes: &[u8], content_type: Option<&str>) -> Decoded {
    decode(bytes, content_type, ResponseForm::Auto).unwrap()
}

/// Options as a builder writes them.
#[track_caller]
fn options(json: Value) -> ResponseOptions {
    serde_json::from_value(json).unwrap()
}

fn codes(decoded: &Decoded) -> Vec<NoteCode> {
    decoded.notes.iter().map(|note| note.code).collect()
}

#[track_caller]
fn check(decoded: &Decoded, form: Form, value: &Value, notes: &[NoteCode]) {
    assert_eq!((decoded.form, &decoded.value, codes(decoded)), (form, value, notes.to_vec()));
}

/// An answer that is not what was asked for, at a place.
#[track_caller]
fn not(form: ResponseForm, bytes: &[u8], place: (&str, &str, &str), reason: &str) -> Failure {
    let failure = decode(bytes, None, form).unwrap_err();
    assert_eq!((failure.kind(), failure.code()), (Kind::Rejected, Some("answer-not-of-form")));
    let found = failure.arguments();
    assert_eq!((&*found["line"], &*found["column"], &*found["byte"]), place, "{failure}");
    assert!(found["reason"].contains(reason), "{failure}");
    failure
}
