//! The JSON that crosses the plugin boundary, version 1.
//!
//! These are not the domain types: fields are only ever added, unknown ones are ignored, and the conversions are
//! written by hand because they decide compatibility. A plugin written in any language reads and writes the same
//! objects; `docs` of the boundary refer here.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{Body, Failure, Json, Kind, Request, Response, Timings};

/// A [`Failure`] on the wire.
#[derive(Debug, Serialize, Deserialize)]
pub struct FailureMessage {
    /// One of the nine names; an unknown one is read as `broken`.
    pub kind: String,
    /// For people.
    #[serde(default)]
    pub message: String,
    /// In the host's message catalogue.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// Of the coded message.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub arguments: BTreeMap<String, String>,
    /// What to do next.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
    /// For the log alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// For `rate_limited` and `unavailable`, in milliseconds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retry_after_ms: Option<u64>,
    /// JSON pointer into the input.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<String>,
}

impl From<&Failure> for FailureMessage {
    fn from(failure: &Failure) -> Self {
        Self {
            kind: failure.kind().as_str().to_owned(),
            message: failure.message().to_owned(),
            code: failure.code().map(str::to_owned),
            arguments: failure.arguments().clone(),
            hint: failure.hint().map(str::to_owned),
            detail: failure.detail().map(str::to_owned),
            retry_after_ms: failure.retry_after_ms(),
            at: failure.at().map(str::to_owned),
        }
    }
}

impl From<FailureMessage> for Failure {
    fn from(message: FailureMessage) -> Self {
        let kind = message.kind.parse().unwrap_or(Kind::Broken);
        let mut failure = match message.code {
            Some(code) => Self::coded(kind, code).with_message(message.message),
            None => Self::new(kind, message.message),
        };
        for (name, value) in message.arguments {
            failure = failure.with_argument(name, value);
        }
        if let Some(hint) = message.hint {
            failure = failure.with_hint(hint);
        }
        if let Some(detail) = message.detail {
            failure = failure.with_detail(detail);
        }
        if let Some(retry_after_ms) = message.retry_after_ms {
            failure = failure.with_retry_after_ms(retry_after_ms);
        }
        if let Some(at) = message.at {
            failure = failure.with_at(at);
        }
        failure
    }
}

/// Everything of a [`Request`] but its body, which travels as bytes beside it.
#[derive(Debug, Serialize, Deserialize)]
pub struct RequestHead {
    /// Method token.
    pub method: String,
    /// Absolute URL.
    pub url: String,
    /// Fields in order.
    #[serde(default)]
    pub headers: Vec<(String, String)>,
    /// Whether the connection's credential is added; `true` if absent.
    #[serde(default = "yes")]
    pub authenticated: bool,
    /// How many redirects to follow.
    #[serde(default)]
    pub redirects: u8,
    /// Limit for this call in milliseconds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub timeout_ms: Option<u64>,
    /// Limit of the decoded answer body in bytes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body_max_bytes: Option<u64>,
    /// Sent as `Idempotency-Key`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub idempotency_key: Option<String>,
    /// Whether the request is only to be told: the one item that comes is a [`crate::Preview`], and nothing is sent;
    /// `false` if absent.
    #[serde(default, skip_serializing_if = "is_false")]
    pub preview: bool,
    /// How often it may be sent again; the host's default if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retries: Option<u8>,
    /// Whether sending it twice does no harm; `false` if absent.
    #[serde(default, skip_serializing_if = "is_false")]
    pub repeatable: bool,
}

fn yes() -> bool {
    true
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "this is how serde asks")]
fn is_false(value: &bool) -> bool {
    !value
}

impl RequestHead {
    /// Takes a request apart into head and body.
    pub fn split(request: Request) -> (Self, Vec<u8>) {
        let head = Self {
            method: request.method,
            url: request.url,
            headers: request.headers.into_pairs(),
            authenticated: request.authenticated,
            redirects: request.redirects,
            timeout_ms: request.timeout_ms,
            body_max_bytes: request.body_max_bytes,
            idempotency_key: request.idempotency_key,
            preview: false,
            retries: request.retries,
            repeatable: request.repeatable,
        };
        (head, request.body)
    }

    /// Puts a request together from head and body.
    pub fn join(self, body: Vec<u8>) -> Request {
        let mut request = Request::new(self.method, self.url);
        request.headers = self.headers.into_iter().collect();
        request.body = body;
        request.authenticated = self.authenticated;
        request.redirects = self.redirects;
        request.timeout_ms = self.timeout_ms;
        request.body_max_bytes = self.body_max_bytes;
        request.idempotency_key = self.idempotency_key;
        request.retries = self.retries;
        request.repeatable = self.repeatable;
        request
    }
}

/// Everything of a response but its body, which is pulled.
#[derive(Debug, Serialize, Deserialize)]
pub struct ResponseHead {
    /// Status code.
    pub status: u16,
    /// The URL that answered.
    pub url: String,
    /// Fields in order.
    #[serde(default)]
    pub headers: Vec<(String, String)>,
    /// How many exchanges there were; 1 if absent.
    #[serde(default = "one")]
    pub attempts: u32,
    /// Where the time of the last one went.
    #[serde(default)]
    pub timings: TimingsMessage,
}

fn one() -> u32 {
    1
}

impl ResponseHead {
    /// Takes a response apart into head and body.
    pub fn split(response: Response) -> (Self, Body) {
        let head = Self {
            status: response.status,
            url: response.url,
            headers: response.headers.into_pairs(),
            attempts: response.attempts,
            timings: response.timings.into(),
        };
        (head, response.body)
    }

    /// Puts a response together from head and body.
    pub fn join(self, body: Body) -> Response {
        Response {
            status: self.status,
            url: self.url,
            headers: self.headers.into_iter().collect(),
            body,
            attempts: self.attempts,
            timings: self.timings.into(),
        }
    }
}

/// [`Timings`] on the wire, as far as they are known at the head of an answer. Durations in microseconds.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
pub struct TimingsMessage {
    /// Resolving the name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resolve_us: Option<u64>,
    /// Connecting by TCP.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub connect_us: Option<u64>,
    /// The TLS handshake.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tls_us: Option<u64>,
    /// From the moment when the request could go out to the head of the answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wait_us: Option<u64>,
}

impl From<Timings> for TimingsMessage {
    fn from(timings: Timings) -> Self {
        let Timings { resolve_us, connect_us, tls_us, wait_us, body_us: _ } = timings;
        Self { resolve_us, connect_us, tls_us, wait_us }
    }
}

impl From<TimingsMessage> for Timings {
    fn from(message: TimingsMessage) -> Self {
        let TimingsMessage { resolve_us, connect_us, tls_us, wait_us } = message;
        Self { resolve_us, connect_us, tls_us, wait_us, body_us: None }
    }
}

/// What a plugin asks of its connection's state.
#[derive(Debug, Serialize, Deserialize)]
#[serde(tag = "operation", rename_all = "snake_case")]
pub enum StateRequest {
    /// Answers [`StateAnswer`] with `value` and `version`, or neither.
    Get {
        /// Which.
        key: String,
    },
    /// Answers the new `version`.
    Put {
        /// Which.
        key: String,
        /// What.
        value: Value,
        /// 0 for a key that does not exist.
        if_version: u64,
    },
    /// Answers nothing.
    Delete {
        /// Which.
        key: String,
        /// As known.
        if_version: u64,
    },
    /// Answers `keys`.
    List {
        /// How they begin.
        prefix: String,
    },
}

/// What the host answers to a [`StateRequest`].
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct StateAnswer {
    /// Of `get`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<Value>,
    /// Of `get` and `put`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<u64>,
    /// Of `list`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub keys: Vec<String>,
}

/// What lies in a plugin's `.tomada_manifest` section behind its header.
#[derive(Debug, Serialize, Deserialize)]
pub struct Embedded {
    /// How the library was built.
    pub build: Build,
    /// The integration's manifest.
    pub manifest: Value,
}

/// How a plugin was built, as far as the host must know before it loads it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Build {
    /// Target triple, such as `x86_64-unknown-linux-gnu`.
    pub triple: String,
    /// `unwind` or `abort`: whether a panic can be contained; `none` for a language without.
    pub panic: String,
    /// CPU features that the code takes for granted, comma-separated.
    #[serde(default)]
    pub features: String,
    /// What built it, such as `rustc 1.95.0`.
    #[serde(default)]
    pub compiler: String,
    /// The SDK and its version, such as `tomada-sdk 0.1.0`.
    #[serde(default)]
    pub sdk: String,
    /// Boundary major.
    pub major: u16,
    /// Boundary minor that it knows.
    pub minor: u16,
    /// Boundary minor that it needs.
    #[serde(default)]
    pub needs_minor: u16,
    /// Host extensions that it cannot do without, such as `tomada.http/1`.
    #[serde(default)]
    pub requires: Vec<String>,
}

/// Writes a wire message. The types here always serialise: their maps have string keys.
pub fn to_json<T: Serialize>(message: &T) -> Json {
    Json::from_serialize(message).unwrap_or_else(|_| Json::empty_object())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a plugin sends that was built before there were retries.
    #[test]
    fn what_is_absent_has_its_default() {
        let head = r#"{"method":"GET","url":"u","redirects":1,"something":"new"}"#;
        let request = serde_json::from_str::<RequestHead>(head).unwrap().join(b"body".to_vec());
        let mut expected = Request::get("u").redirects(1);
        expected.body = b"body".to_vec();
        assert_eq!(request, expected);

        let head = r#"{"status":204,"url":"u"}"#;
        let response = serde_json::from_str::<ResponseHead>(head).unwrap().join(Body::whole(""));
        assert_eq!((response.status, response.attempts, response.timings), (204, 1, Timings::default()));
    }

    #[test]
    fn a_request_comes_through_whole() {
        let request = Request::post("u")
            .header("a", "b")
            .body("text/plain", "body")
            .anonymous()
            .redirects(2)
            .timeout_ms(3)
            .body_max_bytes(4)
            .idempotency_key("key")
            .retries(5)
            .repeatable();
        let (head, body) = RequestHead::split(request.clone());
        let head = serde_json::from_str::<RequestHead>(to_json(&head).as_str()).unwrap();
        assert_eq!(head.join(body), request);
        let (plain, _) = RequestHead::split(Request::get("u"));
        let plain = to_json(&plain);
        assert!(
            !plain.as_str().contains("retries") && !plain.as_str().contains("repeatable"),
            "defaults that were added later are not written"
        );
    }

    #[test]
    fn a_response_comes_through_with_what_is_known_at_its_head() {
        let timings =
            Timings { resolve_us: Some(1), wait_us: Some(2), body_us: Some(3), ..Timings::default() };
        let headers = [("a", "b")].into_iter().collect();
        let response =
            Response { status: 200, url: "u".into(), headers, body: Body::whole(""), attempts: 3, timings };
        let (head, body) = ResponseHead::split(response);
        let json = to_json(&head);
        assert_eq!(
            json.as_str(),
            r#"{"status":200,"url":"u","headers":[["a","b"]],"attempts":3,"timings":{"resolve_us":1,"wait_us":2}}"#
        );
        let response = serde_json::from_str::<ResponseHead>(json.as_str()).unwrap().join(body);
        assert_eq!((response.attempts, response.timings.wait_us), (3, Some(2)));
        assert_eq!(response.headers.get("a"), Some("b"));
    }
}
