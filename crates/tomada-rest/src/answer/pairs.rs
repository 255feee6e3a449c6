//! Form fields, `application/x-www-form-urlencoded` (<https://url.spec.whatwg.org>): an object, a repeated name a list.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use serde_json::Value;

use super::REPLACEMENT;
use super::decoded::{Note, NoteCode, Notes};
use super::unreadable::Unreadable;

/// Reads the fields. Values stay text.
pub(super) fn read(text: &str, notes: &mut Notes) -> Result<Value, Unreadable> {
    let text = text.trim_end_matches(['\r', '\n']);
    if !text.contains('=') {
        return Err(Unreadable::at(text, 0, "there is no “=” in it"));
    }
    let mut fields = BTreeMap::<String, Vec<String>>::new();
    for (name, value) in form_urlencoded::parse(text.as_bytes()) {
        if name.contains(REPLACEMENT) || value.contains(REPLACEMENT) {
            notes.add(Note::new(NoteCode::TextReplaced).detail(name.clone()));
        }
        match fields.entry(name.into_owned()) {
            Entry::Vacant(entry) => drop(entry.insert(vec![value.into_owned()])),
            Entry::Occupied(mut entry) => entry.get_mut().push(value.into_owned()),
        }
    }
    Ok(fields.into_iter().map(|(name, values)| (name, one_or_many(values))).collect())
}

fn one_or_many(mut values: Vec<String>) -> Value {
    match values.len() {
        1 => Value::from(values.pop()),
        _ => Value::from(values),
    }
}
