//! The REST API under `/v1`.

use axum::Router;

use crate::app::App;

/// Its routes.
pub(crate) fn routes() -> Router<App> {
    Router::new()
}
