//! Tests a connection: asks its service once, with the credential.
//!
//! # What it does
//!
//! Sends a GET request to the connection's `test_path` under its `base_url`, and answers the status. A connection without
//! a base address has nothing to be tested, and passes.
//!
//! # When it fails
//!
//! Any status but 2xx is a failure of the kind that the status means: `unauthorized` for 401, `not_found` for 404. The
//! body must arrive, and is not looked at.

use tomada_rest::{Names, RequestTemplate};
use tomada_sdk::prelude::*;

use crate::settings::Settings;

/// The largest answer, in bytes: a base address may well answer with a page for people.
const BODY_MAX_BYTES: u64 = 10 * 1024 * 1024;

/// Nothing: the connection says it all.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Input {}

/// What became of it.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Output {
    /// The HTTP status, 200 to 299; absent without a base address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<u16>,
}

/// Tests a connection: asks its service once, with the credential.
pub async fn run(_input: Input, cx: &Context) -> Result<Output, Failure> {
    let Settings { base_url, test_path } = cx.settings()?;
    let Some(base_url) = base_url else { return Ok(Output { status: None }) };
    let url = if test_path.is_empty() { base_url.clone() } else { test_path };
    let template = RequestTemplate { method: "GET".to_owned(), url, ..RequestTemplate::default() };
    let request = template.render(Some(&base_url), &Names::default(), [0; 16])?;
    let response = cx.send(request.redirects(3).body_max_bytes(BODY_MAX_BYTES)).await?.success().await?;
    let status = response.status;
    response.body.bytes().await?;
    Ok(Output { status: Some(status) })
}
