//! The reference page: the API's description for people, drawn here and without any script.
//!
//! It is made once, from the same document that `/openapi.json` gives.

use std::sync::OnceLock;

use askama::Template;
use axum::Router;
use axum::extract::Path;
use axum::http::header;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use serde_json::Value;
use tomada_core::{Failure, Kind, Locale};

use super::reference_model::{Group, Prose, Shape, groups, shapes};
use crate::app::App;
use crate::problem::{self, Problem};

/// The page and its style sheet may be shown, and nothing else may happen on it.
const POLICY: &str =
    "default-src 'none'; style-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/openapi.json", get(|| async { text("application/json", json()) }))
        .route("/docs", get(page))
        .route("/docs.css", get(|| async { text("text/css; charset=utf-8", include_str!("reference.css")) }))
        .route("/problems/{kind}", get(kind))
}

#[derive(Template)]
#[template(path = "reference.html")]
struct Page {
    title: String,
    version: String,
    paragraphs: Vec<Prose>,
    groups: Vec<Group>,
    shapes: Vec<Shape>,
    kinds: Vec<KindRow>,
}

struct KindRow {
    name: &'static str,
    label: String,
    status: u16,
    who: String,
}

/// The document as text.
pub(crate) fn json() -> &'static str {
    static JSON: OnceLock<String> = OnceLock::new();
    // Unreachable: the document is JSON.
    JSON.get_or_init(|| super::document().to_pretty_json().unwrap_or_default() + "\n")
}

async fn page() -> Result<Response, Problem> {
    static PAGE: OnceLock<Option<String>> = OnceLock::new();
    let page = PAGE.get_or_init(|| {
        let api = serde_json::from_str(json()).ok()?;
        Page::of(&api).render().ok()
    });
    let Some(page) = page else {
        return Err(Failure::coded(Kind::Broken, "api-internal").with_detail("the reference page").into());
    };
    let headers =
        [(header::CONTENT_TYPE, "text/html; charset=utf-8"), (header::CONTENT_SECURITY_POLICY, POLICY)];
    Ok((headers, page.as_str()).into_response())
}

/// Where the `type` of a problem leads.
async fn kind(Path(kind): Path<String>) -> Result<Redirect, Problem> {
    let unknown = |()| Failure::coded(Kind::NotFound, "api-route-unknown");
    let kind = kind.parse::<Kind>().map_err(unknown)?;
    Ok(Redirect::to(&format!("/docs#problem-{kind}")))
}

fn text(kind: &'static str, text: &'static str) -> Response {
    ([(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, "no-cache")], text).into_response()
}

impl Page {
    fn of(api: &Value) -> Self {
        let text = |pointer: &str| api.pointer(pointer).and_then(Value::as_str).unwrap_or_default();
        let kinds = Kind::ALL.map(|kind| KindRow {
            name: kind.as_str(),
            label: tomada_text::kind_label(kind, Locale::En),
            status: problem::status(kind).as_u16(),
            who: tomada_text::who_acts(kind, Locale::En),
        });
        Self {
            title: text("/info/title").to_owned(),
            version: text("/info/version").to_owned(),
            paragraphs: text("/info/description").split("\n\n").map(Prose::of).collect(),
            groups: groups(api),
            shapes: shapes(api),
            kinds: kinds.into(),
        }
    }
}
