//! What a request is answered with that failed: a problem document (RFC 9457) made of a [`Failure`].
//!
//! A handler answers with a [`Problem`], which travels as an extension of an empty answer; [`render`], around all
//! routes, knows the reader's language and writes it. A layer further in, such as the menu's, may take it and show a
//! page instead. Rule: the `detail` of a failure, which is for the log alone, never leaves.

use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use tomada_core::{Failure, Kind, Locale};
use tomada_host::RunReport;
use utoipa::ToSchema;

use crate::language;

/// A failure that is on its way out.
#[derive(Clone, Debug)]
pub(crate) struct Problem {
    pub(crate) failure: Failure,
    pub(crate) status: StatusCode,
    pub(crate) run_id: Option<String>,
}

/// A problem document (RFC 9457).
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Problem)]
pub(crate) struct ProblemDocument {
    /// `/problems/` and the kind of failure, one of nine.
    #[serde(rename = "type")]
    #[schema(example = "/problems/invalid_input")]
    kind: String,
    /// What failures of this kind are called.
    title: String,
    /// The status of the answer.
    #[schema(minimum = 400, maximum = 599)]
    status: u16,
    /// What went wrong, for people.
    detail: String,
    /// Names the text, for programs.
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<String>,
    /// What to do next.
    #[serde(skip_serializing_if = "Option::is_none")]
    hint: Option<String>,
    /// Where in the body, as a JSON pointer (RFC 6901).
    #[serde(skip_serializing_if = "Option::is_none")]
    at: Option<String>,
    /// When to try again, in milliseconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    retry_after_ms: Option<u64>,
    /// The run that failed, for the call log. Absent where no run was begun.
    #[serde(skip_serializing_if = "Option::is_none")]
    run_id: Option<String>,
}

/// The status of an answer that tells of a failure of this kind. 401 is for callers whose own session or token does not
/// hold ([`Problem::of_caller`]); where it is a connection's credential, the caller has done nothing wrong.
pub(crate) fn status(kind: Kind) -> StatusCode {
    match kind {
        Kind::InvalidInput => StatusCode::UNPROCESSABLE_ENTITY,
        Kind::Unauthorized => StatusCode::FAILED_DEPENDENCY,
        Kind::Forbidden => StatusCode::FORBIDDEN,
        Kind::NotFound => StatusCode::NOT_FOUND,
        Kind::RateLimited => StatusCode::TOO_MANY_REQUESTS,
        Kind::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
        Kind::Uncertain => StatusCode::GATEWAY_TIMEOUT,
        Kind::Rejected => StatusCode::CONFLICT,
        Kind::Broken => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

impl Problem {
    /// A problem with another status than its kind has, where HTTP has a name for it.
    pub(crate) fn with_status(mut self, status: StatusCode) -> Self {
        self.status = status;
        self
    }

    /// Why whoever asks is not let in.
    pub(crate) fn of_caller(failure: Failure) -> Self {
        let unauthorized = failure.kind() == Kind::Unauthorized;
        let problem = Self::from(failure);
        if unauthorized { problem.with_status(StatusCode::UNAUTHORIZED) } else { problem }
    }

    /// Why the run of `report` did not answer.
    pub(crate) fn of_run(report: &RunReport, failure: Failure) -> Self {
        Self { run_id: Some(report.run_id.clone()), ..failure.into() }
    }

    /// What is written of it in `locale`.
    pub(crate) fn document(&self, locale: Locale) -> ProblemDocument {
        let failure = tomada_text::render(self.failure.clone(), locale);
        let kind = failure.kind();
        ProblemDocument {
            kind: format!("/problems/{kind}"),
            title: tomada_text::kind_label(kind, locale),
            status: self.status.as_u16(),
            detail: failure.message().to_owned(),
            code: failure.code().map(str::to_owned),
            hint: failure.hint().map(str::to_owned),
            at: failure.at().map(str::to_owned),
            retry_after_ms: failure.retry_after_ms(),
            run_id: self.run_id.clone(),
        }
    }

    /// Tells the log of it.
    pub(crate) fn log(&self) {
        let (failure, run_id) = (&self.failure, self.run_id.as_deref());
        let code = failure.code();
        if self.status.is_server_error() {
            tracing::warn!(kind = %failure.kind(), code, detail = failure.detail(), run_id, "a request failed");
        } else {
            tracing::debug!(kind = %failure.kind(), code, detail = failure.detail(), run_id, "a request was refused");
        }
    }

    /// Says in a header when to try again, if that is known.
    pub(crate) fn tell_when_again(&self, headers: &mut HeaderMap) {
        if let Some(retry_after_ms) = self.failure.retry_after_ms() {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(retry_after_ms.div_ceil(1_000)));
        }
    }

    /// What an answer tells that was given by none of our handlers, such as that of a route that does not exist.
    fn of_status(status: StatusCode) -> Self {
        let (kind, code) = match status {
            StatusCode::NOT_FOUND => (Kind::NotFound, "api-route-unknown"),
            StatusCode::METHOD_NOT_ALLOWED => (Kind::InvalidInput, "api-method"),
            StatusCode::PAYLOAD_TOO_LARGE => (Kind::InvalidInput, "api-body-too-large"),
            StatusCode::UNSUPPORTED_MEDIA_TYPE => (Kind::InvalidInput, "api-content-type"),
            StatusCode::REQUEST_TIMEOUT | StatusCode::GATEWAY_TIMEOUT => (Kind::Unavailable, "api-timeout"),
            _ if status.is_client_error() => (Kind::InvalidInput, "api-request-invalid"),
            _ => (Kind::Broken, "api-internal"),
        };
        Self::from(Failure::coded(kind, code)).with_status(status)
    }
}

impl From<Failure> for Problem {
    fn from(failure: Failure) -> Self {
        Self { status: status(failure.kind()), failure, run_id: None }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut response = self.status.into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// Writes the problem that an answer carries, and that of an answer of a machine's route that is an error of axum's own.
pub(crate) async fn render(request: Request, next: Next) -> Response {
    let locale = language::of(request.uri(), request.headers());
    let for_programs = request.uri().path().starts_with("/v1");
    let mut response = next.run(request).await;
    if let Some(problem) = response.extensions_mut().remove::<Problem>() {
        return written(response, &problem, locale);
    }
    let status = response.status();
    if for_programs && (status.is_client_error() || status.is_server_error()) {
        return written(response, &Problem::of_status(status), locale);
    }
    response
}

fn written(response: Response, problem: &Problem, locale: Locale) -> Response {
    problem.log();
    let (mut parts, _) = response.into_parts();
    parts.status = problem.status;
    let headers = &mut parts.headers;
    headers.remove(header::CONTENT_LENGTH);
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
    headers.insert(header::CONTENT_LANGUAGE, HeaderValue::from_static(locale.tag()));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    problem.tell_when_again(headers);
    if problem.status == StatusCode::UNAUTHORIZED {
        headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer realm=\"tomada\""));
    }
    // Unreachable: a struct of strings and numbers is JSON.
    let body = serde_json::to_vec(&problem.document(locale)).unwrap_or_default();
    Response::from_parts(parts, Body::from(body))
}
