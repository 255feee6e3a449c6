//! Asks a model and answers what it says.
//!
//! # What it does
//!
//! Sends a conversation: the history, then rules, knowledge base and named prompts, then what the user says. The answer
//! comes in parts, `{"text": "…"}`, while the model writes it, and whole at the end. What is not given comes from the
//! connection; what is neither there is left to the service.
//!
//! # When it fails
//!
//! `invalid_input` when the conversation is longer than the model can take, `not_found` for a model that there is not,
//! `rejected` when a content filter stops it or the account has no money left, `rate_limited` with the wait that the
//! service asks for, `unavailable` when it fails or its answer breaks off. Asking again changes nothing, so a call whose
//! answer was lost is `unavailable`, not `uncertain`.

use tomada_sdk::prelude::*;

use crate::conversation::{Conversation, Message};
use crate::service::Service;
use crate::wire::{self, Ask};
use crate::{stream, words};

/// The longest wait unless the input says otherwise; the run's own deadline is mostly shorter.
const TIMEOUT_MS: u64 = 300_000;

/// The largest answer, in bytes: each word of a stream comes in some 200 bytes of wrapping.
const BODY_MAX_BYTES: u64 = 10 * 1024 * 1024;

/// What to ask, and how.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Input {
    /// What the user says. Give this or `messages`.
    #[schemars(length(min = 1))]
    pub prompt: Option<String>,
    /// The end of the conversation, in place of `prompt`.
    #[serde(default)]
    pub messages: Vec<Message>,
    /// What was said before, oldest first. If it ends with the prompt, that is not said twice.
    #[serde(default)]
    pub history: Vec<Message>,
    /// How the model shall behave; the connection's if absent, none if empty.
    pub rules: Option<String>,
    /// What the model shall know; the connection's if absent, none if empty.
    pub knowledge_base: Option<String>,
    /// Names of the connection's prompts to add, in this order.
    #[serde(default)]
    pub prompts: Vec<String>,
    /// The model; the connection's if absent.
    #[schemars(length(min = 1))]
    pub model: Option<String>,
    /// How freely the model chooses its words, from 0 to 2.
    #[schemars(range(min = 0.0, max = 2.0))]
    pub temperature: Option<f64>,
    /// The share of likely words that the model chooses from, from 0 to 1.
    #[schemars(range(min = 0.0, max = 1.0))]
    pub top_p: Option<f64>,
    /// The most tokens that the model may write, its thoughts among them.
    #[schemars(range(min = 1))]
    pub max_output_tokens: Option<u32>,
    /// Whether the answer comes in parts.
    #[serde(default = "yes")]
    pub stream: bool,
    /// The longest wait for the whole answer, in milliseconds, beside the run's own deadline.
    #[schemars(range(min = 1, max = 300_000))]
    pub timeout_ms: Option<u64>,
}

fn yes() -> bool {
    true
}

/// What the model said.
#[derive(Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Output {
    /// The answer.
    pub text: String,
    /// Why it ends: `stop` by itself, `length` at the most tokens, or another word of the service.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub finish_reason: Option<String>,
    /// The model that answered, by its full name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub model: Option<String>,
    /// In what words the model declined, if it did.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refusal: Option<String>,
    /// What it took, if the service says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub usage: Option<Usage>,
}

/// What an answer took, in tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Usage {
    /// Of the conversation.
    pub input_tokens: u64,
    /// Of the answer.
    pub output_tokens: u64,
    /// Of both.
    pub total_tokens: u64,
}

/// Asks a model and answers what it says.
pub async fn run(input: Input, cx: &Context) -> Result<Output, Failure> {
    let service = Service::of(cx)?;
    let request = Request::post(service.address("chat/completions"))
        .json_of(&ask(&input, &service)?)?
        .timeout_ms(input.timeout_ms.unwrap_or(TIMEOUT_MS))
        .body_max_bytes(BODY_MAX_BYTES);
    let response = service.send(request).await?;
    let output = if stream::is_stream(&response) {
        stream::read(response, cx).await
    } else {
        whole(response, input.stream, cx).await
    };
    let output = output.map_err(crate::refusal::repeatable)?;
    match output.finish_reason.as_deref() {
        Some("content_filter") => Err(Failure::new(Kind::Rejected, words::content_filter(cx.run().locale))),
        _ => Ok(output),
    }
}

fn ask(input: &Input, service: &Service<'_>) -> Result<Ask, Failure> {
    let settings = &service.settings;
    let conversation = Conversation {
        history: &input.history,
        rules: input.rules.as_deref().or(settings.rules.as_deref()),
        knowledge_base: input.knowledge_base.as_deref().or(settings.knowledge_base.as_deref()),
        prompts: settings.prompts(&input.prompts, service.locale())?,
        prompt: input.prompt.as_deref(),
        messages: &input.messages,
    };
    let model = input.model.as_deref().unwrap_or(&settings.model);
    let ask = Ask::new(model, &conversation.in_order(service.locale())?);
    Ok(ask
        .sampling(input.temperature, input.top_p)
        .tokens(input.max_output_tokens, settings.tokens_field)
        .stream(input.stream))
}

/// An answer in one piece, which a server may give although a stream was asked for.
async fn whole(response: Response, as_part: bool, cx: &Context) -> Result<Output, Failure> {
    let answer: wire::Whole = response.body.json().await?;
    let output = answer.into_output()?;
    if as_part && !output.text.is_empty() {
        cx.emit(&stream::Part { text: &output.text }).await?;
    }
    Ok(output)
}
