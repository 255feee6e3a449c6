//! Bodies: values keep to their place, and a JSON text that is one expression keeps its type.

use serde_json::{Value, json};
use tomada_rest::{BodyTemplate, RequestTemplate};

use crate::world::{body, context, fields, get, refused, render, with_json, with_text};

#[track_caller]
#[allow(clippy::needless_pass_by_value, reason = "rows are values")]
fn check(template: Value, expected: Value) {
    let sent: Value = serde_json::from_str(&body(&with_json(template))).unwrap();
    assert_eq!(sent, expected);
}

#[test]
fn one_expression_alone_keeps_its_type() {
    let context = context();
    check(json!("{{ context.order }}"), context["order"].clone());
    check(json!({"a": ["{{ context.id }}", "{{ context.nothing }}"]}), json!({"a": [7, null]}));
    check(
        json!(["{{ context.id > 5 }}", "{{ context.id / 2 }}", "{{- context.tags -}}"]),
        json!([true, 3.5, ["a b", "c&d"]]),
    );
    check(json!("{{ {'x': context.id, 'y': [context.empty]} }}"), json!({"x": 7, "y": [""]}));
    check(json!("{{ context.order | length }}"), json!(3));
    check(json!("{{ '}} {{' }}"), json!("}} {{"));
}

#[test]
fn anything_else_is_text() {
    check(json!(" {{ context.id }}"), json!(" 7"));
    check(json!("{{ context.id }}{{ context.id }}"), json!("77"));
    check(json!("{{ context.name }}!"), json!("Ana \"Bia\" & Zoë/?#!"));
    check(json!("{{ context.break }}{{ context.nul }}"), json!("a\r\nx-evil: 1a\u{0}b"));
    check(json!("x{{ context.order }}"), json!("x{\"lines\":[1,2.5],\"note\":null,\"paid\":true}"));
    check(json!("x{{ context.html }}"), json!("x<b>'&'</b>"));
    check(
        json!(["{# nothing #}", "{% raw %}{{ x }}{% endraw %}", "}}", 1.5, null, false]),
        json!(["", "{{ x }}", "}}", 1.5, null, false]),
    );
    check(json!({"a{{ context.id }}": {"b": "x{{ context.id }}"}}), json!({"a7": {"b": "x7"}}));
}

#[test]
fn members_never_fall_together() {
    refused(&with_json(json!({"a": 1, "{{ 'a' }}": 2})), "template-member-twice", "/body/json/{{ 'a' }}");
}

#[test]
fn a_place_is_named_as_a_pointer() {
    let at = "/body/json/a~1b/0/c~0d";
    refused(&with_json(json!({"a/b": [{"c~d": "{{ context.no }}"}]})), "template-undefined", at);
}

#[test]
fn text_takes_values_as_they_are() {
    assert_eq!(body(&with_text("<n>{{ context.html }}</n>")), "<n><b>'&'</b></n>");
    assert_eq!(
        body(&with_text("{{ context.order | tojson }}")),
        "{\"lines\": [1, 2.5], \"note\": null, \"paid\": true}"
    );
    assert_eq!(body(&with_text("{{ context.name | urlencode }}")), "Ana%20%22Bia%22%20%26%20Zo%C3%AB/%3F%23");
}

#[test]
fn a_form_repeats_names() {
    let form = fields(r#"{"b": "{{ context.name }}", "a": "{{ context.tags }}", "c": ["x=1", "&"]}"#);
    let template = RequestTemplate { body: BodyTemplate::Form { form }, ..get() };
    let expected = "b=Ana%20%22Bia%22%20%26%20Zo%C3%AB%2F%3F%23&a=a%20b&a=c%26d&c=x%3D1&c=%26";
    assert_eq!(body(&template), expected);
    let request = render(&template).unwrap();
    assert_eq!(request.headers.get("content-type"), Some("application/x-www-form-urlencoded"));
}

#[test]
fn each_kind_says_what_it_is() {
    #[track_caller]
    fn check(written: &str, content_type: Option<&str>, body: &str) {
        let template = RequestTemplate { body: serde_json::from_str(written).unwrap(), ..get() };
        let request = render(&template).unwrap();
        assert_eq!(
            (request.headers.get("content-type"), request.body.as_slice()),
            (content_type, body.as_bytes())
        );
    }
    check(r#"{"kind": "none"}"#, None, "");
    check(r#"{"kind": "json", "json": null}"#, Some("application/json"), "null");
    check(r#"{"kind": "text", "text": "é"}"#, Some("text/plain; charset=utf-8"), "é");
    check(
        r#"{"kind": "text", "text": "<a/>", "content_type": "application/xml"}"#,
        Some("application/xml"),
        "<a/>",
    );
    check(r#"{"kind": "form", "form": {}}"#, Some("application/x-www-form-urlencoded"), "");
}

#[test]
fn a_content_type_is_one_line() {
    let body = BodyTemplate::Text { text: String::new(), content_type: "{{ context.break }}".into() };
    refused(&RequestTemplate { body, ..get() }, "header-control", "/body/content_type");
}
