//! Tools that the model may call, which are passed through, and its calls, whole or put together from a stream.

use std::collections::BTreeMap;

use serde_json::value::RawValue;
use tomada_sdk::prelude::*;

use crate::wire::not_as_expected;

/// The most calls of one answer: as many as the service takes tools.
const CALLS_MAX: usize = 128;

/// A tool that the model may call, as the service takes it.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Tool {
    /// What kind of tool.
    #[serde(rename = "type")]
    pub kind: ToolKind,
    /// The function.
    pub function: Function,
}

/// What kind of tool.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ToolKind {
    /// A function with a name and arguments.
    Function,
}

/// A function that the model may call. It is not run here: whoever asked runs it, and tells the model in the next call.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Function {
    /// Its name: letters, digits, `_` and `-`.
    #[schemars(regex(pattern = r"^[a-zA-Z0-9_-]{1,64}$"))]
    pub name: String,
    /// What it does, for the model.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// The JSON Schema of its arguments, an object. It is sent as it is written: the model keeps the order of fields.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<BTreeMap<String, Value>>")]
    pub parameters: Option<Box<RawValue>>,
    /// Whether the service makes the model keep exactly to `parameters`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub strict: Option<bool>,
}

/// Whether the model must call a tool.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum ToolChoice {
    /// In general.
    Mode(ToolMode),
    /// This one.
    Named(NamedTool),
}

/// Whether the model must call any tool.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ToolMode {
    /// It must not.
    None,
    /// It decides.
    Auto,
    /// It must.
    Required,
}

/// The tool that the model must call.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NamedTool {
    /// What kind of tool.
    #[serde(rename = "type")]
    pub kind: ToolKind,
    /// The function.
    pub function: FunctionName,
}

/// The name of a function.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FunctionName {
    /// Its name.
    pub name: String,
}

/// A call of a tool that the model asks for.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ToolCall {
    /// What the tool's answer must name as `tool_call_id`.
    pub id: String,
    /// The function.
    pub name: String,
    /// Its arguments: mostly an object; as text if the model wrote something that is no JSON.
    pub arguments: Value,
}

impl ToolCall {
    /// The arguments as they are on the wire: JSON within a text.
    pub(crate) fn arguments_text(&self) -> String {
        self.arguments.as_str().map_or_else(|| self.arguments.to_string(), str::to_owned)
    }
}

/// A call on the wire, or a part of one.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct WireCall {
    index: Option<u64>,
    id: Option<String>,
    #[serde(default)]
    function: WireFunction,
}

#[derive(Debug, Default, Deserialize)]
struct WireFunction {
    name: Option<String>,
    arguments: Option<Value>,
}

/// Calls that arrive whole or in parts.
#[derive(Debug, Default)]
pub(crate) struct Calls(Vec<Draft>);

#[derive(Debug, Default)]
struct Draft {
    index: Option<u64>,
    id: String,
    name: String,
    arguments: String,
}

impl Calls {
    /// Takes a call in, or a part of one. A part belongs to the call of its index; but a new id begins a new call, for
    /// some servers count every call as the first.
    pub(crate) fn add(&mut self, call: WireCall) -> Result<(), Failure> {
        let id = call.id.unwrap_or_default();
        let continues = |draft: &Draft| draft.index == call.index && (id.is_empty() || draft.id == id);
        let place = self.0.iter().rposition(continues);
        if place.is_none() && self.0.len() == CALLS_MAX {
            return Err(not_as_expected(format!("there are more than {CALLS_MAX} `tool_calls`")));
        }
        let place = place.unwrap_or_else(|| {
            self.0.push(Draft { index: call.index, id, ..Draft::default() });
            self.0.len() - 1
        });
        let draft = &mut self.0[place];
        draft.name.push_str(&call.function.name.unwrap_or_default());
        match call.function.arguments {
            Some(Value::String(part)) => draft.arguments.push_str(&part),
            // Some servers send the arguments as they are.
            Some(whole) if !whole.is_null() => draft.arguments = whole.to_string(),
            _ => {}
        }
        Ok(())
    }

    /// The calls, in the order in which they began.
    pub(crate) fn finish(self) -> Result<Vec<ToolCall>, Failure> {
        self.0.into_iter().map(Draft::finish).collect()
    }
}

impl Draft {
    fn finish(self) -> Result<ToolCall, Failure> {
        if self.name.is_empty() {
            return Err(not_as_expected("a call in `tool_calls` names no function"));
        }
        let text = if self.arguments.trim().is_empty() { "{}".to_owned() } else { self.arguments };
        let arguments = Json::parse(text.clone().into_bytes()).map(|json| json.to_value());
        let arguments = arguments.ok().filter(|value| !value.is_string()).unwrap_or(Value::String(text));
        Ok(ToolCall { id: self.id, name: self.name, arguments })
    }
}
