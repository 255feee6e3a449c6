//! An answer as it is kept for who asks again. What it says of a failure is kept as the failure, so that it is told in the
//! language of whoever reads it then.

use axum::body::Body;
use axum::http::header::{HeaderName, HeaderValue};
use axum::http::response::Parts;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use tomada_core::wire::FailureMessage;
use tomada_core::{Failure, Kind};

use crate::problem::Problem;

/// A status, headers and a body, or a problem.
#[derive(Serialize, Deserialize)]
pub(super) struct Answer {
    status: u16,
    headers: Vec<(String, String)>,
    body: String,
    problem: Option<KeptProblem>,
}

#[derive(Serialize, Deserialize)]
struct KeptProblem {
    failure: FailureMessage,
    run_id: Option<String>,
}

impl Answer {
    /// The answer of these parts.
    pub(super) fn of(parts: &Parts, body: &[u8]) -> Self {
        let header = |(name, value): (&HeaderName, &HeaderValue)| {
            Some((name.as_str().to_owned(), value.to_str().ok()?.to_owned()))
        };
        let problem = parts.extensions.get::<Problem>();
        Self {
            status: parts.status.as_u16(),
            headers: parts.headers.iter().filter_map(header).collect(),
            body: String::from_utf8_lossy(body).into_owned(),
            problem: problem.map(|problem| KeptProblem {
                failure: FailureMessage::from(&problem.failure),
                run_id: problem.run_id.clone(),
            }),
        }
    }

    /// The answer that was kept as `bytes`.
    pub(super) fn read(bytes: &[u8]) -> Result<Self, Failure> {
        serde_json::from_slice(bytes).map_err(|_| Failure::coded(Kind::Uncertain, "api-key-lost"))
    }
}

impl IntoResponse for Answer {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        if let Some(KeptProblem { failure, run_id }) = self.problem {
            return Problem { failure: failure.into(), status, run_id }.into_response();
        }
        let header = |(name, value): &(String, String)| Some((name.parse().ok()?, value.parse().ok()?));
        let headers: HeaderMap<HeaderValue> =
            self.headers.iter().filter_map(header).collect::<HeaderMap<HeaderValue>>();
        (status, headers, Body::from(self.body)).into_response()
    }
}
