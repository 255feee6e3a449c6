//! Signing in: by password, and the first time by a link that works once; signing out; the language.
//!
//! Rule: a link is used up only together with a password that can be kept, and every form here comes from our own pages.

use std::net::SocketAddr;

use askama::Template;
use axum::Form;
use axum::extract::{ConnectInfo, Path, Query, Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use tomada_core::{Failure, Kind, Locale};
use tomada_host::Secret;
use tomada_platform::NewSession;

use crate::app::{App, Options};
use crate::identify::{cookie_name, from_our_pages};
use crate::pages::common::{Trouble, Words};
use crate::pages::shell::{Guest, plain, refusal};

#[derive(Template)]
#[template(path = "sign_in.html")]
struct Page<'a> {
    w: Words,
    /// Where the form goes.
    action: String,
    /// Whether a password is chosen rather than asked for.
    choosing: bool,
    email: &'a str,
    next: &'a str,
    trouble: Option<Trouble>,
}

#[derive(Template)]
#[template(path = "nothing.html")]
struct Nothing {
    w: Words,
}

/// How long a chosen language is kept, in seconds: a year.
const YEAR_SECONDS: u64 = 365 * 24 * 60 * 60;
/// How long a browser keeps a session, in seconds: 7 days, as the platform does.
const WEEK_SECONDS: u64 = 7 * 24 * 60 * 60;

/// Where to go on.
#[derive(Default, Deserialize)]
pub(super) struct Onward {
    #[serde(default)]
    next: String,
}

/// What somebody types.
#[derive(Deserialize)]
pub(super) struct Typed {
    email: String,
    password: String,
    #[serde(default)]
    next: String,
}

/// The language that somebody chooses, and the page that she was on.
#[derive(Deserialize)]
pub(super) struct Chosen {
    lang: String,
    #[serde(default)]
    next: String,
}

pub(super) async fn ask(guest: Guest, Query(onward): Query<Onward>) -> Response {
    show(guest.locale(), StatusCode::OK, "/sign-in".to_owned(), false, ("", &onward.next), None)
}

pub(super) async fn enter(
    State(app): State<App>,
    guest: Guest,
    address: Option<axum::Extension<ConnectInfo<SocketAddr>>>,
    headers: HeaderMap,
    Form(typed): Form<Typed>,
) -> Response {
    let from = address.map_or_else(|| "unknown".to_owned(), |it| it.0.0.ip().to_string());
    let session = if from_our_pages(&headers, &app.options) {
        app.platform.sign_in(&typed.email, &Secret::new(typed.password), &from).await
    } else {
        Err(Failure::coded(Kind::Forbidden, "api-cross-origin"))
    };
    match session {
        Ok(session) => begin(&app.options, &session, &typed.next),
        Err(failure) => {
            let trouble = Some(Trouble::of(&failure, guest.locale(), String::new()));
            let fields = (typed.email.as_str(), typed.next.as_str());
            show(guest.locale(), status(&failure), "/sign-in".to_owned(), false, fields, trouble)
        }
    }
}

/// The page that a link leads to. Looking at it does not use the link up: messengers look at links, too.
pub(super) async fn welcome(guest: Guest, Path(link): Path<String>) -> Response {
    show(guest.locale(), StatusCode::OK, address_of(&link), true, ("", ""), None)
}

pub(super) async fn choose(
    State(app): State<App>,
    guest: Guest,
    Path(link): Path<String>,
    headers: HeaderMap,
    Form(typed): Form<Typed>,
) -> Response {
    let session = if from_our_pages(&headers, &app.options) {
        app.platform.accept_link(&link, &typed.email, &Secret::new(typed.password)).await
    } else {
        Err(Failure::coded(Kind::Forbidden, "api-cross-origin"))
    };
    match session {
        Ok(session) => begin(&app.options, &session, ""),
        Err(failure) => {
            let trouble = Some(Trouble::of(&failure, guest.locale(), String::new()));
            show(guest.locale(), status(&failure), address_of(&link), true, (&typed.email, ""), trouble)
        }
    }
}

pub(super) async fn leave(State(app): State<App>, guest: Guest, request: Request) -> Response {
    if !from_our_pages(request.headers(), &app.options) {
        return refusal(guest.locale(), &Failure::coded(Kind::Forbidden, "api-cross-origin"));
    }
    if let Some(session) = guest.session() {
        let token = String::from_utf8_lossy(session.expose()).into_owned();
        if let Err(failure) = app.platform.sign_out(&token).await {
            return refusal(guest.locale(), &failure);
        }
    }
    with_cookie(
        Redirect::to("/sign-in").into_response(),
        &cookie(&app.options, cookie_name(&app.options), "", 0),
    )
}

pub(super) async fn speak(State(app): State<App>, Form(chosen): Form<Chosen>) -> Response {
    let tag = chosen.lang.parse::<Locale>().unwrap_or_default().tag();
    let answer = Redirect::to(inside(&chosen.next)).into_response();
    with_cookie(answer, &cookie(&app.options, crate::language::COOKIE, tag, YEAR_SECONDS))
}

pub(super) fn nothing_here(guest: &Guest) -> Response {
    let words = Words(guest.locale());
    plain(guest.locale(), &words.t("page-nothing-title"), &Nothing { w: words })
}

fn show(
    locale: Locale,
    status: StatusCode,
    action: String,
    choosing: bool,
    (email, next): (&str, &str),
    trouble: Option<Trouble>,
) -> Response {
    let w = Words(locale);
    let title = w.t(if choosing { "page-welcome-title" } else { "page-sign-in-title" });
    let page = Page { w, action, choosing, email, next, trouble };
    (status, plain(locale, &title, &page)).into_response()
}

fn status(failure: &Failure) -> StatusCode {
    match failure.kind() {
        Kind::RateLimited => StatusCode::TOO_MANY_REQUESTS,
        Kind::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    }
}

fn address_of(link: &str) -> String {
    format!("/sign-in/{}", crate::pages::common::escaped(link))
}

fn begin(options: &Options, session: &NewSession, next: &str) -> Response {
    let token = String::from_utf8_lossy(session.token.expose()).into_owned();
    let answer = Redirect::to(inside(next)).into_response();
    with_cookie(answer, &cookie(options, cookie_name(options), &token, WEEK_SECONDS))
}

/// A place of ours, or the beginning: another site must not be reached by way of ours.
fn inside(next: &str) -> &str {
    let ours = next.starts_with('/') && !next.starts_with("//") && !next.contains(['\\', '\r', '\n']);
    if ours { next } else { "/" }
}

/// A cookie of ours. Where other sites may frame the menu, browsers send it within their frames as well, and keep one of
/// its own for each such site (CHIPS); forms stay safe by what [`from_our_pages`] asks. Without https no browser does
/// that, and only pages of the same site can frame a menu that one signs in to.
fn cookie(options: &Options, name: &str, value: &str, seconds: u64) -> String {
    let limits = match (options.public_url.starts_with("https://"), options.embed_origins.as_slice()) {
        (true, [_, ..]) => "SameSite=None; Secure; Partitioned",
        (true, []) => "SameSite=Lax; Secure",
        (false, _) => "SameSite=Lax",
    };
    format!("{name}={value}; Path=/; HttpOnly; Max-Age={seconds}; {limits}")
}

fn with_cookie(mut answer: Response, cookie: &str) -> Response {
    if let Ok(value) = HeaderValue::from_str(cookie) {
        answer.headers_mut().append(header::SET_COOKIE, value);
    }
    answer
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cookie_goes_into_frames_of_other_sites_only_where_they_may_be_and_by_https() {
        for (public_url, origins, expected) in [
            ("https://a.example.com", &[][..], "SameSite=Lax; Secure"),
            ("https://a.example.com", &["https://b.example.org"], "SameSite=None; Secure; Partitioned"),
            ("http://a.example.com", &["https://b.example.org"], "SameSite=Lax"),
            ("", &[], "SameSite=Lax"),
        ] {
            let embed_origins = origins.iter().map(|&origin| origin.to_owned()).collect();
            let options = Options { public_url: public_url.to_owned(), embed_origins, ..Options::default() };
            let cookie = cookie(&options, "a", "b", 7);
            assert_eq!(cookie, format!("a=b; Path=/; HttpOnly; Max-Age=7; {expected}"), "{public_url}");
        }
    }

    #[test]
    fn only_places_of_ours_come_next() {
        for (next, expected) in [
            ("/p/main/calls?a=b", "/p/main/calls?a=b"),
            ("", "/"),
            ("https://evil.example", "/"),
            ("//evil.example", "/"),
            ("/\\evil.example", "/"),
            ("/a\r\nset-cookie: b", "/"),
        ] {
            assert_eq!(inside(next), expected, "{next:?}");
        }
    }
}
