//! Reads names out of a schema: the fields that it describes at one place, for messages.

use serde_json::{Map, Value};

/// The subschemas that describe the same value as `fields`, references within the document followed. `seen` keeps
/// the references that were followed already, so that a circle ends.
pub(super) fn same_value<'a>(
    fields: &'a Map<String, Value>,
    root: &'a Value,
    seen: &mut Vec<&'a str>,
) -> Vec<&'a Value> {
    let lists = ["allOf", "anyOf", "oneOf"].into_iter().filter_map(|keyword| fields.get(keyword)?.as_array());
    let single = ["then", "else", "if"].into_iter().filter_map(|keyword| fields.get(keyword));
    let dependent = fields.get("dependentSchemas").and_then(Value::as_object);
    let mut others = lists.flatten().chain(single).collect::<Vec<_>>();
    others.extend(dependent.into_iter().flat_map(Map::values));
    if let Some(reference) = fields.get("$ref").and_then(Value::as_str)
        && !seen.contains(&reference)
        && let Some(target) = reference.strip_prefix('#').and_then(|pointer| root.pointer(pointer))
    {
        seen.push(reference);
        others.push(target);
    }
    others
}

/// The fields that the schema at `pointer` of `root` describes, in alphabetical order.
pub(super) fn fields_at(root: &Value, pointer: &str) -> Vec<String> {
    let mut names = Vec::new();
    if let Some(schema) = root.pointer(pointer) {
        collect(schema, root, &mut Vec::new(), &mut names);
    }
    names.sort_unstable();
    names.dedup();
    names
}

fn collect<'a>(schema: &'a Value, root: &'a Value, seen: &mut Vec<&'a str>, names: &mut Vec<String>) {
    let Value::Object(fields) = schema else { return };
    let described = fields.get("properties").and_then(Value::as_object);
    names.extend(described.into_iter().flat_map(Map::keys).cloned());
    for other in same_value(fields, root, seen) {
        collect(other, root, seen, names);
    }
}
