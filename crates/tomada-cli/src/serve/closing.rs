//! What the server says while it closes: whoever comes now is told to come again, and live tails end, which would
//! otherwise hold it open as long as somebody looks on.
//!
//! Rule: only what never ends by itself is ended; a run whose answer is streamed is carried to its end.

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{Method, StatusCode, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::Response;
use futures_util::StreamExt;
use tokio_util::sync::CancellationToken;
use tomada_core::{Failure, Kind};

use crate::problem::problem;

/// The one route that goes on: the process lives, which is all that it tells.
const LIVES: &str = "/health";
/// What whoever comes too late is told to wait, in milliseconds: another server may have taken over by then.
const RETRY_MS: u64 = 5_000;

/// `router`, which lets nobody in and whose live tails end once it is `closing`.
pub(super) fn router(router: Router, closing: &CancellationToken) -> Router {
    router.layer(from_fn_with_state(closing.clone(), until_closing))
}

async fn until_closing(State(closing): State<CancellationToken>, request: Request, next: Next) -> Response {
    if closing.is_cancelled() && request.uri().path() != LIVES {
        let failure = Failure::coded(Kind::Unavailable, "cli-serve-closing").with_retry_after_ms(RETRY_MS);
        return problem(StatusCode::SERVICE_UNAVAILABLE, failure, request.headers());
    }
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

    #[test]
    fn whoever_comes_while_it_closes_is_told_so_and_health_goes_on() {
        let closing = CancellationToken::new();
        let router = router(Router::new().fallback(|| async { "in" }), &closing);
        let status = |path: &str| {
            let request = Request::get(path).body(Body::empty()).unwrap();
            router.clone().oneshot(request).now_or_never().unwrap().unwrap().status().as_u16()
        };
        assert_eq!([status("/v1/projects"), status("/ready"), status("/health")], [200, 200, 200]);
        closing.cancel();
        assert_eq!([status("/v1/projects"), status("/ready"), status("/health")], [503, 503, 200]);
    }
}
