//! What `call` answers.
//!
//! Rule: nothing is left out in silence. What was cut, replaced or not read is said.

use std::collections::BTreeMap;

use tomada_rest::{Answered, Decoded, Form, Note, ResponseReader, Stopped};
use tomada_sdk::prelude::*;

use crate::exchange::Answer;

/// What the service answered.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Output {
    /// The HTTP status; of pages, that of the last answer.
    pub status: u16,
    /// Whether the status is 2xx.
    pub category: Category,
    /// The address that answered, after redirects; of pages, that of the last one.
    pub url: String,
    /// The header fields, names in lower case, each with all its values; of pages, those of the last answer.
    pub headers: BTreeMap<String, Vec<String>>,
    /// The decoded body, null if there is none; of pages, the list of their items, or of the pages. Absent if `output` is
    /// there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub body: Option<Value>,
    /// What `response.map` made of the body. It is applied to whole answers with a status of 2xx.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub output: Option<Value>,
    /// What the body was taken as.
    #[serde(rename = "as")]
    pub form: Form,
    /// The character set that it was read in; absent if it is no text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub charset: Option<&'static str>,
    /// What was replaced, ignored or guessed while decoding, each kind once.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<Note>,
    /// How many bytes of the body were read, after decompression.
    pub body_bytes: u64,
    /// Whether the body had more bytes than it may have: then what was read is its beginning.
    pub truncated: bool,
    /// How many requests went out or were tried: 1, and one more for each retry, redirect and page.
    pub attempts: u32,
    /// Where the time of the last of them went.
    pub timings: Timings,
    /// How the pages were read; absent if there were none to be read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pages: Option<Pages>,
}

/// What a flow branches on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Category {
    /// The status is 2xx.
    Success,
    /// It is any other.
    Failure,
}

/// How long each part of an exchange took, up to the head of its answer, in microseconds. One that there was not is absent,
/// as are the first three when a connection is used again.
#[derive(Debug, Serialize, JsonSchema)]
#[expect(clippy::struct_field_names, reason = "the unit belongs to the name")]
pub struct Timings {
    /// Resolving the name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub resolve_us: Option<u64>,
    /// Connecting by TCP.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub connect_us: Option<u64>,
    /// The TLS handshake.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tls_us: Option<u64>,
    /// From the moment when the request could go out to the head of the answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub wait_us: Option<u64>,
}

impl Timings {
    fn new(timings: tomada_sdk::Timings) -> Self {
        let tomada_sdk::Timings { resolve_us, connect_us, tls_us, wait_us, .. } = timings;
        Self { resolve_us, connect_us, tls_us, wait_us }
    }
}

/// How the pages were read.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Pages {
    /// How many pages were read.
    pub count: u32,
    /// How many items were kept; absent if nothing says where they are.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub items: Option<usize>,
    /// Whether this is all that there is.
    pub complete: bool,
    /// Why it is not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stopped: Option<Stopped>,
    /// Where another call can go on: the `cursor`, `number`, `offset` or `url` of the page that was not read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<BTreeMap<&'static str, Value>>,
    /// What the page that did not come failed with.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub failure: Option<PageFailure>,
}

/// What a page failed with.
#[derive(Debug, Serialize, JsonSchema)]
pub struct PageFailure {
    /// The kind of failure, such as `unavailable`.
    pub kind: &'static str,
    /// Its code, such as `egress-timeout`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
}

impl PageFailure {
    pub(crate) fn new(failure: &Failure) -> Self {
        Self { kind: failure.kind().as_str(), code: failure.code().map(str::to_owned) }
    }
}

impl Output {
    /// The output for a decoded answer. What `response.map` makes of it replaces the body.
    pub(crate) fn new(answer: &Answer, decoded: Decoded, reader: &ResponseReader) -> Result<Self, Failure> {
        let is_whole = answer.is_success() && !answer.truncated;
        let answered = Answered { body: &decoded.value, status: answer.status, headers: &answer.headers };
        let output = if is_whole { reader.map(&answered)? } else { None };
        let mut headers = BTreeMap::<_, Vec<_>>::new();
        for (name, value) in answer.headers.iter() {
            headers.entry(name.to_ascii_lowercase()).or_default().push(value.to_owned());
        }
        Ok(Self {
            status: answer.status,
            category: if answer.is_success() { Category::Success } else { Category::Failure },
            url: answer.url.clone(),
            headers,
            body: output.is_none().then_some(decoded.value),
            output,
            form: decoded.form,
            charset: decoded.charset,
            notes: decoded.notes,
            body_bytes: answer.bytes.len() as u64,
            truncated: answer.truncated,
            attempts: answer.attempts,
            timings: Timings::new(answer.timings),
            pages: None,
        })
    }
}
