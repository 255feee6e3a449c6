//! What the operator opens beside the public network: pairs of a network and a port. Tenants can never widen it.

use std::fmt;
use std::net::{IpAddr, SocketAddr};
use std::str::FromStr;

use ipnet::IpNet;

/// A network and a port that the operator opens, written as `10.0.0.0/8:443`, `::1/128:8080`, `[::1]/128:8080` or
/// `[::1/128]:8080`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Opening {
    network: IpNet,
    port: u16,
}

impl Opening {
    /// Opens `port` on every address of `network`.
    pub fn new(network: IpNet, port: u16) -> Self {
        Self { network: network.trunc(), port }
    }

    pub(crate) fn covers(&self, address: SocketAddr) -> bool {
        self.port == address.port() && self.network.contains(&address.ip())
    }
}

impl fmt::Display for Opening {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.network, self.port)
    }
}

/// The text was no network and port.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{found:?} opens nothing: write a network and a port, such as 127.0.0.1/32:8080 or [::1]/128:8080")]
pub struct BadOpening {
    /// What was written.
    pub found: String,
}

impl FromStr for Opening {
    type Err = BadOpening;

    fn from_str(text: &str) -> Result<Self, BadOpening> {
        read(text).ok_or_else(|| BadOpening { found: text.to_owned() })
    }
}

fn read(text: &str) -> Option<Opening> {
    let (network, port) = text.rsplit_once(':')?;
    let network = unbracketed(network).unwrap_or(network);
    let (address, length) = network.split_once('/')?;
    let address = match unbracketed(address) {
        Some(address) => IpAddr::V6(address.parse().ok()?),
        None => address.parse().ok()?,
    };
    let network = IpNet::new(address, digits(length)?).ok()?;
    // Host bits that are set tell of a slip: 10.0.0.5/8 is either 10.0.0.5/32 or 10.0.0.0/8.
    let meant = network.trunc() == network;
    let port: u16 = digits(port)?;
    (meant && port != 0).then_some(Opening { network, port })
}

fn unbracketed(text: &str) -> Option<&str> {
    text.strip_prefix('[')?.strip_suffix(']')
}

/// A number of digits alone: Rust's own parser takes a `+` too.
fn digits<T: FromStr>(text: &str) -> Option<T> {
    text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok()).flatten()
}
