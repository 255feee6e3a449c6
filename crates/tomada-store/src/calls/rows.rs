//! One run in full, as its rows have it.

use serde::Deserialize;
use serde::de::DeserializeOwned;
use tomada_core::Timings;
use tomada_host::Message;

use super::{CallSummary, summary};
use crate::StoreError;
use crate::sql::Row;

/// A run in full.
#[derive(Clone, Debug)]
pub struct StoredRun {
    /// What lists show.
    pub summary: CallSummary,
    /// The input, as JSON.
    pub input: String,
    /// The output, as JSON.
    pub output: Option<String>,
    /// The failure, as a JSON object: `message`, and if there are any `code`, `hint`, `detail`, `at`, `retry_after_ms`.
    pub failure: Option<String>,
    /// Every attempt on the wire.
    pub exchanges: Vec<CallExchange>,
    /// What the integration logged.
    pub log: Vec<CallLogLine>,
    /// How many log lines there were beyond those.
    pub log_dropped: u64,
}

/// One attempt on the wire.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CallExchange {
    /// Method token.
    pub method: String,
    /// The URL, secrets masked.
    pub url: String,
    /// The status, if an answer came.
    pub status: Option<u16>,
    /// When it began, in milliseconds since 1970-01-01 UTC; not known of what an older version has written.
    pub started_unix_ms: Option<u64>,
    /// How long it took, in milliseconds.
    pub elapsed_ms: u64,
    /// 1 for the first try.
    pub attempt: u32,
    /// Why there is no answer, in one word.
    pub error: Option<String>,
    /// Whether any of the request may have gone out.
    pub sent: bool,
    /// How long each part took.
    pub timings: Timings,
    /// What was sent.
    pub request: Message,
    /// What came back.
    pub response: Option<Message>,
}

/// What an integration logged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CallLogLine {
    /// In milliseconds since 1970-01-01 UTC.
    pub unix_ms: u64,
    /// `debug`, `info`, `warn` or `error`.
    pub level: String,
    /// The message.
    pub message: String,
    /// A JSON object.
    pub fields: String,
}

/// [`Timings`] as they are written, in microseconds.
#[derive(Deserialize)]
#[expect(clippy::struct_field_names, reason = "the unit is part of each name as it is written")]
struct WrittenTimings {
    resolve_us: Option<u64>,
    connect_us: Option<u64>,
    tls_us: Option<u64>,
    wait_us: Option<u64>,
    body_us: Option<u64>,
}

pub(super) fn run(row: &Row, exchanges: &[Row], lines: &[Row]) -> Result<StoredRun, StoreError> {
    Ok(StoredRun {
        summary: summary(row)?,
        input: row.get("input")?,
        output: row.get("output")?,
        failure: row.get("failure")?,
        exchanges: exchanges.iter().map(exchange).collect::<Result<_, _>>()?,
        log: lines.iter().map(line).collect::<Result<_, _>>()?,
        log_dropped: row.count("log_dropped")?,
    })
}

fn exchange(row: &Row) -> Result<CallExchange, StoreError> {
    let status: Option<i64> = row.get("status")?;
    let started: Option<i64> = row.get("started_unix_ms")?;
    let timings: WrittenTimings = json(row, &row.get::<String>("timings")?)?;
    let response: Option<String> = row.get("response")?;
    let WrittenTimings { resolve_us, connect_us, tls_us, wait_us, body_us } = timings;
    Ok(CallExchange {
        method: row.get("method")?,
        url: row.get("url")?,
        status: status.and_then(|status| u16::try_from(status).ok()),
        started_unix_ms: started.and_then(|started| u64::try_from(started).ok()),
        elapsed_ms: row.count("elapsed_ms")?,
        attempt: u32::try_from(row.count("attempt")?).unwrap_or(u32::MAX),
        error: row.get("error")?,
        sent: row.count("sent")? == 1,
        timings: Timings { resolve_us, connect_us, tls_us, wait_us, body_us },
        request: json(row, &row.get::<String>("request")?)?,
        response: response.map(|response| json(row, &response)).transpose()?,
    })
}

fn line(row: &Row) -> Result<CallLogLine, StoreError> {
    Ok(CallLogLine {
        unix_ms: row.count("unix_ms")?,
        level: row.get("level")?,
        message: row.get("message")?,
        fields: row.get("fields")?,
    })
}

fn json<T: DeserializeOwned>(row: &Row, text: &str) -> Result<T, StoreError> {
    serde_json::from_str(text).map_err(|error| StoreError::row(row.doing(), error))
}
