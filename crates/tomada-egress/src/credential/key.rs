//! Secrets that are sent as they are: a header's value, a query parameter, a field of the body.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use http::header::{AUTHORIZATION, CONTENT_TYPE};
use http::{HeaderName, HeaderValue};
use tomada_core::{Failure, Kind};
use tomada_host::Secret;
use url::{Url, form_urlencoded};

use super::{Outgoing, invalid, sensitive, text, unusable};
use crate::headers;

/// A secret and its place.
pub(super) enum Key {
    Header(HeaderName, HeaderValue),
    Query(String, Secret),
    Body(String, Secret),
}

impl Key {
    pub(super) fn bearer(secret: &Secret) -> Result<Self, Failure> {
        let value = sensitive(b"Bearer ", secret.expose()).ok_or_else(invalid)?;
        Ok(Self::Header(AUTHORIZATION, value))
    }

    /// User name and password (RFC 7617, section 2): neither holds control characters, the user name no colon.
    pub(super) fn basic(username: &str, password: &Secret) -> Result<Self, Failure> {
        if username.contains(|letter: char| letter == ':' || letter.is_control()) {
            return Err(unusable("username", "a colon or a control character"));
        }
        let password = text(password)?;
        if password.contains(char::is_control) {
            return Err(invalid());
        }
        let value = STANDARD.encode(format!("{username}:{password}"));
        let value = sensitive(b"Basic ", value.as_bytes()).ok_or_else(invalid)?;
        Ok(Self::Header(AUTHORIZATION, value))
    }

    pub(super) fn header(name: &str, secret: &Secret) -> Result<Self, Failure> {
        let name = headers::name(name)?;
        sensitive(b"", secret.expose()).map(|value| Self::Header(name, value)).ok_or_else(invalid)
    }

    pub(super) fn query(name: &str, secret: &Secret) -> Result<Self, Failure> {
        if secret.expose().is_empty() {
            Err(invalid())
        } else {
            Ok(Self::Query(name.to_owned(), secret.clone()))
        }
    }

    pub(super) fn body(name: &str, secret: &Secret) -> Result<Self, Failure> {
        text(secret)?;
        Ok(Self::Body(name.to_owned(), secret.clone()))
    }

    pub(super) fn place(&self, request: &mut Outgoing<'_>) -> Result<(), Failure> {
        match self {
            Self::Header(name, value) => {
                request.headers.insert(name.clone(), value.clone());
            }
            Self::Query(name, secret) => set_parameter(request.url, name, secret.expose()),
            Self::Body(name, secret) => add_field(request, name, text(secret)?)?,
        }
        Ok(())
    }

    /// Masks it in a URL.
    pub(super) fn cover(&self, url: &mut Url) {
        if let Self::Query(name, _) = self {
            set_parameter(url, name, b"***");
        }
    }
}

/// Whether `url` has the query parameter `name`.
pub(super) fn has_parameter(url: &Url, name: &str) -> bool {
    url.query_pairs().any(|(other, _)| other == name)
}

/// Sets the query parameter `name`, in the place of any that a redirect brought back.
fn set_parameter(url: &mut Url, name: &str, value: &[u8]) {
    let is_other = |pair: &&str| form_urlencoded::parse(pair.as_bytes()).all(|(other, _)| other != name);
    let kept = url.query().unwrap_or_default().split('&').filter(|pair| !pair.is_empty()).filter(is_other);
    let name = form_urlencoded::byte_serialize(name.as_bytes()).collect::<String>();
    let value = form_urlencoded::byte_serialize(value).collect::<String>();
    let own = format!("{name}={value}");
    let query = kept.chain([own.as_str()]).collect::<Vec<_>>().join("&");
    url.set_query(Some(&query));
}

/// Adds a field to a form or a member to a JSON object.
fn add_field(request: &mut Outgoing<'_>, name: &str, value: &str) -> Result<(), Failure> {
    let kind = request.headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let body = match kind.as_str() {
        "application/x-www-form-urlencoded" => {
            let taken = form_urlencoded::parse(request.body).any(|(other, _)| other == name);
            let mut form = form_urlencoded::Serializer::new(String::new());
            form.extend_pairs(form_urlencoded::parse(request.body)).append_pair(name, value);
            (!taken).then(|| form.finish())
        }
        "application/json" => with_member(request.body, name, value),
        _ => {
            return Err(
                Failure::coded(Kind::InvalidInput, "egress-credential-no-body").with_argument("place", name)
            );
        }
    };
    let body = body.ok_or_else(|| {
        Failure::coded(Kind::InvalidInput, "egress-credential-twice").with_argument("place", name)
    })?;
    *request.body = Bytes::from(body);
    Ok(())
}

/// `json`, an object, with one more member; `None` if it is none or has it already. The text that is there stays as it
/// is.
fn with_member(json: &[u8], name: &str, value: &str) -> Option<String> {
    let object = serde_json::from_slice::<serde_json::Map<String, serde_json::Value>>(json).ok()?;
    if object.contains_key(name) {
        return None;
    }
    let written = std::str::from_utf8(json).ok()?.trim_end().strip_suffix('}')?.trim_end();
    let comma = if object.is_empty() { "" } else { "," };
    let (name, value) = (serde_json::Value::from(name), serde_json::Value::from(value));
    Some(format!("{written}{comma}{name}:{value}}}"))
}
