//! What machines ask of the server itself: whether it lives, whether it can work, what it has done.

use axum::extract::State;
use axum::http::header;
use axum::response::IntoResponse;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::App;
use crate::problem::Problem;

pub(crate) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::default().routes(routes!(health)).routes(routes!(ready)).routes(routes!(metrics))
}

/// Whether the server lives
#[utoipa::path(get, path = "/health", tag = "server", security(()),
    extensions(("x-role" = json!("anyone"))),
    responses((status = 200, description = "It does", body = String, content_type = "text/plain")))]
async fn health() -> &'static str {
    "ok"
}

/// Whether the server can work: whether its store answers
#[utoipa::path(get, path = "/ready", tag = "server", security(()),
    extensions(("x-role" = json!("anyone"))),
    responses((status = 200, description = "It can", body = String, content_type = "text/plain")))]
async fn ready(State(app): State<App>) -> Result<&'static str, Problem> {
    app.platform.ready().await?;
    Ok("ready")
}

/// What the server has done, for monitoring systems
#[utoipa::path(get, path = "/metrics", tag = "server", security(()),
    extensions(("x-role" = json!("anyone"))),
    responses((status = 200, description = "Counters as OpenMetrics text", body = String,
        content_type = "application/openmetrics-text")))]
async fn metrics(State(app): State<App>) -> impl IntoResponse {
    let kind = "application/openmetrics-text; version=1.0.0; charset=utf-8";
    ([(header::CONTENT_TYPE, kind)], app.metrics.text())
}
