//! Names with one value or several: query parameters, header fields, form fields. Their order is the author's.

use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::Deserialize;
use serde::de::{Deserializer, Error as _, MapAccess, Visitor};
use serde_json::{Number, Value};
use tomada_core::Failure;

use crate::names::Names;
use crate::place::Place;
use crate::template;

/// Names with their values, in the order in which they are written.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Fields(Vec<(String, Field)>);

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
        for (name, field) in &self.0 {
            let at = at.child(name);
            let name = template::text(name, names, &at)?.into_text();
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
        Self(fields.into_iter().map(|(name, field)| (name.into(), field)).collect())
    }
}

impl<'de> Deserialize<'de> for Fields {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(InOrder)
    }
}

struct InOrder;

impl<'de> Visitor<'de> for InOrder {
    type Value = Fields;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object of texts or lists of texts")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Fields, A::Error> {
        let mut fields = Fields::default();
        while let Some((name, field)) = entries.next_entry::<String, Field>()? {
            if fields.0.iter().any(|(other, _)| *other == name) {
                return Err(A::Error::custom(format_args!("{name:?} stands twice: give it a list")));
            }
            fields.0.push((name, field));
        }
        Ok(fields)
    }
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
            "type": "object",
            "additionalProperties": generator.subschema_for::<Field>(),
        })
    }
}
