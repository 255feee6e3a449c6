//! From the schema as it is written to the one that judges.

use std::collections::BTreeMap;

use tomada_sdk::Value;

use super::formats::Test;
use super::{Fault, Node, Schema, Type};
use crate::words::Words;
use crate::words::schema as words;

/// The keywords whose value is a number.
const BOUNDS: [&str; 9] = [
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "multipleOf",
    "minItems",
    "maxItems",
    "minLength",
    "maxLength",
];

/// Where the parts are that `$ref` can name.
const DEFINITIONS: [&str; 2] = ["$defs", "definitions"];

impl Schema {
    /// Reads a schema.
    ///
    /// # Errors
    /// The first thing in it that structured outputs do not know.
    pub fn read(schema: &Value) -> Result<Self, Fault> {
        let root = node(schema, "", true)?;
        if root.types != [Type::Object] || !root.any_of.is_empty() {
            return Err(fault("", words::ROOT, "type"));
        }
        let mut places = BTreeMap::from([("#".to_owned(), root)]);
        let parts = DEFINITIONS.into_iter().filter_map(|keyword| Some((keyword, schema.get(keyword)?)));
        for (keyword, parts) in parts {
            for (name, part) in fields(parts, &format!("/{keyword}"))? {
                let at = format!("/{keyword}/{}", escaped(name));
                places.insert(format!("#{at}"), node(part, &at, false)?);
            }
        }
        let schema = Self { places };
        schema.places.iter().try_for_each(|(at, node)| schema.find_references(node, &at[1..]))?;
        Ok(schema)
    }

    /// Whether every `$ref` names something.
    fn find_references(&self, node: &Node, at: &str) -> Result<(), Fault> {
        if let Some(name) = node.reference.as_ref().filter(|name| !self.places.contains_key(*name)) {
            return Err(fault(format!("{at}/$ref"), words::REFERENCE, name));
        }
        for (index, choice) in node.any_of.iter().enumerate() {
            self.find_references(choice, &format!("{at}/anyOf/{index}"))?;
        }
        for (name, property) in node.properties.iter().flatten() {
            self.find_references(property, &format!("{at}/properties/{}", escaped(name)))?;
        }
        node.items.iter().try_for_each(|items| self.find_references(items, &format!("{at}/items")))
    }
}

fn node(schema: &Value, at: &str, is_root: bool) -> Result<Node, Fault> {
    let mut node = Node::default();
    let fields = fields(schema, at)?;
    for (keyword, value) in fields {
        let at = format!("{at}/{}", escaped(keyword));
        match keyword.as_str() {
            "title" | "description" | "required" | "additionalProperties" => {}
            "$schema" | "$defs" | "definitions" if is_root => {}
            "type" => node.types = types(value, &at)?,
            "enum" => node.values = Some(("enum", list(value, &at)?.clone())),
            "const" => node.values = Some(("const", vec![value.clone()])),
            "anyOf" => node.any_of = nodes(list(value, &at)?, &at)?,
            "$ref" => node.reference = Some(text(value, &at)?.to_owned()),
            "properties" => node.properties = Some(properties(value, &at)?),
            "items" => node.items = Some(Box::new(self::node(value, &at, false)?)),
            "pattern" => node.tests.push(("pattern", pattern(value, &at)?)),
            "format" => node.tests.push(("format", format_of(value, &at)?)),
            other => node.bounds.push(bound(other, value, &at)?),
        }
    }
    if node.types.contains(&Type::Object) || node.properties.is_some() {
        let properties = node.properties.get_or_insert_default();
        closed(fields, properties, at)?;
    }
    if node.types.contains(&Type::Array) && node.items.is_none() {
        return Err(fault(at, words::ITEMS, "items"));
    }
    Ok(node)
}

/// Whether an object has exactly the fields that it describes: structured outputs want both.
fn closed(
    fields: &serde_json::Map<String, Value>,
    properties: &BTreeMap<String, Node>,
    at: &str,
) -> Result<(), Fault> {
    if fields.get("additionalProperties") != Some(&Value::Bool(false)) {
        return Err(fault(format!("{at}/additionalProperties"), words::CLOSED, "additionalProperties"));
    }
    let at = format!("{at}/required");
    let none = Vec::new();
    let required = fields.get("required").map_or(Ok(&none), |value| list(value, &at))?;
    let names = required.iter().filter_map(Value::as_str).collect::<Vec<_>>();
    if let Some(name) = properties.keys().find(|name| !names.contains(&name.as_str())) {
        return Err(fault(at, words::REQUIRED, name));
    }
    match required.iter().find(|name| !name.as_str().is_some_and(|name| properties.contains_key(name))) {
        Some(other) => Err(fault(at, words::NO_PROPERTY, &other.to_string())),
        None => Ok(()),
    }
}

fn properties(value: &Value, at: &str) -> Result<BTreeMap<String, Node>, Fault> {
    let read = |(name, value): (&String, &Value)| {
        Ok((name.clone(), node(value, &format!("{at}/{}", escaped(name)), false)?))
    };
    fields(value, at)?.iter().map(read).collect()
}

fn nodes(values: &[Value], at: &str) -> Result<Vec<Node>, Fault> {
    values.iter().enumerate().map(|(index, value)| node(value, &format!("{at}/{index}"), false)).collect()
}

fn types(value: &Value, at: &str) -> Result<Vec<Type>, Fault> {
    let read = |name: &Value| match name.as_str() {
        Some("null") => Ok(Type::Null),
        Some("boolean") => Ok(Type::Boolean),
        Some("integer") => Ok(Type::Integer),
        Some("number") => Ok(Type::Number),
        Some("string") => Ok(Type::Text),
        Some("array") => Ok(Type::Array),
        Some("object") => Ok(Type::Object),
        _ => Err(fault(at, words::TYPE, &name.to_string())),
    };
    match value {
        Value::Array(names) => names.iter().map(read).collect(),
        name => Ok(vec![read(name)?]),
    }
}

fn pattern(value: &Value, at: &str) -> Result<Test, Fault> {
    let pattern = text(value, at)?;
    Test::pattern(pattern).ok_or_else(|| fault(at, words::PATTERN, pattern))
}

fn format_of(value: &Value, at: &str) -> Result<Test, Fault> {
    let name = text(value, at)?;
    Test::format(name).ok_or_else(|| fault(at, words::FORMAT, name))
}

fn bound(keyword: &str, value: &Value, at: &str) -> Result<(&'static str, f64), Fault> {
    let known = BOUNDS.into_iter().find(|known| *known == keyword);
    let known = known.ok_or_else(|| fault(at, words::KEYWORD, keyword))?;
    let bound = value.as_f64().filter(|bound| known != "multipleOf" || *bound > 0.0);
    Ok((known, bound.ok_or_else(|| fault(at, words::VALUE, known))?))
}

fn fields<'a>(value: &'a Value, at: &str) -> Result<&'a serde_json::Map<String, Value>, Fault> {
    value.as_object().ok_or_else(|| wrong(at))
}

fn list<'a>(value: &'a Value, at: &str) -> Result<&'a Vec<Value>, Fault> {
    value.as_array().filter(|list| !list.is_empty() || at.ends_with("/required")).ok_or_else(|| wrong(at))
}

fn text<'a>(value: &'a Value, at: &str) -> Result<&'a str, Fault> {
    value.as_str().ok_or_else(|| wrong(at))
}

fn wrong(at: &str) -> Fault {
    fault(at, words::VALUE, at.rsplit('/').next().unwrap_or_default())
}

fn fault(at: impl Into<String>, words: Words, name: &str) -> Fault {
    Fault { at: at.into(), words, name: name.to_owned() }
}

/// A name as a part of a JSON pointer.
pub(super) fn escaped(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}
