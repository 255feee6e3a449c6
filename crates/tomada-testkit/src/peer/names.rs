//! Stand-ins for the origins of a case: each real origin has one name that leads to the peer, and keeps its own
//! rights.
//!
//! `https://api.example.com` becomes `http://origin-0.tomada.test:PORT`. As each origin has its own stand-in, egress
//! judges permissions, credentials and redirects exactly as it would the real ones, and nothing leaves the machine.

use std::sync::{Mutex, MutexGuard, PoisonError};

use url::Url;

/// The top-level domain `test` belongs to nobody (RFC 6761).
const DOMAIN: &str = ".tomada.test";

/// The stand-ins of one peer.
pub(crate) struct Names {
    port: u16,
    origins: Mutex<Vec<String>>,
}

impl Names {
    pub(crate) fn at(port: u16) -> Self {
        Self { port, origins: Mutex::default() }
    }

    pub(crate) fn port(&self) -> u16 {
        self.port
    }

    /// The stand-in of `origin`, which is one as browsers write it.
    pub(crate) fn stand_in(&self, origin: &str) -> String {
        format!("http://{}", self.authority(self.index(origin)))
    }

    /// `url` at the stand-in of its origin. What is no plain web address is left to egress, which refuses it.
    pub(crate) fn there(&self, url: &str) -> Option<String> {
        let parsed = Url::parse(url).ok()?;
        let plain = matches!(parsed.scheme(), "http" | "https")
            && parsed.username().is_empty()
            && parsed.password().is_none()
            && parsed.port() != Some(0);
        if !plain {
            return None;
        }
        let stand_in = self.stand_in(&parsed.origin().ascii_serialization());
        Some(format!("{stand_in}{}", &parsed[url::Position::BeforePath..]))
    }

    /// `text` with every stand-in replaced by what it stands for.
    pub(crate) fn back(&self, text: &str) -> String {
        let mut text = text.to_owned();
        if !text.contains(DOMAIN) {
            return text;
        }
        for (index, origin) in self.lock().iter().enumerate() {
            let authority = origin.split_once("://").map_or(origin.as_str(), |(_, authority)| authority);
            let host = Url::parse(origin).ok().and_then(|url| url.host_str().map(str::to_owned));
            text = text
                .replace(&format!("http://{}", self.authority(index)), origin)
                .replace(&self.authority(index), authority)
                .replace(&format!("origin-{index}{DOMAIN}"), host.as_deref().unwrap_or(authority));
        }
        text
    }

    /// The origin that a request with this `Host` field is for; the peer's own address stands for itself.
    pub(crate) fn origin(&self, host: &str) -> String {
        self.back(&format!("http://{host}"))
    }

    fn authority(&self, index: usize) -> String {
        format!("origin-{index}{DOMAIN}:{}", self.port)
    }

    fn index(&self, origin: &str) -> usize {
        let mut origins = self.lock();
        origins.iter().position(|known| known == origin).unwrap_or_else(|| {
            origins.push(origin.to_owned());
            origins.len() - 1
        })
    }

    fn lock(&self) -> MutexGuard<'_, Vec<String>> {
        // A panic while pushing leaves a vector that is still whole.
        self.origins.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
