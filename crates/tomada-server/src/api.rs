//! The REST API under `/v1`, and what machines ask besides: health, readiness, metrics, the API's own description.
//!
//! Each route is a function with its description above it, from which [`document`] is generated. Rule: a handler turns a
//! request into one call of the platform and its answer into JSON, and nothing else.

mod ask;
mod catalog;
mod describe;
mod health;
mod runs;

use axum::Router;
use utoipa_axum::router::OpenApiRouter;

use crate::app::App;

/// Its routes.
pub(crate) fn routes() -> Router<App> {
    described().split_for_parts().0
}

/// The API's description, an OpenAPI 3.1 document.
pub fn document() -> utoipa::openapi::OpenApi {
    describe::finish(described().into_openapi())
}

fn described() -> OpenApiRouter<App> {
    OpenApiRouter::default().merge(health::routes()).merge(catalog::routes()).merge(runs::routes())
}
