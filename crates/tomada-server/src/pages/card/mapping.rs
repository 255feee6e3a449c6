//! The mapping: one expression, or several with a name each. A value of an answer that is picked is added to it.

use serde_json::{Map, Value};

use super::fields::{long, of, text};
use super::rows;
use crate::pages::common::Words;
use crate::pages::form::{Member, Posted, Shape, Wrong, rows as count};

/// The field of one expression.
const ONE: &str = "/response/map";
/// The rows of several.
pub(super) const MANY: &str = "/response/members";

/// The fields, below `/response`.
pub(super) fn members(w: Words) -> [Member; 2] {
    [of(Shape::Pairs(Box::new(Shape::TEXT)), text("members", w)), long("map", w)]
}

/// Makes the member `map` of the input out of both.
pub(super) fn pack(response: &mut Map<String, Value>, wrong: &mut Vec<Wrong>) {
    let Some(many) = response.remove("members") else { return };
    if response.contains_key("map") {
        wrong.push(Wrong { at: ONE.to_owned(), message: "page-card-map-twice" });
    }
    response.insert("map".to_owned(), many);
}

/// The reverse.
pub(super) fn unpack(response: &mut Value) {
    let Some(response) = response.as_object_mut() else { return };
    if response.get("map").is_some_and(Value::is_object)
        && let Some(many) = response.remove("map")
    {
        response.insert("members".to_owned(), many);
    }
}

/// Adds what `path` leads to: as the one expression if there is one, as a row of its own otherwise.
pub(super) fn pick(path: &str, posted: &mut Posted) {
    let path = if path.is_empty() { "@" } else { path };
    if rows::text(posted, ONE).is_some() {
        posted.insert(ONE.to_owned(), path.to_owned());
        return;
    }
    let row = count(posted, MANY);
    let is_there = |row: usize| rows::text(posted, &format!("{MANY}/{row}/value")) == Some(path);
    if (0..row).any(is_there) {
        return;
    }
    let name = free_name(&name_of(path), posted);
    posted.insert(format!("{MANY}/{row}/name"), name);
    posted.insert(format!("{MANY}/{row}/value"), path.to_owned());
}

/// What a value may be called: as the last member on its path.
fn name_of(path: &str) -> String {
    let mut name = path;
    while let Some(list) = name.strip_suffix(']').and_then(|path| path.rfind('[')) {
        name = &name[..list];
    }
    let last = match name.strip_suffix('"') {
        Some(quoted) => &quoted[quoted.rfind('"').map_or(0, |at| at + 1)..],
        None => &name[name.rfind('.').map_or(0, |at| at + 1)..],
    };
    let plain = |letter: char| if letter.is_alphanumeric() { letter } else { '_' };
    let name: String = last.chars().map(plain).collect();
    if name.trim_matches('_').is_empty() { "value".to_owned() } else { name }
}

/// `name`, or with a number behind it, as no row has it yet.
fn free_name(name: &str, posted: &Posted) -> String {
    let numbered = (2..).map(|number| format!("{name}_{number}"));
    let is_free = |name: &String| rows::row_named(posted, MANY, name).is_none();
    std::iter::once(name.to_owned()).chain(numbered).find(is_free).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_picked_has_a_name_of_its_own() {
        let mut posted = Posted::new();
        for path in ["json.items[0].name", "json.other.name", "\"a b\"[1]", "", "[0]", "json.items[0].name"] {
            pick(path, &mut posted);
        }
        let rows = (0..count(&posted, MANY)).map(|row| {
            (posted[&format!("{MANY}/{row}/name")].as_str(), posted[&format!("{MANY}/{row}/value")].as_str())
        });
        let expected = [
            ("name", "json.items[0].name"),
            ("name_2", "json.other.name"),
            ("a_b", "\"a b\"[1]"),
            ("value", "@"),
            ("value_2", "[0]"),
        ];
        assert_eq!(rows.collect::<Vec<_>>(), expected);
        posted.insert(ONE.to_owned(), "items".to_owned());
        pick("id", &mut posted);
        assert_eq!(posted[ONE], "id");
    }
}
