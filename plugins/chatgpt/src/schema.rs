//! The JSON Schema of an answer: the part of the language that structured outputs know, and whether an answer keeps it.
//!
//! That part is small (OpenAI, "Structured model outputs", section "Supported schemas"), so it is read and judged here
//! rather than by a library that is ten times as large as this plugin. The rule it protects: a keyword that is not
//! judged is refused before anything is sent, never passed over.

mod check;
mod formats;
mod read;

use std::collections::BTreeMap;

use tomada_sdk::{Locale, Value};

use crate::words::Words;
use formats::Test;

/// A schema, ready to judge answers.
#[derive(Debug)]
pub struct Schema {
    /// What `$ref` names: `#` is the whole, `#/$defs/NAME` a part.
    places: BTreeMap<String, Node>,
}

/// What is wrong with a schema.
#[derive(Debug)]
pub struct Fault {
    /// Where in the schema, as a JSON pointer (RFC 6901).
    pub at: String,
    /// What it is, and of which name.
    words: Words,
    name: String,
}

impl Fault {
    /// What it is, in the language of `locale`, without a full stop.
    pub fn reason(&self, locale: Locale) -> String {
        self.words.with(locale, &[("name", &self.name)])
    }
}

/// In what an answer does not fit.
#[derive(Debug, PartialEq, Eq)]
pub struct Misfit {
    /// Where in the answer, as a JSON pointer.
    pub at: String,
    /// The keyword that it breaks.
    pub keyword: &'static str,
}

/// One place of a schema.
#[derive(Debug, Default)]
struct Node {
    /// Any of these; none for any type.
    types: Vec<Type>,
    any_of: Vec<Node>,
    reference: Option<String>,
    /// Of `enum`, or the one of `const`.
    values: Option<(&'static str, Vec<Value>)>,
    /// All of them are required, and there are no others.
    properties: Option<BTreeMap<String, Node>>,
    items: Option<Box<Node>>,
    /// What a number, a length or a count must keep.
    bounds: Vec<(&'static str, f64)>,
    /// What a text must be like.
    tests: Vec<(&'static str, Test)>,
}

/// A type of JSON Schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Type {
    Null,
    Boolean,
    Integer,
    Number,
    Text,
    Array,
    Object,
}
