//! What lies around every route: request ids, trace context, metrics, security headers, limits, and problems written out.
//!
//! [`around`] is the one list, from the inside out. Rule: nothing that a handler does, not even a panic, leaves without
//! having passed here.

use std::any::Any;
use std::sync::Arc;

use axum::Router;
use axum::extract::{DefaultBodyLimit, MatchedPath, Request, State};
use axum::http::{HeaderName, HeaderValue, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use tokio::sync::Semaphore;
use tomada_core::{Failure, Kind};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::request_id::{MakeRequestUuid, PropagateRequestIdLayer, RequestId, SetRequestIdLayer};
use tower_http::set_header::SetResponseHeaderLayer;

use crate::app::App;
use crate::pages;
use crate::problem::{self, Problem};

/// How much a body may hold of which its route says nothing else, in bytes.
const BODY_MAX_BYTES: usize = 1 << 20;
/// How many requests are worked on at once; more are told to come again.
const REQUESTS_MAX: usize = 16_384;
/// What they are told to wait, in milliseconds.
const BUSY_RETRY_MS: u64 = 1_000;

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");
const TRACE_PARENT: HeaderName = HeaderName::from_static("traceparent");

/// What browsers are told of every answer that says nothing else itself. The menu's pages bring their own policy.
const HEADERS: [(HeaderName, &str); 5] = [
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "same-origin"),
    (header::CONTENT_SECURITY_POLICY, "default-src 'none'; frame-ancestors 'none'"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
];

/// `routes` with all that lies around them.
pub(crate) fn around(routes: Router<App>, app: &App) -> Router<App> {
    let places = Arc::new(Semaphore::new(REQUESTS_MAX));
    let mut routes = routes
        .fallback(|| async { Problem::from(Failure::coded(Kind::NotFound, "api-route-unknown")) })
        .layer(DefaultBodyLimit::max(BODY_MAX_BYTES))
        .layer(CatchPanicLayer::custom(panicked))
        .layer(middleware::from_fn(move |request, next| admit(Arc::clone(&places), request, next)))
        .layer(middleware::from_fn_with_state(app.clone(), pages::dress))
        .layer(middleware::from_fn(problem::render));
    for (name, value) in HEADERS {
        routes = routes.layer(SetResponseHeaderLayer::if_not_present(name, HeaderValue::from_static(value)));
    }
    routes
        .layer(middleware::from_fn_with_state(app.clone(), observe))
        .layer(middleware::from_fn(trace_parent))
        .layer(PropagateRequestIdLayer::new(REQUEST_ID))
        .layer(SetRequestIdLayer::new(REQUEST_ID, MakeRequestUuid))
        .layer(middleware::from_fn(own_request_id))
}

/// A panic of ours has been printed where it happened; whoever asked hears that it is our mistake.
fn panicked(_: Box<dyn Any + Send>) -> Response {
    Problem::from(Failure::coded(Kind::Broken, "api-internal")).into_response()
}

/// Keeps a request id of the caller only if it is one that cannot spoil a log.
async fn own_request_id(mut request: Request, next: Next) -> Response {
    let fit = |value: &HeaderValue| {
        let plain = |byte: &u8| byte.is_ascii_alphanumeric() || b"-_.".contains(byte);
        (1..=64).contains(&value.len()) && value.as_bytes().iter().all(plain)
    };
    if request.headers().get(REQUEST_ID).is_some_and(|value| !fit(value)) {
        request.headers_mut().remove(REQUEST_ID);
    }
    next.run(request).await
}

async fn admit(places: Arc<Semaphore>, request: Request, next: Next) -> Response {
    if let Ok(_place) = places.try_acquire() {
        return next.run(request).await;
    }
    let busy = Failure::coded(Kind::RateLimited, "api-busy").with_retry_after_ms(BUSY_RETRY_MS);
    Problem::from(busy).into_response()
}

/// The W3C trace id of a request: the caller's, or one made of the request's id.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct TraceId(pub(crate) [u8; 16]);

/// Reads `traceparent` (W3C Trace Context, section 3.2), or begins a trace; says in the answer which it is.
async fn trace_parent(mut request: Request, next: Next) -> Response {
    let given = request.headers().get(TRACE_PARENT).and_then(|value| value.to_str().ok()).and_then(trace_id);
    let begun = || {
        request
            .extensions()
            .get::<RequestId>()
            .and_then(|id| hex_16(&id.header_value().to_str().ok()?.replace('-', "")))
    };
    let trace = given.or_else(begun).unwrap_or_default();
    request.extensions_mut().insert(TraceId(trace));
    let mut response = next.run(request).await;
    if trace != [0; 16] {
        let hex = format!("{:032x}", u128::from_be_bytes(trace));
        // Our span is named by the half of the trace's id that is random for whoever began it.
        let value = format!("00-{hex}-{}-00", &hex[16..]);
        if let Ok(value) = HeaderValue::from_str(&value) {
            response.headers_mut().insert(TRACE_PARENT, value);
        }
    }
    response
}

fn trace_id(text: &str) -> Option<[u8; 16]> {
    let mut parts = text.split('-');
    let (version, trace, parent) = (parts.next()?, parts.next()?, parts.next()?);
    let hex = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte));
    let fit = version.len() == 2 && version != "ff" && parent.len() == 16 && hex(version) && hex(parent);
    let zero = parent.bytes().all(|byte| byte == b'0');
    let id = hex_16(trace)?;
    (fit && !zero && hex(trace) && id != [0; 16]).then_some(id)
}

fn hex_16(text: &str) -> Option<[u8; 16]> {
    if text.len() != 32 || !text.is_ascii() {
        return None;
    }
    Some(u128::from_str_radix(text, 16).ok()?.to_be_bytes())
}

/// Counts and logs each request, by its route and never by its address.
async fn observe(State(app): State<App>, request: Request, next: Next) -> Response {
    let clock = app.platform.clock();
    let began = clock.now();
    let method = request.method().clone();
    let route = request.extensions().get::<MatchedPath>().map(|path| path.as_str().to_owned());
    let response = next.run(request).await;
    let route = route.as_deref().unwrap_or("none");
    let elapsed = clock.now().saturating_sub(began);
    app.metrics.request(&method, route, response.status(), elapsed);
    let elapsed_ms = u64::try_from(elapsed.as_millis()).unwrap_or(u64::MAX);
    tracing::debug!(%method, route, status = response.status().as_u16(), elapsed_ms, "answered");
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_whole_trace_parent_is_taken() {
        let trace = "4bf92f3577b34da6a3ce929d0e0e4736";
        for (text, taken) in [
            (format!("00-{trace}-00f067aa0ba902b7-01"), true),
            (format!("cc-{trace}-00f067aa0ba902b7-01-more"), true),
            (format!("ff-{trace}-00f067aa0ba902b7-01"), false),
            (format!("00-{}-00f067aa0ba902b7-01", "0".repeat(32)), false),
            (format!("00-{trace}-{}-01", "0".repeat(16)), false),
            (format!("00-{}-00f067aa0ba902b7-01", trace.to_uppercase()), false),
            (format!("00-{trace}"), false),
            (String::new(), false),
        ] {
            assert_eq!(trace_id(&text).is_some(), taken, "{text}");
        }
    }
}
