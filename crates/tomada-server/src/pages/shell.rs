//! Between the pages and their frame: who visits, and what of a page goes into the frame.
//!
//! A handler answers with a [`Framed`], which travels as an extension of an empty answer; [`mod@super::dress`], around all
//! routes, knows how the page was asked for and draws it. Rule: nobody is on a page who has not proved who it is; the
//! platform says what she may do there.

use askama::Template;
use axum::extract::{FromRequestParts, RawPathParams};
use axum::http::request::Parts;
use axum::http::{Method, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use tomada_core::{Failure, Kind, Locale};
use tomada_host::Secret;
use tomada_platform::{Actor, Entered};

use super::common::{Trouble, Words};
use crate::app::App;
use crate::identify::{binding, identify};

/// Who comes, before a project is entered.
pub(crate) struct Guest {
    actor: Option<Actor>,
    session: Option<Secret>,
    locale: Locale,
    refusal: Option<Failure>,
    /// Where to come back to.
    place: String,
}

impl Guest {
    /// Who it is, if that is proved.
    pub(super) fn actor(&self) -> Option<&Actor> {
        self.actor.as_ref()
    }

    /// The session that proves it.
    pub(super) fn session(&self) -> Option<&Secret> {
        self.session.as_ref()
    }

    pub(super) fn locale(&self) -> Locale {
        self.locale
    }

    /// Goes into a project, or learns why not.
    pub(super) async fn enter(self, app: &App, project: &str) -> Result<Visit, Response> {
        if let Some(failure) = &self.refusal {
            return Err(refusal(self.locale, failure));
        }
        let Some(actor) = &self.actor else { return Err(self.to_sign_in()) };
        let (entered, locale) = (app.platform.enter(actor, project).await, self.locale);
        let now_unix_ms = u64::try_from(app.platform.clock().now().as_millis()).unwrap_or(u64::MAX);
        let visit = entered.map(|entered| Visit { entered, session: self.session, locale, now_unix_ms });
        visit.map_err(|failure| refusal(locale, &failure))
    }

    /// Who is not known yet signs in, and comes back to where she wanted to go.
    pub(super) fn to_sign_in(&self) -> Response {
        let next = url::form_urlencoded::byte_serialize(self.place.as_bytes()).collect::<String>();
        Redirect::to(&format!("/sign-in?next={next}")).into_response()
    }
}

impl FromRequestParts<App> for Guest {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Self::Rejection> {
        let locale = crate::language::of(&parts.uri, &parts.headers);
        // What was posted is not posted again by coming back.
        let place = (parts.method == Method::GET).then(|| parts.uri.path_and_query()).flatten();
        let place = place.map(|place| place.as_str().to_owned()).unwrap_or_default();
        let (identity, refusal) = match identify(parts, app).await {
            Ok(identity) => (identity, None),
            Err(failure) => (None, Some(failure)),
        };
        let (actor, session) = identity.map(|it| (Some(it.actor), it.session)).unwrap_or_default();
        Ok(Self { actor, session, locale, refusal, place })
    }
}

/// Somebody on a page of a project: the one in its path.
pub(crate) struct Visit {
    pub(crate) entered: Entered,
    session: Option<Secret>,
    pub(crate) locale: Locale,
    /// When she came, for times that are told from now.
    pub(crate) now_unix_ms: u64,
}

impl Visit {
    pub(crate) fn words(&self) -> Words {
        Words(self.locale)
    }

    /// What only this browser has.
    pub(super) fn binding(&self) -> Vec<u8> {
        binding(self.session.as_ref(), self.entered.actor())
    }
}

impl FromRequestParts<App> for Visit {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Response> {
        let Ok(guest) = Guest::from_request_parts(parts, app).await;
        let path = RawPathParams::from_request_parts(parts, app).await;
        let path = path.map_err(IntoResponse::into_response)?;
        // A route without a project has no visits; an empty id is nobody's.
        let project = path.iter().find(|(name, _)| *name == "project").map_or("", |(_, value)| value);
        guest.enter(app, project).await
    }
}

/// A page on its way into the frame.
#[derive(Clone)]
pub(super) struct Framed {
    pub(super) locale: Locale,
    pub(super) title: String,
    /// Which entry of the navigation it belongs to; none if empty.
    pub(super) nav: &'static str,
    /// Its markup.
    pub(super) content: String,
    /// Who looks at it, within which project; nobody before that is known.
    pub(super) visitor: Option<(Actor, String)>,
}

#[derive(Template)]
#[template(path = "pages_refused.html")]
struct RefusedPage {
    w: Words,
    trouble: Trouble,
}

/// A page in its frame.
pub(crate) fn show(visit: &Visit, title: &str, nav: &'static str, page: &impl Template) -> Response {
    let visitor = (visit.entered.actor().clone(), visit.entered.project().to_owned());
    framed(Some(visitor), visit.locale, title, nav, page)
}

/// A failure as a page.
pub(crate) fn refused(visit: &Visit, failure: &Failure) -> Response {
    let visitor = (visit.entered.actor().clone(), visit.entered.project().to_owned());
    failed(Some(visitor), visit.locale, failure)
}

/// A failure as a page without a project.
pub(super) fn refusal(locale: Locale, failure: &Failure) -> Response {
    failed(None, locale, failure)
}

/// A page without a project.
pub(super) fn plain(locale: Locale, title: &str, page: &impl Template) -> Response {
    framed(None, locale, title, "", page)
}

fn failed(visitor: Option<(Actor, String)>, locale: Locale, failure: &Failure) -> Response {
    let trouble = Trouble::of(failure, locale, String::new());
    let title = trouble.label.clone();
    let page = RefusedPage { w: Words(locale), trouble };
    (status(failure.kind()), framed(visitor, locale, &title, "", &page)).into_response()
}

fn status(kind: Kind) -> StatusCode {
    match kind {
        Kind::InvalidInput | Kind::Rejected => StatusCode::UNPROCESSABLE_ENTITY,
        Kind::Unauthorized => StatusCode::UNAUTHORIZED,
        Kind::Forbidden => StatusCode::FORBIDDEN,
        Kind::NotFound => StatusCode::NOT_FOUND,
        Kind::RateLimited => StatusCode::TOO_MANY_REQUESTS,
        Kind::Unavailable | Kind::Uncertain => StatusCode::BAD_GATEWAY,
        Kind::Broken => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

fn framed(
    visitor: Option<(Actor, String)>,
    locale: Locale,
    title: &str,
    nav: &'static str,
    page: &impl Template,
) -> Response {
    let Ok(content) = page.render() else { return StatusCode::INTERNAL_SERVER_ERROR.into_response() };
    let mut response = StatusCode::OK.into_response();
    response.extensions_mut().insert(Framed { locale, title: title.to_owned(), nav, content, visitor });
    response
}
