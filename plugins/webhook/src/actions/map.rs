//! Tries a mapping on an answer that came before, and sends nothing.
//!
//! # What it does
//!
//! Takes an answer as `call` gave it, without what a mapping made of it, and answers what `response.map` makes of it: the
//! same as the next call would, with the same limits of work.
//!
//! # When it fails
//!
//! `invalid_input` with the field, line and column, for an expression that is wrong, or asks of the answer what it has not.

use std::collections::BTreeMap;

use tomada_rest::{Answered, Mapping, MappingSource};
use tomada_sdk::Headers;
use tomada_sdk::prelude::*;

/// An answer, and what to make of it.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Input {
    /// The answer.
    pub answer: Told,
    /// What to make of it, where `call` has it.
    pub response: Wanted,
}

/// An answer as `call` tells it.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Told {
    /// The decoded body: `@` and `body()`.
    pub body: Value,
    /// The HTTP status: `status()`.
    pub status: u16,
    /// The header fields, each with all its values: `header('name')`.
    #[serde(default)]
    pub headers: BTreeMap<String, Vec<String>>,
}

/// What to make of an answer.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Wanted {
    /// The mapping.
    pub map: MappingSource,
}

/// What the mapping gives.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Output {
    /// The value.
    pub output: Value,
}

/// Tries a mapping on an answer that came before, and sends nothing.
pub async fn run(input: Input, _cx: &Context) -> Result<Output, Failure> {
    let Input { answer: Told { body, status, headers }, response } = input;
    let mapping = Mapping::compile(&response.map)?;
    let mut fields = Headers::default();
    for (name, value) in headers.iter().flat_map(|(name, values)| values.iter().map(move |it| (name, it))) {
        fields.append(name, value);
    }
    let output = mapping.apply(&Answered { body: &body, status, headers: &fields })?;
    Ok(Output { output })
}
