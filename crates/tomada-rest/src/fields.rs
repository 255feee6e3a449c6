//! Names with one value or several: query parameters, header fields, form fields. Their order is the author's.
//!
//! Written as an object, `{"tag": ["a", "b"]}`, or as a list, `[{"name": "tag", "value": "a"}, …]`, in which a name may
//! stand again after others.

use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::Deserialize;
use serde::de::{Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use serde_json::{Number, Value};
use tomada_core::Failure;

use crate::names::Names;
use crate::place::Place;
use crate::template;

/// Names with their values, in the order in which they are written.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Fields {
    fields: Vec<(String, Field)>,
    /// Whether they were written as a list, which decides what their places are called.
    is_list: bool,
}

/// The value of one name.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Field {
    /// One value. A template that is one expression alone may give a list, which repeats the name, or null, which
    /// leaves it out.
    One(Scalar),
    /// One value for each time that the name stands.
    Many(Vec<Scalar>),
}

/// A template, a number or a truth value.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Scalar {
    /// A template.
    Text(String),
    /// A number.
    Number(Number),
    /// A truth value.
    Truth(bool),
}

/// One name with one value, rendered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Pair {
    pub(crate) name: String,
    pub(crate) value: String,
    pub(crate) at: Place,
}

impl Fields {
    /// Renders names and values.
    pub(crate) fn render(&self, names: &Names, at: &Place) -> Result<Vec<Pair>, Failure> {
        let mut pairs = Vec::new();
        for (index, (name, field)) in self.fields.iter().enumerate() {
            let (name_at, at) = if self.is_list {
                let row = at.child(index);
                (row.child("name"), row.child("value"))
            } else {
                (at.child(name), at.child(name))
            };
            let name = template::name(name, names, &name_at)?;
            let mut push = |value: &Value, at: &Place| {
                if !value.is_null() {
                    pairs.push(Pair { name: name.clone(), value: text_of(value), at: at.clone() });
                }
            };
            match field {
                Field::One(scalar) => match scalar.render(names, &at)? {
                    Value::Array(values) => values.iter().for_each(|value| push(value, &at)),
                    value => push(&value, &at),
                },
                Field::Many(scalars) => {
                    for (index, scalar) in scalars.iter().enumerate() {
                        let at = at.child(index);
                        push(&scalar.render(names, &at)?, &at);
                    }
                }
            }
        }
        Ok(pairs)
    }
}

impl Scalar {
    fn render(&self, names: &Names, at: &Place) -> Result<Value, Failure> {
        match self {
            Self::Text(source) => template::value(source, names, at),
            Self::Number(number) => Ok(Value::Number(number.clone())),
            Self::Truth(truth) => Ok(Value::Bool(*truth)),
        }
    }
}

/// Text as it is, everything else as JSON.
fn text_of(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

impl<N: Into<String>> FromIterator<(N, Field)> for Fields {
    fn from_iter<I: IntoIterator<Item = (N, Field)>>(fields: I) -> Self {
        let fields = fields.into_iter().map(|(name, field)| (name.into(), field)).collect();
        Self { fields, is_list: false }
    }
}

impl<'de> Deserialize<'de> for Fields {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(InOrder)
    }
}

struct InOrder;

impl<'de> Visitor<'de> for InOrder {
    type Value = Fields;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object of texts or lists of texts, or a list of objects with name and value")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Fields, A::Error> {
        let mut fields = Vec::<(String, Field)>::new();
        while let Some((name, field)) = entries.next_entry()? {
            if fields.iter().any(|(other, _)| *other == name) {
                return Err(A::Error::custom(format_args!("{name:?} stands twice: give it a list")));
            }
            fields.push((name, field));
        }
        Ok(Fields { fields, is_list: false })
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut rows: A) -> Result<Fields, A::Error> {
        let mut fields = Vec::new();
        while let Some(Row { name, value }) = rows.next_element()? {
            fields.push((name, value));
        }
        Ok(Fields { fields, is_list: true })
    }
}

/// A field as a list has it.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Row {
    /// The name, a template; it may stand in several rows.
    name: String,
    /// The value or values.
    value: Field,
}

impl JsonSchema for Fields {
    fn schema_name() -> Cow<'static, str> {
        "Fields".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        schemars::json_schema!({
            "anyOf": [
                { "type": "object", "additionalProperties": generator.subschema_for::<Field>() },
                { "type": "array", "items": generator.subschema_for::<Row>() },
            ],
        })
    }
}
