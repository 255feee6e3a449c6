//! One request and its answer, read as far as it may be.
//!
//! Rule: what came is kept. A body that is larger than it may be is cut and said to be; one that breaks off is a failure.

use tomada_rest::{Decoded, Page, ResponseForm, ResponseReader, decode};
use tomada_sdk::failure_for_status;
use tomada_sdk::prelude::*;
use tomada_sdk::{Body, Headers, Timings};

/// What egress says of a body that has more than it may have.
const TOO_LARGE: &str = "egress-too-large";

/// How much of an answer becomes the detail of a failure.
const EXCERPT_MAX_BYTES: usize = 8 * 1024;

/// An answer with its body.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) url: String,
    pub(crate) headers: Headers,
    pub(crate) bytes: Vec<u8>,
    /// How many requests went out or were tried for it.
    pub(crate) attempts: u32,
    pub(crate) timings: Timings,
    /// Whether there was more.
    pub(crate) truncated: bool,
}

/// Sends a request and reads its answer.
pub(crate) async fn exchange(request: Request, cx: &Context) -> Result<Answer, Failure> {
    let Response { status, url, headers, body, attempts, timings } = cx.send(request).await?;
    let (bytes, truncated) = read(body).await?;
    Ok(Answer { status, url, headers, bytes, attempts, timings, truncated })
}

/// The body, and whether it was cut.
async fn read(mut body: Body) -> Result<(Vec<u8>, bool), Failure> {
    let mut bytes = Vec::new();
    loop {
        match body.chunk().await {
            Ok(Some(chunk)) if bytes.is_empty() => bytes = chunk,
            Ok(Some(chunk)) => bytes.extend_from_slice(&chunk),
            Ok(None) => return Ok((bytes, false)),
            Err(failure) if failure.code() == Some(TOO_LARGE) => return Ok((bytes, true)),
            Err(failure) => return Err(failure),
        }
    }
}

impl Answer {
    pub(crate) fn is_success(&self) -> bool {
        (200..300).contains(&self.status)
    }

    /// Refuses a status that is not 2xx, for whoever wants that.
    pub(crate) fn check_status(&self) -> Result<(), Failure> {
        if self.is_success() {
            return Ok(());
        }
        let excerpt = String::from_utf8_lossy(&self.bytes[..self.bytes.len().min(EXCERPT_MAX_BYTES)]);
        Err(failure_for_status(self.status, &self.headers, &excerpt))
    }

    /// The body as what was asked for; as what it is, if it is cut or tells of an error: what was asked for cannot be
    /// expected then.
    pub(crate) fn decode(&self, reader: &ResponseReader) -> Result<Decoded, Failure> {
        let content_type = self.headers.get("content-type");
        if self.is_success() && !self.truncated {
            return reader.decode(&self.bytes, content_type);
        }
        match reader.decode(&self.bytes, content_type) {
            Ok(decoded) => Ok(decoded),
            Err(_) => decode(&self.bytes, content_type, ResponseForm::Auto),
        }
    }

    /// The answer as a page.
    pub(crate) fn page<'a>(&'a self, body: &'a Value) -> Page<'a> {
        Page { url: &self.url, status: self.status, headers: &self.headers, body, bytes: &self.bytes }
    }
}
