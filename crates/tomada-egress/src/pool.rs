//! Connections kept for the next request. A pool belongs to one origin of one connection of one project, so that
//! nobody ever gets an answer, a TLS session or a cookie of somebody else's.
//!
//! The rule it protects: a connection comes back only when its last answer has come in whole.

use std::num::NonZeroUsize;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::time::Duration;

use http::HeaderValue;
use lru::LruCache;
use rustls::ClientConfig;
use tokio::time::{Instant, sleep};
use tomada_core::Timings;
use url::Position;

use crate::connection::Connection;
use crate::credential::{Identity, Tokens};
use crate::dial::{Dialler, micros};
use crate::fault::{Fault, Word};
use crate::limits::Limits;
use crate::policy::{Policy, Reach, Target};
use crate::proxy::Proxy;
use crate::resolve::Resolve;
use crate::tls;

/// Whose connections these are, and where they lead.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct PoolKey {
    pub(crate) project: Arc<str>,
    pub(crate) connection: Arc<str>,
    pub(crate) origin: String,
    pub(crate) reach: Reach,
    /// The fingerprint of the client certificate that its connections show.
    pub(crate) identity: Option<[u8; 32]>,
}

/// The connections to one origin.
pub(crate) struct Pool {
    dialler: Dialler,
    tls: Arc<ClientConfig>,
    /// The client that goes through the operator's proxy, if there is one.
    proxied: Option<reqwest::Client>,
    /// Host and port as the origin's requests name them.
    host: HeaderValue,
    idle: Mutex<Idle>,
}

/// What is not in use, or can be used by many.
struct Idle {
    used: Instant,
    /// The last used last.
    connections: Vec<(Connection, Instant)>,
    shared: Option<Connection>,
}

impl Pool {
    /// Host and port as the origin's requests name them.
    pub(crate) fn host(&self) -> &HeaderValue {
        &self.host
    }

    /// A connection that is open already and can take a request.
    pub(crate) async fn take(&self) -> Option<Connection> {
        loop {
            let mut connection = self.lock().take(self.dialler.limits.idle())?;
            if connection.is_ready().await {
                return Some(connection);
            }
        }
    }

    /// A new connection to `target`; how long each part took is noted, whatever comes of it.
    pub(crate) async fn open(&self, target: &Target, timings: &mut Timings) -> Result<Connection, Fault> {
        let limits = &*self.dialler.limits;
        if let Some(client) = &self.proxied {
            self.dialler.vet(target, timings).await?;
            return Ok(Connection::proxied(client.clone()));
        }
        let stream = self.dialler.dial(target, timings).await?;
        if !target.is_encrypted() {
            return Connection::one(stream, limits).await;
        }
        let began = Instant::now();
        let stream = tls::handshake(Arc::clone(&self.tls), target, stream, limits).await;
        timings.tls_us = Some(micros(began.elapsed()));
        let stream = stream?;
        if stream.get_ref().1.alpn_protocol() != Some(tls::HTTP2) {
            return Connection::one(stream, limits).await;
        }
        let connection = Connection::many(stream, limits).await?;
        self.lock().shared = connection.share();
        Ok(connection)
    }

    /// Takes a connection back whose last answer has come in whole.
    pub(crate) fn give_back(&self, mut connection: Connection) {
        connection.settle();
        if connection.share().is_some() || connection.is_closed() {
            return;
        }
        let mut idle = self.lock();
        if idle.connections.len() < self.dialler.limits.idle_max {
            idle.connections.push((connection, Instant::now()));
        }
    }

    fn lock(&self) -> MutexGuard<'_, Idle> {
        // Each change leaves lists that are whole.
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Idle {
    fn take(&mut self, idle: Duration) -> Option<Connection> {
        self.used = Instant::now();
        match &self.shared {
            Some(shared) if !shared.is_closed() => return shared.share(),
            _ => self.shared = None,
        }
        let (connection, since) = self.connections.pop()?;
        if since.elapsed() <= idle {
            return Some(connection);
        }
        // The others are older.
        self.connections.clear();
        None
    }

    /// Closes what has been unused for longer than `idle`, and says whether that is everything.
    fn sweep(&mut self, idle: Duration) -> bool {
        let is_unused = self.used.elapsed() > idle;
        if is_unused {
            self.shared = None;
        }
        self.connections.retain(|(connection, since)| since.elapsed() <= idle && !connection.is_closed());
        is_unused && self.connections.is_empty()
    }
}

/// Every pool, the longest unused last.
pub(crate) struct Pools {
    pub(crate) policy: Arc<Policy>,
    pub(crate) resolver: Arc<dyn Resolve>,
    pub(crate) limits: Arc<Limits>,
    pub(crate) tokens: Tokens,
    proxy: Option<Proxy>,
    tls: ClientConfig,
    kept: Mutex<LruCache<PoolKey, Arc<Pool>>>,
}

impl Pools {
    pub(crate) fn new(
        policy: Arc<Policy>,
        resolver: Arc<dyn Resolve>,
        limits: Arc<Limits>,
        tls: ClientConfig,
        proxy: Option<Proxy>,
    ) -> Self {
        let most = NonZeroUsize::new(limits.pools_max).unwrap_or(NonZeroUsize::MIN);
        Self {
            policy,
            resolver,
            limits,
            tokens: Tokens::default(),
            proxy,
            tls,
            kept: Mutex::new(LruCache::new(most)),
        }
    }

    /// The pool of `key`, which leads to `target`.
    pub(crate) fn get(
        self: &Arc<Self>,
        key: PoolKey,
        target: &Target,
        identity: Option<&Identity>,
    ) -> Result<Arc<Pool>, Fault> {
        let mut kept = self.lock();
        if let Some(pool) = kept.get(&key) {
            return Ok(Arc::clone(pool));
        }
        let pool = Arc::new(self.make(target, key.reach, identity)?);
        if kept.is_empty() {
            tokio::spawn(sweep(Arc::downgrade(self), self.limits.idle()));
        }
        kept.put(key, Arc::clone(&pool));
        Ok(pool)
    }

    fn make(&self, target: &Target, reach: Reach, identity: Option<&Identity>) -> Result<Pool, Fault> {
        let host = &target.url()[Position::BeforeHost..Position::AfterPort];
        let host = HeaderValue::from_str(host)
            .map_err(|error| Fault::new(Word::Malformed, format!("the host cannot be named: {error}")))?;
        let dialler = Dialler {
            policy: Arc::clone(&self.policy),
            resolver: Arc::clone(&self.resolver),
            limits: Arc::clone(&self.limits),
            reach,
        };
        let idle = Idle { used: Instant::now(), connections: Vec::new(), shared: None };
        let mut tls = tls::apart(&self.tls);
        if let Some(identity) = identity {
            identity.show_in(&mut tls);
        }
        let proxied = self.proxy.as_ref().map(|proxy| proxy.client(tls.clone(), &self.limits)).transpose()?;
        Ok(Pool { dialler, tls: Arc::new(tls), proxied, host, idle: Mutex::new(idle) })
    }

    /// Closes what has been unused for long, and says whether anything is left.
    fn sweep(&self) -> bool {
        let mut kept = self.lock();
        let idle = self.limits.idle();
        let swept = kept.iter().filter(|(_, pool)| pool.lock().sweep(idle)).map(|(key, _)| key.clone());
        for key in swept.collect::<Vec<_>>() {
            kept.pop(&key);
        }
        !kept.is_empty()
    }

    fn lock(&self) -> MutexGuard<'_, LruCache<PoolKey, Arc<Pool>>> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Sweeps the pools now and then, until there are none.
async fn sweep(pools: Weak<Pools>, idle: Duration) {
    loop {
        sleep(idle).await;
        let Some(pools) = pools.upgrade() else { return };
        if !pools.sweep() {
            return;
        }
    }
}
