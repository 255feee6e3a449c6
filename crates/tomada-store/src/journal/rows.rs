//! How a run becomes rows: its own, one for each exchange, one for each log line.

use serde::Serialize;
use tomada_core::{Failure, Json};
use tomada_host::{Exchange, LogLine, RunRecord};
use uuid::Uuid;

use super::{DOING, Insert};
use crate::StoreError;
use crate::sql::Value;

/// The rows of some runs of one project.
pub(super) struct Written {
    pub(super) runs: Insert,
    pub(super) exchanges: Insert,
    pub(super) log_lines: Insert,
    /// About how much that is.
    pub(super) bytes: u64,
}

const RUNS: &[&str] = &[
    "project",
    "run",
    "started_unix_ms",
    "elapsed_ms",
    "connection",
    "integration",
    "version",
    "action",
    "outcome",
    "status",
    "exchanges",
    "log_dropped",
    "bytes",
    "failure",
    "input",
    "output",
];
const EXCHANGES: &[&str] = &[
    "project",
    "run",
    "number",
    "method",
    "url",
    "status",
    "started_unix_ms",
    "elapsed_ms",
    "attempt",
    "error",
    "sent",
    "repeatable",
    "timings",
    "request",
    "response",
];
const LOG_LINES: &[&str] = &["project", "run", "number", "unix_ms", "level", "message", "fields"];

impl Default for Written {
    fn default() -> Self {
        Self {
            runs: Insert::new("runs", RUNS),
            exchanges: Insert::new("exchanges", EXCHANGES),
            log_lines: Insert::new("log_lines", LOG_LINES),
            bytes: 0,
        }
    }
}

/// A failure as it is kept.
#[derive(Serialize)]
struct FailureText<'a> {
    message: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    hint: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    detail: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    at: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    retry_after_ms: Option<u64>,
}

impl Written {
    pub(super) fn add(&mut self, record: &RunRecord) -> Result<(), StoreError> {
        let run = Uuid::parse_str(&record.run_id).map_err(|error| StoreError::row(DOING, error))?;
        let run = run.as_bytes().as_slice();
        let project = record.project.as_str();
        let failure = record.outcome.as_ref().err().map(failure).transpose()?;
        let output = record.outcome.as_ref().ok().map(|output| output.as_str().to_owned());
        let mut bytes =
            size(&[record.input.as_str(), output.as_deref().unwrap_or(""), failure.as_deref().unwrap_or("")]);
        for (number, exchange) in (1_u64..).zip(&record.exchanges) {
            bytes += self.exchange(project, run, number, exchange)?;
        }
        for (number, line) in (1_u64..).zip(&record.log) {
            bytes += self.log_line(project, run, number, line);
        }
        let status = record.exchanges.iter().rev().find_map(|exchange| exchange.status);
        self.runs.add([
            project.into(),
            run.into(),
            record.started_unix_ms.into(),
            record.elapsed_ms.into(),
            record.connection.as_str().into(),
            record.integration.as_str().into(),
            record.version.as_str().into(),
            record.action.as_str().into(),
            record.outcome.as_ref().err().map_or("ok", |failure| failure.kind().as_str()).into(),
            status.map(u64::from).into(),
            count(record.exchanges.len()),
            record.log_dropped.into(),
            bytes.into(),
            failure.into(),
            record.input.as_str().into(),
            output.into(),
        ]);
        self.bytes += bytes;
        Ok(())
    }

    fn exchange(&mut self, project: &str, run: &[u8], number: u64, it: &Exchange) -> Result<u64, StoreError> {
        let request = json(&it.request)?;
        let response = it.response.as_ref().map(json).transpose()?;
        let bytes = size(&[&it.url, &request, response.as_deref().unwrap_or("")]);
        self.exchanges.add([
            project.into(),
            run.into(),
            number.into(),
            it.method.as_str().into(),
            it.url.as_str().into(),
            it.status.map(u64::from).into(),
            it.started_unix_ms.into(),
            it.elapsed_ms.into(),
            u64::from(it.attempt).into(),
            it.error.map(str::to_owned).into(),
            it.sent.into(),
            it.repeatable.into(),
            json(&it.timings)?.into(),
            request.into(),
            response.into(),
        ]);
        Ok(bytes)
    }

    fn log_line(&mut self, project: &str, run: &[u8], number: u64, line: &LogLine) -> u64 {
        self.log_lines.add([
            project.into(),
            run.into(),
            number.into(),
            line.unix_ms.into(),
            line.level.into(),
            line.message.as_str().into(),
            line.fields.as_str().into(),
        ]);
        size(&[&line.message, &line.fields])
    }
}

fn failure(failure: &Failure) -> Result<String, StoreError> {
    json(&FailureText {
        message: failure.message(),
        code: failure.code(),
        hint: failure.hint(),
        detail: failure.detail(),
        at: failure.at(),
        retry_after_ms: failure.retry_after_ms(),
    })
}

fn json<T: Serialize>(value: &T) -> Result<String, StoreError> {
    let json = Json::from_serialize(value).map_err(|error| StoreError::row(DOING, error))?;
    Ok(json.as_str().to_owned())
}

/// What a row holds, with a guess for the rest of it.
fn size(texts: &[&str]) -> u64 {
    const REST: usize = 200;
    u64::try_from(texts.iter().map(|text| text.len()).sum::<usize>() + REST).unwrap_or(u64::MAX)
}

fn count(length: usize) -> Value {
    u64::try_from(length).unwrap_or(u64::MAX).into()
}
