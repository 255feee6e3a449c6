//! `Idempotency-Key` on writes: asking again with the same key gets the first answer again.
//!
//! For the routes whose description names the header; a run's own key is the host's matter, and a route that answers with
//! something that is shown once has none. Rule: what has been begun with a key ends and is answered, even if whoever asked
//! has gone meanwhile.

mod answer;

use std::collections::HashSet;
use std::sync::Arc;

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{FromRequest, FromRequestParts, MatchedPath, Request, State};
use axum::http::{Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use tomada_core::{Failure, Kind};
use tomada_platform::{Begun, Once, OnceKey};
use utoipa::openapi::OpenApi;

use super::ask::{Inside, text_header};
use crate::app::App;
use crate::problem::Problem;
use answer::Answer;

/// How large an answer may be that is kept, in bytes.
const ANSWER_MAX_BYTES: usize = 1 << 20;
const HEADER: &str = "idempotency-key";

/// The routes that take a key.
#[derive(Clone)]
pub(crate) struct Routes(Arc<HashSet<(String, Method)>>);

impl Routes {
    /// Those that `api` describes so, but for runs.
    pub(crate) fn of(api: &OpenApi) -> Self {
        let api = serde_json::to_value(api).unwrap_or_default();
        let mut routes = HashSet::new();
        for (path, item) in api["paths"].as_object().into_iter().flatten() {
            for (method, operation) in item.as_object().into_iter().flatten() {
                let mut parameters = operation["parameters"].as_array().into_iter().flatten();
                let takes = parameters.any(|parameter| parameter["name"] == "Idempotency-Key");
                match method.to_uppercase().parse() {
                    Ok(method) if takes && operation["operationId"] != "run" => {
                        routes.insert((path.clone(), method));
                    }
                    _ => {}
                }
            }
        }
        Self(Arc::new(routes))
    }

    fn take(&self, request: &Request) -> bool {
        let path = request.extensions().get::<MatchedPath>().map(|path| path.as_str().to_owned());
        path.is_some_and(|path| self.0.contains(&(path, request.method().clone())))
    }
}

/// Answers a request that was asked before with the answer that it got then.
pub(crate) async fn once(
    State((app, routes)): State<(App, Routes)>,
    request: Request,
    next: Next,
) -> Response {
    if !request.headers().contains_key(HEADER) || !routes.take(&request) {
        return next.run(request).await;
    }
    match ask_once(&app, request, next).await {
        Ok(response) => response,
        Err(problem) => problem.into_response(),
    }
}

async fn ask_once(app: &App, request: Request, next: Next) -> Result<Response, Problem> {
    let Some(key) = text_header(request.headers(), HEADER)? else { return Ok(next.run(request).await) };
    let (mut parts, body) = request.into_parts();
    let Ok(Inside(project)) = Inside::from_request_parts(&mut parts, app).await else {
        // The route says so itself.
        return Ok(next.run(Request::from_parts(parts, body)).await);
    };
    let body = Bytes::from_request(Request::new(body), app).await.map_err(|rejection| {
        let status = rejection.into_response().status();
        Problem::from(Failure::coded(Kind::InvalidInput, "api-body-too-large")).with_status(status)
    })?;
    let key = OnceKey { key: &key, method: parts.method.as_str(), path: parts.uri.path() };
    match project.once(key, &body).await? {
        Once::Again(answer) => Ok(Answer::read(answer.expose())?.into_response()),
        Once::First(begun) => {
            let request = Request::from_parts(parts, Body::from(body));
            // As a task: who goes away meanwhile asks again, and must find what came of it.
            let answered = tokio::spawn(async move { answered(begun, next.run(request).await).await });
            answered.await.map_err(|_| Failure::coded(Kind::Broken, "api-internal").into())
        }
    }
}

/// Keeps the answer if it is one that would come again: a refusal that time or a right can change is not.
async fn answered(begun: Begun, response: Response) -> Response {
    let status = response.status();
    let passing = [StatusCode::UNAUTHORIZED, StatusCode::FORBIDDEN, StatusCode::TOO_MANY_REQUESTS];
    if status.is_server_error() || passing.contains(&status) {
        told(begun.forget().await);
        return response;
    }
    let (parts, body) = response.into_parts();
    let Ok(body) = to_bytes(body, usize::MAX).await else {
        return Problem::from(Failure::coded(Kind::Broken, "api-internal")).into_response();
    };
    // One that is larger is given this once; who asks again hears that it is not known.
    if body.len() <= ANSWER_MAX_BYTES {
        let answer = serde_json::to_vec(&Answer::of(&parts, &body)).unwrap_or_default();
        told(begun.keep(&answer).await);
    }
    Response::from_parts(parts, Body::from(body))
}

/// The work is done and answered; that its note failed is for the log, and for who asks again.
fn told(noted: Result<(), Failure>) {
    if let Err(failure) = noted {
        tracing::warn!(code = failure.code(), detail = failure.detail(), "an answer could not be noted");
    }
}
