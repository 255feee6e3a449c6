//! Adds an order up: a typical amount of JSON in and out, and no waiting.

use tomada_sdk::prelude::*;

#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Input {
    pub id: String,
    pub customer: String,
    pub lines: Vec<Line>,
}

#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Line {
    pub sku: String,
    pub name: String,
    pub quantity: u32,
    pub cents: u64,
}

#[derive(Debug, Serialize, JsonSchema)]
pub struct Output {
    pub id: String,
    pub lines: Vec<Line>,
    pub total_cents: u64,
}

#[expect(clippy::unused_async, reason = "an action is an async function")]
pub async fn run(input: Input, _cx: &Context) -> Result<Output, Failure> {
    let total_cents = input.lines.iter().map(|line| u64::from(line.quantity) * line.cents).sum();
    Ok(Output { id: input.id, lines: input.lines, total_cents })
}
