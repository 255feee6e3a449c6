//! A JSON Schema in short: the fields of an object, and the kind of a value as programmers write it.

use serde_json::{Map, Value};

/// One field of an object.
pub(super) struct Field {
    pub(super) name: String,
    pub(super) kind: String,
    pub(super) required: bool,
    /// What the schema says about it.
    pub(super) about: String,
}

/// The fields of the object that `schema` describes, in the schema's order.
pub(super) fn fields(schema: &Value) -> Vec<Field> {
    let required = schema.get("required").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    let properties = schema.get("properties").and_then(Value::as_object);
    let field = |(name, value): (&String, &Value)| Field {
        name: name.clone(),
        kind: kind_within(value, schema),
        required: required.iter().any(|it| it == name.as_str()),
        about: value.get("description").and_then(Value::as_str).unwrap_or_default().to_owned(),
    };
    properties.into_iter().flat_map(Map::iter).map(field).collect()
}

/// The kind of the value that `schema` describes, such as `string`, `integer | null`, `[string]`, `"GET" | "POST"`.
pub(super) fn kind(schema: &Value) -> String {
    kind_within(schema, schema)
}

fn kind_within(schema: &Value, root: &Value) -> String {
    let list = |key: &str| schema.get(key).and_then(Value::as_array);
    if let Some(target) = schema.get("$ref").and_then(Value::as_str) {
        let found = target.strip_prefix('#').and_then(|pointer| root.pointer(pointer));
        // References may go in circles; one step tells enough.
        return found.map_or_else(|| "any".to_owned(), |found| shallow(found, target));
    }
    if let Some(constant) = schema.get("const") {
        return constant.to_string();
    }
    if let Some(options) = list("enum") {
        return joined(options.iter().map(ToString::to_string));
    }
    if let Some(choices) = list("anyOf").or_else(|| list("oneOf")) {
        return joined(choices.iter().map(|choice| kind_within(choice, root)));
    }
    match (schema.get("type"), schema.get("items")) {
        (Some(Value::String(kind)), Some(items)) if kind == "array" => {
            format!("[{}]", kind_within(items, root))
        }
        (Some(Value::String(kind)), _) => kind.clone(),
        (Some(Value::Array(kinds)), _) => joined(kinds.iter().filter_map(Value::as_str).map(str::to_owned)),
        _ => "any".to_owned(),
    }
}

/// What a reference stands for, by its type or else by its name.
fn shallow(found: &Value, target: &str) -> String {
    match found.get("enum").and_then(Value::as_array) {
        Some(options) => joined(options.iter().map(ToString::to_string)),
        None => found
            .get("type")
            .and_then(Value::as_str)
            .or(target.rsplit('/').next())
            .unwrap_or("any")
            .to_owned(),
    }
}

fn joined(kinds: impl Iterator<Item = String>) -> String {
    kinds.collect::<Vec<_>>().join(" | ")
}
