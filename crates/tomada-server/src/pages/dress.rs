//! What lies around every page: its frame, its policy, and a page in place of an error that a browser would show bare.
//!
//! Called for every route by [`crate::guard`]. Rule: a page runs no script and wears no style but ours, no other site
//! frames it unless the operator says so, and nobody keeps it.

use askama::Template;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use tomada_core::{Failure, Locale};

use super::assets;
use super::common::Words;
use super::fault::Fault;
use super::look::Look;
use super::shell::{Framed, refusal};
use super::switcher::Switcher;
use crate::app::{App, Options};
use crate::problem::Problem;

/// The pages of the navigation: the key that follows `g`, the end of the address, the text.
const PLACES: [(char, &str, &str); 6] = [
    ('i', "integrations", "page-nav-integrations"),
    ('w', "webhook", "page-nav-webhook"),
    ('c', "connections", "page-nav-connections"),
    ('l', "calls", "page-nav-calls"),
    ('o', "overview", "page-nav-overview"),
    ('s', "settings", "page-nav-settings"),
];

#[derive(Template)]
#[template(path = "pages_shell.html")]
struct ShellPage<'a> {
    w: Words,
    page: &'a Framed,
    places: &'static [(char, &'static str, &'static str)],
    switcher: Option<Switcher>,
    sheet: Option<String>,
}

/// How something was asked for.
struct Asked {
    locale: Locale,
    look: Result<Look, Failure>,
    /// Whether it is a browser that wants a page.
    wants_page: bool,
    request_id: String,
}

/// Draws pages and errors.
pub(crate) async fn dress(State(app): State<App>, request: Request, next: Next) -> Response {
    let asked = Asked::of(&request);
    let mut response = match &asked.look {
        Err(failure) if asked.wants_page => refusal(asked.locale, failure),
        _ => next.run(request).await,
    };
    let look = asked.look.clone().unwrap_or_default();
    if let Some(page) = response.extensions_mut().remove::<Framed>() {
        return draw(&app, response, &page, look).await;
    }
    if asked.wants_page && is_bare_error(&response) {
        if let Some(problem) = response.extensions_mut().remove::<Problem>() {
            problem.log();
            problem.tell_when_again(response.headers_mut());
        }
        let fault = Fault::of(response.status(), &asked.request_id, asked.locale);
        return draw(&app, response, &fault.page(), look).await;
    }
    keep(&mut response, look);
    response
}

impl Asked {
    fn of(request: &Request) -> Self {
        let headers = request.headers();
        let accepts = |kind: &str| {
            let fields = headers.get_all(header::ACCEPT).iter().filter_map(|value| value.to_str().ok());
            fields.flat_map(|field| field.split(',')).any(|part| part.trim().starts_with(kind))
        };
        Self {
            locale: crate::language::of(request.uri(), headers),
            look: Look::of(request.uri()),
            wants_page: !request.uri().path().starts_with("/v1") && accepts("text/html"),
            request_id: text(headers, "x-request-id"),
        }
    }
}

fn text(headers: &HeaderMap, name: &str) -> String {
    headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned()
}

/// An error that nobody has drawn a page for.
fn is_bare_error(response: &Response) -> bool {
    let status = response.status();
    let is_page = text(response.headers(), "content-type").starts_with("text/html");
    (status.is_client_error() || status.is_server_error()) && !is_page
}

/// `response` with `page` in its frame as its body.
async fn draw(app: &App, response: Response, page: &Framed, look: Look) -> Response {
    let switcher = match &page.visitor {
        Some((actor, project)) if !look.is_embedded => {
            Some(Switcher::of(app, actor, project, page.nav).await)
        }
        _ => None,
    };
    let w = Words(page.locale);
    let shell = ShellPage { w, page, places: &PLACES, switcher, sheet: look.sheet() };
    let Ok(mut markup) = shell.render() else { return StatusCode::INTERNAL_SERVER_ERROR.into_response() };
    if look.is_embedded {
        markup = look.kept(&markup);
    }
    let (mut parts, _) = response.into_parts();
    let headers = &mut parts.headers;
    headers.remove(header::CONTENT_LENGTH);
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    headers.insert(header::CONTENT_LANGUAGE, HeaderValue::from_static(page.locale.tag()));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if let Ok(policy) = HeaderValue::from_str(&policy(&app.options)) {
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    Response::from_parts(parts, Body::from(markup))
}

/// What a page may do, and who may frame it.
fn policy(options: &Options) -> String {
    let framed = match options.embed_origins.as_slice() {
        [] => "'none'".to_owned(),
        origins => origins.join(" "),
    };
    format!(
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; \
         form-action 'self'; base-uri 'none'; frame-ancestors {framed}"
    )
}

/// Keeps the mode where an answer leads elsewhere.
fn keep(response: &mut Response, look: Look) {
    let place = text(response.headers(), "location");
    let kept = look.keep(&place, "&");
    if kept == place {
        return;
    }
    if let Ok(kept) = HeaderValue::from_str(&kept) {
        response.headers_mut().insert(header::LOCATION, kept);
    }
}
