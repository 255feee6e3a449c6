//! Who asks: proved by a door, a token or a session, in that order.
//!
//! A local door has put an [`Actor`] into the request's extensions; a program sends `Authorization: Bearer tmd_…`; a
//! browser sends the session's cookie. Used by the API and by the menu. Rule: a cookie alone changes nothing; with it, a
//! request that is not safe (RFC 9110, section 9.2.1) must have come from one of our own pages.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use tomada_core::{Failure, Kind};
use tomada_host::Secret;
use tomada_platform::Actor;

use crate::app::{App, Options};
use crate::problem::Problem;

/// How every API token begins, so that scanners of repositories know one when they see it.
const TOKEN_PREFIX: &str = "tmd_";
/// Longer than any token of ours, in bytes.
const TOKEN_MAX_BYTES: usize = 256;

/// Who asks.
#[derive(Clone, Debug)]
pub(crate) struct Identity {
    /// Who it is.
    pub(crate) actor: Actor,
    /// The session's token, if it is a browser.
    pub(crate) session: Option<Secret>,
}

/// What only this browser has, so that nobody else finishes what it began; who it is, where the door proves that.
pub(crate) fn binding(session: Option<&Secret>, actor: &Actor) -> Vec<u8> {
    let of_actor = || format!("actor {}", actor.name()).into_bytes();
    session.map_or_else(of_actor, |session| session.expose().to_vec())
}

/// The name of the session's cookie. Where people come by https, browsers keep it from other hosts and from plain http.
pub(crate) fn cookie_name(options: &Options) -> &'static str {
    if options.public_url.starts_with("https://") { "__Host-tomada" } else { "tomada" }
}

/// Who asks, or `None` where nothing in the request says so.
///
/// # Errors
/// `Unauthorized` with `api-token-refused` for a token that does not hold; `Forbidden` with `api-cross-origin` where
/// another site's page used the cookie. A session that has ended is as good as none.
pub(crate) async fn identify(parts: &Parts, app: &App) -> Result<Option<Identity>, Failure> {
    if let Some(actor) = parts.extensions.get::<Actor>() {
        return Ok(Some(Identity { actor: actor.clone(), session: None }));
    }
    if parts.headers.contains_key(header::AUTHORIZATION) {
        let refused = || Failure::coded(Kind::Unauthorized, "api-token-refused");
        let token = bearer(&parts.headers).ok_or_else(refused)?;
        let actor = app.platform.actor_of_token(token).await?.ok_or_else(refused)?;
        return Ok(Some(Identity { actor, session: None }));
    }
    let Some(session) = session(&parts.headers, cookie_name(&app.options)) else { return Ok(None) };
    let Some(actor) = app.platform.actor_of_session(&session).await? else { return Ok(None) };
    if !parts.method.is_safe() && !from_our_pages(&parts.headers, &app.options) {
        return Err(Failure::coded(Kind::Forbidden, "api-cross-origin"));
    }
    Ok(Some(Identity { actor, session: Some(Secret::new(session)) }))
}

/// The one bearer token of a request (RFC 6750, section 2.1).
fn bearer(headers: &HeaderMap) -> Option<&str> {
    let mut fields = headers.get_all(header::AUTHORIZATION).iter();
    let (field, None) = (fields.next()?, fields.next()) else { return None };
    let (scheme, token) = field.to_str().ok()?.split_once(' ')?;
    let token = token.trim();
    let ours = scheme.eq_ignore_ascii_case("bearer") && token.starts_with(TOKEN_PREFIX);
    (ours && token.len() <= TOKEN_MAX_BYTES).then_some(token)
}

/// The session's token among the cookies.
fn session(headers: &HeaderMap, name: &str) -> Option<String> {
    let fields = headers.get_all(header::COOKIE).iter().filter_map(|field| field.to_str().ok());
    let mut cookies = fields.flat_map(cookie::Cookie::split_parse).filter_map(Result::ok);
    let value = cookies.find(|cookie| cookie.name() == name)?.value().to_owned();
    (!value.is_empty() && value.len() <= TOKEN_MAX_BYTES).then_some(value)
}

/// Whether a browser says that one of our own pages made it ask. Every browser of the last five years sends one of the
/// two with whatever is not safe, and no page can forge them (Fetch, "forbidden request-header").
pub(crate) fn from_our_pages(headers: &HeaderMap, options: &Options) -> bool {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    if let Some(site) = text("sec-fetch-site") {
        return site == "same-origin";
    }
    let Some(origin) = text("origin") else { return false };
    if let Ok(public) = url::Url::parse(&options.public_url) {
        return public.origin().ascii_serialization() == origin;
    }
    // Nobody said which address people come by: then it is the one that this request names.
    let host = origin.split_once("://").map(|(_, host)| host);
    host.is_some() && host == text("host")
}

impl FromRequestParts<App> for Identity {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let nobody = || Failure::coded(Kind::Unauthorized, "api-signed-out");
        identify(parts, app).await.and_then(|found| found.ok_or_else(nobody)).map_err(Problem::of_caller)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(fields: &[(&'static str, &str)]) -> HeaderMap {
        fields.iter().map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap())).collect()
    }

    #[test]
    fn only_our_own_pages_may_use_the_cookie() {
        let ours = "https://tomada.example.com";
        for (public_url, fields, expected) in [
            (ours, &[("sec-fetch-site", "same-origin")][..], true),
            (ours, &[("origin", ours)], true),
            (ours, &[("origin", "https://evil.example.com")], false),
            (ours, &[("origin", "http://tomada.example.com")], false),
            (ours, &[("origin", "null")], false),
            (ours, &[], false),
            (ours, &[("sec-fetch-site", "same-site"), ("origin", ours)], false),
            (ours, &[("sec-fetch-site", "cross-site")], false),
            ("", &[("origin", "http://127.0.0.1:8080"), ("host", "127.0.0.1:8080")], true),
            ("", &[("origin", "http://127.0.0.1:9090"), ("host", "127.0.0.1:8080")], false),
            ("", &[("origin", "null")], false),
        ] {
            let options = Options { public_url: public_url.to_owned(), ..Options::default() };
            assert_eq!(from_our_pages(&headers(fields), &options), expected, "{public_url} {fields:?}");
        }
    }

    #[test]
    fn a_token_is_one_bearer_token_of_ours() {
        for (fields, expected) in [
            (&[("authorization", "Bearer tmd_a")][..], Some("tmd_a")),
            (&[("authorization", "bearer tmd_a")], Some("tmd_a")),
            (&[("authorization", "Basic tmd_a")], None),
            (&[("authorization", "Bearer sk_a")], None),
            (&[("authorization", "tmd_a")], None),
        ] {
            assert_eq!(bearer(&headers(fields)), expected, "{fields:?}");
        }
        let mut twice = headers(&[("authorization", "Bearer tmd_a")]);
        twice.append("authorization", "Bearer tmd_b".parse().unwrap());
        assert_eq!(bearer(&twice), None);
    }
}
