//! The card's fields: sections of a form on one side, the input of the webhook's `call` on the other.

use serde_json::{Map, Value, json};

use crate::pages::common::{Words, drawn};
use crate::pages::form::{Choice, Form, Member, Posted, Shape, Wrong, rows};

/// How the body of an answer is taken.
const FORMS: [&str; 9] = ["auto", "json", "xml", "csv", "jsonl", "form", "html", "text", "base64"];
/// What a body can be.
const BODIES: [&str; 6] = ["none", "json", "form", "xml", "text", "base64"];
/// The sections whose members stand in the input under their own names, not under the section's.
const RELIABILITY: &str = "reliability";

/// One tab.
pub(super) struct Section {
    pub(super) id: &'static str,
    pub(super) title: String,
    pub(super) count: usize,
    pub(super) form: Form,
}

fn text(id: &str, w: Words, is_long: bool) -> Member {
    let message = format!("page-card-{}", id.replace('_', "-"));
    Member::new(id, w.t(&message), w.help(&message), false, Shape::Text { is_secret: false, is_long })
}

fn choice(id: &str, w: Words, values: &[&str]) -> Member {
    let choices = values.iter().map(|value| Choice { value: json!(value), title: (*value).to_owned() });
    Member { shape: Shape::Choice(choices.collect()), ..text(id, w, false) }
}

fn of(shape: Shape, member: Member) -> Member {
    Member { shape, ..member }
}

/// Rows of a name and a value; a name may stand twice.
fn named(w: Words) -> Shape {
    let name = Member::new("name", w.t("page-form-name"), String::new(), true, Shape::TEXT);
    let value = Member::new("value", w.t("page-form-value"), String::new(), false, Shape::TEXT);
    Shape::Rows(Box::new(Shape::Object(vec![name, value])))
}

fn shapes(w: Words) -> [(&'static str, Shape); 6] {
    let body = vec![
        choice("kind", w, &BODIES),
        of(Shape::Raw, text("json", w, true)),
        of(named(w), text("form", w, false)),
        text("text", w, true),
        text("xml", w, true),
        text("base64", w, true),
        text("content_type", w, false),
    ];
    let response = vec![choice("as", w, &FORMS), text("map", w, false)];
    let reliability = vec![
        of(Shape::Integer, text("timeout_ms", w, false)),
        of(Shape::Integer, text("retries", w, false)),
        of(Shape::Integer, text("redirects", w, false)),
        of(Shape::Switch, text("repeatable", w, false)),
        text("idempotency_key", w, false),
        of(Shape::Integer, text("body_max_bytes", w, false)),
        of(Shape::Switch, text("fail_on_status", w, false)),
    ];
    [
        ("query", named(w)),
        ("headers", named(w)),
        ("body", Shape::Object(body)),
        ("context", Shape::Pairs(Box::new(Shape::Any))),
        ("response", Shape::Object(response)),
        (RELIABILITY, Shape::Object(reliability)),
    ]
}

/// The tabs.
pub(super) fn sections(posted: &Posted, errors: &[(String, String)], w: Words) -> Vec<Section> {
    let section = |(id, shape): (&'static str, Shape)| {
        let at = format!("/{id}");
        let title = w.one("page-card-tab", id);
        Section { id, title, count: rows(posted, &at), form: drawn(&shape, &at, posted, errors, w) }
    };
    shapes(w).into_iter().map(section).collect()
}

/// The input of `call`.
pub(super) fn input(posted: &Posted, wrong: &mut Vec<Wrong>, w: Words) -> Value {
    let given =
        |name: &str| posted.get(name).map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
    let mut input = Map::new();
    input.insert("method".to_owned(), json!(given("method").unwrap_or_else(|| "GET".to_owned())));
    match given("url") {
        Some(url) => drop(input.insert("url".to_owned(), json!(url))),
        None => wrong.push(Wrong { at: "/url".to_owned(), message: "page-form-needed" }),
    }
    for (id, shape) in shapes(w) {
        let Some(mut value) = shape.read(posted, &format!("/{id}"), false, wrong) else { continue };
        match id {
            "query" | "headers" => complete(&mut value),
            "body" => value = body(&value),
            RELIABILITY => {
                input.extend(value.as_object().cloned().unwrap_or_default());
                continue;
            }
            _ => {}
        }
        input.insert(id.to_owned(), value);
    }
    Value::Object(input)
}

/// A row whose value is empty has an empty text.
fn complete(rows: &mut Value) {
    for row in rows.as_array_mut().into_iter().flatten().filter_map(Value::as_object_mut) {
        row.entry("value").or_insert_with(|| json!(""));
    }
}

/// Of all the bodies that were written the one of the chosen kind.
fn body(written: &Value) -> Value {
    let kind = written["kind"].as_str().unwrap_or("none");
    let mut body = json!({ "kind": kind });
    if kind == "none" {
        return body;
    }
    let mut content = match (written.get(kind), kind) {
        (Some(content), _) => content.clone(),
        (None, "json") => Value::Null,
        (None, "form") => json!([]),
        (None, _) => json!(""),
    };
    if kind == "form" {
        complete(&mut content);
    }
    body[kind] = content;
    if let (Some(content_type), "xml" | "text" | "base64") = (written.get("content_type"), kind) {
        body["content_type"] = content_type.clone();
    }
    body
}

/// Fills the fields from the input of `call`.
pub(super) fn fill(call: &Value, posted: &mut Posted, w: Words) {
    for name in ["method", "url"] {
        if let Some(text) = call[name].as_str() {
            posted.insert(name.to_owned(), text.to_owned());
        }
    }
    for (id, shape) in shapes(w) {
        let mut value = if id == RELIABILITY { reliability(call, &shape) } else { call[id].clone() };
        if let "query" | "headers" = id {
            in_rows(&mut value);
        }
        if let (true, Some(form)) = (id == "body", value.get_mut("form")) {
            in_rows(form);
        }
        let is_empty = value.is_null() || value.as_object().is_some_and(Map::is_empty);
        if !is_empty && value != json!([]) {
            shape.write(&value, &format!("/{id}"), false, posted);
        }
    }
}

fn reliability(call: &Value, shape: &Shape) -> Value {
    let Shape::Object(members) = shape else { return Value::Null };
    let given =
        members.iter().filter_map(|member| Some((member.name.clone(), call.get(&member.name)?.clone())));
    Value::Object(given.filter(|(_, value)| !value.is_null()).collect())
}

/// Names and values in either of their forms as rows.
fn in_rows(value: &mut Value) {
    let Some(members) = value.as_object() else { return };
    let mut found = Vec::new();
    for (name, value) in members {
        let values = value.as_array().cloned().unwrap_or_else(|| vec![value.clone()]);
        found.extend(values.into_iter().map(|value| json!({ "name": name, "value": value })));
    }
    *value = Value::Array(found);
}

#[cfg(test)]
mod tests {
    use tomada_core::Locale;

    use super::*;

    #[test]
    fn a_call_comes_out_of_the_card_as_it_was_filled_in() {
        let w = Words(Locale::En);
        for body in [
            json!({"kind": "json", "json": {"a": "{{ context.x }}", "b": [1, null]}}),
            json!({"kind": "form", "form": [{"name": "a", "value": "1"}, {"name": "a", "value": "2"}]}),
            json!({"kind": "xml", "xml": "<a/>", "content_type": "text/xml"}),
            json!({"kind": "text", "text": "line\nline"}),
        ] {
            let call = json!({
                "method": "PUT", "url": "/orders/{{ context.id }}",
                "query": [{"name": "q", "value": "a"}, {"name": "q", "value": "b"}],
                "headers": [{"name": "Accept", "value": "*/*"}],
                "body": body, "context": {"id": 7, "x": "7"},
                "response": {"as": "json", "map": "items[].name"},
                "retries": 1, "repeatable": true
            });
            let (mut posted, mut wrong) = (Posted::new(), Vec::new());
            fill(&call, &mut posted, w);
            assert_eq!(input(&posted, &mut wrong, w), call);
            assert_eq!(wrong, Vec::new());
        }
    }

    #[test]
    fn another_method_or_kind_leaves_every_body_where_it_was() {
        let w = Words(Locale::En);
        let mut posted = Posted::new();
        fill(
            &json!({"method": "POST", "url": "/", "body": {"kind": "text", "text": "mine"}}),
            &mut posted,
            w,
        );
        posted.insert("method".to_owned(), "GET".to_owned());
        posted.insert("/body/kind".to_owned(), "json".to_owned());
        assert_eq!(input(&posted, &mut Vec::new(), w)["body"], json!({"kind": "json", "json": null}));
        posted.insert("/body/kind".to_owned(), "text".to_owned());
        assert_eq!(input(&posted, &mut Vec::new(), w)["body"], json!({"kind": "text", "text": "mine"}));
    }
}
