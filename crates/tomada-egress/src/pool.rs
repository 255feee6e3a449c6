//! Connections kept for the next request. A pool belongs to one origin of one connection of one project, so that
//! nobody ever gets an answer, a TLS session or a cookie of somebody else's.

use std::num::NonZeroUsize;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use lru::LruCache;
use reqwest::redirect;
use rustls::ClientConfig;
use tokio::time::Instant;

use crate::dial::{Dial, Dialler, Vetted};
use crate::limits::Limits;
use crate::policy::{Policy, Reach, Target};
use crate::resolve::Resolve;

/// Whose connections these are, and where they lead.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct PoolKey {
    pub(crate) project: Arc<str>,
    pub(crate) connection: Arc<str>,
    pub(crate) origin: String,
    pub(crate) reach: Reach,
}

/// The client for one origin.
#[derive(Clone)]
pub(crate) struct Pool {
    client: reqwest::Client,
    dialler: Arc<Dialler>,
    used: Instant,
}

impl Pool {
    pub(crate) fn client(&self) -> &reqwest::Client {
        &self.client
    }

    /// The addresses that passed for this origin.
    pub(crate) fn vetted(&self) -> &Vetted {
        &self.dialler.vetted
    }
}

/// Every pool, the longest unused last.
pub(crate) struct Pools {
    pub(crate) policy: Arc<Policy>,
    pub(crate) resolver: Arc<dyn Resolve>,
    pub(crate) limits: Arc<Limits>,
    tls: ClientConfig,
    kept: Mutex<LruCache<PoolKey, Pool>>,
}

impl Pools {
    pub(crate) fn new(
        policy: Arc<Policy>,
        resolver: Arc<dyn Resolve>,
        limits: Arc<Limits>,
        tls: ClientConfig,
    ) -> Self {
        let most = NonZeroUsize::new(limits.pools_max).unwrap_or(NonZeroUsize::MIN);
        Self { policy, resolver, limits, tls, kept: Mutex::new(LruCache::new(most)) }
    }

    /// The pool of `key`, which leads to `target`.
    pub(crate) fn get(&self, key: PoolKey, target: &Target) -> reqwest::Result<Pool> {
        let now = Instant::now();
        let mut pools = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(pool) = pools.get_mut(&key) {
            pool.used = now;
            return Ok(pool.clone());
        }
        let idle = Duration::from_millis(self.limits.idle_ms);
        while pools.peek_lru().is_some_and(|(_, pool)| now.duration_since(pool.used) > idle) {
            pools.pop_lru();
        }
        let pool = self.make(target, key.reach)?;
        pools.put(key, pool.clone());
        Ok(pool)
    }

    fn make(&self, target: &Target, reach: Reach) -> reqwest::Result<Pool> {
        let dialler = Arc::new(Dialler {
            policy: Arc::clone(&self.policy),
            resolver: Arc::clone(&self.resolver),
            resolve_ms: self.limits.resolve_ms,
            port: target.port(),
            reach,
            vetted: Vetted::default(),
        });
        let client = self.client(&dialler)?;
        Ok(Pool { client, dialler, used: Instant::now() })
    }

    fn client(&self, dialler: &Arc<Dialler>) -> reqwest::Result<reqwest::Client> {
        reqwest::Client::builder()
            .tls_backend_preconfigured(self.tls.clone())
            .dns_resolver(Dial(Arc::clone(dialler)))
            .no_proxy()
            .redirect(redirect::Policy::none())
            .retry(reqwest::retry::never())
            .referer(false)
            .connect_timeout(Duration::from_millis(self.limits.connect_ms))
            .pool_idle_timeout(Duration::from_millis(self.limits.idle_ms))
            .pool_max_idle_per_host(self.limits.idle_max)
            .http1_max_headers(self.limits.headers_max + 1)
            .http2_max_header_list_size(u32::try_from(self.limits.head_max_bytes).unwrap_or(u32::MAX))
            .build()
    }
}
