//! Lists the models that the connection's key may use.
//!
//! # What it does
//!
//! Asks the service for its models and answers their names in alphabetical order. It costs nothing, so it is also the
//! test of a connection.
//!
//! # When it fails
//!
//! `unauthorized` when the key is missing or refused, `rate_limited` and `unavailable` as the service says, `rejected`
//! when it answers something else than a list of models.

use tomada_sdk::prelude::*;

use crate::service::Service;
use crate::wire;

/// The largest list, in bytes: some servers offer thousands of models and describe each.
const BODY_MAX_BYTES: u64 = 4 * 1024 * 1024;

/// Nothing: the connection says it all.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Input {}

/// The models there are.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Output {
    /// Their names, in alphabetical order, each once.
    pub models: Vec<String>,
}

/// Lists the models that the connection's key may use.
pub async fn run(_input: Input, cx: &Context) -> Result<Output, Failure> {
    let service = Service::of(cx)?;
    let request = Request::get(service.address("models")).body_max_bytes(BODY_MAX_BYTES);
    let list: wire::Models = service.ask(request).await?;
    let mut models = list.data.into_iter().map(|model| model.id).collect::<Vec<_>>();
    models.sort_unstable();
    models.dedup();
    Ok(Output { models })
}
