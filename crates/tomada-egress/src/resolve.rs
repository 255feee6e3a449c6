//! From a name to its addresses. Judging them is the policy's work; a test scripts this trait to rebind names.

use std::error::Error;
use std::fmt;
use std::net::IpAddr;
use std::sync::OnceLock;
use std::time::Duration;

use hickory_resolver::TokioResolver;
use hickory_resolver::config::{LookupIpStrategy, ResolveHosts};
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
    source: Box<dyn Error + Send + Sync>,
}

impl ResolveError {
    /// `name` could not be resolved because of `source`.
    pub fn new(name: impl Into<String>, source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self { name: name.into(), source: source.into() }
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

/// The name servers that this machine is configured with, asked directly: absolute names, no search list, no hosts
/// file. The configuration is read when the first name is resolved.
#[derive(Default)]
pub struct SystemDns(OnceLock<TokioResolver>);

impl SystemDns {
    fn resolver(&self) -> Result<TokioResolver, Box<dyn Error + Send + Sync>> {
        if let Some(resolver) = self.0.get() {
            return Ok(resolver.clone());
        }
        let mut builder = TokioResolver::builder_tokio()?;
        let options = builder.options_mut();
        options.use_hosts_file = ResolveHosts::Never;
        options.ip_strategy = LookupIpStrategy::Ipv4AndIpv6;
        // Two tries within the three seconds that a name is given.
        options.timeout = Duration::from_millis(1_400);
        options.attempts = 1;
        let resolver = builder.build()?;
        Ok(self.0.get_or_init(|| resolver).clone())
    }
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
            answer.await.map_err(|source: Box<dyn Error + Send + Sync>| ResolveError::new(name, source))
        })
    }
}
