//! Methods and header fields: tokens, one line each, repeated names, order kept.

use tomada_rest::{BodyTemplate, Fields, RequestTemplate};

use crate::world::{fields, get, refused, render, with_json};

fn with_headers(headers: &str) -> RequestTemplate {
    RequestTemplate { headers: fields(headers), ..get() }
}

#[track_caller]
fn check(headers: &str, expected: &[(&str, &str)]) {
    let request = render(&with_headers(headers)).unwrap();
    assert_eq!(request.headers.iter().collect::<Vec<_>>(), expected);
}

#[test]
fn header_fields_keep_their_order_and_repeat() {
    check(
        r#"{"X-B": "{{ context.id }}", "X-A": ["1", 2, true], "x-c": "{{ context.tags }}", "x-d": "{{ context.nothing }}"}"#,
        &[("X-B", "7"), ("X-A", "1"), ("X-A", "2"), ("X-A", "true"), ("x-c", "a b"), ("x-c", "c&d")],
    );
    check(r#"{"x-{{ context.id }}": "a\tb é"}"#, &[("x-7", "a\tb é")]);
    check(
        r#"[{"name": "x-a", "value": 1}, {"name": "x-b", "value": "2"}, {"name": "x-a", "value": ["3", "{{ context.tags }}"]}]"#,
        &[("x-a", "1"), ("x-b", "2"), ("x-a", "3"), ("x-a", "[\"a b\",\"c&d\"]")],
    );
}

#[test]
fn a_value_cannot_end_its_line() {
    for name in ["break", "nul"] {
        refused(
            &with_headers(&format!(r#"{{"x-a": "{{{{ context.{name} }}}}"}}"#)),
            "header-control",
            "/headers/x-a",
        );
        refused(
            &with_headers(&format!(r#"{{"x-a": ["1", "{{{{ context.{name} }}}}"]}}"#)),
            "header-control",
            "/headers/x-a/1",
        );
        refused(
            &with_headers(&format!(r#"{{"{{{{ context.{name} }}}}": "x"}}"#)),
            "header-not-token",
            &format!("/headers/{{{{ context.{name} }}}}"),
        );
    }
    refused(&with_headers(r#"{"x-a": "a\nb"}"#), "header-control", "/headers/x-a");
    refused(&with_headers(r#"{"x-a": "a\u0085b"}"#), "header-control", "/headers/x-a");
    refused(&with_headers(r#"{"x a": "b"}"#), "header-not-token", "/headers/x a");
    refused(&with_headers(r#"{"": "b"}"#), "header-not-token", "/headers/");
    refused(&with_headers(r#"{"a/b~": "b"}"#), "header-not-token", "/headers/a~1b~0");
    let listed = r#"[{"name": "x-a", "value": "1"}, {"name": "x-b", "value": ["{{ context.nul }}"]}]"#;
    refused(&with_headers(listed), "header-control", "/headers/1/value/0");
    refused(
        &with_headers(r#"[{"name": "{{ context.no }}", "value": "1"}]"#),
        "template-undefined",
        "/headers/0/name",
    );
}

#[test]
fn a_method_is_any_token() {
    #[track_caller]
    fn check(method: &str, expected: &str) {
        let template = RequestTemplate { method: method.into(), ..get() };
        assert_eq!(render(&template).unwrap().method, expected);
    }
    check("get", "GET");
    check("Purge", "Purge");
    check("{% if context.id %}put{% endif %}", "PUT");
    for method in ["", "G ET", "GÉT", "{{ context.break }}", "a/b"] {
        refused(&RequestTemplate { method: method.into(), ..get() }, "header-not-token", "/method");
    }
}

#[test]
fn a_content_type_among_the_headers_wins() {
    let template = RequestTemplate {
        headers: fields(r#"{"Content-Type": "application/vnd.x+json"}"#),
        ..with_json(serde_json::json!({}))
    };
    let request = render(&template).unwrap();
    assert_eq!(request.headers.get_all("content-type").collect::<Vec<_>>(), ["application/vnd.x+json"]);
}

#[test]
fn fields_that_are_none_are_refused_when_they_are_read() {
    for json in [
        r#"{"a": 1, "a": 2}"#,
        r#"{"a": {}}"#,
        r#"{"a": null}"#,
        r#"{"a": [["b"]]}"#,
        r#"[{"name": "a"}]"#,
        r#"[{"name": "a", "value": "b", "x": 1}]"#,
        "1",
    ] {
        assert!(serde_json::from_str::<Fields>(json).is_err(), "read {json}");
    }
    assert!(serde_json::from_str::<BodyTemplate>(r#"{"kind": "text", "text": "", "json": 1}"#).is_err());
}

#[test]
fn an_idempotency_key_is_one_line_and_not_empty() {
    let with_key = |key: &str| RequestTemplate { idempotency_key: Some(key.into()), ..get() };
    assert_eq!(render(&with_key("k-{{ context.id }}")).unwrap().idempotency_key.as_deref(), Some("k-7"));
    refused(&with_key("{{ context.break }}"), "header-control", "/idempotency_key");
    refused(&with_key(" {{ context.empty }}"), "idempotency-key-empty", "/idempotency_key");
}
