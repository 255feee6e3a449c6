//! The REST API under `/v1`, and what machines ask besides: health, readiness, metrics, the API's own description.
//!
//! Each route is a function with its description above it, from which [`document`] is generated. Rule: a handler turns a
//! request into one call of the platform and its answer into JSON, and nothing else.

mod ask;
mod audit;
mod call_shape;
mod calls;
mod catalog;
mod connection_shape;
mod connections;
mod describe;
mod export;
mod grants;
mod health;
mod once;
mod overview;
mod people;
mod preview_shape;
mod projects;
mod reference;
mod reference_model;
mod replay;
mod role;
mod rules;
mod runs;
mod strict;
mod tail;
mod tokens;

use std::time::Duration;

use axum::http::StatusCode;
use axum::{Router, middleware};
use tower_http::timeout::TimeoutLayer;
use utoipa_axum::router::OpenApiRouter;

use crate::app::App;
use strict::Queries;

/// How long a request may take that waits for nobody but the store.
const QUICK_MAX: Duration = Duration::from_secs(30);

/// Its routes.
pub(crate) fn routes(app: &App) -> Router<App> {
    let api = document();
    let queries = Queries::of(&api);
    let keyed = (app.clone(), once::Routes::of(&api));
    let routes = described().split_for_parts().0.merge(reference::routes());
    let routes = routes.layer(middleware::from_fn_with_state(keyed, once::once));
    routes.layer(middleware::from_fn(move |request, next| queries.clone().check(request, next)))
}

/// The API's description as an `OpenAPI` 3.1 document.
pub fn document() -> utoipa::openapi::OpenApi {
    describe::finish(described().into_openapi())
}

fn described() -> OpenApiRouter<App> {
    let quick = OpenApiRouter::default()
        .merge(health::routes())
        .merge(projects::routes())
        .merge(rules::routes())
        .merge(catalog::routes())
        .merge(connections::routes())
        .merge(calls::routes())
        .merge(overview::routes())
        .merge(tokens::routes())
        .merge(people::routes())
        .merge(audit::routes())
        .layer(TimeoutLayer::with_status_code(StatusCode::GATEWAY_TIMEOUT, QUICK_MAX));
    // These take as long as services and readers do; each has a bound of its own.
    quick
        .merge(connections::slow_routes())
        .merge(grants::slow_routes())
        .merge(runs::routes())
        .merge(replay::slow_routes())
        .merge(tail::slow_routes())
        .merge(export::slow_routes())
}
