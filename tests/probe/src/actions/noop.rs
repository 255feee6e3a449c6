//! Does nothing: what is left is the boundary's own cost.

use tomada_sdk::prelude::*;

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Input {}

#[derive(Debug, Serialize, JsonSchema)]
pub struct Output {}

#[expect(clippy::unused_async, reason = "an action is an async function")]
pub async fn run(_input: Input, _cx: &Context) -> Result<Output, Failure> {
    Ok(Output {})
}
