//! The whole house as the server and the local commands use it: the store, the platform over it, the application
//! over that.
//!
//! Rule: the folder of the data is this user's alone, and what is opened is closed in order.

use std::fs::DirBuilder;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::os::unix::fs::DirBuilderExt;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use tomada_catalog::Catalog;
use tomada_core::{Failure, Kind};
use tomada_egress::Limits;
use tomada_host::{Host, OsRandom, SystemClock};
use tomada_loader::Loader;
use tomada_platform::{GrantKeeper, Parts, Platform};
use tomada_server::Options;
use tomada_store::{Location, Store};

use super::{local, not_started};
use crate::config::{Config, Retention};

/// The house; cheap to clone.
#[derive(Clone)]
pub(crate) struct House {
    platform: Platform,
    store: Store,
    options: Options,
}

impl House {
    /// Opens it with its data. `listening` is the server's address, which is never called from within.
    ///
    /// # Errors
    /// When another server has the data, or something of it cannot be used.
    pub(crate) async fn open(
        catalog: &Catalog,
        config: &Config,
        listening: Option<SocketAddr>,
    ) -> Result<Self, Failure> {
        make_folder(&config.data)?;
        let proxy = config.egress_proxy.as_ref().map(|it| String::from_utf8_lossy(it.expose()).into_owned());
        let store = open_store(config).await?;
        let random = Arc::new(OsRandom::new().map_err(|error| not_started(&error))?);
        let clock = Arc::new(SystemClock);
        let grants = Arc::new(GrantKeeper::new(store.clone(), clock.clone(), random.clone()));
        let egress = super::egress(config.egress_allow.clone(), proxy.as_deref())
            .grants(grants)
            // What leads back here, by whatever address, would answer itself for ever.
            .own_ports(listening.map(|address| address.port()))
            .own_urls(config.public_url.iter().filter_map(|url| url.parse().ok()));
        let egress = Arc::new(egress.build().map_err(|error| not_started(&error))?);
        let builder =
            Host::builder().catalog(catalog).executor(Arc::new(Loader::new())).egress(egress.clone());
        let kept = Arc::new(store.clone());
        let builder = builder.vault(Arc::clone(&kept) as _).state(Arc::clone(&kept) as _).journal(kept);
        let host = builder.build().map_err(|error| not_started(&error))?;
        let rules = super::rules::rules(config, &Limits::default());
        let platform = Platform::new(Parts { host, store: store.clone(), egress, clock, random, rules });
        let own = || listening.map(|address| format!("http://{}", reachable(address))).unwrap_or_default();
        let options = Options {
            public_url: config.public_url.clone().unwrap_or_else(own),
            embed_origins: config.embed_origins.clone(),
            categories: catalog.categories().to_vec(),
            metrics_token: config.metrics_token.clone(),
        };
        Ok(Self { platform, store, options })
    }

    /// The application.
    pub(crate) fn router(&self) -> Router {
        tomada_server::app(self.platform.clone(), self.options.clone())
    }

    /// The application for the one who runs it.
    pub(crate) fn local_router(&self, router: Router) -> Router {
        local::router(router, self.store.clone())
    }

    /// The address that people reach the server by.
    pub(crate) fn public_url(&self) -> &str {
        &self.options.public_url
    }

    /// The link by which the first person signs in, as long as nobody can.
    pub(crate) async fn first_link(&self) -> Result<Option<String>, Failure> {
        let token = self.platform.first_link().await?;
        let url = self.public_url();
        Ok(token.map(|token| format!("{url}/sign-in/{}", String::from_utf8_lossy(token.expose()))))
    }

    /// Cuts the call logs of all projects back to what `retention` allows, and removes answers that are kept no longer.
    pub(crate) async fn retain(&self, retention: Retention) -> Result<(), Failure> {
        const DAY_MS: u64 = 24 * 60 * 60 * 1_000;
        const PAGE: u32 = 100;
        let allowed = tomada_store::Retention {
            ok_max_age_ms: Some(u64::from(retention.ok_days) * DAY_MS),
            failed_max_age_ms: Some(u64::from(retention.failed_days) * DAY_MS),
            max_bytes: (retention.max_mib > 0).then(|| u64::from(retention.max_mib) * 1_024 * 1_024),
        };
        let mut after = String::new();
        loop {
            let projects = self.store.projects(&after, PAGE).await?;
            let Some(last) = projects.last() else { return Ok(()) };
            last.id.clone_into(&mut after);
            for project in &projects {
                let removed = self.store.sweep(&project.id, allowed).await?;
                let answers = self.store.sweep_answers(&project.id).await?;
                tracing::debug!(project = project.id, removed, answers, "the call log was cut back");
            }
        }
    }

    /// Tests the connections that have had no run for as long as `quiet`.
    pub(crate) async fn probe(&self, quiet: Duration) -> Result<(), Failure> {
        let quiet_ms = u64::try_from(quiet.as_millis()).unwrap_or(u64::MAX);
        let probed = self.platform.probe(quiet_ms).await?;
        tracing::debug!(probed, "connections were tested");
        Ok(())
    }

    /// Waits for what is still to be written, and closes the store.
    pub(crate) async fn close(&self) -> Result<(), Failure> {
        Ok(self.store.close().await?)
    }
}

/// An address that listens everywhere is reached on this machine at its loopback address.
fn reachable(address: SocketAddr) -> SocketAddr {
    let loopback: IpAddr = match address {
        SocketAddr::V4(_) => Ipv4Addr::LOCALHOST.into(),
        SocketAddr::V6(_) => Ipv6Addr::LOCALHOST.into(),
    };
    if address.ip().is_unspecified() { SocketAddr::new(loopback, address.port()) } else { address }
}

async fn open_store(config: &Config) -> Result<Store, Failure> {
    let location = match &config.database_url {
        Some(url) => Location::Server(url.clone()),
        None => Location::File(config.database_file()),
    };
    let mut options = tomada_store::Options::new(location)?;
    options.key_file = Some(config.key_file());
    options.journal = config.journal;
    Ok(Store::open(options).await?)
}

/// Makes the folder of the data, this user's alone.
pub(crate) fn make_folder(path: &Path) -> Result<(), Failure> {
    DirBuilder::new().recursive(true).mode(0o700).create(path).map_err(|error| {
        Failure::coded(Kind::Unavailable, "cli-data-refused")
            .with_argument("path", path.display())
            .with_argument("reason", error)
    })
}
