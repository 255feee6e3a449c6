//! The body of a chat completion as it is sent (OpenAI API reference, "Create chat completion"). What is not given is
//! not sent, so that the service decides; what is given is, even 0.

use serde_json::value::RawValue;
use tomada_sdk::json;
use tomada_sdk::prelude::*;

use crate::image::Image;
use crate::message::{Content, Message, Part, Role};
use crate::tools::{Tool, ToolCall, ToolChoice};

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

/// The body of a call.
#[derive(Debug, Serialize)]
pub(crate) struct Ask<'a> {
    model: &'a str,
    messages: Vec<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) temperature: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) top_p: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    max_completion_tokens: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    max_tokens: Option<u32>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    pub(crate) tools: &'a [Tool],
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) tool_choice: Option<&'a ToolChoice>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) parallel_tool_calls: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    response_format: Option<ResponseFormat<'a>>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    stream: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    stream_options: Option<StreamOptions>,
}

/// The form of the answer.
#[derive(Debug, Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
enum ResponseFormat<'a> {
    JsonSchema { json_schema: NamedSchema<'a> },
}

#[derive(Debug, Serialize)]
struct NamedSchema<'a> {
    name: &'static str,
    strict: bool,
    /// As it was written: the model writes the fields in the order in which they stand there.
    schema: &'a RawValue,
}

#[derive(Debug, Serialize)]
struct StreamOptions {
    include_usage: bool,
}

impl<'a> Ask<'a> {
    pub(crate) fn new(model: &'a str, messages: &[Message]) -> Self {
        Self {
            model,
            messages: messages.iter().map(message).collect(),
            temperature: None,
            top_p: None,
            max_completion_tokens: None,
            max_tokens: None,
            tools: &[],
            tool_choice: None,
            parallel_tool_calls: None,
            response_format: None,
            stream: false,
            stream_options: None,
        }
    }

    pub(crate) fn tokens(mut self, max: Option<u32>, field: TokensField) -> Self {
        match field {
            TokensField::MaxCompletionTokens => self.max_completion_tokens = max,
            TokensField::MaxTokens => self.max_tokens = max,
        }
        self
    }

    /// Asks for JSON of this schema.
    pub(crate) fn schema(mut self, schema: Option<&'a RawValue>) -> Self {
        self.response_format = schema.map(|schema| ResponseFormat::JsonSchema {
            json_schema: NamedSchema { name: "answer", strict: true, schema },
        });
        self
    }

    /// Asks for parts, and for what they took at their end.
    pub(crate) fn stream(mut self, stream: bool) -> Self {
        self.stream = stream;
        self.stream_options = stream.then_some(StreamOptions { include_usage: true });
        self
    }
}

fn message(message: &Message) -> Value {
    let mut written = json!({ "role": message.role });
    if let Some(content) = &message.content {
        written["content"] = match content {
            Content::Text(text) => json!(text),
            Content::Parts(parts) => parts.iter().map(part).collect(),
        };
    } else if message.role == Role::Assistant {
        written["content"] = Value::Null;
    }
    if !message.tool_calls.is_empty() {
        written["tool_calls"] = message.tool_calls.iter().map(call).collect();
    }
    if let Some(id) = &message.tool_call_id {
        written["tool_call_id"] = json!(id);
    }
    written
}

fn part(part: &Part) -> Value {
    match part {
        Part::Text { text } => json!({ "type": "text", "text": text }),
        Part::Image(image) => image_part(image),
    }
}

/// A picture as a part of a message or of what is moderated.
pub(crate) fn image_part(image: &Image) -> Value {
    let mut written = json!({ "url": image.address() });
    if let Some(detail) = image.detail {
        written["detail"] = json!(detail);
    }
    json!({ "type": "image_url", "image_url": written })
}

fn call(call: &ToolCall) -> Value {
    let function = json!({ "name": call.name, "arguments": call.arguments_text() });
    json!({ "id": call.id, "type": "function", "function": function })
}
