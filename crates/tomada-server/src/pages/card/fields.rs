//! The card's fields on one side, the input of the webhook's `call` on the other.
//!
//! Rule: what was filled from an input gives that input again, and nothing that was written is lost by reading it.

#[cfg(test)]
mod tests;

use serde_json::{Map, Value, json};

use super::rows::{self, close_gaps, complete, has_value, in_rows, named};
use super::{body, mapping, paging};
use crate::pages::common::Words;
use crate::pages::form::{Choice, Member, Posted, Shape, Wrong, rows as count};

/// How the body of an answer is taken.
const FORMS: [&str; 9] = ["auto", "json", "xml", "csv", "jsonl", "form", "html", "text", "base64"];
/// The section whose members stand in the input under their own names, not under the section's.
pub(super) const RELIABILITY: &str = "reliability";

/// A short text, called as the catalogue calls `message`.
pub(super) fn member(name: &str, message: &str, w: Words) -> Member {
    let message = format!("page-card-{}", message.replace('_', "-"));
    Member::new(name, w.t(&message), w.help(&message), false, Shape::TEXT)
}

pub(super) fn text(name: &str, w: Words) -> Member {
    member(name, name, w)
}

/// A text of several lines.
pub(super) fn long(name: &str, w: Words) -> Member {
    of(Shape::Text { is_secret: false, is_long: true }, text(name, w))
}

pub(super) fn choice(name: &str, values: &[&str], w: Words) -> Member {
    let message = format!("page-card-{name}");
    let choice =
        |value: &&str| Choice { value: json!(value), title: w.one(&message, &value.replace('_', "-")) };
    of(Shape::Choice(values.iter().map(choice).collect()), text(name, w))
}

pub(super) fn of(shape: Shape, member: Member) -> Member {
    Member { shape, ..member }
}

/// What is made of the answer.
pub(super) fn response(w: Words) -> Vec<Member> {
    let [many, one] = mapping::members(w);
    let csv = vec![text("delimiter", w), of(Shape::Switch, text("header", w))];
    let xml = vec![
        of(Shape::Rows(Box::new(Shape::TEXT)), text("lists", w)),
        of(Shape::Pairs(Box::new(Shape::TEXT)), text("namespaces", w)),
    ];
    vec![
        many,
        one,
        choice("as", &FORMS, w),
        text("charset", w),
        of(Shape::Object(csv), text("csv", w)),
        of(Shape::Object(xml), member("xml", "xml-options", w)),
    ]
}

/// What happens when things go slowly or wrong.
pub(super) fn reliability(w: Words) -> Vec<Member> {
    let number = |name: &str| of(Shape::Integer, text(name, w));
    let switch = |name: &str| of(Shape::Switch, text(name, w));
    vec![
        number("timeout_ms"),
        number("retries"),
        number("redirects"),
        switch("repeatable"),
        text("idempotency_key", w),
        number("body_max_bytes"),
        switch("fail_on_status"),
    ]
}

/// The input of `call`. The rows are numbered anew first.
pub(super) fn input(posted: &mut Posted, wrong: &mut Vec<Wrong>, w: Words) -> Value {
    close_gaps(posted);
    let mut input = Map::new();
    input.insert("method".to_owned(), json!(rows::text(posted, "method").unwrap_or("GET")));
    match rows::text(posted, "url") {
        Some(url) => drop(input.insert("url".to_owned(), json!(url))),
        None => wrong.push(Wrong { at: "/url".to_owned(), message: "page-form-needed" }),
    }
    let found = [
        ("query", pairs(posted, "/query", wrong, w)),
        ("headers", pairs(posted, "/headers", wrong, w)),
        ("body", body::read(posted, wrong, w)),
        ("context", context(posted, wrong)),
        ("response", taking(posted, wrong, w)),
        ("pages", paging::read(posted, wrong, w)),
    ];
    input.extend(found.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))));
    let reliability = Shape::Object(reliability(w)).read(posted, "/reliability", false, wrong);
    if let Some(Value::Object(members)) = reliability {
        input.extend(members);
    }
    Value::Object(input)
}

fn pairs(posted: &Posted, at: &str, wrong: &mut Vec<Wrong>, w: Words) -> Option<Value> {
    let mut rows = named(w).read(posted, at, false, wrong)?;
    complete(&mut rows, at, wrong);
    Some(rows)
}

/// The variables that have a value: one without is told by the template that needs it.
fn context(posted: &Posted, wrong: &mut Vec<Wrong>) -> Option<Value> {
    let mut given = posted.clone();
    for row in 0..count(posted, "/context") {
        let row = format!("/context/{row}");
        if !has_value(posted, &row) {
            given.remove(&format!("{row}/name"));
        }
    }
    Shape::Pairs(Box::new(Shape::Any)).read(&given, "/context", false, wrong)
}

fn taking(posted: &Posted, wrong: &mut Vec<Wrong>, w: Words) -> Option<Value> {
    let mut taking = Shape::Object(response(w)).read(posted, "/response", false, wrong)?;
    if let Some(members) = taking.as_object_mut() {
        mapping::pack(members, wrong);
    }
    Some(taking)
}

/// Fills the fields from the input of `call`.
pub(super) fn fill(call: &Value, posted: &mut Posted, w: Words) {
    for name in ["method", "url"] {
        if let Some(text) = call[name].as_str() {
            posted.insert(name.to_owned(), text.to_owned());
        }
    }
    for name in ["query", "headers"] {
        let mut value = call[name].clone();
        in_rows(&mut value);
        write(&named(w), &value, name, posted);
    }
    body::write(&call["body"], posted, w);
    paging::write(&call["pages"], posted, w);
    write(&Shape::Pairs(Box::new(Shape::Any)), &call["context"], "context", posted);
    let mut taking = call["response"].clone();
    mapping::unpack(&mut taking);
    write(&Shape::Object(response(w)), &taking, "response", posted);
    let members = reliability(w);
    let given = members.iter().filter_map(|member| {
        let value = call.get(&member.name)?;
        Some((member.name.clone(), value.clone()))
    });
    let given = Value::Object(given.filter(|(_, value)| !value.is_null()).collect());
    write(&Shape::Object(members), &given, RELIABILITY, posted);
}

fn write(shape: &Shape, value: &Value, name: &str, posted: &mut Posted) {
    let is_empty = match value {
        Value::Object(members) => members.is_empty(),
        Value::Array(items) => items.is_empty(),
        _ => value.is_null(),
    };
    if !is_empty {
        shape.write(value, &format!("/{name}"), false, posted);
    }
}
