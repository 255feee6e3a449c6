//! What is on the wire (OpenAI API reference, "Chat completions" and "Models"), read leniently where compatible servers
//! differ: what an answer need not have is optional, and what is not known is passed over.

use std::collections::BTreeMap;

use tomada_sdk::json;
use tomada_sdk::prelude::*;

use crate::actions::chat::{Output, Usage};
use crate::conversation::Message;

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

/// What a server calls the most tokens of an answer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum TokensField {
    /// OpenAI, and most others by now.
    #[default]
    MaxCompletionTokens,
    /// Older servers.
    MaxTokens,
}

impl TokensField {
    fn as_str(self) -> &'static str {
        match self {
            Self::MaxCompletionTokens => "max_completion_tokens",
            Self::MaxTokens => "max_tokens",
        }
    }
}

/// The body of a call. What is not set is not sent, so that the service decides; what is, even 0, is sent.
#[derive(Debug, Serialize)]
#[serde(transparent)]
pub(crate) struct Ask(BTreeMap<&'static str, Value>);

impl Ask {
    pub(crate) fn new(model: &str, messages: &[Message]) -> Self {
        Self(BTreeMap::from([("model", json!(model)), ("messages", json!(messages))]))
    }

    pub(crate) fn sampling(self, temperature: Option<f64>, top_p: Option<f64>) -> Self {
        self.set("temperature", temperature).set("top_p", top_p)
    }

    pub(crate) fn tokens(self, max: Option<u32>, field: TokensField) -> Self {
        self.set(field.as_str(), max)
    }

    /// Asks for parts, and for what they took at their end.
    pub(crate) fn stream(self, stream: bool) -> Self {
        self.set("stream", stream.then_some(true))
            .set("stream_options", stream.then(|| json!({ "include_usage": true })))
    }

    fn set<T: Into<Value>>(mut self, name: &'static str, value: Option<T>) -> Self {
        self.0.extend(value.map(|value| (name, value.into())));
        self
    }
}

/// An answer in one piece.
#[derive(Debug, Deserialize)]
pub(crate) struct Whole {
    model: Option<String>,
    choices: Vec<WholeChoice>,
    usage: Option<WireUsage>,
}

#[derive(Debug, Deserialize)]
struct WholeChoice {
    message: Said,
    finish_reason: Option<String>,
}

/// What a message or a part of one holds.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Said {
    pub(crate) content: Option<String>,
    pub(crate) refusal: Option<String>,
}

impl Whole {
    /// As the action answers it.
    pub(crate) fn into_output(self) -> Result<Output, Failure> {
        let Some(choice) = self.choices.into_iter().next() else {
            return Err(not_as_expected("`choices` is empty"));
        };
        Ok(Output {
            text: choice.message.content.unwrap_or_default(),
            finish_reason: choice.finish_reason,
            model: self.model,
            refusal: choice.message.refusal,
            usage: self.usage.map(Usage::from),
        })
    }
}

/// A part of an answer.
#[derive(Debug, Deserialize)]
pub(crate) struct Chunk {
    pub(crate) model: Option<String>,
    #[serde(default)]
    pub(crate) choices: Vec<ChunkChoice>,
    pub(crate) usage: Option<WireUsage>,
    pub(crate) error: Option<Value>,
}

/// A part of the text, or its end.
#[derive(Debug, Deserialize)]
pub(crate) struct ChunkChoice {
    #[serde(default)]
    pub(crate) delta: Said,
    pub(crate) finish_reason: Option<String>,
}

/// What an answer took.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
pub(crate) struct WireUsage {
    #[serde(default, rename = "prompt_tokens")]
    prompt: u64,
    #[serde(default, rename = "completion_tokens")]
    completion: u64,
    #[serde(rename = "total_tokens")]
    total: Option<u64>,
}

impl From<WireUsage> for Usage {
    fn from(usage: WireUsage) -> Self {
        let both = usage.prompt.saturating_add(usage.completion);
        Self {
            input_tokens: usage.prompt,
            output_tokens: usage.completion,
            total_tokens: usage.total.unwrap_or(both),
        }
    }
}

/// The service sent something else than an answer.
pub(crate) fn not_as_expected(reason: impl std::fmt::Display) -> Failure {
    Failure::coded(Kind::Rejected, "answer-not-as-expected").with_argument("reason", reason)
}
