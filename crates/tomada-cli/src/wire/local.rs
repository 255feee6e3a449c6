//! The application as the local door gives it: to the operator, with the few things besides that nobody can ask for from
//! outside.
//!
//! Rule: this router is served at the local socket or in this process, and nowhere else.

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use axum::{Extension, Json, Router};
use serde_json::json;
use tomada_core::Failure;
use tomada_platform::Actor;
use tomada_store::Store;

use crate::problem::problem;

/// `app` for the operator.
pub(super) fn router(app: Router, store: Store) -> Router {
    let own = Router::new().route("/v1/local/keys/rotate", post(rotate)).with_state(store);
    app.merge(own).layer(Extension(Actor::OPERATOR))
}

async fn rotate(State(store): State<Store>, headers: HeaderMap) -> Response {
    match store.rotate_keys().await {
        Ok(sealed_anew) => Json(json!({"sealed_anew": sealed_anew})).into_response(),
        Err(error) => {
            let failure = Failure::from(error);
            tracing::warn!(code = failure.code(), detail = failure.detail(), "the keys could not be rotated");
            problem(StatusCode::INTERNAL_SERVER_ERROR, failure, &headers)
        }
    }
}
