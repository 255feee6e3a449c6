//! What is planted: secrets of every kind that a person can put somewhere, each of its own, and the services that say each
//! of them back in every form.

use std::collections::BTreeMap;

use tomada_core::Auth;

use crate::planted::forms::Forms;
use crate::planted::kinds::{self, Kind, TOKEN};
use crate::planted::peer::{Authority, Peer};

/// What every planted secret has in its middle, and nothing else has: whoever finds a part of it has found one.
pub(super) const MARK: &str = "pLaNt3d9fK2xQ7vW4zR8mT6bY1cH5jD0";

/// Counts and makes secrets.
#[derive(Default)]
pub(super) struct Planted {
    all: Vec<String>,
}

impl Planted {
    /// A new secret.
    pub(super) fn new_secret(&mut self) -> String {
        let secret = format!("s{:02}-{MARK}/+{:02}", self.all.len(), self.all.len());
        self.all.push(secret.clone());
        secret
    }

    /// Notes a secret that somebody else has made.
    pub(super) fn note(&mut self, secret: &str) {
        self.all.push(secret.to_owned());
    }

    pub(super) fn count(&self) -> usize {
        self.all.len()
    }

    /// New secrets for a kind of authentication; a key that must be one is taken as it is.
    pub(super) fn secrets(&mut self, of: &BTreeMap<String, String>) -> BTreeMap<String, String> {
        let secrets = of.iter().map(|(name, value)| {
            let is_key = value.contains("-----BEGIN");
            let secret = if is_key { value.clone() } else { self.new_secret() };
            if is_key && name.contains("key") {
                self.note(value);
            }
            (name.clone(), secret)
        });
        secrets.collect()
    }

    /// Every form of them: of those that are made here, the one mark that they share; of the others, such as keys of
    /// several lines, the whole.
    pub(super) fn forms(&self) -> Forms {
        let others = self.all.iter().map(String::as_str).filter(|secret| !secret.contains(MARK));
        Forms::of(std::iter::once(MARK).chain(others))
    }
}

/// A kind of authentication at a service that says its secrets back in every form.
pub(super) struct Service {
    pub(super) auth: Auth,
    pub(super) secrets: BTreeMap<String, String>,
    peer: Peer,
}

impl Service {
    pub(super) fn url(&self) -> String {
        self.peer.url()
    }

    pub(super) fn port(&self) -> u16 {
        self.peer.port()
    }

    fn new(planted: &mut Planted, authority: &Authority, kind: fn(&str) -> Kind, is_quiet: bool) -> Self {
        let peer = Peer::listen(authority, kind("http://127.0.0.1").is_mtls());
        let kind = kind(&peer.url());
        let secrets = planted.secrets(&peer.identity().unwrap_or(kind.secrets));
        let fetched = kind.auth.token_url().map(|_| TOKEN);
        let forms = Forms::of(secrets.values().map(String::as_str).chain(fetched)).all();
        peer.serve(if is_quiet { Vec::new() } else { forms }, matches!(kind.auth, Auth::Digest { .. }));
        Self { auth: kind.auth, secrets, peer }
    }
}

/// Services for every kind of authentication.
pub(super) fn services(planted: &mut Planted) -> Vec<Service> {
    planted.note(TOKEN);
    let authority = Authority::new();
    kinds::ALL.iter().map(|kind| Service::new(planted, &authority, *kind, false)).collect()
}

/// A service that says back what it is sent and no more, for a connection whose secrets change.
pub(super) fn quiet(planted: &mut Planted) -> Service {
    Service::new(planted, &Authority::new(), kinds::ALL[0], true)
}
