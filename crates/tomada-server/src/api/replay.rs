//! Calls made again: one, answered whole, or many at a pace, answered one by one.

use std::time::Duration;

use axum::Json;
use axum::body::Body as AxumBody;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use futures_util::stream;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use tomada_core::Locale;
use tomada_platform::{Difference as DifferenceView, Entered, Replay as ReplayView, Role};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::ask::{Body, Inside, Item, bounded, whole};
use super::runs::RunAnswer;
use crate::app::App;
use crate::language::Language;
use crate::problem::{Problem, ProblemDocument};

/// How many calls one request may make again.
const RUNS_MAX: usize = 100;
/// The longest pause between two, in milliseconds.
const PAUSE_MAX_MS: u64 = 60_000;

pub(crate) fn slow_routes() -> OpenApiRouter<App> {
    OpenApiRouter::default().routes(routes!(replay)).routes(routes!(replay_many))
}

/// A call made again.
#[derive(Serialize, ToSchema)]
struct Replay {
    /// The new run.
    run: RunAnswer,
    /// How its output differs from the recorded one; empty if it does not.
    differences: Vec<Difference>,
}

/// One place where two outputs differ.
#[derive(Serialize, ToSchema)]
struct Difference {
    /// A JSON pointer (RFC 6901).
    at: String,
    /// What was there; absent if nothing was.
    #[serde(skip_serializing_if = "Option::is_none")]
    before: Option<Value>,
    /// What is there now; absent if nothing is.
    #[serde(skip_serializing_if = "Option::is_none")]
    after: Option<Value>,
}

/// Which calls are to be made again.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ReplayBody {
    /// The runs' ids, in the order in which they are to be made again.
    #[schema(min_items = 1, max_items = 100)]
    run_ids: Vec<String>,
    /// The pause between two, in milliseconds; 200 if absent.
    #[schema(maximum = 60_000)]
    #[serde(default, deserialize_with = "whole")]
    pause_ms: Option<u64>,
}

/// One line of an answer about many.
#[derive(Serialize, ToSchema)]
struct ReplayLine {
    /// The recorded run.
    of: String,
    /// What came of making it again.
    #[serde(skip_serializing_if = "Option::is_none")]
    replay: Option<Replay>,
    /// Why it could not be made again.
    #[serde(skip_serializing_if = "Option::is_none")]
    problem: Option<ProblemDocument>,
}

impl Replay {
    fn of(view: &ReplayView, locale: Locale) -> Self {
        let differences = view.differences.iter().map(Difference::from).collect();
        Self { run: RunAnswer::of(&view.report, locale), differences }
    }
}

impl From<&DifferenceView> for Difference {
    fn from(view: &DifferenceView) -> Self {
        let value = |text: &Option<String>| {
            text.as_deref().map(|text| serde_json::from_str(text).unwrap_or_else(|_| Value::from(text)))
        };
        Self { at: view.at.clone(), before: value(&view.before), after: value(&view.after) }
    }
}

/// Make a call again and compare
#[utoipa::path(post, path = "/v1/projects/{project}/calls/{run}/replay", tag = "calls",
    params(("project" = String, Path, description = "The project's id"),
        ("run" = String, Path, description = "The run's id"),
        ("Idempotency-Key" = Option<String>, Header, min_length = 1, max_length = 255, pattern = "^[!-~]+$",
            description = "Makes asking again safe for a day: the same key and body get the first answer again")),
    extensions(("x-role" = json!("editor"))),
    responses((status = 200, description = "The new run, well or not, and the differences", body = Replay)))]
async fn replay(
    Inside(project): Inside,
    Language(locale): Language,
    Item(run): Item,
) -> Result<Json<Replay>, Problem> {
    Ok(Json(Replay::of(&project.replay(&run, locale).await?, locale)))
}

/// Make many calls again, one after the other
///
/// Answers one JSON object a line, each as soon as its call is over. Whoever hangs up ends it.
#[utoipa::path(post, path = "/v1/projects/{project}/calls/replay", tag = "calls",
    params(("project" = String, Path, description = "The project's id")),
    request_body = ReplayBody, extensions(("x-role" = json!("editor"))),
    responses((status = 200, description = "A line for each call", body = ReplayLine,
        content_type = "application/x-ndjson")))]
async fn replay_many(
    Inside(project): Inside,
    Language(locale): Language,
    Body(body): Body<ReplayBody>,
) -> Result<Response, Problem> {
    project.may(Role::Editor)?;
    let pause_ms = body.pause_ms.unwrap_or(200);
    bounded("run_ids", body.run_ids.len() as u64, 1, RUNS_MAX as u64)?;
    bounded("pause_ms", pause_ms, 0, PAUSE_MAX_MS)?;
    let runs = body.run_ids.into_iter().enumerate();
    let lines = stream::unfold((project, runs), move |(project, mut runs)| async move {
        let (index, run) = runs.next()?;
        if index > 0 {
            tokio::time::sleep(Duration::from_millis(pause_ms)).await;
        }
        let line = line(&project, run, locale).await;
        Some((Ok::<_, std::convert::Infallible>(line), (project, runs)))
    });
    Ok(([(header::CONTENT_TYPE, "application/x-ndjson")], AxumBody::from_stream(lines)).into_response())
}

async fn line(project: &Entered, of: String, locale: Locale) -> Vec<u8> {
    let result = project.replay(&of, locale).await;
    let replay = result.as_ref().ok().map(|view| Replay::of(view, locale));
    let problem = result.err().map(|failure| Problem::from(failure).document(locale));
    // Unreachable: structs of strings, numbers and values are JSON.
    let mut line = serde_json::to_vec(&ReplayLine { of, replay, problem }).unwrap_or_default();
    line.push(b'\n');
    line
}
