//! What is told about where the texts of a request come from.

use serde_json::{Value, json};
use tomada_rest::RequestTemplate;

use crate::world::{context, fields, get, names};

fn trace(template: &RequestTemplate) -> Value {
    let names = names(&context()).traced();
    template.render(None, &names, [7; 16]).unwrap();
    serde_json::to_value(names.take_trace()).unwrap()
}

fn written(text: &str) -> Value {
    json!({"text": text, "bytes": text.len()})
}

fn given(text: &str, from: &str) -> Value {
    json!({"text": text, "bytes": text.len(), "from": from})
}

#[test]
fn each_text_is_told_with_what_gave_it() {
    let template = RequestTemplate {
        url: "https://{{ context.host }}/{{context.name|upper}}{{ context.empty }}/x".into(),
        query: fields(r#"{"tag": "{{ context.tags }}", "n": 1}"#),
        headers: fields(
            r#"[{"name": "X-{{ context.id }}", "value": "a"}, {"name": "X-B", "value": ["b", "{{ context.id }}c"]}]"#,
        ),
        body: serde_json::from_value(
            json!({"kind": "json", "json": {"a": ["{{ context.order.paid }}", "x"]}}),
        )
        .unwrap(),
        idempotency_key: Some("k-{{ context.id }}".into()),
        ..get()
    };
    let expected = json!([
        {"at": "/method", "pieces": [written("GET")]},
        {"at": "/url", "pieces": [
            written("https://"), given("api.example.com", "context.host"), written("/"),
            given("ANA \"BIA\" & ZOË/?#", "context.name|upper"), written("/x"),
        ]},
        {"at": "/query/tag", "pieces": [given("[\"a b\",\"c&d\"]", "context.tags")]},
        {"at": "/headers/0/name", "pieces": [written("X-"), given("7", "context.id")]},
        {"at": "/headers/0/value", "pieces": [written("a")]},
        {"at": "/headers/1/value/0", "pieces": [written("b")]},
        {"at": "/headers/1/value/1", "pieces": [given("7", "context.id"), written("c")]},
        {"at": "/body/json/a/0", "pieces": [given("true", "context.order.paid")]},
        {"at": "/body/json/a/1", "pieces": [written("x")]},
        {"at": "/idempotency_key", "pieces": [written("k-"), given("7", "context.id")]},
    ]);
    assert_eq!(trace(&template), expected);
}

#[test]
fn what_is_long_is_cut_and_said() {
    let template =
        RequestTemplate { url: format!("https://a.example/{{{{ '{}' }}}}", "é".repeat(600)), ..get() };
    let trace = trace(&template);
    let piece = &trace[1]["pieces"][1];
    assert_eq!((&piece["text"], &piece["bytes"]), (&json!("é".repeat(500) + "…"), &json!(1_200)));
}

#[test]
fn nothing_is_noted_unasked() {
    let names = names(&context());
    get().render(None, &names, [7; 16]).unwrap();
    assert_eq!(names.take_trace(), []);
}
