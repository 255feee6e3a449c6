//! Between these pages and the frame: who visits, and how a page is put into the frame.

use askama::Template;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use tomada_core::{Failure, Locale};
use tomada_platform::{Actor, Entered};

use super::common::{Trouble, Words};
use crate::app::App;

/// Somebody on a page of a project.
pub(crate) struct Visit {
    pub(crate) entered: Entered,
    pub(crate) locale: Locale,
}

impl Visit {
    pub(crate) fn words(&self) -> Words {
        Words(self.locale)
    }
}

/// Lets the visitor in, or answers why not.
pub(crate) async fn visit(app: &App, headers: &HeaderMap, project: &str) -> Result<Visit, Response> {
    let locale = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    let locale = locale.and_then(|tags| tags.get(..2)).and_then(|tag| tag.parse().ok()).unwrap_or_default();
    let entered = app.platform.enter(&Actor::OPERATOR, project).await;
    entered.map(|entered| Visit { entered, locale }).map_err(|failure| {
        (StatusCode::NOT_FOUND, Trouble::of(&failure, locale, String::new()).message).into_response()
    })
}

/// A page in its frame.
pub(crate) fn show(_visit: &Visit, title: &str, _nav: &'static str, page: &impl Template) -> Response {
    match page.render() {
        Ok(text) => Html(format!("<!doctype html><title>{title}</title>{text}")).into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

/// A failure as a page.
pub(crate) fn refused(visit: &Visit, failure: &Failure) -> Response {
    (StatusCode::BAD_REQUEST, Trouble::of(failure, visit.locale, String::new()).message).into_response()
}
