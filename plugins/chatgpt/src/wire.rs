//! What the service answers (OpenAI API reference), read leniently where compatible servers differ: what an answer need
//! not have is optional, and what is not known is passed over.

use tomada_sdk::prelude::*;

use crate::actions::chat::Usage;
use crate::tools::WireCall;

/// A list of models.
#[derive(Debug, Deserialize)]
pub(crate) struct Models {
    pub(crate) data: Vec<Model>,
}

/// One model.
#[derive(Debug, Deserialize)]
pub(crate) struct Model {
    pub(crate) id: String,
}

/// An answer in one piece, or a part of one: they differ in where a choice holds what was said.
#[derive(Debug, Deserialize)]
pub(crate) struct Completion {
    pub(crate) model: Option<String>,
    #[serde(default)]
    pub(crate) choices: Vec<Choice>,
    pub(crate) usage: Option<WireUsage>,
    /// Some servers say 200 and send this.
    pub(crate) error: Option<Value>,
}

/// One of the answers; only one is asked for.
#[derive(Debug, Deserialize)]
pub(crate) struct Choice {
    #[serde(default, alias = "delta")]
    pub(crate) message: Said,
    pub(crate) finish_reason: Option<String>,
}

/// What a message or a part of one holds.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Said {
    pub(crate) content: Option<String>,
    pub(crate) refusal: Option<String>,
    pub(crate) tool_calls: Option<Vec<WireCall>>,
}

/// What an answer took.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
pub(crate) struct WireUsage {
    #[serde(default, alias = "input_tokens")]
    prompt_tokens: u64,
    #[serde(default, alias = "output_tokens")]
    completion_tokens: u64,
    total_tokens: Option<u64>,
    prompt_tokens_details: Option<InputDetails>,
    completion_tokens_details: Option<OutputDetails>,
}

#[derive(Clone, Copy, Debug, Deserialize)]
struct InputDetails {
    cached_tokens: Option<u64>,
}

#[derive(Clone, Copy, Debug, Deserialize)]
struct OutputDetails {
    reasoning_tokens: Option<u64>,
}

impl From<WireUsage> for Usage {
    fn from(usage: WireUsage) -> Self {
        let both = usage.prompt_tokens.saturating_add(usage.completion_tokens);
        Self {
            input_tokens: usage.prompt_tokens,
            output_tokens: usage.completion_tokens,
            total_tokens: usage.total_tokens.unwrap_or(both),
            cached_tokens: usage.prompt_tokens_details.and_then(|details| details.cached_tokens),
            reasoning_tokens: usage.completion_tokens_details.and_then(|details| details.reasoning_tokens),
        }
    }
}

/// Vectors for texts.
#[derive(Debug, Deserialize)]
pub(crate) struct Embeddings {
    pub(crate) model: Option<String>,
    pub(crate) data: Vec<Embedding>,
    pub(crate) usage: Option<WireUsage>,
}

/// The vector of the text at `index`.
#[derive(Debug, Deserialize)]
pub(crate) struct Embedding {
    pub(crate) index: usize,
    pub(crate) embedding: Vec<f64>,
}

/// What a moderation found.
#[derive(Debug, Deserialize)]
pub(crate) struct Moderations {
    pub(crate) model: Option<String>,
    pub(crate) results: Vec<Moderation>,
}

/// What it found of one thing. A category that a model does not judge is null.
#[derive(Debug, Deserialize)]
pub(crate) struct Moderation {
    pub(crate) flagged: bool,
    pub(crate) categories: std::collections::BTreeMap<String, Option<bool>>,
    #[serde(default)]
    pub(crate) category_scores: std::collections::BTreeMap<String, Option<f64>>,
}

/// What was heard.
#[derive(Debug, Deserialize)]
pub(crate) struct Transcription {
    pub(crate) text: String,
    pub(crate) usage: Option<TranscriptionUsage>,
}

/// What a transcription took: some models count tokens, others seconds.
#[derive(Debug, Deserialize)]
pub(crate) struct TranscriptionUsage {
    pub(crate) seconds: Option<f64>,
    #[serde(flatten)]
    pub(crate) tokens: WireUsage,
}

/// The service sent something else than an answer.
pub(crate) fn not_as_expected(reason: impl std::fmt::Display) -> Failure {
    Failure::coded(Kind::Rejected, "answer-not-as-expected").with_argument("reason", reason)
}
