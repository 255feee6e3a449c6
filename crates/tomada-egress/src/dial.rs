//! The last look before a socket is opened: what a name resolves to is judged, and exactly that is dialled.
//!
//! The HTTP client asks a [`Dialler`] for the addresses of the one host that it was made for. The rule it protects:
//! one forbidden answer refuses the whole name, and nothing is dialled that has not passed here.

use std::net::{IpAddr, SocketAddr};
use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use lru::LruCache;
use tokio::time::Instant;

use crate::policy::{Policy, Reach, Refused};
use crate::resolve::{Resolve, ResolveError};

/// The most addresses that a name may have.
const ANSWERS_MAX: usize = 16;
/// How many vetted addresses are remembered; the longest unused goes first.
const VETTED_MAX: NonZeroUsize = NonZeroUsize::new(256).unwrap();

tokio::task_local! {
    /// The attempt on whose behalf the client dials.
    pub(crate) static WATCH: Arc<Watch>;
}

/// What an attempt notes on the way.
pub(crate) struct Watch {
    started: Instant,
    resolved_us: AtomicU64,
    sent: AtomicBool,
}

impl Watch {
    pub(crate) fn new(started: Instant) -> Arc<Self> {
        Arc::new(Self { started, resolved_us: AtomicU64::new(0), sent: AtomicBool::new(false) })
    }

    pub(crate) fn started(&self) -> Instant {
        self.started
    }

    /// Whether a request that may not be repeated has begun to go out.
    pub(crate) fn is_sent(&self) -> bool {
        self.sent.load(Ordering::Relaxed)
    }

    pub(crate) fn sent(&self) {
        self.sent.store(true, Ordering::Relaxed);
    }

    /// When the name was resolved, in microseconds from the start, if it had to be.
    pub(crate) fn resolved_us(&self) -> Option<u64> {
        Some(self.resolved_us.load(Ordering::Relaxed)).filter(|us| *us > 0)
    }

    fn resolved(&self) {
        self.resolved_us.store(micros(self.started.elapsed()).max(1), Ordering::Relaxed);
    }
}

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

/// Resolves and judges for one host and port.
pub(crate) struct Dialler {
    pub(crate) policy: Arc<Policy>,
    pub(crate) resolver: Arc<dyn Resolve>,
    pub(crate) resolve_ms: u64,
    pub(crate) port: u16,
    pub(crate) reach: Reach,
    pub(crate) vetted: Vetted,
}

impl Dialler {
    async fn addresses(&self, name: &str) -> Result<Vec<SocketAddr>, NoDial> {
        let addresses = match name {
            "localhost" => self.policy.loopback(self.port),
            _ => self.ask(name).await?,
        };
        match addresses.len() {
            0 => return Err(NoDial::NoAddress),
            1..=ANSWERS_MAX => {}
            many => return Err(NoDial::TooMany(many)),
        }
        let addresses =
            addresses.into_iter().map(|address| SocketAddr::new(address, self.port)).collect::<Vec<_>>();
        addresses.iter().try_for_each(|address| self.policy.vet(*address, self.reach))?;
        self.vetted.add(&addresses);
        Ok(addresses)
    }

    async fn ask(&self, name: &str) -> Result<Vec<IpAddr>, NoDial> {
        let limit = Duration::from_millis(self.resolve_ms);
        match tokio::time::timeout(limit, self.resolver.resolve(name)).await {
            Ok(answer) => Ok(answer?),
            Err(_) => Err(NoDial::TooSlow(self.resolve_ms)),
        }
    }
}

/// The form in which the HTTP client holds it.
pub(crate) struct Dial(pub(crate) Arc<Dialler>);

impl reqwest::dns::Resolve for Dial {
    fn resolve(&self, name: reqwest::dns::Name) -> reqwest::dns::Resolving {
        let dialler = Arc::clone(&self.0);
        Box::pin(async move {
            let addresses = dialler.addresses(name.as_str()).await;
            // Absent when the client goes on dialling for nobody, after a connection became free.
            let _ = WATCH.try_with(|watch| watch.resolved());
            Ok(Box::new(addresses?.into_iter()) as reqwest::dns::Addrs)
        })
    }
}

/// The addresses that passed for one origin.
pub(crate) struct Vetted(Mutex<LruCache<SocketAddr, ()>>);

impl Default for Vetted {
    fn default() -> Self {
        Self(Mutex::new(LruCache::new(VETTED_MAX)))
    }
}

impl Vetted {
    /// Remembers addresses that passed.
    pub(crate) fn add(&self, addresses: &[SocketAddr]) {
        let mut vetted = self.lock();
        for address in addresses {
            vetted.put(canonical(*address), ());
        }
    }

    /// Whether `address` is one of them.
    pub(crate) fn contains(&self, address: SocketAddr) -> bool {
        self.lock().get(&canonical(address)).is_some()
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, LruCache<SocketAddr, ()>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Without flow and scope, and with mapped IPv4 as IPv4: the peer of a socket is reported in either form.
fn canonical(address: SocketAddr) -> SocketAddr {
    SocketAddr::new(address.ip().to_canonical(), address.port())
}
