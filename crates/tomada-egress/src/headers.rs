//! Header fields on their way out and back: what an action may set, what an answer may hold, what is never shown.

use http::header::{self, HeaderMap, HeaderName, HeaderValue};
use http::{Method, StatusCode};
use tomada_core::{Failure, Headers, Kind, Request};

use crate::fault::{Fault, Word};
use crate::limits::Limits;

/// Fields that frame a message or steer a connection: they belong to egress.
const RESERVED: &[&str] = &[
    "host",
    "content-length",
    "transfer-encoding",
    "connection",
    "te",
    "trailer",
    "upgrade",
    "keep-alive",
    "http2-settings",
];

/// Fields that are masked wherever they are kept, whatever they hold.
const SENSITIVE: &[&str] = &[
    "authorization",
    "proxy-authorization",
    "cookie",
    "set-cookie",
    "x-api-key",
    "api-key",
    "apikey",
    "x-auth-token",
    "x-access-token",
    "x-csrf-token",
    "x-goog-api-key",
    "x-amz-security-token",
];

/// What goes along to another origin.
const HARMLESS: &[&str] = &["accept", "accept-encoding", "accept-language", "user-agent"];

const ANY: HeaderValue = HeaderValue::from_static("*/*");
const CODINGS: HeaderValue = HeaderValue::from_static("gzip, deflate, br, zstd");
const AGENT: HeaderValue = HeaderValue::from_static(concat!("tomada/", env!("CARGO_PKG_VERSION")));

/// The method of `request`.
pub(crate) fn method(request: &Request) -> Result<Method, Failure> {
    // CONNECT asks for a tunnel, past every rule of this crate.
    let method =
        Method::from_bytes(request.method.as_bytes()).ok().filter(|method| method != Method::CONNECT);
    method.ok_or_else(|| {
        Failure::coded(Kind::InvalidInput, "egress-method-invalid")
            .with_argument("method", shown(&request.method))
    })
}

/// The fields of `request` and those that every request has.
pub(crate) fn outgoing(request: &Request, limits: &Limits) -> Result<HeaderMap, Failure> {
    let bytes = request.headers.iter().map(|(name, value)| name.len() + value.len()).sum::<usize>();
    if request.headers.len() > limits.headers_max || bytes > limits.head_max_bytes {
        return Err(Failure::coded(Kind::InvalidInput, "egress-head-too-large")
            .with_argument("headers_max", limits.headers_max)
            .with_argument("head_max_bytes", limits.head_max_bytes));
    }
    let mut fields = HeaderMap::with_capacity(request.headers.len() + 4);
    for (name, value) in request.headers.iter() {
        fields.append(self::name(name)?, self::value(name, value)?);
    }
    if let Some(key) = &request.idempotency_key {
        let name = HeaderName::from_static("idempotency-key");
        if fields.contains_key(&name) {
            return Err(reserved(&name));
        }
        fields.append(name, value("idempotency-key", key)?);
    }
    fields.entry(header::ACCEPT).or_insert(ANY);
    fields.entry(header::ACCEPT_ENCODING).or_insert(CODINGS);
    fields.entry(header::USER_AGENT).or_insert(AGENT);
    Ok(fields)
}

/// The fields of a request that egress makes itself.
pub(crate) fn of_our_own(mut fields: HeaderMap) -> HeaderMap {
    fields.insert(header::ACCEPT_ENCODING, CODINGS);
    fields.insert(header::USER_AGENT, AGENT);
    fields
}

/// A name that an action or a credential may set.
pub(crate) fn name(text: &str) -> Result<HeaderName, Failure> {
    let name = HeaderName::from_bytes(text.as_bytes()).map_err(|_| invalid(text))?;
    if RESERVED.contains(&name.as_str()) || name.as_str().starts_with("proxy-") {
        return Err(reserved(&name));
    }
    Ok(name)
}

/// The bytes of `text`, whose letters up to U+00FF stand for themselves. Others are refused: cut to a byte, U+010A
/// would end the line.
fn value(name: &str, text: &str) -> Result<HeaderValue, Failure> {
    if text.is_ascii() {
        return HeaderValue::from_str(text).map_err(|_| invalid(name));
    }
    let bytes = text.chars().map(u8::try_from).collect::<Result<Vec<_>, _>>().map_err(|_| invalid(name))?;
    HeaderValue::from_bytes(&bytes).map_err(|_| invalid(name))
}

fn invalid(name: &str) -> Failure {
    Failure::coded(Kind::InvalidInput, "egress-header-invalid").with_argument("header", shown(name))
}

fn reserved(name: &HeaderName) -> Failure {
    Failure::coded(Kind::InvalidInput, "egress-header-reserved").with_argument("header", name)
}

/// The beginning of what somebody wrote, on one line.
fn shown(text: &str) -> String {
    text.chars().take(60).flat_map(char::escape_default).collect()
}

/// Tells the length of `body`; that of nothing, too, where a body may be expected (RFC 9110, section 8.6): some services
/// refuse a POST without it.
pub(crate) fn tell_length(fields: &mut HeaderMap, method: &Method, body: &[u8]) {
    let expects_none = matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS | Method::DELETE);
    if !body.is_empty() || !expects_none {
        fields.insert(header::CONTENT_LENGTH, HeaderValue::from(body.len()));
    }
}

/// Drops what must not go to another origin.
pub(crate) fn keep_harmless(fields: &HeaderMap) -> HeaderMap {
    let harmless = fields.iter().filter(|(name, _)| HARMLESS.contains(&name.as_str()));
    harmless.map(|(name, value)| (name.clone(), value.clone())).collect()
}

/// Drops what describes a body that is not sent again.
pub(crate) fn drop_body(fields: &mut HeaderMap) {
    for name in [header::CONTENT_TYPE, header::CONTENT_ENCODING, header::CONTENT_LANGUAGE] {
        fields.remove(name);
    }
}

/// Whether the field describes an answer and holds nothing of it.
pub(crate) fn is_plain(name: &str) -> bool {
    matches!(name, "content-type" | "content-length" | "content-encoding" | "transfer-encoding" | "date")
}

/// Whether the field is masked wherever it is kept.
pub(crate) fn is_sensitive(name: &HeaderName) -> bool {
    SENSITIVE.contains(&name.as_str())
}

/// Judges the head of an answer.
pub(crate) fn check_answer(status: StatusCode, fields: &HeaderMap, limits: &Limits) -> Result<(), Fault> {
    if status == StatusCode::SWITCHING_PROTOCOLS || status.as_u16() > 599 {
        return Err(Fault::new(Word::Protocol, format!("nobody asked for status {}", status.as_u16())));
    }
    if fields.len() > limits.headers_max {
        return Err(too_large(&format!("{} fields", fields.len()), limits.headers_max));
    }
    let sizes = fields.iter().map(|(name, value)| (name.as_str().len() + value.len(), value.len()));
    let (whole, longest) =
        sizes.fold((0, 0), |(whole, longest), (both, value)| (whole + both, longest.max(value)));
    if whole > limits.head_max_bytes {
        return Err(too_large(&format!("{whole} bytes"), limits.head_max_bytes));
    }
    if longest > limits.value_max_bytes {
        return Err(too_large(&format!("a value of {longest} bytes"), limits.value_max_bytes));
    }
    check_framing(fields)
}

fn too_large(found: &str, limit: usize) -> Fault {
    Fault::new(Word::TooLarge, format!("the head of the answer has {found}: at most {limit}"))
}

/// A transfer coding that the client does not undo would leave its framing in the body.
fn check_framing(fields: &HeaderMap) -> Result<(), Fault> {
    let mut codings = fields.get_all(header::TRANSFER_ENCODING).iter();
    let Some(coding) = codings.next() else { return Ok(()) };
    if codings.next().is_some() || !coding.as_bytes().trim_ascii().eq_ignore_ascii_case(b"chunked") {
        return Err(Fault::new(
            Word::Protocol,
            format!("the transfer coding is {coding:?}: only chunked is undone"),
        ));
    }
    Ok(())
}

/// Fields as an action reads them, each value through `mask`. `decoded` drops those that describe the coded body.
pub(crate) fn incoming(fields: &HeaderMap, decoded: bool, mask: impl Fn(&[u8]) -> Vec<u8>) -> Headers {
    let coded = |name: &HeaderName| *name == header::CONTENT_ENCODING || *name == header::CONTENT_LENGTH;
    let told = fields.iter().filter(|(name, _)| !(decoded && coded(name)));
    told.map(|(name, value)| (name.as_str(), latin1(mask(value.as_bytes())))).collect()
}

/// Bytes as letters: ASCII as it is, every other byte as the letter of its number.
pub(crate) fn latin1(bytes: Vec<u8>) -> String {
    match String::from_utf8(bytes) {
        Ok(text) if text.is_ascii() => text,
        Ok(text) => text.bytes().map(char::from).collect(),
        Err(error) => error.as_bytes().iter().copied().map(char::from).collect(),
    }
}
