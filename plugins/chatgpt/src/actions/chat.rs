//! Asks a model and answers what it says.
//!
//! # What it does
//!
//! Sends a conversation: the history, then rules, knowledge base and named prompts, then what the user says and shows.
//! The answer comes in parts, `{"text": "…"}`, while the model writes it, and whole at the end. What is not given comes
//! from the connection; what is neither there is left to the service. With `answer_schema` the answer is JSON, checked
//! against the schema; with `tools` it may be calls, which whoever asked carries out and answers in the next call.
//!
//! # When it fails
//!
//! `invalid_input` when the conversation is longer than the model can take, a message makes no sense or the schema has
//! what structured outputs do not know; `not_found` for a model that there is not; `rejected` when a content filter stops
//! it, the account has no money left or the answer does not fit the schema; `rate_limited` with the wait that the service
//! asks for; `unavailable` when it fails, falls silent or its answer breaks off. Asking again changes nothing, so a call
//! whose answer was lost is `unavailable`, not `uncertain`.

use std::collections::BTreeMap;

use serde_json::value::RawValue;
use tomada_sdk::prelude::*;

use crate::ask::Ask;
use crate::conversation::Conversation;
use crate::image::Image;
use crate::message::Message;
use crate::service::Service;
use crate::structured::Form;
use crate::tools::{Tool, ToolCall, ToolChoice};
use crate::{refusal, stream, words};

/// The longest wait unless the input says otherwise; the run's own deadline is mostly shorter.
const TIMEOUT_MS: u64 = 300_000;

/// The largest answer, in bytes: each word of a stream comes in some 200 bytes of wrapping.
const BODY_MAX_BYTES: u64 = 10 * 1024 * 1024;

/// What to ask, and how.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("examples" = [
    { "prompt": "Are you open on Saturday?" },
    { "prompt": "Are you open on Saturday?", "rules": "Answer in one sentence.", "model": "gpt-4o-mini" },
]))]
pub struct Input {
    /// What the user says. Give this or `messages`.
    #[schemars(length(min = 1))]
    pub prompt: Option<String>,
    /// Pictures that the user shows with `prompt`.
    #[serde(default)]
    pub images: Vec<Image>,
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
    /// The JSON Schema of the answer, as structured outputs know it. It is sent as it is written: the model writes the
    /// fields in this order.
    #[schemars(with = "Option<BTreeMap<String, serde_json::Value>>")]
    pub answer_schema: Option<Box<RawValue>>,
    /// Tools that the model may call.
    #[serde(default)]
    #[schemars(length(max = 128))]
    pub tools: Vec<Tool>,
    /// Whether it must: `none`, `auto`, `required`, or one tool by name. The service decides if absent.
    pub tool_choice: Option<ToolChoice>,
    /// Whether it may call several at once. The service decides if absent.
    pub parallel_tool_calls: Option<bool>,
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
#[derive(Debug, Default, PartialEq, Serialize, JsonSchema)]
pub struct Output {
    /// The answer.
    pub text: String,
    /// The same read as JSON, if `answer_schema` was given; it fits the schema.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub json: Option<serde_json::Value>,
    /// The tools that the model calls. To go on, send these in a message of the assistant, and the tools' answers.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tool_calls: Vec<ToolCall>,
    /// Why it ends: `stop` by itself, `length` at the most tokens, `tool_calls`, or another word of the service.
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
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Usage {
    /// Of the conversation.
    pub input_tokens: u64,
    /// Of the answer.
    pub output_tokens: u64,
    /// Of both.
    pub total_tokens: u64,
    /// Those of the conversation that the service still knew and that cost less, if it says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cached_tokens: Option<u64>,
    /// Those of the answer that the model only thought, if the service says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reasoning_tokens: Option<u64>,
}

/// Asks a model and answers what it says.
pub async fn run(input: Input, cx: &Context) -> Result<Output, Failure> {
    let service = Service::of(cx)?;
    let form = Form::read(input.answer_schema.as_deref(), service.locale())?;
    let request = Request::post(service.address("chat/completions"))
        .json_of(&ask(&input, &service)?)?
        .timeout_ms(input.timeout_ms.unwrap_or(TIMEOUT_MS))
        .body_max_bytes(BODY_MAX_BYTES);
    let response = service.send(request).await?;
    let output = stream::read(response, input.stream, cx).await.map_err(refusal::repeatable)?;
    if output.finish_reason.as_deref() == Some("content_filter") {
        return Err(Failure::new(Kind::Rejected, words::CONTENT_FILTER.get(service.locale())));
    }
    form.fill(output, service.locale())
}

fn ask<'a>(input: &'a Input, service: &'a Service<'_>) -> Result<Ask<'a>, Failure> {
    let settings = &service.settings;
    let conversation = Conversation {
        history: &input.history,
        rules: input.rules.as_deref().or(settings.rules.as_deref()),
        knowledge_base: input.knowledge_base.as_deref().or(settings.knowledge_base.as_deref()),
        prompts: settings.prompts(&input.prompts, service.locale())?,
        prompt: input.prompt.as_deref(),
        images: &input.images,
        messages: &input.messages,
    };
    let model = input.model.as_deref().unwrap_or(&settings.model);
    let mut ask = Ask::new(model, &conversation.in_order(service.locale())?)
        .tokens(input.max_output_tokens, settings.tokens_field)
        .schema(input.answer_schema.as_deref())
        .stream(input.stream);
    ask.temperature = input.temperature;
    ask.top_p = input.top_p;
    ask.tools = &input.tools;
    ask.tool_choice = input.tool_choice.as_ref();
    ask.parallel_tool_calls = input.parallel_tool_calls;
    Ok(ask)
}
