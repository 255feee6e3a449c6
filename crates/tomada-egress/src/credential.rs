//! How a connection's credential gets on the wire: after the target is judged, towards its own origins, and nowhere
//! else. The action never sees it.
//!
//! Each kind is a file. Those that hold everything that they need are placed at once; a token is fetched first, through
//! the same egress; a digest waits for the service's challenge.

mod digest;
mod hmac;
mod identity;
mod key;
mod sigv4;
mod source;
#[cfg(test)]
mod stand;
mod token;

use bytes::Bytes;
use http::header::{AUTHORIZATION, WWW_AUTHENTICATE};
use http::{HeaderMap, HeaderName, HeaderValue, Method};
use tomada_core::{Auth, Clock, Failure, Kind, Placement, Random};
use tomada_host::{Credential, Scope, Secret};
use url::Url;

use crate::policy::{Origins, Target};
use crate::send::{Call, Run};

pub(crate) use identity::Identity;
pub(crate) use token::Tokens;

/// A credential that is ready to be placed.
pub(crate) struct Bound {
    scheme: Scheme,
    origins: Origins,
}

enum Scheme {
    Key(key::Key),
    Digest(digest::Digest),
    Hmac(Box<hmac::Signature>),
    Sigv4(sigv4::Signer),
    Token(token::Token),
    Identity(Identity),
}

/// A request on its way, for whoever places a credential in it.
pub(crate) struct Outgoing<'a> {
    pub(crate) method: &'a Method,
    pub(crate) url: &'a mut Url,
    pub(crate) headers: &'a mut HeaderMap,
    pub(crate) body: &'a mut Bytes,
    pub(crate) clock: &'a dyn Clock,
    pub(crate) random: &'a dyn Random,
}

impl Bound {
    /// What the authenticated requests of a run carry; `None` for nothing.
    pub(crate) fn of(scope: &Scope) -> Result<Option<Self>, Failure> {
        let Some(credential) = &scope.credential else {
            return if scope.credential_optional { Ok(None) } else { Err(missing()) };
        };
        let wanted = credential.auth.secrets();
        if wanted.is_empty() {
            return Ok(None);
        }
        let lacks =
            |name: &&&str| !credential.secrets.contains_key(**name) && !credential.auth.may_lack(name);
        let has_none = wanted.iter().all(|name| !credential.secrets.contains_key(*name));
        match wanted.iter().find(lacks) {
            None if matches!(credential.auth, Auth::AuthorizationCode(_)) => Self::bind(credential).map(Some),
            _ if has_none && (scope.credential_optional || credential.auth.is_optional()) => Ok(None),
            Some(_) => Err(missing()),
            None => Self::bind(credential).map(Some),
        }
    }

    fn bind(credential: &Credential) -> Result<Self, Failure> {
        Ok(Self { scheme: Scheme::of(credential)?, origins: Origins::read(&credential.origins) })
    }

    /// Whether `target` may see it.
    pub(crate) fn fits(&self, target: &Target) -> bool {
        self.origins.contain(target.origin())
    }

    /// The client certificate of the connections that carry it, if that is what it is.
    pub(crate) fn identity(&self) -> Option<&Identity> {
        if let Scheme::Identity(identity) = &self.scheme { Some(identity) } else { None }
    }

    /// Refuses a request that names the credential's place itself: one of the two would win, and nobody could tell
    /// which.
    pub(crate) fn check_free(&self, headers: &HeaderMap, target: &Target) -> Result<(), Failure> {
        let taken = match &self.scheme {
            Scheme::Identity(_) => None,
            Scheme::Key(key::Key::Query(name, _)) if key::has_parameter(target.url(), name) => {
                Some(name.clone())
            }
            _ if headers.contains_key(AUTHORIZATION) => Some(AUTHORIZATION.to_string()),
            _ => headers.keys().find(|name| self.is_in_header(name)).map(ToString::to_string),
        };
        match taken {
            None => Ok(()),
            Some(place) => {
                Err(Failure::coded(Kind::InvalidInput, "egress-credential-twice")
                    .with_argument("place", place))
            }
        }
    }

    /// What must be fetched before it can be placed: a token, from the cache or from its source.
    pub(crate) async fn ready(&self, run: &Run, call: &Call) -> Result<Option<Secret>, Failure> {
        match &self.scheme {
            Scheme::Token(token) => token.get(run, call).await.map(Some),
            Scheme::Digest(digest) => Ok(digest.nonce()),
            _ => Ok(None),
        }
    }

    /// Places it for one request.
    ///
    /// # Errors
    /// When the request has no place for it.
    pub(crate) fn place(&self, ready: Option<&Secret>, request: &mut Outgoing<'_>) -> Result<(), Failure> {
        match &self.scheme {
            Scheme::Key(key) => key.place(request),
            Scheme::Digest(digest) => digest.place(request),
            Scheme::Hmac(signature) => signature.place(request),
            Scheme::Sigv4(signer) => signer.place(request),
            Scheme::Token(token) => ready.map_or(Ok(()), |secret| token.place(secret, request)),
            Scheme::Identity(_) => Ok(()),
        }
    }

    /// Whether a request that was answered with 401 may be sent once more: the service has told what a digest needs, or
    /// the token is given up for a new one.
    pub(crate) fn renew(&self, run: &Run, used: Option<&Secret>, answer: &HeaderMap) -> bool {
        match &self.scheme {
            Scheme::Digest(digest) => digest.learn(&answer.get_all(WWW_AUTHENTICATE), used),
            Scheme::Token(token) => used.is_some_and(|used| token.give_up(run, used)),
            _ => false,
        }
    }

    /// The header field of a token that is fetched only when something is sent.
    pub(crate) fn fetched_into(&self) -> Option<&HeaderName> {
        if let Scheme::Token(token) = &self.scheme { Some(token.header()) } else { None }
    }

    /// `url` as it is kept: with a mask in the credential's place.
    pub(crate) fn cover(&self, url: &mut Url) {
        if let Scheme::Key(key) = &self.scheme {
            key.cover(url);
        }
    }

    /// Whether the header field `name` holds it.
    pub(crate) fn is_in_header(&self, name: &HeaderName) -> bool {
        match &self.scheme {
            Scheme::Key(key::Key::Header(own, _)) => own == name,
            Scheme::Key(_) | Scheme::Identity(_) => false,
            Scheme::Digest(_) => *name == AUTHORIZATION,
            Scheme::Hmac(signature) => signature.sets(name),
            Scheme::Sigv4(_) => sigv4::sets(name),
            Scheme::Token(token) => token.header() == name,
        }
    }
}

impl Scheme {
    fn of(credential: &Credential) -> Result<Self, Failure> {
        let secret = |name: &str| credential.secrets.get(name).ok_or_else(missing);
        Ok(match &credential.auth {
            Auth::None | Auth::Any => return Err(missing()),
            Auth::Bearer { .. } => Self::Key(key::Key::bearer(secret("token")?)?),
            Auth::ApiKey { placement: Placement::Header, name } => {
                Self::Key(key::Key::header(name, secret("key")?)?)
            }
            Auth::ApiKey { placement: Placement::Query, name } => {
                Self::Key(key::Key::query(name, secret("key")?)?)
            }
            Auth::ApiKey { placement: Placement::Body, name } => {
                Self::Key(key::Key::body(name, secret("key")?)?)
            }
            Auth::Basic { username } => Self::Key(key::Key::basic(username, secret("password")?)?),
            Auth::Digest { username } => Self::Digest(digest::Digest::new(username, secret("password")?)?),
            Auth::Hmac(data) => Self::Hmac(Box::new(hmac::Signature::new(data, secret("secret")?)?)),
            Auth::AwsSigv4 { access_key_id, region, service } => Self::Sigv4(sigv4::Signer::new(
                [access_key_id, region, service],
                secret("secret_access_key")?,
                credential.secrets.get("session_token"),
            )?),
            Auth::Login(_)
            | Auth::ClientCredentials(_)
            | Auth::ServiceAccount(_)
            | Auth::AuthorizationCode(_) => Self::Token(token::Token::new(credential)?),
            Auth::Mtls => Self::Identity(Identity::read(secret("certificate")?, secret("private_key")?)?),
        })
    }
}

/// A header value of `before` and `secret`: visible ASCII, without spaces at its ends, never printed.
fn sensitive(before: &[u8], secret: &[u8]) -> Option<HeaderValue> {
    let visible = secret.iter().all(|byte| matches!(byte, b' '..=b'~'));
    let trimmed = secret.trim_ascii() == secret && !secret.is_empty();
    let mut value =
        HeaderValue::from_bytes(&[before, secret].concat()).ok().filter(|_| visible && trimmed)?;
    value.set_sensitive(true);
    Some(value)
}

/// A secret that must be text.
fn text(secret: &Secret) -> Result<&str, Failure> {
    std::str::from_utf8(secret.expose()).ok().filter(|text| !text.is_empty()).ok_or_else(invalid)
}

fn missing() -> Failure {
    Failure::coded(Kind::Unauthorized, "egress-credential-missing")
}

fn invalid() -> Failure {
    Failure::coded(Kind::Unauthorized, "egress-credential-invalid")
}

/// A parameter of the authentication that is public cannot be used.
fn unusable(parameter: &str, reason: impl std::fmt::Display) -> Failure {
    Failure::coded(Kind::InvalidInput, "egress-auth-parameter")
        .with_argument("parameter", parameter)
        .with_argument("reason", reason)
}
