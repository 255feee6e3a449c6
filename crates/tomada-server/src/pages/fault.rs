//! The page of an error that none of our pages has answered: an address where nothing is, a form that is too large, a
//! server that is busy or has made a mistake. In the reader's language, with what to do next.

use askama::Template;
use axum::http::StatusCode;
use tomada_core::Locale;

use super::common::Words;
use super::shell::Framed;

/// An error as a page.
#[derive(Template)]
#[template(path = "pages_fault.html")]
pub(super) struct Fault<'a> {
    w: Words,
    /// The text: what is wrong, with what to do as its hint.
    text: &'static str,
    status: u16,
    /// By which the server's log is searched, where the mistake is ours; else empty.
    request_id: &'a str,
}

impl<'a> Fault<'a> {
    pub(super) fn of(status: StatusCode, request_id: &'a str, locale: Locale) -> Self {
        let text = match status {
            StatusCode::NOT_FOUND => "page-fault-unknown",
            StatusCode::METHOD_NOT_ALLOWED => "page-fault-method",
            StatusCode::PAYLOAD_TOO_LARGE => "page-fault-large",
            StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE => "page-fault-busy",
            StatusCode::REQUEST_TIMEOUT | StatusCode::GATEWAY_TIMEOUT => "page-fault-late",
            _ if status.is_client_error() => "page-fault-request",
            _ => "page-fault-broken",
        };
        let request_id = if text == "page-fault-broken" { request_id } else { "" };
        Self { w: Words(locale), text, status: status.as_u16(), request_id }
    }

    /// Ready for the frame.
    pub(super) fn page(&self) -> Framed {
        Framed {
            locale: self.w.0,
            title: self.w.t(self.text),
            nav: "",
            // A page that cannot be drawn is its title alone.
            content: self.render().unwrap_or_default(),
            visitor: None,
        }
    }
}
