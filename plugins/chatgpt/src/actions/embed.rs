//! Turns texts into vectors that lie close together where the texts mean the like.
//!
//! # What it does
//!
//! Sends one or more texts and answers a vector for each, in the same order, to be kept in a search index.
//!
//! # When it fails
//!
//! `invalid_input` when there is no text, or one is longer than the model can take; `not_found` for a model that there is
//! not; `rejected` when the account has no money left, or the answer is no vector for each text; `rate_limited` and
//! `unavailable` as the service says. Asking again changes nothing.

use tomada_sdk::json;
use tomada_sdk::prelude::*;

use super::chat::Usage;
use crate::service::Service;
use crate::wire::{Embeddings, not_as_expected};

/// The largest answer, in bytes: a number takes up to 25, and a vector has up to 3,072 of them.
const BODY_MAX_BYTES: u64 = 10 * 1024 * 1024;

const TIMEOUT_MS: u64 = 60_000;

/// What to turn into vectors.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Input {
    /// The texts, at most 100 at once, none of them empty.
    #[schemars(length(min = 1, max = 100), inner(length(min = 1)))]
    pub texts: Vec<String>,
    /// The model.
    #[serde(default = "model")]
    #[schemars(length(min = 1))]
    pub model: String,
    /// How many numbers a vector has; the model decides if absent. Not every model lets it be chosen.
    #[schemars(range(min = 1))]
    pub dimensions: Option<u32>,
}

fn model() -> String {
    "text-embedding-3-small".to_owned()
}

/// The vectors.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Output {
    /// One for each text, in their order.
    pub vectors: Vec<Vec<f64>>,
    /// The model that made them, by its full name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub model: Option<String>,
    /// What it took, if the service says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub usage: Option<Usage>,
}

/// Turns texts into vectors.
pub async fn run(input: Input, cx: &Context) -> Result<Output, Failure> {
    let service = Service::of(cx)?;
    let mut body = json!({ "model": input.model, "input": input.texts });
    if let Some(dimensions) = input.dimensions {
        body["dimensions"] = json!(dimensions);
    }
    let request = Request::post(service.address("embeddings")).json_of(&body)?;
    let request = request.timeout_ms(TIMEOUT_MS).body_max_bytes(BODY_MAX_BYTES);
    let answer: Embeddings = service.ask(request).await?;
    let mut found = answer.data;
    found.sort_by_key(|embedding| embedding.index);
    if !found.iter().map(|embedding| embedding.index).eq(0..input.texts.len()) {
        let (texts, vectors) = (input.texts.len(), found.len());
        return Err(not_as_expected(format!(
            "{vectors} vectors in `data` for {texts} texts, or not one for each"
        )));
    }
    let vectors = found.into_iter().map(|embedding| embedding.embedding).collect();
    Ok(Output { vectors, model: answer.model, usage: answer.usage.map(Usage::from) })
}
