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

#[cfg(test)]
mod tests {
    use axum::routing::any;
    use futures_util::{FutureExt, stream};
    use tower::ServiceExt;

    use super::*;

    /// Whether an endless answer of `kind` to `method` ends once the server closes.
    fn ends(method: Method, kind: &'static str) -> bool {
        let endless = move || async move {
            let body = Body::from_stream(stream::pending::<Result<Vec<u8>, std::io::Error>>());
            ([(header::CONTENT_TYPE, kind)], body)
        };
        let closing = CancellationToken::new();
        let router = router(Router::new().route("/", any(endless)), &closing);
        let request = Request::builder().method(method).uri("/").body(Body::empty()).unwrap();
        let answer = router.oneshot(request).now_or_never().unwrap().unwrap();
        let mut body = answer.into_body().into_data_stream();
        assert!(body.next().now_or_never().is_none(), "it ended before the server did");
        closing.cancel();
        matches!(body.next().now_or_never(), Some(None))
    }

    #[test]
    fn only_what_never_ends_by_itself_is_ended() {
        assert!(ends(Method::GET, "text/event-stream"));
        assert!(!ends(Method::POST, "text/event-stream"), "a run whose answer is streamed");
        assert!(!ends(Method::GET, "application/x-ndjson"), "an export");
    }
}
