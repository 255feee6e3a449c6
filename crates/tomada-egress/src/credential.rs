//! How a connection's credential gets on the wire: after the target is judged, towards its own origins, and nowhere
//! else. The action never sees it.

use http::header::AUTHORIZATION;
use http::{HeaderMap, HeaderName, HeaderValue};
use tomada_core::{Auth, Failure, Kind, Placement};
use tomada_host::{Credential, Scope, Secret};
use url::{Url, form_urlencoded};

use crate::headers;
use crate::policy::{Origins, Target};

/// A credential that is ready to be placed.
pub(crate) struct Bound {
    place: Place,
    origins: Origins,
}

enum Place {
    Header(HeaderName, HeaderValue),
    Query(String, Secret),
}

impl Bound {
    /// What the authenticated requests of a run carry; `None` for nothing.
    pub(crate) fn of(scope: &Scope) -> Result<Option<Self>, Failure> {
        let Some(credential) = &scope.credential else {
            return if scope.credential_optional { Ok(None) } else { Err(missing()) };
        };
        let Some(name) = credential.auth.secrets().first() else {
            return Ok(None);
        };
        match credential.secrets.get(*name) {
            Some(secret) => Ok(Some(Self::new(credential, secret)?)),
            None if scope.credential_optional || credential.auth.is_optional() => Ok(None),
            None => Err(missing()),
        }
    }

    fn new(credential: &Credential, secret: &Secret) -> Result<Self, Failure> {
        let place = match &credential.auth {
            Auth::ApiKey { placement: Placement::Query, name } if !secret.expose().is_empty() => {
                Some(Place::Query(name.clone(), secret.clone()))
            }
            Auth::ApiKey { placement: Placement::Header, name } => {
                let name = headers::name(name)?;
                value(b"", secret).map(|value| Place::Header(name, value))
            }
            Auth::Bearer { .. } => value(b"Bearer ", secret).map(|value| Place::Header(AUTHORIZATION, value)),
            Auth::None | Auth::ApiKey { placement: Placement::Query, .. } => None,
        };
        let place = place.ok_or_else(invalid)?;
        Ok(Self { place, origins: Origins::read(&credential.origins) })
    }

    /// Whether `target` may see it.
    pub(crate) fn fits(&self, target: &Target) -> bool {
        self.origins.contain(target.origin())
    }

    /// Refuses a request that names the credential's place itself: one of the two would win, and nobody could tell
    /// which.
    pub(crate) fn check_free(&self, headers: &HeaderMap, target: &Target) -> Result<(), Failure> {
        let taken = match &self.place {
            Place::Header(name, _) => headers.contains_key(name) || headers.contains_key(AUTHORIZATION),
            Place::Query(name, _) => {
                headers.contains_key(AUTHORIZATION)
                    || target.url().query_pairs().any(|(other, _)| other == *name)
            }
        };
        if !taken {
            return Ok(());
        }
        let place = match &self.place {
            Place::Header(name, _) => name.as_str(),
            Place::Query(name, _) => name,
        };
        Err(Failure::coded(Kind::InvalidInput, "egress-credential-twice").with_argument("place", place))
    }

    /// Places it for one request.
    pub(crate) fn place(&self, headers: &mut HeaderMap, url: &mut Url) {
        match &self.place {
            Place::Header(name, value) => {
                headers.insert(name.clone(), value.clone());
            }
            Place::Query(name, secret) => set_parameter(url, name, secret.expose()),
        }
    }

    /// `url` as it is kept: with a mask in the credential's place.
    pub(crate) fn cover(&self, url: &mut Url) {
        if let Place::Query(name, _) = &self.place {
            set_parameter(url, name, b"***");
        }
    }

    /// Whether the header field `name` holds it.
    pub(crate) fn is_in_header(&self, name: &HeaderName) -> bool {
        matches!(&self.place, Place::Header(own, _) if own == name)
    }
}

/// A header value of `scheme` and `secret`: visible ASCII, without spaces at its ends.
fn value(scheme: &[u8], secret: &Secret) -> Option<HeaderValue> {
    let secret = secret.expose();
    let visible = secret.iter().all(|byte| matches!(byte, b' '..=b'~'));
    let trimmed = secret.trim_ascii() == secret && !secret.is_empty();
    let mut value =
        HeaderValue::from_bytes(&[scheme, secret].concat()).ok().filter(|_| visible && trimmed)?;
    value.set_sensitive(true);
    Some(value)
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

fn missing() -> Failure {
    Failure::coded(Kind::Unauthorized, "egress-credential-missing")
}

fn invalid() -> Failure {
    Failure::coded(Kind::Unauthorized, "egress-credential-invalid")
}
