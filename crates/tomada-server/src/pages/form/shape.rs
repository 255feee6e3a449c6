//! What a schema asks for, as far as a form can show it.
//!
//! Reads the subset of JSON Schema 2020-12 that `schemars` and our manifests write. What it does not know is
//! [`Shape::Raw`]: a field for JSON, never a field that is missing.

use serde_json::{Map, Value};

/// How deep schemas are followed; what lies deeper is edited as JSON.
const DEPTH_MAX: usize = 6;
/// Texts that may be longer than this are written in more than one line.
const LONG_CHARACTERS: u64 = 300;

/// What a field holds.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Shape {
    Text {
        is_secret: bool,
        is_long: bool,
    },
    Integer,
    Number,
    Switch,
    Choice(Vec<Choice>),
    Object(Vec<Member>),
    /// A list, one row for each.
    Rows(Box<Shape>),
    /// An object of any names.
    Pairs(Box<Shape>),
    /// Anything: JSON if it can be read as such, else text.
    Any,
    /// JSON.
    Raw,
}

/// One of several values.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Choice {
    pub(crate) value: Value,
    pub(crate) title: String,
}

/// One member of an object.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Member {
    pub(crate) name: String,
    pub(crate) title: String,
    pub(crate) help: String,
    pub(crate) required: bool,
    /// Whether it is mostly given; what is not stands below, folded away.
    pub(crate) is_common: bool,
    /// What is taken if nothing is given.
    pub(crate) default: String,
    pub(crate) shape: Shape,
}

impl Member {
    /// A member without a default.
    pub(crate) fn new(name: &str, title: String, help: String, required: bool, shape: Shape) -> Self {
        Self { name: name.to_owned(), title, help, required, is_common: true, default: String::new(), shape }
    }

    /// A member as `schema`, the whole of which is `root`, describes it.
    fn of(name: &str, schema: &Value, root: &Value, required: bool, depth: usize) -> Self {
        let words = |key: &str| schema.get(key).and_then(Value::as_str).map(str::to_owned);
        let default = schema.get("default").filter(|value| !value.is_null()).map(plain).unwrap_or_default();
        Self {
            name: name.to_owned(),
            title: words("title").unwrap_or_else(|| spoken(name)),
            help: words("description").unwrap_or_default(),
            required,
            is_common: true,
            default: if default == "{}" || default == "[]" { String::new() } else { default },
            shape: read(schema, root, depth),
        }
    }
}

impl Shape {
    /// What `schema` asks for.
    pub(crate) fn of(schema: &Value) -> Self {
        read(schema, schema, 0)
    }

    /// Whether it is more than one field, or takes the room of more.
    fn is_group(&self) -> bool {
        matches!(self, Self::Object(_) | Self::Rows(_) | Self::Pairs(_) | Self::Raw)
    }

    /// A short text.
    pub(crate) const TEXT: Self = Self::Text { is_secret: false, is_long: false };
}

/// A value as a field shows it: a text as it is, anything else as JSON.
pub(crate) fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// A name as people say it.
pub(crate) fn spoken(name: &str) -> String {
    let words = name.replace(['_', '-'], " ");
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn read(schema: &Value, root: &Value, depth: usize) -> Shape {
    if depth > DEPTH_MAX {
        return Shape::Raw;
    }
    let Some(members) = schema.as_object() else { return Shape::Any };
    if let Some(reference) = members.get("$ref").and_then(Value::as_str) {
        let target = reference.strip_prefix('#').and_then(|pointer| root.pointer(pointer));
        return target.map_or(Shape::Raw, |target| read(target, root, depth + 1));
    }
    if let Some(choices) = choices(members) {
        return Shape::Choice(choices);
    }
    for key in ["anyOf", "oneOf"] {
        if let Some(branches) = members.get(key).and_then(Value::as_array) {
            return alternatives(branches, root, depth);
        }
    }
    by_type(members, schema, root, depth)
}

/// The values of an `enum`, or of a `oneOf` of constants.
fn choices(schema: &Map<String, Value>) -> Option<Vec<Choice>> {
    if let Some(values) = schema.get("enum").and_then(Value::as_array) {
        let shown = values.iter().filter(|value| !value.is_null());
        return Some(shown.map(|value| Choice { value: value.clone(), title: plain(value) }).collect());
    }
    let branches = schema.get("oneOf")?.as_array()?;
    let choice = |branch: &Value| {
        let value = branch.get("const")?.clone();
        let title = branch.get("title").and_then(Value::as_str).map_or_else(|| plain(&value), str::to_owned);
        Some(Choice { value, title })
    };
    branches.iter().map(choice).collect()
}

/// The first alternative that fields can hold; a value of another is edited as JSON.
fn alternatives(branches: &[Value], root: &Value, depth: usize) -> Shape {
    let is_null = |branch: &&Value| branch.get("type").and_then(Value::as_str) == Some("null");
    let real: Vec<_> = branches.iter().filter(|branch| !is_null(branch)).collect();
    // Objects of several kinds would show the fields of one and hide the others.
    let objects = real.iter().filter(|branch| branch.get("properties").is_some()).count();
    if objects > 1 {
        return Shape::Raw;
    }
    let shapes = real.into_iter().map(|branch| read(branch, root, depth + 1));
    shapes.into_iter().find(|shape| *shape != Shape::Raw).unwrap_or(Shape::Raw)
}

fn by_type(members: &Map<String, Value>, schema: &Value, root: &Value, depth: usize) -> Shape {
    let types: Vec<&str> = match members.get("type") {
        Some(Value::String(one)) => vec![one],
        Some(Value::Array(several)) => {
            several.iter().filter_map(Value::as_str).filter(|one| *one != "null").collect()
        }
        _ if members.contains_key("properties") => vec!["object"],
        _ => return if members.contains_key("const") { Shape::Raw } else { Shape::Any },
    };
    match types[..] {
        ["string"] => text(members),
        ["integer"] => Shape::Integer,
        ["number"] => Shape::Number,
        ["boolean"] => Shape::Switch,
        ["array"] => {
            let items = members.get("items").map_or(Shape::Any, |items| read(items, root, depth + 1));
            Shape::Rows(Box::new(items))
        }
        ["object"] => object(members, schema, root, depth),
        _ => Shape::Raw,
    }
}

fn text(members: &Map<String, Value>) -> Shape {
    let is_secret = members.get("writeOnly").and_then(Value::as_bool) == Some(true);
    let longest = members.get("maxLength").and_then(Value::as_u64);
    let has_form = members.contains_key("format") || members.contains_key("pattern");
    Shape::Text { is_secret, is_long: !has_form && longest.is_some_and(|most| most > LONG_CHARACTERS) }
}

fn object(members: &Map<String, Value>, schema: &Value, root: &Value, depth: usize) -> Shape {
    let required: Vec<&str> = match members.get("required").and_then(Value::as_array) {
        Some(names) => names.iter().filter_map(Value::as_str).collect(),
        None => Vec::new(),
    };
    if let Some(properties) = members.get("properties").and_then(Value::as_object) {
        let example = |name: &str| examples(schema).position(|example| example.get(name).is_some());
        let has_examples = examples(schema).next().is_some();
        let member = |(name, of): (&String, &Value)| {
            let is_required = required.contains(&name.as_str());
            let is_common = !has_examples || is_required || example(name).is_some();
            Member { is_common, ..Member::of(name, of, root, is_required, depth + 1) }
        };
        let mut all: Vec<_> = properties.iter().map(member).collect();
        // What must be given stands first, then what an example gives, the simplest example before the others; of the rest,
        // fields before groups.
        all.sort_by_key(|member| {
            (!member.required, example(&member.name).unwrap_or(usize::MAX), member.shape.is_group())
        });
        return Shape::Object(all);
    }
    match schema.get("additionalProperties") {
        Some(Value::Bool(false)) => Shape::Object(Vec::new()),
        Some(of) => Shape::Pairs(Box::new(read(of, root, depth + 1))),
        None => Shape::Pairs(Box::new(Shape::Any)),
    }
}

/// What the author gives as examples of the whole: what they use is what is mostly used.
fn examples(schema: &Value) -> impl Iterator<Item = &Value> {
    schema.get("examples").and_then(Value::as_array).into_iter().flatten()
}
