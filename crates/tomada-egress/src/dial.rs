//! From a host to a socket: its name is resolved, every address judged, and exactly those are dialled.
//!
//! The pool asks a [`Dialler`] whenever it has no connection left. The rule it protects: one forbidden answer refuses
//! the whole name, nothing is dialled that has not passed here, and the peer is the one that was dialled.

use std::io;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use futures_util::StreamExt;
use futures_util::stream::FuturesUnordered;
use tokio::net::TcpStream;
use tokio::time::{Instant, sleep, timeout};
use tomada_core::Timings;

use crate::fault::{Fault, Word, chain};
use crate::limits::Limits;
use crate::policy::{Policy, Reach, Refused, Target};
use crate::resolve::{Resolve, ResolveError};

/// The most addresses that a name may have.
const ANSWERS_MAX: usize = 16;
/// How long one address is tried before the next one is tried beside it (RFC 8305, section 5).
const HEAD_START: Duration = Duration::from_millis(250);

pub(crate) fn micros(duration: Duration) -> u64 {
    u64::try_from(duration.as_micros()).unwrap_or(u64::MAX)
}

/// Why a name is not dialled.
#[derive(Debug, thiserror::Error)]
pub(crate) enum NoDial {
    #[error("refused")]
    Refused(#[from] Refused),
    #[error("not resolved")]
    Unresolved(#[from] ResolveError),
    #[error("not resolved within {0} ms")]
    TooSlow(u64),
    #[error("the name has no address")]
    NoAddress,
    #[error("the name has {0} addresses: at most {ANSWERS_MAX} are looked at")]
    TooMany(usize),
}

impl From<NoDial> for Fault {
    fn from(no_dial: NoDial) -> Self {
        let word = match &no_dial {
            NoDial::Refused(refused) => refused.word(),
            NoDial::Unresolved(_) | NoDial::TooSlow(_) | NoDial::NoAddress | NoDial::TooMany(_) => Word::Dns,
        };
        let passes = match &no_dial {
            NoDial::Unresolved(error) => error.passes(),
            NoDial::TooSlow(_) => true,
            NoDial::Refused(_) | NoDial::NoAddress | NoDial::TooMany(_) => false,
        };
        let fault = Self::new(word, chain(&no_dial));
        if passes { fault.unsent() } else { fault }
    }
}

/// Dials one host at one port.
pub(crate) struct Dialler {
    pub(crate) policy: Arc<Policy>,
    pub(crate) resolver: Arc<dyn Resolve>,
    pub(crate) limits: Arc<Limits>,
    pub(crate) reach: Reach,
}

impl Dialler {
    /// A socket to `target`; how long each part took is noted, whatever comes of it.
    pub(crate) async fn dial(&self, target: &Target, timings: &mut Timings) -> Result<TcpStream, Fault> {
        let addresses = self.vet(target, timings).await?;
        let began = Instant::now();
        let connecting = connect(&addresses);
        let connected = timeout(Duration::from_millis(self.limits.connect_ms), connecting).await;
        timings.connect_us = Some(micros(began.elapsed()));
        let Ok(connected) = connected else {
            let reason = format!("no connection within {} ms", self.limits.connect_ms);
            return Err(Fault::new(Word::Timeout, reason).unsent());
        };
        let stream = connected.map_err(|error| Fault::new(Word::Connect, chain(&error)).unsent())?;
        check_peer(&stream, &addresses)?;
        // Small requests wait for nobody. Where it cannot be set, they are slower and nothing else.
        let _ = stream.set_nodelay(true);
        Ok(stream)
    }

    /// The addresses of `target`, every one of them allowed.
    pub(crate) async fn vet(&self, target: &Target, timings: &mut Timings) -> Result<Vec<SocketAddr>, Fault> {
        if let Some(address) = target.literal() {
            return Ok(vec![self.vetted(address, target.port())?]);
        }
        let began = Instant::now();
        let addresses = self.addresses(target).await;
        timings.resolve_us = Some(micros(began.elapsed()));
        Ok(addresses?)
    }

    async fn addresses(&self, target: &Target) -> Result<Vec<SocketAddr>, NoDial> {
        let addresses = match target.host() {
            "localhost" => self.policy.loopback(target.port()),
            name => self.ask(name).await?,
        };
        match addresses.len() {
            0 => return Err(NoDial::NoAddress),
            1..=ANSWERS_MAX => {}
            many => return Err(NoDial::TooMany(many)),
        }
        let vetted = addresses.into_iter().map(|address| self.vetted(address, target.port()));
        Ok(vetted.collect::<Result<_, _>>()?)
    }

    fn vetted(&self, address: IpAddr, port: u16) -> Result<SocketAddr, Refused> {
        let address = SocketAddr::new(address, port);
        self.policy.vet(address, self.reach).map(|()| address)
    }

    async fn ask(&self, name: &str) -> Result<Vec<IpAddr>, NoDial> {
        let limit = Duration::from_millis(self.limits.resolve_ms);
        match timeout(limit, self.resolver.resolve(name)).await {
            Ok(answer) => Ok(answer?),
            Err(_) => Err(NoDial::TooSlow(self.limits.resolve_ms)),
        }
    }
}

/// The first of `addresses` that connects. Each has a head start over the next one, which begins at once when all
/// before it have failed.
async fn connect(addresses: &[SocketAddr]) -> io::Result<TcpStream> {
    let mut left = addresses.iter();
    let mut trying = FuturesUnordered::new();
    let mut failure = io::Error::from(io::ErrorKind::AddrNotAvailable);
    loop {
        let next = left.next();
        trying.extend(next.map(TcpStream::connect));
        let head_start = sleep(HEAD_START);
        tokio::pin!(head_start);
        loop {
            tokio::select! {
                biased;
                connected = trying.next() => match connected {
                    Some(Ok(stream)) => return Ok(stream),
                    Some(Err(error)) => failure = error,
                    None if next.is_none() => return Err(failure),
                    None => break,
                },
                () = &mut head_start, if next.is_some() => break,
            }
        }
    }
}

/// The peer is one that was vetted, whatever lies between.
fn check_peer(stream: &TcpStream, addresses: &[SocketAddr]) -> Result<(), Fault> {
    let peer = stream.peer_addr().map_err(|error| Fault::new(Word::Connect, chain(&error)).unsent())?;
    if addresses.iter().any(|address| canonical(*address) == canonical(peer)) {
        return Ok(());
    }
    Err(Fault::new(Word::Blocked, format!("the peer {peer} was never vetted")))
}

/// Without flow and scope, and with mapped IPv4 as IPv4: the peer of a socket is reported in either form.
fn canonical(address: SocketAddr) -> SocketAddr {
    SocketAddr::new(address.ip().to_canonical(), address.port())
}
