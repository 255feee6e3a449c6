//! What an action asks of HTTP and what it gets back.
//!
//! An action never holds a socket, a header with a credential or a redirect: it describes a [`Request`], egress
//! does the rest, and a [`Response`] comes back whose body is pulled chunk by chunk.

use serde::Serialize;

use crate::{Body, Json};

/// Header fields in order, names as written; a name may stand more than once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Headers(Vec<(String, String)>);

impl Headers {
    /// Adds a field after the others.
    pub fn append(&mut self, name: impl Into<String>, value: impl Into<String>) {
        self.0.push((name.into(), value.into()));
    }

    /// The first value of `name`, whatever its case.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.iter().find(|(other, _)| other.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }

    /// Every value of `name`, in order.
    pub fn get_all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.iter().filter(move |(other, _)| other.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }

    /// Every field, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// Every field, in order, given up.
    pub(crate) fn into_pairs(self) -> Vec<(String, String)> {
        self.0
    }

    /// How many fields there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<N: Into<String>, V: Into<String>> FromIterator<(N, V)> for Headers {
    fn from_iter<I: IntoIterator<Item = (N, V)>>(fields: I) -> Self {
        Self(fields.into_iter().map(|(name, value)| (name.into(), value.into())).collect())
    }
}

/// One HTTP call that an action asks for. Egress refuses what it may not send; nothing is repaired silently.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Request {
    /// A method token (RFC 9110, section 9.1).
    pub method: String,
    /// An absolute http or https URL.
    pub url: String,
    /// Header fields. Those that frame the message (`Host`, `Content-Length`, `Transfer-Encoding`,
    /// `Connection`) are refused.
    pub headers: Headers,
    /// The body; empty for none.
    pub body: Vec<u8>,
    /// Whether the connection's credential is added; egress adds it only towards the connection's origins.
    pub authenticated: bool,
    /// How many redirects to follow, at most 3.
    pub redirects: u8,
    /// Limit for this call in milliseconds, beside the run's deadline; `None` for the host's default.
    pub timeout_ms: Option<u64>,
    /// Limit of the decoded answer body in bytes; `None` for the host's default.
    pub body_max_bytes: Option<u64>,
    /// Sent as `Idempotency-Key`, the same on every retry. It names the operation, so it must be the same whenever the
    /// operation is tried again, in another run too.
    pub idempotency_key: Option<String>,
    /// How often the request may be sent again after a failure that passes, at most 5; `None` for the host's default.
    /// Without an idempotency key, only methods that are idempotent (RFC 9110, section 9.2.2) are sent again, unless
    /// nothing had gone out or the request is [`Request::repeatable`].
    pub retries: Option<u8>,
    /// Whether sending it twice does no more harm than sending it once, whatever its method.
    pub repeatable: bool,
}

impl Request {
    /// A request with any method, authenticated, without redirects.
    pub fn new(method: impl Into<String>, url: impl Into<String>) -> Self {
        Self {
            method: method.into(),
            url: url.into(),
            headers: Headers::default(),
            body: Vec::new(),
            authenticated: true,
            redirects: 0,
            timeout_ms: None,
            body_max_bytes: None,
            idempotency_key: None,
            retries: None,
            repeatable: false,
        }
    }

    /// A GET request.
    pub fn get(url: impl Into<String>) -> Self {
        Self::new("GET", url)
    }

    /// A POST request.
    pub fn post(url: impl Into<String>) -> Self {
        Self::new("POST", url)
    }

    /// Adds a header field.
    #[must_use]
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.append(name, value);
        self
    }

    /// Sets the body and says what it is.
    #[must_use]
    pub fn body(mut self, content_type: impl Into<String>, body: impl Into<Vec<u8>>) -> Self {
        self.headers.append("content-type", content_type);
        self.body = body.into();
        self
    }

    /// Sets a JSON body.
    #[must_use]
    pub fn json(self, body: Json) -> Self {
        self.body("application/json", body.into_bytes())
    }

    /// Sends the request without the connection's credential.
    #[must_use]
    pub fn anonymous(mut self) -> Self {
        self.authenticated = false;
        self
    }

    /// Follows up to `redirects` redirects, at most 3.
    #[must_use]
    pub fn redirects(mut self, redirects: u8) -> Self {
        self.redirects = redirects;
        self
    }

    /// Limits this call to `timeout_ms` milliseconds.
    #[must_use]
    pub fn timeout_ms(mut self, timeout_ms: u64) -> Self {
        self.timeout_ms = Some(timeout_ms);
        self
    }

    /// Limits the decoded answer body to `bytes`.
    #[must_use]
    pub fn body_max_bytes(mut self, bytes: u64) -> Self {
        self.body_max_bytes = Some(bytes);
        self
    }

    /// Names the operation, so that the service does it once however often it is sent.
    #[must_use]
    pub fn idempotency_key(mut self, key: impl Into<String>) -> Self {
        self.idempotency_key = Some(key.into());
        self
    }

    /// Sends the request again up to `retries` times, at most 5, when a failure passes; 0 for never.
    #[must_use]
    pub fn retries(mut self, retries: u8) -> Self {
        self.retries = Some(retries);
        self
    }

    /// Says that sending it twice does no more harm than sending it once, whatever its method.
    #[must_use]
    pub fn repeatable(mut self) -> Self {
        self.repeatable = true;
        self
    }
}

/// The answer to a [`Request`], whatever its status.
#[derive(Debug)]
pub struct Response {
    /// The status code.
    pub status: u16,
    /// The URL that answered, after redirects.
    pub url: String,
    /// Header fields. Bytes beyond ASCII stand for themselves as U+0080 to U+00FF.
    pub headers: Headers,
    /// The decoded body, not read yet.
    pub body: Body,
    /// How many requests went out or were tried for this answer: 1, and one more for each retry and each redirect.
    pub attempts: u32,
    /// Where the time of the last attempt went, up to the head of the answer.
    pub timings: Timings,
}

/// How long each part of one exchange took, in microseconds. The parts follow one another; one that there was not is
/// absent, as are the first three when a connection is used again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
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
    /// From the head of the answer until its body had been read or given up.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub body_us: Option<u64>,
}

impl Response {
    /// Whether the status is 2xx.
    pub fn is_success(&self) -> bool {
        (200..300).contains(&self.status)
    }
}
