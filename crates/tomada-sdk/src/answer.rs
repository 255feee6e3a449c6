//! What a service's status means: the one table from an HTTP status to a [`Failure`].

use std::time::{Duration, SystemTime};

use serde_json::Value;
use tomada_core::{Body, Failure, Headers, Kind, Response};

/// How much of an unsuccessful answer is read to see what the service says.
const EXCERPT_MAX_BYTES: usize = 8 * 1024;

/// How much of what the service says is shown.
const SAID_MAX_BYTES: usize = 500;

/// Short ways to read a [`Response`].
pub trait ResponseExt: Sized {
    /// The response, if its status is 2xx.
    ///
    /// # Errors
    /// What [`failure_for_status`] says otherwise, with the beginning of the body as detail; and as `Body::chunk`.
    fn success(self) -> impl Future<Output = Result<Self, Failure>> + Send;
}

impl ResponseExt for Response {
    async fn success(mut self) -> Result<Self, Failure> {
        if self.is_success() {
            return Ok(self);
        }
        // What the service said is welcome, but its status is the answer: a body that breaks off does not hide it.
        let excerpt = excerpt(&mut self.body).await;
        Err(failure_for_status(self.status, &self.headers, &excerpt))
    }
}

async fn excerpt(body: &mut Body) -> String {
    let mut bytes = Vec::new();
    while bytes.len() < EXCERPT_MAX_BYTES {
        let Ok(Some(chunk)) = body.chunk().await else { break };
        bytes.extend_from_slice(&chunk);
    }
    bytes.truncate(EXCERPT_MAX_BYTES);
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The failure that a status which is not 2xx means. `excerpt`, the beginning of the body, becomes the detail; if it is
/// JSON with a message in one of the usual places, that is shown to people.
///
/// | status | kind | why |
/// | --- | --- | --- |
/// | 400, 422 | `invalid_input` | the service says that the input is wrong |
/// | 401 | `unauthorized` | the credential is missing, expired or refused |
/// | 404, 410 | `not_found` | there is no such thing, or no more |
/// | 408, 425 | `unavailable` | the service did not take the request and asks for it again |
/// | 429 | `rate_limited` | with `Retry-After`, as seconds or as a date against the answer's `Date` |
/// | 5xx | `unavailable` | the service failed; with `Retry-After` if it says so |
/// | all others, 403 among them | `rejected` | the service understood, knows who asks, and said no |
///
/// 403 is not `forbidden`: that kind is a permission or policy of this installation, which its operator can change.
pub fn failure_for_status(status: u16, headers: &Headers, excerpt: &str) -> Failure {
    let failure = match said(excerpt) {
        Some(answer) => Failure::coded(kind(status), "service-said").with_argument("answer", answer),
        None => Failure::coded(kind(status), "service-status"),
    };
    let failure = failure.with_argument("status", status).with_detail(excerpt);
    match retry_after_ms(headers) {
        Some(wait_ms) if matches!(failure.kind(), Kind::RateLimited | Kind::Unavailable) => {
            failure.with_retry_after_ms(wait_ms)
        }
        _ => failure,
    }
}

fn kind(status: u16) -> Kind {
    match status {
        400 | 422 => Kind::InvalidInput,
        401 => Kind::Unauthorized,
        404 | 410 => Kind::NotFound,
        429 => Kind::RateLimited,
        408 | 425 | 500..=599 => Kind::Unavailable,
        _ => Kind::Rejected,
    }
}

/// The wait that `Retry-After` (RFC 9110, section 10.2.3) asks for. A date counts from the answer's own `Date`, for a
/// plugin has no clock and two clocks would differ. What cannot be read asks for nothing.
fn retry_after_ms(headers: &Headers) -> Option<u64> {
    let value = headers.get("retry-after")?.trim();
    if let Ok(seconds) = value.parse::<u64>() {
        return seconds.checked_mul(1000);
    }
    let until = httpdate::parse_http_date(value).ok()?;
    let now: SystemTime = httpdate::parse_http_date(headers.get("date")?).ok()?;
    let wait = until.duration_since(now).unwrap_or(Duration::ZERO);
    u64::try_from(wait.as_millis()).ok()
}

/// The message in an error answer, where services usually put it (RFC 9457 among them).
fn said(excerpt: &str) -> Option<String> {
    let answer: Value = serde_json::from_str(excerpt).ok()?;
    let places = ["/error/message", "/error_description", "/message", "/detail", "/error", "/title"];
    let texts = places.iter().filter_map(|place| answer.pointer(place)?.as_str());
    let text = texts.map(str::trim).find(|text| !text.is_empty())?;
    let end = text.floor_char_boundary(SAID_MAX_BYTES);
    let mark = if end < text.len() { "…" } else { "" };
    Some(format!("{}{mark}", &text[..end]))
}
