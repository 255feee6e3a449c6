//! What requests bring: the project they go to, their query, their body. What is wrong with them is a problem.
//!
//! Rule: a text of the caller's is bounded before it is put into an answer.

use std::fmt::Display;
use std::time::Duration;

use axum::body::Bytes;
use axum::extract::{FromRequest, FromRequestParts, RawPathParams, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, header};
use serde::de::{DeserializeOwned, Error as _};
use serde::{Deserialize, Deserializer};
use serde_json::Number;
use tomada_core::{Failure, Kind};
use tomada_platform::{Entered, Page, PageRequest};
use utoipa::IntoParams;

use crate::app::App;
use crate::identify::Identity;
use crate::problem::Problem;

/// How long a body may take to come.
const BODY_MAX: Duration = Duration::from_secs(30);
/// How much of a reason is told, in bytes.
const REASON_MAX_BYTES: usize = 300;

/// Whoever asks, within the project that the path names.
pub(crate) struct Inside(pub(crate) Entered);

impl FromRequestParts<App> for Inside {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let identity = Identity::from_request_parts(parts, app).await?;
        let path = RawPathParams::from_request_parts(parts, app).await.map_err(|_| nothing())?;
        let project = path.iter().find(|(name, _)| *name == "project").map_or("", |(_, value)| value);
        if project.chars().any(char::is_control) {
            return Err(nothing());
        }
        Ok(Self(app.platform.enter(&identity.actor, project).await?))
    }
}

/// What an address answers that cannot name anything, such as one with control characters.
fn nothing() -> Problem {
    Failure::coded(Kind::NotFound, "api-route-unknown").into()
}

/// The thing within the project that the path names: its last parameter.
pub(crate) struct Item(pub(crate) String);

impl FromRequestParts<App> for Item {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let path = RawPathParams::from_request_parts(parts, app).await.map_err(|_| nothing())?;
        let last = path.iter().last().filter(|(_, value)| !value.chars().any(char::is_control));
        last.map(|(_, value)| Self(value.to_owned())).ok_or_else(nothing)
    }
}

/// A JSON body.
pub(crate) struct Body<T>(pub(crate) T);

impl<T: DeserializeOwned> FromRequest<App> for Body<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, app: &App) -> Result<Self, Problem> {
        if !is_json(request.headers()) {
            let failure = Failure::coded(Kind::InvalidInput, "api-content-type");
            return Err(Problem::from(failure).with_status(StatusCode::UNSUPPORTED_MEDIA_TYPE));
        }
        let late = |_| {
            let failure = Failure::coded(Kind::Unavailable, "api-timeout");
            Problem::from(failure).with_status(StatusCode::REQUEST_TIMEOUT)
        };
        let reading = tokio::time::timeout(BODY_MAX, Bytes::from_request(request, app));
        let bytes = reading.await.map_err(late)?.map_err(|rejection| {
            let status = axum::response::IntoResponse::into_response(rejection).status();
            let large = status == StatusCode::PAYLOAD_TOO_LARGE;
            let code = if large { "api-body-too-large" } else { "api-request-invalid" };
            Problem::from(Failure::coded(Kind::InvalidInput, code)).with_status(status)
        })?;
        read(&bytes).map(Self)
    }
}

fn is_json(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let essence = kind.split(';').next().unwrap_or_default().trim();
    essence.eq_ignore_ascii_case("application/json")
}

fn read<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Problem> {
    let mut reader = serde_json::Deserializer::from_slice(bytes);
    let value = serde_path_to_error::deserialize(&mut reader).map_err(|error| {
        let at = pointer(error.path(), &error.inner().to_string());
        invalid(error.inner(), at)
    })?;
    reader.end().map_err(|error| invalid(&error, None))?;
    Ok(value)
}

fn invalid(error: &serde_json::Error, at: Option<String>) -> Problem {
    let failure =
        Failure::coded(Kind::InvalidInput, "api-body-invalid").with_argument("reason", short(error));
    match at {
        Some(at) if error.is_data() => failure.with_at(at).into(),
        _ if error.is_data() => failure.into(),
        // It is not JSON at all.
        _ => Problem::from(failure).with_status(StatusCode::BAD_REQUEST),
    }
}

/// The place of a mistake as a JSON pointer (RFC 6901). A field that is missing or unknown is told of its parent: its
/// name stands in the reason.
fn pointer(path: &serde_path_to_error::Path, reason: &str) -> Option<String> {
    use serde_path_to_error::Segment;
    let mut steps = Vec::new();
    for segment in path {
        match segment {
            Segment::Seq { index } => steps.push(index.to_string()),
            Segment::Map { key } => steps.push(key.clone()),
            Segment::Enum { .. } | Segment::Unknown => {}
        }
    }
    let quoted = |start: &str| reason.strip_prefix(start)?.split('`').next();
    let named = quoted("missing field `").or_else(|| quoted("unknown field `"));
    if let Some(name) = named.filter(|name| steps.last().is_none_or(|last| last != name)) {
        steps.push(name.to_owned());
    }
    let escaped = |step: &String| format!("/{}", step.replace('~', "~0").replace('/', "~1"));
    (!steps.is_empty()).then(|| steps.iter().map(escaped).collect())
}

/// A whole number of a body. JSON has one kind of number: `3.0` is as whole as `3` (RFC 8259, section 6).
pub(crate) fn whole<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<u64>, D::Error> {
    let Some(number) = Option::<Number>::deserialize(deserializer)? else { return Ok(None) };
    let written = number.to_string();
    let digits = written.strip_suffix(".0").unwrap_or(&written);
    digits
        .parse()
        .map(Some)
        .map_err(|_| D::Error::custom(format!("invalid value: {number}, expected a whole number")))
}

/// A reason, bounded.
pub(crate) fn short(reason: impl Display) -> String {
    let reason = reason.to_string();
    reason[..reason.floor_char_boundary(REASON_MAX_BYTES)].to_owned()
}

/// The parameters of a query.
pub(crate) struct Asked<T>(pub(crate) T);

impl<T: DeserializeOwned> FromRequestParts<App> for Asked<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _app: &App) -> Result<Self, Problem> {
        match axum::extract::Query::try_from_uri(&parts.uri) {
            Ok(axum::extract::Query(value)) => Ok(Self(value)),
            Err(rejection) => {
                let reason = short(
                    std::error::Error::source(&rejection).map_or_else(String::new, ToString::to_string),
                );
                let failure = Failure::coded(Kind::InvalidInput, "api-query-invalid");
                Err(failure.with_argument("reason", reason).into())
            }
        }
    }
}

/// Which part of a list.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Paging {
    /// `next` of the page before.
    #[param(max_length = 512)]
    pub(crate) after: Option<String>,
    /// How many at most; 50 if absent.
    #[param(minimum = 1, maximum = 200)]
    pub(crate) limit: Option<u32>,
}

/// Which part of a list of runs: of that, a key is the id of a run.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct RunPaging {
    /// `next` of the page before.
    #[param(pattern = "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")]
    pub(crate) after: Option<String>,
    /// How many at most; 50 if absent.
    #[param(minimum = 1, maximum = 200)]
    pub(crate) limit: Option<u32>,
}

impl From<RunPaging> for PageRequest {
    fn from(paging: RunPaging) -> Self {
        Self { after: paging.after, limit: paging.limit }
    }
}

impl From<Paging> for PageRequest {
    fn from(paging: Paging) -> Self {
        Self { after: paging.after, limit: paging.limit }
    }
}

/// A header that may be absent, as text.
///
/// # Errors
/// `InvalidInput` with `api-header-invalid` for one that is empty, longer than 255 bytes, or not visible ASCII.
pub(crate) fn text_header(headers: &HeaderMap, name: &'static str) -> Result<Option<String>, Failure> {
    let Some(value) = headers.get(name) else { return Ok(None) };
    let fit = (1..=255).contains(&value.len()) && value.as_bytes().iter().all(u8::is_ascii_graphic);
    match value.to_str() {
        Ok(text) if fit => Ok(Some(text.to_owned())),
        _ => Err(Failure::coded(Kind::InvalidInput, "api-header-invalid").with_argument("header", name)),
    }
}

/// Refuses a member of a body that is out of bounds.
///
/// # Errors
/// `InvalidInput` with `api-out-of-bounds` and the place.
pub(crate) fn bounded(name: &str, found: u64, min: u64, max: u64) -> Result<(), Failure> {
    if (min..=max).contains(&found) {
        return Ok(());
    }
    Err(out_of_bounds(name, found, min, max).with_at(format!("/{name}")))
}

/// What is told of a number that is out of bounds.
pub(crate) fn out_of_bounds(name: &str, found: impl Display, min: u64, max: u64) -> Failure {
    let failure = Failure::coded(Kind::InvalidInput, "api-out-of-bounds").with_argument("name", name);
    failure.with_argument("found", found).with_argument("min", min).with_argument("max", max)
}

/// Turns a page's items into what is shown of them.
pub(crate) fn shown<T, V>(page: Page<T>, show: impl FnMut(T) -> V) -> (Vec<V>, Option<String>) {
    (page.items.into_iter().map(show).collect(), page.next)
}
