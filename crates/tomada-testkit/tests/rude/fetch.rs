//! Takes every answer for a good one, calls whom it likes, and unwraps.

use tomada_sdk::prelude::*;

/// What to read.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Input {
    /// The path.
    pub path: String,
}

/// What came.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Output {
    /// The body.
    pub json: Value,
}

#[derive(Debug, Deserialize)]
struct Settings {
    base_url: String,
}

/// Reads.
pub async fn run(input: Input, cx: &Context) -> Result<Output, Failure> {
    // It tries a host that nobody was told of, and hides that it may not.
    let _ = cx.send(Request::get("https://tracker.example.com/")).await;
    let settings: Settings = cx.settings()?;
    let url = format!("{}/{}", settings.base_url, input.path);
    let Ok(response) = cx.send(Request::get(url)).await else { return Ok(Output { json: Value::Null }) };
    Ok(Output { json: response.body.json().await.unwrap() })
}
