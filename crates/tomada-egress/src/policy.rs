//! What may be called: the rules of the operator, asked at every hop before anything is dialled.
//!
//! Reading order: which addresses are public (`judge`), which names (`name`), what the operator opens besides
//! (`allow`), what a URL must be (`target`), what one run or credential is permitted (`origin`).

mod allow;
mod judge;
mod name;
mod origin;
mod target;

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, UdpSocket};

pub use allow::{BadOpening, Opening};
pub use judge::{closed_networks, forbidden_range};
pub(crate) use origin::Origins;
pub(crate) use target::{BadTarget, Target};

/// What to do with addresses of the NAT64 prefix `64:ff9b::/96`, behind which a translator reaches IPv4.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Nat64 {
    /// They are forbidden.
    #[default]
    Forbidden,
    /// They are judged by the IPv4 address that they carry.
    Judged,
}

/// Which addresses a dial may reach.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Reach {
    /// Public ones and what the operator opened.
    Public,
    /// Only what the operator opened: a secret is about to travel unencrypted.
    Opened,
}

/// Why an address is refused. For the log: it names addresses that a tenant must not learn.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Refused {
    #[error("the name {0:?} is refused: {1}")]
    Name(String, &'static str),
    #[error("{0} is not public ({1}), and the operator has not opened it")]
    Range(SocketAddr, &'static str),
    #[error("{0} is this host's own port")]
    OwnPort(SocketAddr),
    #[error("{0} is where this host itself is reached")]
    OwnUrl(String),
    #[error("{0} would get a credential unencrypted, and the operator has not opened it")]
    Unencrypted(SocketAddr),
}

/// The operator's rules.
#[derive(Clone, Debug, Default)]
pub(crate) struct Policy {
    pub(crate) openings: Vec<Opening>,
    pub(crate) own_ports: Vec<u16>,
    /// Hosts and ports by which people reach this host, whatever machine answers there.
    pub(crate) own_urls: Vec<(String, u16)>,
    pub(crate) nat64: Nat64,
}

impl Policy {
    /// Judges what can be judged before a name is resolved, and answers the address if the host is one.
    pub(crate) fn admit(&self, target: &Target, reach: Reach) -> Result<Option<SocketAddr>, Refused> {
        // `a.example.` and `a.example` are one name.
        let host = target.host().trim_end_matches('.');
        if self.own_urls.iter().any(|own| (own.0.as_str(), own.1) == (host, target.port())) {
            return Err(Refused::OwnUrl(host.to_owned()));
        }
        if let Some(address) = target.literal() {
            let address = SocketAddr::new(address, target.port());
            return self.vet(address, reach).map(|()| Some(address));
        }
        let name = target.host();
        let is_open = name == "localhost" && !self.loopback(target.port()).is_empty();
        match name::refused(name).filter(|_| !is_open) {
            Some(reason) => Err(Refused::Name(name.to_owned(), reason)),
            None => Ok(None),
        }
    }

    /// Judges one address.
    pub(crate) fn vet(&self, address: SocketAddr, reach: Reach) -> Result<(), Refused> {
        let address = SocketAddr::new(address.ip().to_canonical(), address.port());
        if self.own_ports.contains(&address.port()) && is_this_machine(address.ip()) {
            return Err(Refused::OwnPort(address));
        }
        if self.openings.iter().any(|opening| opening.covers(address)) {
            return Ok(());
        }
        match (forbidden_range(address.ip(), self.nat64), reach) {
            (Some(range), _) => Err(Refused::Range(address, range)),
            (None, Reach::Opened) => Err(Refused::Unencrypted(address)),
            (None, Reach::Public) => Ok(()),
        }
    }

    /// The addresses that the name `localhost` stands for: those that the operator opened at `port`.
    pub(crate) fn loopback(&self, port: u16) -> Vec<IpAddr> {
        let both = [IpAddr::V4(Ipv4Addr::LOCALHOST), IpAddr::V6(Ipv6Addr::LOCALHOST)];
        let opened = |address: &IpAddr| {
            let covers = |opening: &Opening| opening.covers(SocketAddr::new(*address, port));
            self.openings.iter().any(covers)
        };
        both.into_iter().filter(opened).collect()
    }
}

/// Whether `address` is one of this machine's: only those can be bound. Nothing is sent.
fn is_this_machine(address: IpAddr) -> bool {
    UdpSocket::bind((address, 0)).is_ok()
}
