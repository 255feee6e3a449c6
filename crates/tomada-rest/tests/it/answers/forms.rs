//! Empty answers, and those of forms.

use serde_json::json;
use tomada_rest::{Form, NoteCode, ResponseForm, decode};

use super::{auto, check, not};

#[test]
fn nothing_is_null_whatever_was_asked_for() {
    use ResponseForm::{Auto, Base64, Csv, Form as Pairs, Html, Json, Jsonl, Text, Xml};
    for form in [Auto, Json, Xml, Csv, Jsonl, Pairs, Html, Text, Base64] {
        for content_type in [None, Some("application/json"), Some("image/png")] {
            check(&decode(b"", content_type, form).unwrap(), Form::Empty, &json!(null), &[]);
        }
    }
    check(&auto(b"\xef\xbb\xbf", None), Form::Empty, &json!(null), &[]);
}

#[test]
fn fields_become_an_object() {
    let called = Some("application/x-www-form-urlencoded");
    let expected = json!({"a": ["1", "3"], "b c": "é +", "empty": "", "bare": ""});
    check(&auto(b"a=1&b+c=%C3%A9+%2B&a=3&&empty=&bare\r\n", called), Form::Form, &expected, &[]);
    check(&auto(b"a=1", Some("text/plain")), Form::Text, &json!("a=1"), &[]);
    check(
        &decode(b"a=1", Some("text/plain"), ResponseForm::Form).unwrap(),
        Form::Form,
        &json!({"a": "1"}),
        &[],
    );
    check(&auto(b"a=%ff", called), Form::Form, &json!({"a": "\u{fffd}"}), &[NoteCode::TextReplaced]);
    check(&auto(b"nothing here", called), Form::Text, &json!("nothing here"), &[NoteCode::NotAsDeclared]);
    not(ResponseForm::Form, b"nothing here", ("1", "1", "0"), "there is no");
}
