//! A problem as the API writes it (RFC 9457), for what the command line's own layers around the application refuse.

use axum::Json;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::json;
use tomada_core::{Failure, Locale};

/// An answer with `status` that tells of `failure` in the language that `headers` ask for.
pub(crate) fn problem(status: StatusCode, failure: Failure, headers: &HeaderMap) -> Response {
    let language = headers.get(header::ACCEPT_LANGUAGE).and_then(|it| it.to_str().ok());
    let locale = language.and_then(|tag| tag.parse::<Locale>().ok()).unwrap_or_default();
    let failure = tomada_text::render(failure, locale);
    let document = json!({
        "type": format!("/problems/{}", failure.kind()),
        "title": tomada_text::kind_label(failure.kind(), locale),
        "status": status.as_u16(),
        "detail": failure.message(),
        "code": failure.code(),
        "hint": failure.hint(),
        "retry_after_ms": failure.retry_after_ms(),
    });
    let mut response = (status, Json(document)).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if let Some(wait_ms) = failure.retry_after_ms() {
        headers.insert(header::RETRY_AFTER, HeaderValue::from(wait_ms.div_ceil(1_000)));
    }
    response
}
