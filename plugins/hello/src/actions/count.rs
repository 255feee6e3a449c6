//! Counts up to a number, one partial result at a time.
//!
//! # What it does
//!
//! Gives each number from 1 on as a partial result, waits between them, and answers how many there were. It shows how
//! an action streams, and how it behaves when it is cancelled half-way.
//!
//! # When it fails
//!
//! `unavailable` when nobody reads the partial results any more.

use std::time::Duration;

use tomada_sdk::prelude::*;

/// How far to count, and how fast.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Input {
    /// The last number.
    #[schemars(range(min = 1, max = 1000))]
    pub to: u32,
    /// The wait between two numbers, in milliseconds.
    #[serde(default = "wait_ms")]
    #[schemars(range(max = 10_000))]
    pub wait_ms: u64,
}

fn wait_ms() -> u64 {
    100
}

/// One partial result.
#[derive(Debug, Serialize)]
pub struct Tick {
    /// The number.
    pub number: u32,
}

/// The end of the count.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Output {
    /// How many numbers were given.
    pub total: u32,
}

/// Counts up to a number, one partial result at a time.
pub async fn run(input: Input, cx: &Context) -> Result<Output, Failure> {
    for number in 1..=input.to {
        if number > 1 {
            cx.sleep(Duration::from_millis(input.wait_ms)).await;
        }
        cx.emit(&Tick { number }).await?;
    }
    Ok(Output { total: input.to })
}
