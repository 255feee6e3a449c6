//! What machines ask of the server itself: whether it lives, whether it can work, what it has done.

use axum::extract::{FromRequestParts, State};
use axum::http::header;
use axum::http::request::Parts;
use axum::response::IntoResponse;
use subtle::ConstantTimeEq;
use tomada_core::{Failure, Kind};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::App;
use crate::identify::Identity;
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
///
/// For operators, and for whoever brings the configuration's `metrics.token` as a bearer token.
#[utoipa::path(get, path = "/metrics", tag = "server", extensions(("x-role" = json!("operator"))),
    responses((status = 200, description = "Counters as OpenMetrics text", body = String,
        content_type = "application/openmetrics-text")))]
async fn metrics(State(app): State<App>, _reader: MetricsReader) -> impl IntoResponse {
    let kind = "application/openmetrics-text; version=1.0.0; charset=utf-8";
    ([(header::CONTENT_TYPE, kind)], app.metrics.text())
}

/// Somebody who may read the metrics.
struct MetricsReader;

impl FromRequestParts<App> for MetricsReader {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        if brings_the_token(parts, app) {
            return Ok(Self);
        }
        let identity = Identity::from_request_parts(parts, app).await?;
        if identity.actor.is_operator() {
            return Ok(Self);
        }
        Err(Failure::coded(Kind::Forbidden, "operators-only").into())
    }
}

fn brings_the_token(parts: &Parts, app: &App) -> bool {
    let Some(token) = &app.options.metrics_token else { return false };
    let given = parts.headers.get(header::AUTHORIZATION).map(axum::http::HeaderValue::as_bytes);
    let given = given.and_then(|value| value.strip_prefix(b"Bearer ")).unwrap_or_default();
    given.ct_eq(token.expose()).into()
}
