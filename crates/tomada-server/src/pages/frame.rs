//! The frame of the menu: signing in, what there is to connect, settings, and what browsers are told of every page.
//!
//! Rule: a page runs no script and wears no style but ours, and no other site frames it unless the operator says so.

mod discover;
mod integration;
mod settings;
mod sign_in;

use axum::Router;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use tomada_platform::PageRequest;

use super::shell::Guest;
use crate::app::App;

const STYLE: &str = include_str!("../../assets/frame.css");
const SCRIPT: &str = include_str!("../../assets/keys.js");

/// Its routes.
pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/", get(home))
        .route("/sign-in", get(sign_in::ask).post(sign_in::enter))
        .route("/sign-in/{link}", get(sign_in::welcome).post(sign_in::choose))
        .route("/sign-out", post(sign_in::leave))
        .route("/language", post(sign_in::speak))
        .route("/p/{project}", get(discover::home))
        .route("/p/{project}/integrations", get(discover::page))
        .route("/p/{project}/integrations/{id}", get(integration::page))
        .route("/p/{project}/settings", get(settings::page))
        .route("/p/{project}/settings/tokens", post(settings::make_token))
        .route("/p/{project}/settings/tokens/{token}/revoke", post(settings::revoke_token))
        .route("/p/{project}/settings/people", post(settings::invite))
        .route("/p/{project}/settings/people/{person}/remove", post(settings::remove_person))
        .route("/assets/frame.css", get(|| async { asset("text/css; charset=utf-8", STYLE) }))
        .route("/favicon.ico", get(|| async { axum::http::StatusCode::NO_CONTENT }))
        .route("/assets/keys.js", get(|| async { asset("text/javascript; charset=utf-8", SCRIPT) }))
}

/// What every page is answered with besides: its policy, and that nobody keeps it.
pub(super) async fn dressed(State(app): State<App>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    let page =
        headers.get(header::CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    if page && !headers.contains_key(header::CONTENT_SECURITY_POLICY) {
        let framed = match app.options.embed_origins.as_slice() {
            [] => "'none'".to_owned(),
            origins => origins.join(" "),
        };
        let policy = format!(
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; \
             form-action 'self'; base-uri 'none'; frame-ancestors {framed}"
        );
        if let Ok(policy) = HeaderValue::from_str(&policy) {
            headers.insert(header::CONTENT_SECURITY_POLICY, policy);
        }
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    response
}

pub(super) fn asset(kind: &'static str, text: &'static str) -> Response {
    let headers = [(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, "max-age=3600")];
    (headers, text).into_response()
}

/// Where somebody begins: her first project, or signing in.
async fn home(State(app): State<App>, guest: Guest) -> Response {
    let Some(actor) = guest.actor() else { return Redirect::to("/sign-in").into_response() };
    match app.platform.projects(actor, &PageRequest::default()).await {
        Ok(page) => match page.items.first() {
            Some(project) => Redirect::to(&format!("/p/{}/integrations", project.id)).into_response(),
            None => sign_in::nothing_here(&guest),
        },
        Err(failure) => super::shell::refusal("", guest.locale(), &failure),
    }
}
