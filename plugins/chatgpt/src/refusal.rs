//! What a refusal of the service means: from status, headers and error object to the kind that says who must act.
//!
//! The SDK's table of statuses decides; here is only in what this service differs from it.

use tomada_sdk::failure_for_status;
use tomada_sdk::prelude::*;

use crate::{wait, words};

/// How much of a refusal is read.
const EXCERPT_MAX_BYTES: usize = 16 * 1024;

/// The response, if its status is 2xx.
///
/// # Errors
/// What `failure_for_status` says otherwise; but a content filter and an empty account are `Rejected`, and the wait is
/// also read from this service's own headers.
pub(crate) async fn check(mut response: Response, locale: Locale) -> Result<Response, Failure> {
    if response.is_success() {
        return Ok(response);
    }
    let mut bytes = Vec::new();
    while bytes.len() < EXCERPT_MAX_BYTES {
        let Ok(Some(chunk)) = response.body.chunk().await else { break };
        bytes.extend_from_slice(&chunk);
    }
    bytes.truncate(EXCERPT_MAX_BYTES);
    let failure = failure_for_status(response.status, &response.headers, &String::from_utf8_lossy(&bytes));
    let word = Json::parse(bytes).ok().and_then(|json| word(json.to_value().get("error")?));
    Err(match (word.as_deref().and_then(Word::read), failure.kind()) {
        (Some(Word::NoMoney), _) => {
            with_kind(&failure, Kind::Rejected).with_hint(words::ADD_CREDIT.get(locale))
        }
        (Some(Word::Filtered), _) => with_kind(&failure, Kind::Rejected),
        (Some(Word::TooLong), Kind::InvalidInput) => failure.with_hint(words::SHORTEN.get(locale)),
        (_, Kind::RateLimited) => match wait::wanted_ms(&response.headers) {
            Some(wait_ms) => failure.with_retry_after_ms(wait_ms),
            None => failure,
        },
        (_, Kind::Unauthorized) => failure.with_hint(words::CHECK_KEY.get(locale)),
        (_, Kind::NotFound) => failure.with_hint(words::LIST_MODELS.get(locale)),
        _ => failure,
    })
}

/// What an error object in the middle of a stream means. Its status was 200, so its own words decide.
pub(crate) fn broken_off(error: &Value, locale: Locale) -> Failure {
    let word = word(error);
    let (kind, hint) = match word.as_deref().and_then(Word::read) {
        Some(Word::NoMoney) => (Kind::Rejected, Some(words::ADD_CREDIT)),
        Some(Word::Filtered) => (Kind::Rejected, None),
        Some(Word::TooMany) => (Kind::RateLimited, None),
        Some(Word::TooLong) => (Kind::InvalidInput, Some(words::SHORTEN)),
        Some(Word::Invalid) => (Kind::InvalidInput, None),
        None => (Kind::Unavailable, None),
    };
    let said = error.get("message").unwrap_or(error);
    let said = said.as_str().map_or_else(|| said.to_string(), str::to_owned);
    let failure = Failure::new(kind, words::BROKEN_OFF.with(locale, &[("said", &said)]));
    let failure = failure.with_detail(error.to_string());
    hint.into_iter().fold(failure, |failure, hint| failure.with_hint(hint.get(locale)))
}

/// What is wrong, where the service's own word says more than its status.
#[derive(Clone, Copy)]
enum Word {
    NoMoney,
    Filtered,
    TooMany,
    TooLong,
    Invalid,
}

impl Word {
    /// The service's codes and types (OpenAI, "Error codes"), and what compatible servers call the same.
    fn read(word: &str) -> Option<Self> {
        Some(match word {
            "insufficient_quota" | "billing_hard_limit_reached" | "billing_not_active" => Self::NoMoney,
            "content_filter" | "content_policy_violation" => Self::Filtered,
            "rate_limit_exceeded" | "rate_limit_error" | "tokens" | "requests" => Self::TooMany,
            "context_length_exceeded" | "exceed_context_size_error" => Self::TooLong,
            "invalid_request_error" => Self::Invalid,
            _ => return None,
        })
    }
}

/// The word for what is wrong: the error's code, or else its type.
fn word(error: &Value) -> Option<String> {
    ["code", "type"].iter().find_map(|name| error.get(name)?.as_str().map(str::to_owned))
}

/// Asking again changes nothing at this service, so what is uncertain elsewhere may be tried again here.
pub(crate) fn repeatable(failure: Failure) -> Failure {
    if failure.kind() == Kind::Uncertain { with_kind(&failure, Kind::Unavailable) } else { failure }
}

/// The same failure of another kind. The wait is left out: it belongs to the old kind.
fn with_kind(failure: &Failure, kind: Kind) -> Failure {
    let mut other = match failure.code() {
        Some(code) => Failure::coded(kind, code).with_message(failure.message()),
        None => Failure::new(kind, failure.message()),
    };
    for (name, value) in failure.arguments() {
        other = other.with_argument(name, value);
    }
    if let Some(detail) = failure.detail() {
        other = other.with_detail(detail);
    }
    match failure.hint() {
        Some(hint) => other.with_hint(hint),
        None => other,
    }
}
