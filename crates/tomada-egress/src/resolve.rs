//! From a name to its addresses. Judging them is the policy's work; a test scripts this trait to rebind names.

use std::error::Error;
use std::fmt;
use std::net::{IpAddr, SocketAddr};
use std::sync::OnceLock;
use std::time::Duration;

use hickory_resolver::TokioResolver;
use hickory_resolver::config::{
    ConnectionConfig, LookupIpStrategy, NameServerConfig, ResolveHosts, ResolverConfig,
};
use hickory_resolver::net::runtime::TokioRuntimeProvider;
use hickory_resolver::net::{DnsError, NetError};
use hickory_resolver::proto::op::ResponseCode;
use hickory_resolver::proto::rr::Name;
use tomada_core::BoxFuture;

/// Resolves names. It is asked whenever a connection is dialled, and never for addresses or `localhost`.
pub trait Resolve: Send + Sync {
    /// Every address of `name`, an absolute name without its final dot.
    ///
    /// # Errors
    /// When the name has none or nobody answers. The caller limits the time.
    fn resolve(&self, name: &str) -> BoxFuture<'static, Result<Vec<IpAddr>, ResolveError>>;
}

/// A name could not be resolved.
#[derive(Debug)]
pub struct ResolveError {
    name: String,
    passes: bool,
    source: Box<dyn Error + Send + Sync>,
}

impl ResolveError {
    /// `name` could not be resolved because of `source`, which would be the same a moment later.
    pub fn new(name: impl Into<String>, source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self { name: name.into(), passes: false, source: source.into() }
    }

    /// `name` could not be resolved because of `source`, which may pass: nobody answered, or the name server failed.
    pub fn passing(name: impl Into<String>, source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self { name: name.into(), passes: true, source: source.into() }
    }

    /// Whether it may pass, so that asking again is worth while.
    pub fn passes(&self) -> bool {
        self.passes
    }
}

impl fmt::Display for ResolveError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} could not be resolved", self.name)
    }
}

impl Error for ResolveError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&*self.source)
    }
}

/// Name servers, asked directly: absolute names, no search list, no hosts file. Those that this machine is configured
/// with, unless others are given; the configuration is read when the first name is resolved.
#[derive(Default)]
pub struct SystemDns {
    servers: Vec<SocketAddr>,
    resolver: OnceLock<TokioResolver>,
}

type Unresolved = Box<dyn Error + Send + Sync>;

impl SystemDns {
    /// Asks these servers in place of the machine's, over UDP, and over TCP where an answer does not fit.
    pub fn of_servers(servers: impl IntoIterator<Item = SocketAddr>) -> Self {
        Self { servers: servers.into_iter().collect(), resolver: OnceLock::new() }
    }

    fn resolver(&self) -> Result<TokioResolver, Unresolved> {
        if let Some(resolver) = self.resolver.get() {
            return Ok(resolver.clone());
        }
        let mut builder = if self.servers.is_empty() {
            TokioResolver::builder_tokio()?
        } else {
            let servers = self.servers.iter().map(server).collect();
            let config = ResolverConfig::from_name_servers(servers);
            TokioResolver::builder_with_config(config, TokioRuntimeProvider::default())
        };
        let options = builder.options_mut();
        options.use_hosts_file = ResolveHosts::Never;
        options.ip_strategy = LookupIpStrategy::Ipv4AndIpv6;
        // Two tries within the three seconds that a name is given.
        options.timeout = Duration::from_millis(1_400);
        options.attempts = 1;
        let resolver = builder.build()?;
        Ok(self.resolver.get_or_init(|| resolver).clone())
    }
}

fn server(address: &SocketAddr) -> NameServerConfig {
    let connections = [ConnectionConfig::udp(), ConnectionConfig::tcp()].map(|mut connection| {
        connection.port = address.port();
        connection
    });
    NameServerConfig::new(address.ip(), true, connections.to_vec())
}

impl Resolve for SystemDns {
    fn resolve(&self, name: &str) -> BoxFuture<'static, Result<Vec<IpAddr>, ResolveError>> {
        let resolver = self.resolver();
        let name = name.to_owned();
        Box::pin(async move {
            let answer = async {
                let mut absolute = Name::from_ascii(&name)?;
                absolute.set_fqdn(true);
                let found = resolver?.lookup_ip(absolute).await?;
                Ok(found.iter().collect())
            };
            answer.await.map_err(|source: Unresolved| match source.downcast_ref::<NetError>() {
                Some(error) if passes(error) => ResolveError::passing(name, source),
                _ => ResolveError::new(name, source),
            })
        })
    }
}

/// Whether it may pass: nobody answered, or the name server says that it failed (RFC 1035, section 4.1.1).
fn passes(error: &NetError) -> bool {
    match error {
        NetError::Timeout | NetError::Io(_) | NetError::Busy | NetError::NoConnections => true,
        NetError::Dns(DnsError::ResponseCode(code)) => *code == ResponseCode::ServFail,
        NetError::Dns(DnsError::NoRecordsFound(none)) => none.response_code == ResponseCode::ServFail,
        _ => false,
    }
}
