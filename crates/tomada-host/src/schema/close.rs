//! Closes a schema: where it describes fields and says nothing of others, others are refused.
//!
//! `additionalProperties: false` would be wrong where fields are described in several places at once (`allOf`,
//! `$ref` beside `properties`), so there `unevaluatedProperties: false` is added, once for all of them.

use serde_json::{Map, Value};

/// Keywords whose subschemas describe the same value as the schema that they stand in.
const SAME_VALUE: [&str; 6] = ["allOf", "anyOf", "oneOf", "if", "then", "else"];
/// The same, by name. Definitions are closed where they are used.
const NAMED_SAME_VALUE: [&str; 3] = ["dependentSchemas", "$defs", "definitions"];
/// Keywords whose subschemas describe a part of the value.
const PARTS: [&str; 5] =
    ["items", "prefixItems", "contains", "additionalProperties", "unevaluatedProperties"];
/// The same, by name.
const NAMED_PARTS: [&str; 2] = ["properties", "patternProperties"];

/// A copy of `schema` that refuses what it does not describe, at the top even if it describes no field at all.
pub(super) fn closed(schema: &Value) -> Value {
    let mut copy = schema.clone();
    close(&mut copy, schema);
    if let Value::Object(fields) = &mut copy
        && !says_of_others(fields)
        && !describes_fields(schema, schema, &mut Vec::new())
    {
        fields.insert("unevaluatedProperties".to_owned(), Value::Bool(false));
    }
    copy
}

/// Closes one place and everything within.
fn close(place: &mut Value, root: &Value) {
    let describes = describes_fields(place, root, &mut Vec::new());
    let Value::Object(fields) = place else { return };
    if describes && !says_of_others(fields) {
        let alone = !fields.keys().any(|key| in_place(key));
        let keyword = if alone { "additionalProperties" } else { "unevaluatedProperties" };
        fields.insert(keyword.to_owned(), Value::Bool(false));
    }
    close_within(fields, root);
}

/// Closes the places within, but not the schema itself nor what describes the same value.
fn close_within(fields: &mut Map<String, Value>, root: &Value) {
    for (keyword, value) in fields {
        let keyword = keyword.as_str();
        if SAME_VALUE.contains(&keyword) {
            schemas_of(value).for_each(|schema| within(schema, root));
        } else if PARTS.contains(&keyword) {
            schemas_of(value).for_each(|schema| close(schema, root));
        } else if NAMED_SAME_VALUE.contains(&keyword) {
            named(value).for_each(|schema| within(schema, root));
        } else if NAMED_PARTS.contains(&keyword) {
            named(value).for_each(|schema| close(schema, root));
        }
    }
}

/// The one schema that `value` is, or the several that it lists.
fn schemas_of(value: &mut Value) -> impl Iterator<Item = &mut Value> {
    match value {
        Value::Array(list) => list.iter_mut(),
        one => std::slice::from_mut(one).iter_mut(),
    }
}

fn named(value: &mut Value) -> impl Iterator<Item = &mut Value> {
    value.as_object_mut().into_iter().flat_map(Map::values_mut)
}

fn within(schema: &mut Value, root: &Value) {
    if let Value::Object(fields) = schema {
        close_within(fields, root);
    }
}

fn in_place(keyword: &str) -> bool {
    keyword == "$ref" || keyword == "dependentSchemas" || SAME_VALUE.contains(&keyword)
}

fn says_of_others(fields: &Map<String, Value>) -> bool {
    fields.contains_key("additionalProperties") || fields.contains_key("unevaluatedProperties")
}

/// Whether `schema`, or what describes the same value, names fields.
fn describes_fields<'a>(schema: &'a Value, root: &'a Value, seen: &mut Vec<&'a str>) -> bool {
    let Value::Object(fields) = schema else { return false };
    if fields.contains_key("properties") || fields.contains_key("patternProperties") {
        return true;
    }
    super::names::same_value(fields, root, seen).into_iter().any(|other| describes_fields(other, root, seen))
}
