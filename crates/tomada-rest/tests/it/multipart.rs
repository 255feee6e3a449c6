//! Forms part by part, and bodies of bytes.

use serde_json::{Value, json};
use tomada_rest::RequestTemplate;

use crate::world::{get, names, refused, render};

/// What rows have for a boundary.
const BOUNDARY: &str = "part-07070707070707070707070707070707";

#[allow(clippy::needless_pass_by_value, reason = "rows are values")]
fn with_body(body: Value) -> RequestTemplate {
    RequestTemplate { body: serde_json::from_value(body).unwrap(), ..get() }
}

#[track_caller]
#[allow(clippy::needless_pass_by_value, reason = "rows are values")]
fn check(parts: Value, expected: &[(&str, &str)]) {
    let request = render(&with_body(json!({"kind": "multipart", "parts": parts}))).unwrap();
    let content_type = format!("multipart/form-data; boundary={BOUNDARY}");
    assert_eq!(request.headers.get("content-type"), Some(content_type.as_str()));
    let part = |(head, content): &(&str, &str)| {
        format!("--{BOUNDARY}\r\nContent-Disposition: form-data; {head}\r\n\r\n{content}\r\n")
    };
    let expected = expected.iter().map(part).collect::<String>() + &format!("--{BOUNDARY}--\r\n");
    assert_eq!(String::from_utf8_lossy(&request.body), expected);
}

#[test]
fn fields_and_files_stand_one_after_the_other() {
    check(json!([]), &[]);
    check(
        json!([
            {"name": "name", "text": "{{ context.name }}"},
            {"name": "tag", "text": "{{ context.tags }}"},
            {"name": "nothing", "text": "{{ context.nothing }}"},
            {"name": "order", "text": "{{ context.order }}", "content_type": "application/json"},
        ]),
        &[
            ("name=\"name\"", "Ana \"Bia\" & Zoë/?#"),
            ("name=\"tag\"", "a b"),
            ("name=\"tag\"", "c&d"),
            (
                "name=\"order\"\r\nContent-Type: application/json",
                "{\"lines\":[1,2.5],\"note\":null,\"paid\":true}",
            ),
        ],
    );
    check(
        json!([
            {"name": "f", "file_name": "ç {{ context.id }}.csv", "content_type": "text/csv", "text": "a;b"},
            {"name": "g", "file_name": "x", "base64": "aGVs\n{{ 'bG8' }}"},
        ]),
        &[
            ("name=\"f\"; filename=\"ç 7.csv\"\r\nContent-Type: text/csv", "a;b"),
            ("name=\"g\"; filename=\"x\"\r\nContent-Type: application/octet-stream", "hello"),
        ],
    );
}

#[test]
fn nothing_ends_its_name_or_its_line() {
    check(
        json!([{"name": "a\"; x=\"{{ context.break }}", "file_name": "{{ context.break }}\"", "text": ""}]),
        &[(
            "name=\"a%22; x=%22a%0D%0Ax-evil: 1\"; filename=\"a%0D%0Ax-evil: 1%22\"\r\nContent-Type: \
             application/octet-stream",
            "",
        )],
    );
    let part = json!([{"name": "a", "text": "", "content_type": "{{ context.break }}"}]);
    refused(
        &with_body(json!({"kind": "multipart", "parts": part})),
        "header-control",
        "/body/parts/0/content_type",
    );
}

/// Even one who knows what the boundary is made from cannot end a part.
#[test]
fn a_boundary_stands_in_no_part() {
    let evil = format!("x\r\n--{BOUNDARY}--\r\n part-07070707070707070707070707070708");
    let body = json!({"kind": "multipart", "parts": [{"name": "a", "text": "{{ context.evil }}"}]});
    let request = with_body(body).render(None, &names(&json!({ "evil": evil })), [7; 16]).unwrap();
    let boundary = "part-07070707070707070707070707070709";
    let expected = format!(
        "--{boundary}\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n{evil}\r\n--{boundary}--\r\n"
    );
    assert_eq!(String::from_utf8(request.body).unwrap(), expected);
}

#[test]
fn a_part_holds_one_thing() {
    for part in [json!({"name": "a"}), json!({"name": "a", "text": "", "base64": ""})] {
        refused(&with_body(json!({"kind": "multipart", "parts": [part]})), "part-content", "/body/parts/0");
    }
    refused(
        &with_body(json!({"kind": "multipart", "parts": [{"name": "a", "base64": "?"}]})),
        "body-not-base64",
        "/body/parts/0/base64",
    );
}

#[test]
fn bytes_are_sent_as_bytes() {
    #[track_caller]
    fn check(base64: &str, expected: &[u8]) {
        let request = render(&with_body(json!({"kind": "base64", "base64": base64}))).unwrap();
        let found = (request.headers.get("content-type"), request.body.as_slice());
        assert_eq!(found, (Some("application/octet-stream"), expected));
    }
    check("", b"");
    check("AAH/", b"\0\x01\xff");
    check("AA==", b"\0");
    check("AA", b"\0");
    check("{{ 'AA' }}\r\n{{ '==' }}", b"\0");
    for wrong in ["A", "AB=C", "-_==", "é"] {
        refused(&with_body(json!({"kind": "base64", "base64": wrong})), "body-not-base64", "/body/base64");
    }
}
