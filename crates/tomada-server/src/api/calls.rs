//! The call log: lists with filters, and each call as itself, as cURL, as HAR and as a case.

use axum::Json;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use tomada_platform::CallFilter;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::ask::{Asked, Inside, Item, RunPaging, shown};
use super::call_shape::{Call, CallPage, CallSummary};
use crate::app::App;
use crate::problem::Problem;

pub(crate) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::default()
        .routes(routes!(list_calls))
        .routes(routes!(read_call))
        .routes(routes!(call_as_curl))
        .routes(routes!(call_as_har))
        .routes(routes!(call_as_case))
}

/// Which calls; what is absent is not asked for.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Filter {
    /// Of this integration.
    pub(crate) integration: Option<String>,
    /// Of this action.
    pub(crate) action: Option<String>,
    /// With this connection.
    pub(crate) connection: Option<String>,
    /// `ok`, `failed`, or the name of a failure kind.
    #[param(
        pattern = "^(ok|failed|invalid_input|unauthorized|forbidden|not_found|rate_limited|unavailable|uncertain|rejected|broken)$"
    )]
    pub(crate) outcome: Option<String>,
    /// Whose last exchange was answered so.
    #[param(minimum = 100, maximum = 599)]
    pub(crate) status: Option<u16>,
    /// Not before this time, in milliseconds since 1970-01-01 UTC.
    #[param(maximum = 253_402_300_799_999_u64)]
    pub(crate) from_unix_ms: Option<u64>,
    /// Before this time, in milliseconds since 1970-01-01 UTC.
    #[param(maximum = 253_402_300_799_999_u64)]
    pub(crate) to_unix_ms: Option<u64>,
    /// That hold this text in input, output, failure or a URL, whatever its case.
    #[param(max_length = 200)]
    text: Option<String>,
}

impl From<Filter> for CallFilter {
    fn from(filter: Filter) -> Self {
        Self {
            integration: filter.integration,
            action: filter.action,
            connection: filter.connection,
            outcome: filter.outcome,
            status: filter.status,
            from_unix_ms: filter.from_unix_ms,
            to_unix_ms: filter.to_unix_ms,
            text: filter.text,
        }
    }
}

/// Which exchange of a call.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct OfExchange {
    /// From 1 on; the first if absent.
    #[param(minimum = 1)]
    exchange: Option<u32>,
}

/// List calls, the newest first
#[utoipa::path(get, path = "/v1/projects/{project}/calls", tag = "calls",
    params(("project" = String, Path, description = "The project's id"), Filter, RunPaging),
    extensions(("x-role" = json!("viewer"))),
    responses((status = 200, description = "A page of calls", body = CallPage)))]
async fn list_calls(
    Inside(project): Inside,
    Asked(filter): Asked<Filter>,
    Asked(paging): Asked<RunPaging>,
) -> Result<Json<CallPage>, Problem> {
    let (items, next) = shown(project.calls(&filter.into(), &paging.into()).await?, CallSummary::from);
    Ok(Json(CallPage { items, next }))
}

/// Look at a call with every exchange
#[utoipa::path(get, path = "/v1/projects/{project}/calls/{run}", tag = "calls",
    params(("project" = String, Path, description = "The project's id"),
        ("run" = String, Path, description = "The run's id")),
    extensions(("x-role" = json!("viewer"))),
    responses((status = 200, description = "The call", body = Call)))]
async fn read_call(Inside(project): Inside, Item(run): Item) -> Result<Json<Call>, Problem> {
    Ok(Json(project.call(&run).await?.into()))
}

/// Give an exchange of a call as a cURL command, with variables for what is masked
#[utoipa::path(get, path = "/v1/projects/{project}/calls/{run}/curl", tag = "calls",
    params(("project" = String, Path, description = "The project's id"),
        ("run" = String, Path, description = "The run's id"), OfExchange),
    extensions(("x-role" = json!("viewer"))),
    responses((status = 200, description = "The command", body = String, content_type = "text/plain")))]
async fn call_as_curl(
    Inside(project): Inside,
    Item(run): Item,
    Asked(of): Asked<OfExchange>,
) -> Result<String, Problem> {
    Ok(project.call_as_curl(&run, of.exchange.unwrap_or(1)).await?)
}

/// Give a call as an HTTP archive (HAR 1.2)
#[utoipa::path(get, path = "/v1/projects/{project}/calls/{run}/har", tag = "calls",
    params(("project" = String, Path, description = "The project's id"),
        ("run" = String, Path, description = "The run's id")),
    extensions(("x-role" = json!("viewer"))),
    responses((status = 200, description = "The archive", body = Object)))]
async fn call_as_har(Inside(project): Inside, Item(run): Item) -> Result<Response, Problem> {
    Ok(raw(project.call_as_har(&run).await?))
}

/// Give a call as a case that an author's tests can run
#[utoipa::path(get, path = "/v1/projects/{project}/calls/{run}/case", tag = "calls",
    params(("project" = String, Path, description = "The project's id"),
        ("run" = String, Path, description = "The run's id")),
    extensions(("x-role" = json!("viewer"))),
    responses((status = 200, description = "The case", body = Object)))]
async fn call_as_case(Inside(project): Inside, Item(run): Item) -> Result<Response, Problem> {
    Ok(raw(project.call_as_case(&run).await?))
}

/// JSON as it is.
fn raw(json: tomada_core::Json) -> Response {
    ([(header::CONTENT_TYPE, "application/json")], json.into_bytes()).into_response()
}
