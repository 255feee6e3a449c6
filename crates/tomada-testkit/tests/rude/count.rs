//! Panics when it is dropped half-way.

use std::time::Duration;

use tomada_sdk::prelude::*;

/// How far.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Input {
    /// The last number.
    pub to: u32,
}

/// The end.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Output {
    /// How many.
    pub total: u32,
}

struct Unfinished(bool);

impl Drop for Unfinished {
    fn drop(&mut self) {
        assert!(!self.0, "dropped half-way");
    }
}

/// Counts.
pub async fn run(input: Input, cx: &Context) -> Result<Output, Failure> {
    let mut unfinished = Unfinished(true);
    for number in 0..input.to {
        cx.sleep(Duration::from_secs(1)).await;
        cx.emit(&number).await?;
    }
    unfinished.0 = false;
    Ok(Output { total: input.to })
}
