//! Live tails end when the server does: they would otherwise hold it open as long as somebody looks on.
//!
//! Rule: only what never ends by itself is ended; a run whose answer is streamed is carried to its end.

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{Method, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::Response;
use futures_util::StreamExt;
use tokio_util::sync::CancellationToken;

/// `router`, whose live tails end with `closing`.
pub(super) fn router(router: Router, closing: &CancellationToken) -> Router {
    router.layer(from_fn_with_state(closing.clone(), until_closing))
}

async fn until_closing(State(closing): State<CancellationToken>, request: Request, next: Next) -> Response {
    let is_get = request.method() == Method::GET;
    let answer = next.run(request).await;
    let kind = answer.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    if !is_get || !kind.is_some_and(|kind| kind.starts_with("text/event-stream")) {
        return answer;
    }
    answer.map(|body| Body::from_stream(body.into_data_stream().take_until(closing.cancelled_owned())))
}
