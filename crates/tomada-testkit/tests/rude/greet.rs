//! Takes whatever it is given.

use std::collections::BTreeMap;

use tomada_sdk::prelude::*;

/// Whom to greet, and anything else.
#[derive(Debug, Deserialize, JsonSchema)]
pub struct Input {
    /// The name.
    pub name: String,
    /// Whatever.
    #[serde(flatten)]
    pub more: BTreeMap<String, Value>,
}

/// The greeting.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Output {
    /// One sentence.
    pub greeting: String,
}

/// Greets.
pub async fn run(input: Input, _cx: &Context) -> Result<Output, Failure> {
    Ok(Output { greeting: format!("{} {}", input.name, input.more.len()) })
}
