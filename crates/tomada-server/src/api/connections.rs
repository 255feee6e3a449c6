//! Connections: made, tested, changed, looked at and removed. Secrets are taken and never given.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use tomada_core::{Auth, Locale};
use tomada_platform::{Connected, ConnectionChange, NewConnection};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::ask::{Asked, Body, Inside, Item, Paging, shown};
use super::connection_shape::{Connection, Secrets};
use super::runs::RunAnswer;
use crate::app::App;
use crate::language::Language;
use crate::problem::Problem;

/// Reads and removals.
pub(crate) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::default().routes(routes!(list_connections)).routes(routes!(read_connection, disconnect))
}

/// What runs a test, and so takes as long as a service does.
pub(crate) fn slow_routes() -> OpenApiRouter<App> {
    OpenApiRouter::default()
        .routes(routes!(connect))
        .routes(routes!(change_connection))
        .routes(routes!(test_connection))
}

/// Which connections.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct OfIntegration {
    /// Of this integration.
    integration: Option<String>,
}

/// A part of the connections.
#[derive(Serialize, ToSchema)]
struct ConnectionPage {
    /// The connections.
    items: Vec<Connection>,
    /// Where the next page begins, if there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    next: Option<String>,
}

/// A connection that is to be made.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ConnectBody {
    /// The integration's id.
    #[schema(min_length = 1, max_length = 255)]
    integration: String,
    /// What people call it.
    #[schema(min_length = 1, max_length = 100, pattern = r"^[^\u0000-\u001f\u007f-\u009f]*$")]
    label: String,
    /// How calls are authenticated, where the integration leaves that to the connection.
    #[schema(value_type = Option<Object>)]
    auth: Option<Auth>,
    /// By the names that the integration gives; `{}` if absent.
    #[schema(value_type = Option<Object>)]
    settings: Option<Value>,
    /// By the names that the authentication gives. Never shown again.
    #[serde(default)]
    secrets: Secrets,
    /// Whether it shall be the default; the first of an integration is it anyway.
    #[serde(default)]
    is_default: bool,
    /// Whether it is kept although its test fails.
    #[serde(default)]
    keep_if_broken: bool,
}

/// What is to be changed; what is absent stays.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ChangeBody {
    /// What people call it.
    #[schema(min_length = 1, max_length = 100, pattern = r"^[^\u0000-\u001f\u007f-\u009f]*$")]
    label: Option<String>,
    /// How calls are authenticated.
    #[schema(value_type = Option<Object>)]
    auth: Option<Auth>,
    /// All settings. Where other origins follow from them, every secret must be given again.
    #[schema(value_type = Option<Object>)]
    settings: Option<Value>,
    /// Secrets that are set anew; the others stay.
    #[serde(default)]
    secrets: Secrets,
    /// `true` makes it the default.
    is_default: Option<bool>,
    /// Whether the change is kept although the test fails.
    #[serde(default)]
    keep_if_broken: bool,
}

/// What came of making or changing a connection.
#[derive(Serialize, ToSchema)]
struct ConnectAnswer {
    /// The connection as it now is.
    connection: Connection,
    /// The run of the integration's test action; absent where nothing changed that a run could notice.
    #[serde(skip_serializing_if = "Option::is_none")]
    test: Option<RunAnswer>,
}

fn answer(connected: Connected, locale: Locale) -> Json<ConnectAnswer> {
    let test = connected.test.map(|report| RunAnswer::of(&report, locale));
    Json(ConnectAnswer { connection: Connection::of(connected.connection, locale), test })
}

/// List the connections of a project
#[utoipa::path(get, path = "/v1/projects/{project}/connections", tag = "connections",
    params(("project" = String, Path, description = "The project's id"), OfIntegration, Paging),
    extensions(("x-role" = json!("viewer"))),
    responses((status = 200, description = "A page of connections", body = ConnectionPage)))]
async fn list_connections(
    Inside(project): Inside,
    Language(locale): Language,
    Asked(of): Asked<OfIntegration>,
    Asked(paging): Asked<Paging>,
) -> Result<Json<ConnectionPage>, Problem> {
    let page = project.connections(of.integration.as_deref(), &paging.into()).await?;
    let (items, next) = shown(page, |view| Connection::of(view, locale));
    Ok(Json(ConnectionPage { items, next }))
}

/// Make a connection once its test has gone well
#[utoipa::path(post, path = "/v1/projects/{project}/connections", tag = "connections",
    params(("project" = String, Path, description = "The project's id"),
        ("Idempotency-Key" = Option<String>, Header, min_length = 1, max_length = 255, pattern = "^[!-~]+$",
            description = "Makes asking again safe for a day: the same key and body get the first answer again")),
    request_body = ConnectBody, extensions(("x-role" = json!("editor"))),
    responses((status = 201, description = "The connection and its test", body = ConnectAnswer)))]
async fn connect(
    Inside(project): Inside,
    Language(locale): Language,
    Body(body): Body<ConnectBody>,
) -> Result<(StatusCode, Json<ConnectAnswer>), Problem> {
    let new = NewConnection {
        integration: body.integration,
        label: body.label,
        auth: body.auth,
        settings: body.settings.map_or_else(tomada_core::Json::empty_object, Into::into),
        secrets: body.secrets.0,
        is_default: body.is_default,
        keep_if_broken: body.keep_if_broken,
    };
    Ok((StatusCode::CREATED, answer(project.connect(new, locale).await?, locale)))
}

/// Look at a connection
#[utoipa::path(get, path = "/v1/projects/{project}/connections/{connection}", tag = "connections",
    params(("project" = String, Path, description = "The project's id"),
        ("connection" = String, Path, description = "The connection's id")),
    extensions(("x-role" = json!("viewer"))),
    responses((status = 200, description = "The connection", body = Connection)))]
async fn read_connection(
    Inside(project): Inside,
    Language(locale): Language,
    Item(id): Item,
) -> Result<Json<Connection>, Problem> {
    Ok(Json(Connection::of(project.connection(&id).await?, locale)))
}

/// Change a connection in place once its test has gone well with the change
#[utoipa::path(patch, path = "/v1/projects/{project}/connections/{connection}", tag = "connections",
    params(("project" = String, Path, description = "The project's id"),
        ("connection" = String, Path, description = "The connection's id"),
        ("Idempotency-Key" = Option<String>, Header, min_length = 1, max_length = 255, pattern = "^[!-~]+$",
            description = "Makes asking again safe for a day: the same key and body get the first answer again")),
    request_body = ChangeBody, extensions(("x-role" = json!("editor"))),
    responses((status = 200, description = "The connection and its test", body = ConnectAnswer)))]
async fn change_connection(
    Inside(project): Inside,
    Language(locale): Language,
    Item(id): Item,
    Body(body): Body<ChangeBody>,
) -> Result<Json<ConnectAnswer>, Problem> {
    let change = ConnectionChange {
        label: body.label,
        auth: body.auth,
        settings: body.settings.map(Into::into),
        secrets: body.secrets.0,
        is_default: body.is_default,
        keep_if_broken: body.keep_if_broken,
    };
    Ok(answer(project.change_connection(&id, change, locale).await?, locale))
}

/// Run the test of a connection and note how it is
#[utoipa::path(post, path = "/v1/projects/{project}/connections/{connection}/test", tag = "connections",
    params(("project" = String, Path, description = "The project's id"),
        ("connection" = String, Path, description = "The connection's id")),
    extensions(("x-role" = json!("editor"))),
    responses((status = 200, description = "What came of it, well or not", body = RunAnswer)))]
async fn test_connection(
    State(app): State<App>,
    Inside(project): Inside,
    Language(locale): Language,
    Item(id): Item,
) -> Result<Json<RunAnswer>, Problem> {
    let report = project.test_connection(&id, locale).await?;
    app.metrics.run(&project.connection(&id).await?.integration, &report);
    Ok(Json(RunAnswer::of(&report, locale)))
}

/// Remove a connection and its secrets; its calls stay in the log
#[utoipa::path(delete, path = "/v1/projects/{project}/connections/{connection}", tag = "connections",
    params(("project" = String, Path, description = "The project's id"),
        ("connection" = String, Path, description = "The connection's id")),
    extensions(("x-role" = json!("editor"))),
    responses((status = 204, description = "It is gone")))]
async fn disconnect(Inside(project): Inside, Item(id): Item) -> Result<StatusCode, Problem> {
    project.disconnect(&id).await?;
    Ok(StatusCode::NO_CONTENT)
}
