//! Reads one resource of the connection's service.
//!
//! # What it does
//!
//! Sends a GET request to a path under the connection's `base_url` and answers what came: the status, and the body as
//! JSON if the service says that it is JSON, as text otherwise.
//!
//! # When it fails
//!
//! Any status but 2xx is a failure, of the kind that the status means: `not_found` for 404, `rate_limited` for 429,
//! `unavailable` for 503. `rejected` when what is called JSON is none; `forbidden` when the address may not be called from here.

use tomada_sdk::prelude::*;

/// What to read.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Input {
    /// The path under the base address, with its query if it has one, such as `status/latest?lang=en`.
    #[schemars(length(max = 2000))]
    pub path: String,
}

/// What the service answered.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Output {
    /// The HTTP status, 200 to 299.
    pub status: u16,
    /// The body, if it is JSON.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub json: Option<Value>,
    /// The body, if it is anything else.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

/// What a connection is asked for.
#[derive(Debug, Deserialize)]
struct Settings {
    base_url: String,
}

/// Reads one resource of the connection's service.
pub async fn run(input: Input, cx: &Context) -> Result<Output, Failure> {
    let settings: Settings = cx.settings()?;
    let response = cx.send(Request::get(under(&settings.base_url, &input.path))).await?.success().await?;
    let status = response.status;
    if response.headers.get("content-type").is_some_and(|content_type| content_type.contains("json")) {
        return Ok(Output { status, json: Some(response.body.json().await?), text: None });
    }
    let text = String::from_utf8_lossy(&response.body.bytes().await?).into_owned();
    Ok(Output { status, json: None, text: Some(text) })
}

/// The address of `path` under `base_url`, with exactly one slash between them.
pub fn under(base_url: &str, path: &str) -> String {
    format!("{}/{}", base_url.trim_end_matches('/'), path.trim_start_matches('/'))
}
