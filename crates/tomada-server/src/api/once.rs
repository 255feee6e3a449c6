//! `Idempotency-Key` on writes: asking again with the same key gets the first answer again.
//!
//! For the routes whose description names the header; a run's own key is the host's matter. Answers are kept by this process
//! alone, for a day, and only of routes that answer nothing secret. Rule: a key belongs to whoever asked with it, and to one
//! method, address and body.

use std::collections::{HashMap, HashSet, VecDeque};
use std::hash::{BuildHasher, RandomState};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{FromRequest, MatchedPath, Request, State};
use axum::http::{HeaderMap, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use tomada_core::{Failure, Kind};
use utoipa::openapi::OpenApi;

use super::ask::text_header;
use crate::app::App;
use crate::identify::identify;
use crate::problem::Problem;

/// How long an answer is kept.
const KEPT: Duration = Duration::from_hours(24);
/// How many answers are kept.
const ANSWERS_MAX: usize = 2_048;
/// How large an answer may be that is kept, in bytes.
const ANSWER_MAX_BYTES: usize = 64 << 10;
const HEADER: &str = "idempotency-key";

/// The answers of this process.
#[derive(Default)]
pub(crate) struct Answers {
    marks: RandomState,
    kept: Mutex<Kept>,
}

#[derive(Default)]
struct Kept {
    answers: HashMap<Key, Option<Answer>>,
    order: VecDeque<(Duration, Key)>,
}

/// Who asked for what, with which key.
type Key = (String, Method, String, String);

#[derive(Clone)]
struct Answer {
    mark: u64,
    status: StatusCode,
    headers: HeaderMap,
    body: Bytes,
    problem: Option<Problem>,
}

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
    let Some(text) = text_header(request.headers(), HEADER)? else { return Ok(next.run(request).await) };
    let (parts, body) = request.into_parts();
    let Some(identity) = identify(&parts, app).await.map_err(Problem::of_caller)? else {
        // The route says so itself.
        return Ok(next.run(Request::from_parts(parts, body)).await);
    };
    let body = Bytes::from_request(Request::new(body), app).await.map_err(|rejection| {
        let status = rejection.into_response().status();
        Problem::from(Failure::coded(Kind::InvalidInput, "api-body-too-large")).with_status(status)
    })?;
    let key = (identity.actor.name(), parts.method.clone(), parts.uri.path().to_owned(), text);
    let mark = app.answers.marks.hash_one(&body);
    if let Some(answer) = app.answers.begin(&key, mark, app.platform.clock().now())? {
        return Ok(answer.into_response());
    }
    let begun = Begun { answers: &app.answers, key };
    let response = next.run(Request::from_parts(parts, Body::from(body))).await;
    Ok(begun.finish(mark, response).await)
}

impl Answers {
    /// The answer that `key` got, or `None` for who asks first and now has to [`Begun::finish`].
    ///
    /// # Errors
    /// `Rejected` with `api-key-busy` while the first is being answered, `InvalidInput` with `api-key-reused` for another body.
    fn begin(&self, key: &Key, mark: u64, now: Duration) -> Result<Option<Answer>, Failure> {
        let mut kept = self.lock();
        kept.forget(now);
        match kept.answers.get(key) {
            Some(Some(answer)) if answer.mark == mark => Ok(Some(answer.clone())),
            Some(Some(_)) => Err(Failure::coded(Kind::InvalidInput, "api-key-reused")),
            Some(None) => Err(Failure::coded(Kind::Rejected, "api-key-busy")),
            None => {
                kept.answers.insert(key.clone(), None);
                kept.order.push_back((now, key.clone()));
                Ok(None)
            }
        }
    }

    fn lock(&self) -> MutexGuard<'_, Kept> {
        // A panic in between leaves a map that is still whole.
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Kept {
    /// Gives up what is too old, and the oldest where there are too many.
    fn forget(&mut self, now: Duration) {
        while let Some((since, key)) = self.order.front() {
            if now.saturating_sub(*since) < KEPT && self.order.len() < ANSWERS_MAX {
                return;
            }
            self.answers.remove(key);
            self.order.pop_front();
        }
    }
}

/// A key that is being answered; given up when dropped, as when whoever asked went away.
struct Begun<'a> {
    answers: &'a Answers,
    key: Key,
}

impl Begun<'_> {
    /// Keeps the answer if it is one that would come again: a refusal that time or a right can change is not.
    async fn finish(self, mark: u64, response: Response) -> Response {
        let status = response.status();
        let passing = [StatusCode::UNAUTHORIZED, StatusCode::FORBIDDEN, StatusCode::TOO_MANY_REQUESTS];
        if status.is_server_error() || passing.contains(&status) {
            return response;
        }
        let (parts, body) = response.into_parts();
        let Ok(body) = to_bytes(body, ANSWER_MAX_BYTES).await else {
            return Problem::from(Failure::coded(Kind::Uncertain, "api-internal")).into_response();
        };
        let problem = parts.extensions.get::<Problem>().cloned();
        let answer = Answer { mark, status, headers: parts.headers.clone(), body: body.clone(), problem };
        if let Some(place) = self.answers.lock().answers.get_mut(&self.key) {
            *place = Some(answer);
        }
        Response::from_parts(parts, Body::from(body))
    }
}

impl Drop for Begun<'_> {
    fn drop(&mut self) {
        let mut kept = self.answers.lock();
        if matches!(kept.answers.get(&self.key), Some(None)) {
            kept.answers.remove(&self.key);
            kept.order.retain(|(_, key)| *key != self.key);
        }
    }
}

impl IntoResponse for Answer {
    fn into_response(self) -> Response {
        let mut response = Response::new(Body::from(self.body));
        *response.status_mut() = self.status;
        *response.headers_mut() = self.headers;
        if let Some(problem) = self.problem {
            response.extensions_mut().insert(problem);
        }
        response
    }
}
