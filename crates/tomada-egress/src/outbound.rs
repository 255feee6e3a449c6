//! The crate's front: egress is put together here, once for a host, and opened for each run.

use std::sync::Arc;
use std::time::Duration;

use tokio::time::Instant;
use tomada_core::{Clock, Http, Random};
use tomada_host::{Egress, Grants, OsRandom, Scope, SystemClock};
use url::Url;

use crate::credential::Bound;
use crate::limits::Limits;
use crate::policy::{Nat64, Opening, Origins, Policy};
use crate::pool::Pools;
use crate::proxy::{BadProxy, Proxy};
use crate::resolve::{Resolve, SystemDns};
use crate::send::{Opened, Run};
use crate::tls::{self, BadRoots};

/// The way out to the network. Cheap to clone; clones share their connections.
#[derive(Clone)]
pub struct Outbound {
    pools: Arc<Pools>,
    clock: Arc<dyn Clock>,
    random: Arc<dyn Random>,
    grants: Option<Arc<dyn Grants>>,
}

impl Outbound {
    /// Egress that reaches the public network alone, with the default limits.
    pub fn builder() -> OutboundBuilder {
        OutboundBuilder::default()
    }
}

impl Egress for Outbound {
    fn open(&self, scope: Scope) -> Arc<dyn Http> {
        let run = Run {
            pools: Arc::clone(&self.pools),
            permitted: Origins::read(&scope.allowed),
            credential: Bound::of(&scope),
            deadline: instant(scope.deadline_unix_ms, &*self.clock),
            redactor: scope.redactor,
            project: scope.project.into(),
            connection: scope.connection.into(),
            exchanges: scope.exchanges,
            clock: Arc::clone(&self.clock),
            random: Arc::clone(&self.random),
            grants: self.grants.clone(),
            is_private: false,
        };
        Arc::new(Opened(Arc::new(run)))
    }
}

/// The moment of a wall-clock time. From here on only the monotonic clock counts.
fn instant(unix_ms: u64, clock: &dyn Clock) -> Instant {
    let left = Duration::from_millis(unix_ms).saturating_sub(clock.now());
    // A deadline beyond the monotonic clock's range is one that no call reaches.
    Instant::now().checked_add(left).unwrap_or_else(|| Instant::now() + Duration::from_hours(24))
}

/// Puts an [`Outbound`] together.
#[derive(Default)]
pub struct OutboundBuilder {
    policy: Policy,
    limits: Limits,
    resolver: Option<Arc<dyn Resolve>>,
    clock: Option<Arc<dyn Clock>>,
    random: Option<Arc<dyn Random>>,
    grants: Option<Arc<dyn Grants>>,
    trusted_pem: Vec<Vec<u8>>,
    proxy: Option<String>,
}

impl OutboundBuilder {
    /// Opens networks beside the public one.
    #[must_use]
    pub fn allow(mut self, openings: impl IntoIterator<Item = Opening>) -> Self {
        self.policy.openings.extend(openings);
        self
    }

    /// Closes ports of this machine that are the host's own, whatever is opened.
    #[must_use]
    pub fn own_ports(mut self, ports: impl IntoIterator<Item = u16>) -> Self {
        self.policy.own_ports.extend(ports);
        self
    }

    /// Closes the addresses by which people reach this host, such as that of a proxy before it: host and port, by whatever
    /// scheme.
    #[must_use]
    pub fn own_urls(mut self, urls: impl IntoIterator<Item = Url>) -> Self {
        let own = |url: Url| Some((url.host_str()?.to_owned(), url.port_or_known_default()?));
        self.policy.own_urls.extend(urls.into_iter().filter_map(own));
        self
    }

    /// Says what to do with NAT64 addresses; they are forbidden otherwise.
    #[must_use]
    pub fn nat64(mut self, nat64: Nat64) -> Self {
        self.policy.nat64 = nat64;
        self
    }

    /// Replaces the limits.
    #[must_use]
    pub fn limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }

    /// Resolves names otherwise than through the machine's name servers.
    #[must_use]
    pub fn resolver(mut self, resolver: impl Resolve + 'static) -> Self {
        self.resolver = Some(Arc::new(resolver));
        self
    }

    /// Reads the time of a run's deadline from another clock than the system's, and waits on it before retries.
    #[must_use]
    pub fn clock(mut self, clock: impl Clock + 'static) -> Self {
        self.clock = Some(Arc::new(clock));
        self
    }

    /// Draws the jitter of retries from something else than the operating system.
    #[must_use]
    pub fn random(mut self, random: impl Random + 'static) -> Self {
        self.random = Some(Arc::new(random));
        self
    }

    /// Who keeps what people have granted; without it, connections that somebody lets in have no token.
    #[must_use]
    pub fn grants(mut self, grants: Arc<dyn Grants>) -> Self {
        self.grants = Some(grants);
        self
    }

    /// Trusts the certificates of a PEM text beside Mozilla's roots.
    #[must_use]
    pub fn trust_pem(mut self, pem: impl Into<Vec<u8>>) -> Self {
        self.trusted_pem.push(pem.into());
        self
    }

    /// Reaches every service through the proxy at `url`: `http://[user:password@]host:port`, `https://…` or `socks5h://…`.
    /// What may be called is judged as without one; the proxy resolves names once more. The environment
    /// never chooses a proxy.
    #[must_use]
    pub fn proxy(mut self, url: impl Into<String>) -> Self {
        self.proxy = Some(url.into());
        self
    }

    /// Puts it together. Nothing is opened or read before the first call.
    ///
    /// # Errors
    /// When a certificate or the proxy's address cannot be read, or the operating system gives no randomness.
    pub fn build(self) -> Result<Outbound, BuildError> {
        let tls = tls::config(&self.trusted_pem).map_err(|source| BuildError(Missing::Trust(source)))?;
        let random = match self.random {
            Some(random) => random,
            None => Arc::new(OsRandom::new().map_err(|error| BuildError(Missing::Random(error.into())))?),
        };
        let proxy = self.proxy.as_deref().map(Proxy::read).transpose();
        let proxy = proxy.map_err(|bad| BuildError(Missing::Proxy(bad)))?;
        let resolver = self.resolver.unwrap_or_else(|| Arc::new(SystemDns::default()));
        let pools = Pools::new(Arc::new(self.policy), resolver, Arc::new(self.limits), tls, proxy);
        let clock = self.clock.unwrap_or_else(|| Arc::new(SystemClock));
        Ok(Outbound { pools: Arc::new(pools), clock, random, grants: self.grants })
    }
}

/// Egress cannot be put together.
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub struct BuildError(Missing);

#[derive(Debug, thiserror::Error)]
enum Missing {
    #[error("the proxy cannot be used: name it as http://host:port")]
    Proxy(#[source] BadProxy),
    #[error("the trusted certificates cannot be used: give PEM text of certificates")]
    Trust(#[source] BadRoots),
    #[error("the operating system gives no randomness for retries: let the process read it")]
    Random(#[source] Box<dyn std::error::Error + Send + Sync>),
}
