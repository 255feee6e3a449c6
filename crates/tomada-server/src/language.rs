//! The language of an answer: what `?lang` says, else what was chosen in the menu, else what `Accept-Language` prefers (RFC 9110, section 12.5.4).
//!
//! Used by every route that shows text. Rule: what cannot be read is passed over; a language never fails a request.

use std::convert::Infallible;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, Uri, header};
use tomada_core::Locale;

/// The language that whoever asks wants to read.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Language(pub(crate) Locale);

/// The language that a request of these wants to be answered in.
pub(crate) fn of(uri: &Uri, headers: &HeaderMap) -> Locale {
    asked_for(uri).or_else(|| chosen(headers)).or_else(|| preferred(headers)).unwrap_or_default()
}

/// The cookie of whoever has chosen a language in the menu.
pub(crate) const COOKIE: &str = "tomada-language";

fn chosen(headers: &HeaderMap) -> Option<Locale> {
    let fields = headers.get_all(header::COOKIE).iter().filter_map(|field| field.to_str().ok());
    let mut cookies = fields.flat_map(cookie::Cookie::split_parse).filter_map(Result::ok);
    cookies.find(|cookie| cookie.name() == COOKIE)?.value().parse().ok()
}

fn asked_for(uri: &Uri) -> Option<Locale> {
    let mut pairs = url::form_urlencoded::parse(uri.query()?.as_bytes());
    pairs.find(|(name, _)| name == "lang")?.1.parse().ok()
}

fn preferred(headers: &HeaderMap) -> Option<Locale> {
    let text = headers.get(header::ACCEPT_LANGUAGE)?.to_str().ok()?;
    let mut best: Option<(Locale, f32)> = None;
    for part in text.split(',').take(20) {
        let Some((locale, weight)) = weighed(part) else { continue };
        if weight > best.map_or(0.0, |(_, found)| found) {
            best = Some((locale, weight));
        }
    }
    best.map(|(locale, _)| locale)
}

fn weighed(part: &str) -> Option<(Locale, f32)> {
    let mut pieces = part.split(';');
    let locale = pieces.next()?.trim().parse().ok()?;
    let weight = pieces.find_map(|piece| piece.trim().strip_prefix("q=")?.parse().ok());
    Some((locale, weight.unwrap_or(1.0)))
}

impl<S: Send + Sync> FromRequestParts<S> for Language {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Infallible> {
        Ok(Self(of(&parts.uri, &parts.headers)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parameter_wins_over_the_header_and_weights_count() {
        for (uri, header, expected) in [
            ("/", "", Locale::En),
            ("/", "pt-BR,pt;q=0.9,en;q=0.8", Locale::PtBr),
            ("/", "en;q=0.3, es;q=0.7, pt;q=0", Locale::Es),
            ("/", "fr, es;q=0.1", Locale::Es),
            ("/?lang=es", "pt-BR", Locale::Es),
            ("/?a=b&lang=pt", "es", Locale::PtBr),
            ("/?lang=xx", "es", Locale::Es),
            ("/", "pt;q=0", Locale::En),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(header::ACCEPT_LANGUAGE, header.parse().unwrap());
            assert_eq!(of(&uri.parse().unwrap(), &headers), expected, "{uri} {header}");
        }
    }
}
