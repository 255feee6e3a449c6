//! Calls as the API shows them.

use serde::Serialize;
use serde_json::Value;
use tomada_core::{Json, Timings};
use tomada_host::Message as HostMessage;
use tomada_platform::{
    Call as CallView, CallExchange, CallFailure, CallLogLine, CallSummary as CallSummaryView,
};
use utoipa::ToSchema;

/// A part of the call log.
#[derive(Serialize, ToSchema)]
pub(crate) struct CallPage {
    /// The newest first.
    pub(crate) items: Vec<CallSummary>,
    /// Where the next page begins, if there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) next: Option<String>,
}

/// A call in a list.
#[derive(Serialize, ToSchema)]
pub(crate) struct CallSummary {
    /// Names the run.
    run_id: String,
    /// When it was asked for, in milliseconds since 1970-01-01 UTC.
    started_unix_ms: u64,
    /// How long it took, in milliseconds.
    elapsed_ms: u64,
    /// The integration's id.
    integration: String,
    /// The version that ran; empty if none was found.
    version: String,
    /// The action's id.
    action: String,
    /// The connection's id.
    connection: String,
    /// `ok`, or the name of the failure's kind.
    outcome: String,
    /// Of the last exchange that was answered.
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<u16>,
    /// How many attempts on the wire there were.
    exchanges: u64,
}

/// A call in full, with secrets masked.
#[derive(Serialize, ToSchema)]
pub(crate) struct Call {
    /// What lists show.
    summary: CallSummary,
    /// The input.
    input: Value,
    /// The output, if it went well.
    #[serde(skip_serializing_if = "Option::is_none")]
    output: Option<Value>,
    /// Why there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    failure: Option<RecordedFailure>,
    /// Every attempt on the wire.
    exchanges: Vec<Exchange>,
    /// What the integration logged.
    log: Vec<LogLine>,
    /// How many log lines there were beyond those.
    log_dropped: u64,
}

/// Why a call did not answer, as it was recorded.
#[derive(Serialize, ToSchema)]
struct RecordedFailure {
    /// For people, in the language of whoever asked.
    message: String,
    /// Names the text, for programs.
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<String>,
    /// What to do.
    #[serde(skip_serializing_if = "Option::is_none")]
    hint: Option<String>,
    /// Where in the input, as a JSON pointer (RFC 6901).
    #[serde(skip_serializing_if = "Option::is_none")]
    at: Option<String>,
    /// When to try again, in milliseconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    retry_after_ms: Option<u64>,
}

/// One attempt on the wire.
#[derive(Serialize, ToSchema)]
struct Exchange {
    /// Method.
    method: String,
    /// The URL.
    url: String,
    /// The status, if an answer came.
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<u16>,
    /// When it began, in milliseconds since 1970-01-01 UTC; absent where an older version wrote it.
    #[serde(skip_serializing_if = "Option::is_none")]
    started_unix_ms: Option<u64>,
    /// How long it took, in milliseconds.
    elapsed_ms: u64,
    /// 1 for the first try.
    attempt: u32,
    /// Why there is no answer, in one word.
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<String>,
    /// Whether any of the request may have gone out.
    sent: bool,
    /// How long each part took, in microseconds: `resolve_us`, `connect_us`, `tls_us`, `wait_us`, `body_us`.
    #[schema(value_type = Object)]
    timings: Timings,
    /// What was sent.
    request: Message,
    /// What came back.
    #[serde(skip_serializing_if = "Option::is_none")]
    response: Option<Message>,
}

/// Header fields and body.
#[derive(Serialize, ToSchema)]
struct Message {
    /// Pairs of name and value, in order.
    headers: Vec<Vec<String>>,
    /// At most the first 16 KiB of the body.
    body: String,
    /// The body's true size in bytes, as far as it was read.
    body_size: u64,
    /// Whether `body` is less than the whole.
    body_cut: bool,
}

/// What an integration logged.
#[derive(Serialize, ToSchema)]
struct LogLine {
    /// In milliseconds since 1970-01-01 UTC.
    unix_ms: u64,
    /// `debug`, `info`, `warn` or `error`.
    level: String,
    /// The message.
    message: String,
    /// Its fields, a JSON object as text.
    fields: String,
}

impl From<CallSummaryView> for CallSummary {
    fn from(view: CallSummaryView) -> Self {
        Self {
            run_id: view.run_id,
            started_unix_ms: view.started_unix_ms,
            elapsed_ms: view.elapsed_ms,
            integration: view.integration,
            version: view.version,
            action: view.action,
            connection: view.connection,
            outcome: view.outcome,
            status: view.status,
            exchanges: view.exchanges,
        }
    }
}

impl From<CallView> for Call {
    fn from(view: CallView) -> Self {
        Self {
            summary: view.summary.into(),
            input: view.input.to_value(),
            output: view.output.as_ref().map(Json::to_value),
            failure: view.failure.map(RecordedFailure::from),
            exchanges: view.exchanges.into_iter().map(Exchange::from).collect(),
            log: view.log.into_iter().map(LogLine::from).collect(),
            log_dropped: view.log_dropped,
        }
    }
}

impl From<CallFailure> for RecordedFailure {
    fn from(failure: CallFailure) -> Self {
        // `detail` is for the log alone.
        let CallFailure { message, code, hint, detail: _, at, retry_after_ms } = failure;
        Self { message, code, hint, at, retry_after_ms }
    }
}

impl From<CallExchange> for Exchange {
    fn from(exchange: CallExchange) -> Self {
        Self {
            method: exchange.method,
            url: exchange.url,
            status: exchange.status,
            started_unix_ms: exchange.started_unix_ms,
            elapsed_ms: exchange.elapsed_ms,
            attempt: exchange.attempt,
            error: exchange.error,
            sent: exchange.sent,
            timings: exchange.timings,
            request: exchange.request.into(),
            response: exchange.response.map(Message::from),
        }
    }
}

impl From<HostMessage> for Message {
    fn from(message: HostMessage) -> Self {
        Self {
            headers: message.headers.into_iter().map(|(name, value)| vec![name, value]).collect(),
            body: message.body.text,
            body_size: message.body.size,
            body_cut: message.body.cut,
        }
    }
}

impl From<CallLogLine> for LogLine {
    fn from(line: CallLogLine) -> Self {
        Self { unix_ms: line.unix_ms, level: line.level, message: line.message, fields: line.fields }
    }
}
