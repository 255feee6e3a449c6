//! Where a request goes, once its URL can be read. Everything later works with this and never with the text.
//!
//! The URL is read as browsers read it, before anything is judged, so that `0x7f.1` and `①②⑦.⓪.⓪.①` are the
//! addresses that they stand for. Whether it may be called is asked of the policy, at each attempt.

use std::net::IpAddr;

use url::{Host, Position, Url};

/// The longest URL, in bytes.
const URL_MAX_BYTES: usize = 16 * 1024;

/// A URL that can be called. Its fragment is gone; its host is a lower-case (punycode) name or an address.
#[derive(Clone, Debug)]
pub(crate) struct Target(Url);

/// Why a URL is no target.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum BadTarget {
    #[error("the URL cannot be read: {0}")]
    Malformed(url::ParseError),
    #[error("the URL is {0} bytes long: at most {URL_MAX_BYTES} are sent")]
    TooLong(usize),
    #[error("the scheme is {0:?}: only http and https are spoken")]
    Scheme(String),
    #[error("the URL holds a user name or a password")]
    UserInfo,
    #[error("the port is 0")]
    PortZero,
}

impl Target {
    /// Reads `text`.
    pub(crate) fn read(text: &str) -> Result<Self, BadTarget> {
        if text.len() > URL_MAX_BYTES {
            return Err(BadTarget::TooLong(text.len()));
        }
        Self::check(Url::parse(text).map_err(BadTarget::Malformed)?)
    }

    /// What `location` means when this target answers with it.
    pub(crate) fn join(&self, location: &str) -> Result<Self, BadTarget> {
        if location.len() > URL_MAX_BYTES {
            return Err(BadTarget::TooLong(location.len()));
        }
        Self::check(self.0.join(location).map_err(BadTarget::Malformed)?)
    }

    fn check(mut url: Url) -> Result<Self, BadTarget> {
        if !matches!(url.scheme(), "http" | "https") {
            return Err(BadTarget::Scheme(url.scheme().to_owned()));
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(BadTarget::UserInfo);
        }
        if url.port() == Some(0) {
            return Err(BadTarget::PortZero);
        }
        url.set_fragment(None);
        Ok(Self(url))
    }

    /// The URL.
    pub(crate) fn url(&self) -> &Url {
        &self.0
    }

    /// `scheme://host[:port]`, without the scheme's own port.
    pub(crate) fn origin(&self) -> &str {
        origin(&self.0)
    }

    /// The host as written in the URL.
    pub(crate) fn host(&self) -> &str {
        self.0.host_str().unwrap_or_default()
    }

    /// The port, the scheme's own if the URL names none.
    pub(crate) fn port(&self) -> u16 {
        self.0.port_or_known_default().unwrap_or_default()
    }

    /// The address, if the host is one.
    pub(crate) fn literal(&self) -> Option<IpAddr> {
        match self.0.host()? {
            Host::Ipv4(address) => Some(address.into()),
            Host::Ipv6(address) => Some(address.into()),
            Host::Domain(_) => None,
        }
    }

    /// Whether the way there is encrypted.
    pub(crate) fn is_encrypted(&self) -> bool {
        self.0.scheme() == "https"
    }
}

/// The origin of an http or https URL without user name, as RFC 6454 writes it.
pub(super) fn origin(url: &Url) -> &str {
    &url[..Position::BeforePath]
}
