//! Running an action: answered whole, or as server-sent events while it runs.

use axum::Json;
use axum::extract::{Extension, State};
use axum::http::HeaderMap;
use axum::response::sse::Event;
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use tomada_core::{Failure, Locale};
use tomada_host::{RunReport, RunRequest};
use tomada_platform::RunAsk;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::ask::{Body, Inside, text_header, whole};
use super::catalog::version;
use super::preview_shape::{Preview, PreviewedCall};
use crate::app::App;
use crate::guard::TraceId;
use crate::language::Language;
use crate::problem::{Problem, ProblemDocument};
use crate::stream;

pub(crate) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::default().routes(routes!(run)).routes(routes!(preview))
}

/// What is to be run.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct RunBody {
    /// The integration's id.
    #[schema(min_length = 1, max_length = 255)]
    integration: String,
    /// Which of its versions, such as `^1.2`; the highest that the connection allows if absent.
    #[schema(
        pattern = r"^(\*|(=|>|>=|<|<=|~|\^)?(0|[1-9][0-9]{0,8})(\.(0|[1-9][0-9]{0,8})){0,2}(, ?(=|>|>=|<|<=|~|\^)?(0|[1-9][0-9]{0,8})(\.(0|[1-9][0-9]{0,8})){0,2}){0,7})$"
    )]
    version: Option<String>,
    /// The action's id.
    #[schema(min_length = 1, max_length = 255)]
    action: String,
    /// The connection's id; the integration's default one if absent.
    #[schema(min_length = 1, max_length = 255)]
    connection: Option<String>,
    /// The action's input, as its schema says; `{}` if absent.
    input: Option<Value>,
    /// When the run is ended, in milliseconds from now; 30,000 if absent.
    #[schema(minimum = 1, maximum = 900_000)]
    #[serde(default, deserialize_with = "whole")]
    deadline_ms: Option<u64>,
}

impl RunBody {
    /// The run that it asks for.
    fn ask(self, locale: Locale) -> Result<RunAsk, Failure> {
        Ok(RunAsk {
            version: version(self.version.as_deref())?,
            connection: self.connection,
            input: self.input.map_or_else(tomada_core::Json::empty_object, tomada_core::Json::from),
            deadline_ms: self.deadline_ms.unwrap_or(RunRequest::DEADLINE_DEFAULT_MS),
            ..RunAsk::new(self.integration, self.action, locale)
        })
    }
}

/// What a run answered.
#[derive(Serialize, ToSchema)]
pub(crate) struct RunAnswer {
    /// Names the run, for the call log.
    pub(crate) run_id: String,
    /// The version that ran.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) version: Option<String>,
    /// The action's output, as its schema says.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) output: Option<Value>,
    /// Why there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) problem: Option<ProblemDocument>,
    /// How long it took, in milliseconds.
    pub(crate) elapsed_ms: u64,
    /// How many attempts on the wire there were.
    pub(crate) exchanges: usize,
}

impl RunAnswer {
    /// What is told of `report`, in `locale`.
    pub(crate) fn of(report: &RunReport, locale: Locale) -> Self {
        let problem = |failure: &Failure| Problem::of_run(report, failure.clone()).document(locale);
        Self {
            run_id: report.run_id.clone(),
            version: report.version.as_ref().map(ToString::to_string),
            output: report.result.as_ref().ok().map(tomada_core::Json::to_value),
            problem: report.result.as_ref().err().map(problem),
            elapsed_ms: report.elapsed_ms,
            exchanges: report.exchanges.len(),
        }
    }
}

/// Run an action
///
/// Answers when the run is over and its record is committed. A run that failed is answered with a problem that names it.
/// Whoever accepts `text/event-stream` gets each partial result as an event `part` and at the end one event `result`.
#[utoipa::path(post, path = "/v1/projects/{project}/runs", tag = "runs",
    params(("project" = String, Path, description = "The project's id"),
        ("Idempotency-Key" = Option<String>, Header, min_length = 1, max_length = 255, pattern = "^[!-~]+$",
            description = "Makes asking again safe: the same key, connection and action get the first answer again")),
    request_body = RunBody, extensions(("x-role" = json!("editor"))),
    responses((status = 200, description = "What the run answered",
        content((RunAnswer = "application/json"), (String = "text/event-stream")))))]
async fn run(
    State(app): State<App>,
    Inside(project): Inside,
    Language(locale): Language,
    Extension(TraceId(trace_id)): Extension<TraceId>,
    headers: HeaderMap,
    Body(body): Body<RunBody>,
) -> Result<Response, Problem> {
    let integration = body.integration.clone();
    let mut ask = body.ask(locale)?;
    ask.idempotency_key = text_header(&headers, "idempotency-key")?;
    ask.trace_id = trace_id;
    if !stream::is_wanted(&headers) {
        let report = project.run(ask).await?;
        app.metrics.run(&integration, &report);
        return answer(&report, locale);
    }
    Ok(stream::told(move |sender| async move {
        ask.partials = Some(sender);
        let result = project.run(ask).await;
        if let Ok(report) = &result {
            app.metrics.run(&integration, report);
        }
        last(result, locale)
    }))
}

/// Tell what a run would send first
///
/// The action runs up to its first call. Nothing goes out, and nothing is written to the call log.
#[utoipa::path(post, path = "/v1/projects/{project}/runs/preview", tag = "runs",
    params(("project" = String, Path, description = "The project's id")),
    request_body = RunBody, extensions(("x-role" = json!("editor"))),
    responses((status = 200, description = "The call", body = Preview)))]
async fn preview(
    Inside(project): Inside,
    Language(locale): Language,
    Body(body): Body<RunBody>,
) -> Result<Json<Preview>, Problem> {
    let call = project.rehearse(body.ask(locale)?).await?.map(PreviewedCall::from);
    Ok(Json(Preview { call }))
}

/// The output of `report` with all that is told of it, or its failure.
fn answer(report: &RunReport, locale: Locale) -> Result<Response, Problem> {
    match &report.result {
        Ok(_) => Ok(Json(RunAnswer::of(report, locale)).into_response()),
        Err(failure) => Err(Problem::of_run(report, failure.clone())),
    }
}

/// The event that a run ends with.
fn last(result: Result<RunReport, Failure>, locale: Locale) -> Event {
    let data = match result {
        Ok(report) => serde_json::to_string(&RunAnswer::of(&report, locale)),
        Err(failure) => {
            let problem = Problem::from(failure).document(locale);
            serde_json::to_string(&serde_json::json!({ "problem": problem }))
        }
    };
    Event::default().event("result").data(data.unwrap_or_default())
}
