//! Makes a case of a real run: its exchanges become the script, its answer the expectation.
//!
//! Everything comes from the host's report, where secrets are masked already. What the report does not hold whole
//! cannot be recorded, and that is said: a case that is silently different from what happened would prove nothing.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Serialize;
use serde_json::Value;
use tomada_core::{Auth, Json, Locale};
use tomada_host::{Body, ConnectionSource, Exchange, Message, RunReport, RunRequest};

use super::update::{WriteExpect, WriteFailure, writable};
use super::{Case, CaseError};

/// What a masked secret looks like in a report.
const MASK: &str = "***";
/// Fields that the client or the connection adds, or that differ from run to run.
const NOT_EXPECTED: &[&str] = &["accept-encoding", "user-agent", "idempotency-key", "traceparent"];
/// Fields that frame the body as it was on the wire; the recorded one is decoded and whole.
const NOT_ANSWERED: &[&str] =
    &["content-length", "content-encoding", "transfer-encoding", "connection", "keep-alive", "set-cookie"];

/// A run that cannot be recorded, and why.
#[derive(Debug, thiserror::Error)]
pub enum RecordError {
    /// The connection is stored, so its settings are not at hand.
    #[error("the run uses a stored connection; only a run that brings its settings can be recorded")]
    StoredConnection,
    /// The report has only the beginning of a body.
    #[error(
        "exchange {exchange}: the body of the {of} has {size} bytes, and a report keeps the first 16 KiB: record a smaller one"
    )]
    Cut {
        /// The exchange's number, from 1 on.
        exchange: usize,
        /// `request` or `answer`.
        of: &'static str,
        /// True size in bytes.
        size: u64,
    },
    /// A body is no text, and a report keeps only text.
    #[error("exchange {exchange}: the body of the {of} is no UTF-8 text; write it as base64 by hand")]
    NotText {
        /// The exchange's number, from 1 on.
        exchange: usize,
        /// `request` or `answer`.
        of: &'static str,
    },
    /// The service did not answer in a way that a script can repeat.
    #[error(
        "exchange {exchange} to {url} failed before there was an answer ({word}), which no script can repeat"
    )]
    NotRepeatable {
        /// The exchange's number, from 1 on.
        exchange: usize,
        /// Where it went.
        url: String,
        /// Why, in one word.
        word: &'static str,
    },
    /// TOML has no word for something in it.
    #[error("the run cannot be written as TOML")]
    Unwritable(#[from] toml::ser::Error),
}

impl Case {
    /// The text of a case that repeats the run of `request` which gave `report` and `parts`. Each secret gets a value
    /// made up for the test.
    ///
    /// # Errors
    /// When the report does not hold enough of what happened.
    pub fn record(request: &RunRequest, report: &RunReport, parts: &[Json]) -> Result<String, RecordError> {
        let ConnectionSource::Inline(connection) = &request.connection else {
            return Err(RecordError::StoredConnection);
        };
        let secrets =
            connection.secrets.keys().map(|name| (name.clone(), made_up(name))).collect::<BTreeMap<_, _>>();
        // With one secret it is known which one a mask stands for.
        let secret =
            if let [only] = secrets.values().collect::<Vec<_>>()[..] { Some(only.as_str()) } else { None };
        let exchanges = report.exchanges.iter().enumerate();
        let exchanges = exchanges.map(|(index, exchange)| write_exchange(index + 1, exchange, secret));
        let recorded = Recorded {
            action: &request.action,
            locale: (request.locale != Locale::En).then(|| request.locale.tag()),
            retries: report.exchanges.iter().filter(|exchange| exchange.attempt > 1).count(),
            input: writable(&request.input.to_value()),
            settings: writable(&connection.settings.to_value()),
            auth: connection.auth.as_ref(),
            exchange: exchanges.collect::<Result<_, _>>()?,
            expect: expectation(report, parts),
            secrets: &secrets,
        };
        Ok(format!("# Recorded from a run of {}.\n{}", connection.integration, toml::to_string(&recorded)?))
    }

    /// Writes a recorded case to the file `path`, which must not be there yet.
    ///
    /// # Errors
    /// [`CaseError::File`].
    pub fn write_new(path: &Path, text: &str) -> Result<(), CaseError> {
        let written = std::fs::File::create_new(path)
            .and_then(|mut file| std::io::Write::write_all(&mut file, text.as_bytes()));
        written.map_err(|source| CaseError::File { path: path.to_owned(), verb: "written", source })
    }
}

/// The whole file. Plain values first: after the first table TOML has no place for them.
#[derive(Serialize)]
struct Recorded<'a> {
    action: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    locale: Option<&'static str>,
    #[serde(skip_serializing_if = "is_zero")]
    retries: usize,
    input: toml::Value,
    settings: toml::Value,
    #[serde(skip_serializing_if = "Option::is_none")]
    auth: Option<&'a Auth>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    secrets: &'a BTreeMap<String, String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    exchange: Vec<WriteExchange>,
    expect: WriteExpect,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "this is how serde asks")]
fn is_zero(number: &usize) -> bool {
    *number == 0
}

#[derive(Serialize)]
struct WriteExchange {
    #[serde(skip_serializing_if = "Option::is_none")]
    fault: Option<&'static str>,
    request: WriteRequest,
    #[serde(skip_serializing_if = "Option::is_none")]
    answer: Option<WriteAnswer>,
}

#[derive(Serialize)]
struct WriteRequest {
    method: String,
    url: String,
    #[serde(flatten)]
    body: BTreeMap<&'static str, toml::Value>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    headers: BTreeMap<String, String>,
}

#[derive(Serialize)]
struct WriteAnswer {
    status: u16,
    #[serde(flatten)]
    body: BTreeMap<&'static str, toml::Value>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    headers: BTreeMap<String, String>,
}

fn made_up(name: &str) -> String {
    format!("made-up-{name}")
}

fn write_exchange(
    number: usize,
    exchange: &Exchange,
    secret: Option<&str>,
) -> Result<WriteExchange, RecordError> {
    let unmasked = |text: &str| secret.map_or(text.to_owned(), |secret| text.replace(MASK, secret));
    let request = WriteRequest {
        method: exchange.method.clone(),
        url: unmasked(&exchange.url),
        body: write_body(number, "request", &exchange.request.body)?,
        headers: kept(&exchange.request, NOT_EXPECTED),
    };
    let (fault, answer) = match (exchange.status, &exchange.response, exchange.error) {
        (Some(status), Some(response), error) => {
            let body = write_body(number, "answer", &response.body)?;
            let fault = (error == Some("too_large")).then_some("huge");
            (fault, Some(WriteAnswer { status, body, headers: kept(response, NOT_ANSWERED) }))
        }
        (.., Some("timeout")) => (Some("stall"), None),
        (.., Some("protocol")) => (Some("garbage"), None),
        (.., word) => {
            let word = word.unwrap_or("no answer");
            return Err(RecordError::NotRepeatable { exchange: number, url: exchange.url.clone(), word });
        }
    };
    Ok(WriteExchange { fault, request, answer })
}

/// The fields that a case keeps: not those of `without`, nor any that holds a mask.
fn kept(message: &Message, without: &[&str]) -> BTreeMap<String, String> {
    let fields = message.headers.iter();
    let kept = fields.filter(|(name, value)| !without.contains(&name.as_str()) && !value.contains(MASK));
    kept.cloned().collect()
}

/// The body as JSON if it is some, as text otherwise; nothing for none.
fn write_body(
    number: usize,
    of: &'static str,
    body: &Body,
) -> Result<BTreeMap<&'static str, toml::Value>, RecordError> {
    if body.cut {
        return Err(RecordError::Cut { exchange: number, of, size: body.size });
    }
    if body.text.contains(char::REPLACEMENT_CHARACTER) {
        return Err(RecordError::NotText { exchange: number, of });
    }
    let json =
        serde_json::from_str::<Value>(&body.text).ok().filter(|value| value.is_object() || value.is_array());
    Ok(match json {
        _ if body.text.is_empty() => BTreeMap::new(),
        Some(json) => BTreeMap::from([("json", writable(&json))]),
        None => BTreeMap::from([("text", toml::Value::String(body.text.clone()))]),
    })
}

fn expectation(report: &RunReport, parts: &[Json]) -> WriteExpect {
    let parts = Value::from(parts.iter().map(Json::to_value).collect::<Vec<_>>());
    let parts = (parts != Value::Array(Vec::new())).then(|| writable(&parts));
    let (output, failure) = match &report.result {
        Ok(output) => (Some(writable(&output.to_value())), None),
        Err(failure) => (None, Some(WriteFailure::of(failure))),
    };
    WriteExpect { output, output_has: None, failure, parts }
}
