//! From a case file to a [`Case`], strictly.

use std::fs;
use std::io;
use std::ops::Range;
use std::path::{Path, PathBuf};

use serde_json::Value;
use tomada_catalog::{Fault as MistakeFault, Mistake, Place, parse_toml};

use super::written::{
    Fault, JsonValue, Written, WrittenAnswer, WrittenExchange, WrittenExpect, WrittenRequest,
};
use super::{Case, CaseError, Expect, ExpectedEnd, ExpectedFailure};
use crate::peer::{Answer, Behaviour, Content, Expected, Payload, Step};
use crate::stage::Stage;

/// How many bytes the body of `fault = "huge"` has.
pub(crate) const HUGE_BYTES: usize = Stage::BODY_MAX_BYTES + 64 * 1024;

/// The case files of a folder, in the order of their names.
pub(super) fn files(cases: &Path) -> Result<Vec<PathBuf>, CaseError> {
    let failed = |source| CaseError::File { path: cases.to_owned(), verb: "read", source };
    let entries = match fs::read_dir(cases) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries.map_err(failed)?,
    };
    let mut files = Vec::new();
    for entry in entries {
        let path = entry.map_err(failed)?.path();
        if path.extension().is_some_and(|ending| ending == "toml") {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

impl Case {
    /// Reads the file `path`.
    ///
    /// # Errors
    /// [`CaseError::File`], [`CaseError::Mistake`].
    pub fn read(path: &Path) -> Result<Self, CaseError> {
        let failed = |source| CaseError::File { path: path.to_owned(), verb: "read", source };
        Ok(Self::parse(path, &fs::read_to_string(path).map_err(failed)?)?)
    }

    /// Reads `text`, which errors say to be that of `path`.
    ///
    /// # Errors
    /// The first mistake, with its line.
    pub fn parse(path: &Path, text: &str) -> Result<Self, Mistake> {
        let reader = Reader { path, text };
        let written: Written = parse_toml(path, text)?;
        let Value::Object(settings) = written.settings.0 else {
            return Err(reader.wrong(0..0, "settings are a table"));
        };
        let exchanges = written.exchanges.into_iter().map(|exchange| {
            let span = exchange.span();
            step(exchange.into_inner()).map_err(|reason| reader.wrong(span, reason))
        });
        let span = written.expect.span();
        Ok(Self {
            path: path.to_owned(),
            action: written.action,
            locale: written.locale,
            retries: written.retries,
            input: written.input.0,
            settings,
            auth: written.auth,
            secrets: written.secrets,
            exchanges: exchanges.collect::<Result<_, _>>()?,
            expect: expect(written.expect.into_inner()).map_err(|reason| reader.wrong(span, reason))?,
        })
    }
}

struct Reader<'a> {
    path: &'a Path,
    text: &'a str,
}

impl Reader<'_> {
    fn wrong(&self, span: Range<usize>, reason: impl Into<String>) -> Mistake {
        let before = self.text.as_bytes().iter().take(span.start);
        let line = before.filter(|byte| **byte == b'\n').count() + 1;
        let place = Place { file: self.path.to_owned(), line };
        Mistake { place, fault: MistakeFault::WrongValue { reason: reason.into() } }
    }
}

fn step(exchange: WrittenExchange) -> Result<Step, String> {
    let request = expected(exchange.request)?;
    let has_answer = exchange.answer.is_some();
    let answer = exchange.answer.map(answer).transpose()?;
    let like = || answer.clone().unwrap_or_else(|| Answer::json(200, &Value::Object(serde_json::Map::new())));
    let behaviour = match (exchange.fault, exchange.raw) {
        (None, None) => match answer {
            Some(answer) => Behaviour::Answer(answer),
            None => return Err("an exchange has an answer, a fault or raw".to_owned()),
        },
        (None, Some(raw)) if !has_answer => Behaviour::Raw(raw.into_bytes()),
        (Some(Fault::Truncate), None) => Behaviour::Truncate(like()),
        (Some(Fault::Hang), None) => Behaviour::Hang(like()),
        (Some(Fault::Huge), None) => Behaviour::Huge(like(), HUGE_BYTES),
        (Some(Fault::Stall), None) if !has_answer => Behaviour::Stall,
        (Some(Fault::Close), None) if !has_answer => Behaviour::Close,
        (Some(Fault::Garbage), None) if !has_answer => Behaviour::Garbage,
        _ => {
            return Err(
                "only the faults truncate, hang and huge go together with an answer, and raw with nothing"
                    .to_owned(),
            );
        }
    };
    Ok(Step { request, behaviour })
}

fn expected(request: WrittenRequest) -> Result<Expected, String> {
    let body = match (request.json, request.text) {
        (Some(JsonValue(json)), None) => Some(Content::Json(json)),
        (None, Some(text)) => Some(Content::Text(text)),
        (None, None) => None,
        (Some(_), Some(_)) => return Err("a request has one body: json or text".to_owned()),
    };
    let headers = request.headers.into_iter().collect();
    Ok(Expected { method: request.method, url: request.url, headers, body })
}

fn answer(written: WrittenAnswer) -> Result<Answer, String> {
    let (payload, content_type) = match (written.json, written.text, written.base64, written.chunks) {
        (None, None, None, None) => (Payload::Whole(Vec::new()), None),
        (Some(JsonValue(json)), None, None, None) => {
            (Payload::Whole(json.to_string().into_bytes()), Some("application/json"))
        }
        (None, Some(text), None, None) => {
            (Payload::Whole(text.into_bytes()), Some("text/plain; charset=utf-8"))
        }
        (None, None, Some(bytes), None) => (Payload::Whole(bytes.0), Some("application/octet-stream")),
        (None, None, None, Some(pieces)) => {
            let pieces = pieces.into_iter().map(String::into_bytes).collect();
            (Payload::Pieces(pieces), Some("text/event-stream"))
        }
        _ => return Err("an answer has one body: json, text, base64 or chunks".to_owned()),
    };
    let headers = written.headers.into_iter().collect();
    let answer = Answer { status: written.status.0, headers, payload };
    Ok(match content_type.filter(|_| answer.get("content-type").is_none()) {
        Some(content_type) => answer.header("content-type", content_type),
        None => answer,
    })
}

fn expect(written: WrittenExpect) -> Result<Expect, String> {
    let end = match (written.output, written.output_has, written.failure) {
        (Some(JsonValue(output)), None, None) => ExpectedEnd::Output(output),
        (None, Some(JsonValue(output)), None) => ExpectedEnd::OutputHas(output),
        (None, None, Some(failure)) => ExpectedEnd::Failure(ExpectedFailure {
            kind: failure.kind,
            code: failure.code,
            message: failure.message,
            retry_after_ms: failure.retry_after_ms,
            at: failure.at,
        }),
        _ => return Err("[expect] has one of output, output_has and failure".to_owned()),
    };
    let parts = match written.parts {
        None => None,
        Some(JsonValue(Value::Array(parts))) => Some(parts),
        Some(_) => return Err("parts are a list".to_owned()),
    };
    Ok(Expect { end, parts })
}
