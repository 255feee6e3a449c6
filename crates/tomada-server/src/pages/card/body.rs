//! The body: one of several kinds, each with its own fields. What was written for one kind stays when another is chosen.

use serde_json::{Map, Value, json};

use super::fields::{long, member, of, text};
use super::rows::{self, complete, in_rows, named};
use crate::pages::common::Words;
use crate::pages::form::{Member, Posted, Shape, Wrong};

/// What a body can be.
pub(super) const KINDS: [&str; 7] = ["none", "json", "form", "multipart", "xml", "text", "base64"];
/// Where it is said.
pub(super) const KIND: &str = "/body/kind";

/// The kind that was chosen.
pub(super) fn kind(posted: &Posted) -> &'static str {
    let chosen = rows::text(posted, KIND);
    KINDS.into_iter().find(|kind| chosen == Some(*kind)).unwrap_or("none")
}

/// What a body of a kind is written in, below `/body`.
pub(super) fn members(kind: &str, w: Words) -> Vec<Member> {
    let content_type = |kind: &str| Member { name: format!("{kind}_type"), ..text("content_type", w) };
    match kind {
        "json" => vec![Member { required: true, ..of(Shape::Raw, text("json", w)) }],
        "form" => vec![of(named(w), text("form", w))],
        "multipart" => vec![of(Shape::Rows(Box::new(Shape::Object(part(w)))), text("parts", w))],
        "xml" | "text" | "base64" => vec![long(kind, w), content_type(kind)],
        _ => Vec::new(),
    }
}

fn part(w: Words) -> Vec<Member> {
    let name = Member::new("name", w.t("page-form-name"), String::new(), true, Shape::TEXT);
    let base64 = Member { help: w.help("page-card-part-base64"), ..long("base64", w) };
    vec![name, member("text", "part-text", w), base64, text("file_name", w), text("content_type", w)]
}

/// Of all the bodies that were written the one of the chosen kind; `None` for none.
pub(super) fn read(posted: &Posted, wrong: &mut Vec<Wrong>, w: Words) -> Option<Value> {
    let kind = kind(posted);
    if kind == "none" {
        return None;
    }
    let written = Shape::Object(members(kind, w)).read(posted, "/body", true, wrong)?;
    let name = place(kind);
    let empty = if matches!(kind, "form" | "multipart") { json!([]) } else { json!("") };
    let mut content = written.get(name).cloned().unwrap_or(empty);
    match kind {
        "form" => complete(&mut content, "/body/form", wrong),
        "multipart" => content.as_array_mut().into_iter().flatten().for_each(with_content),
        _ => {}
    }
    let mut body = json!({ "kind": kind, name: content });
    if let Some(content_type) = written.get(format!("{kind}_type")) {
        body["content_type"] = content_type.clone();
    }
    Some(body)
}

/// A part that has neither a text nor bytes has an empty text.
fn with_content(part: &mut Value) {
    if let Some(part) = part.as_object_mut().filter(|part| !part.contains_key("base64")) {
        part.entry("text").or_insert_with(|| json!(""));
    }
}

/// The member that holds a body of a kind.
fn place(kind: &str) -> &str {
    if kind == "multipart" { "parts" } else { kind }
}

/// Fills the fields of the body's kind, and leaves those of the others.
pub(super) fn write(body: &Value, posted: &mut Posted, w: Words) {
    let Some(kind) = body["kind"].as_str() else { return };
    posted.insert(KIND.to_owned(), kind.to_owned());
    let mut content = body[place(kind)].clone();
    if kind == "form" {
        in_rows(&mut content);
    }
    let mut written = Map::from_iter([(place(kind).to_owned(), content)]);
    written.extend(body.get("content_type").map(|it| (format!("{kind}_type"), it.clone())));
    for member in members(kind, w) {
        if let Some(value) = written.get(&member.name).filter(|value| **value != json!([])) {
            member.shape.write(value, &format!("/body/{}", member.name), member.required, posted);
        }
    }
}
