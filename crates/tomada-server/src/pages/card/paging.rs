//! Pages: how the next one is found, each way with its own fields, and what is common to all ways.

use serde_json::{Map, Value, json};

use super::fields::{choice, member, of, text};
use super::rows;
use crate::pages::common::Words;
use crate::pages::form::{Member, Posted, Shape, Wrong};

/// How the next page can be found; `none` reads one page.
pub(super) const WAYS: [&str; 6] = ["none", "link_header", "link", "cursor", "number", "offset"];
/// Where it is said.
pub(super) const WAY: &str = "/pages/by";

/// The way that was chosen.
pub(super) fn way(posted: &Posted) -> &'static str {
    let chosen = rows::text(posted, WAY);
    WAYS.into_iter().find(|way| chosen == Some(*way)).unwrap_or("none")
}

/// The fields of a way, each named by the way and by what it is in the input.
pub(super) fn members(way: &str, w: Words) -> Vec<Member> {
    let own = |name: &str, member: Member| Member { name: format!("{way}_{name}"), ..member };
    match way {
        "link" => vec![own("at", Member { required: true, ..member("at", "link-at", w) })],
        "cursor" => vec![own("at", Member { required: true, ..member("at", "cursor-at", w) })],
        "number" | "offset" => {
            let first = own("first", of(Shape::Integer, text("first", w)));
            vec![first, own("size", of(Shape::Integer, text("size", w)))]
        }
        _ => Vec::new(),
    }
}

/// What is common to all ways.
pub(super) fn common(w: Words) -> Vec<Member> {
    let number = |name: &str| of(Shape::Integer, text(name, w));
    vec![
        text("items", w),
        text("has_more", w),
        choice("keep", &["items", "pages"], w),
        number("pages_max"),
        number("items_max"),
        number("bytes_max"),
    ]
}

/// The input `pages`; `None` if one page is all that is read.
pub(super) fn read(posted: &Posted, wrong: &mut Vec<Wrong>, w: Words) -> Option<Value> {
    let way = way(posted);
    if way == "none" {
        return None;
    }
    let own = Shape::Object(members(way, w)).read(posted, "/pages", true, wrong);
    let mut next = Map::from_iter([("by".to_owned(), json!(way))]);
    for (name, value) in own.as_ref().and_then(Value::as_object).into_iter().flatten() {
        next.insert(name[way.len() + 1..].to_owned(), value.clone());
    }
    let mut pages = Shape::Object(common(w)).read(posted, "/pages", true, wrong)?;
    pages["next"] = Value::Object(next);
    Some(pages)
}

/// Fills the fields.
pub(super) fn write(pages: &Value, posted: &mut Posted, w: Words) {
    let Some(way) = pages["next"]["by"].as_str() else { return };
    posted.insert(WAY.to_owned(), way.to_owned());
    let own = members(way, w).into_iter().map(|member| {
        let value = pages["next"].get(&member.name[way.len() + 1..]);
        (member, value)
    });
    let all = common(w).into_iter().map(|member| {
        let value = pages.get(&member.name);
        (member, value)
    });
    for (member, value) in own.chain(all) {
        if let Some(value) = value.filter(|value| !value.is_null()) {
            member.shape.write(value, &format!("/pages/{}", member.name), member.required, posted);
        }
    }
}
