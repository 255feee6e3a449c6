//! Wires the parts together: the one place that knows catalog, loader, egress, host, store and platform at once.

mod house;
mod local;
mod rules;

use std::sync::Arc;

use tomada_catalog::Catalog;
use tomada_core::{Failure, Kind};
use tomada_egress::{Opening, Outbound, OutboundBuilder};
use tomada_host::Host;
use tomada_loader::Loader;

pub(crate) use house::{House, make_folder};

/// A host for everything in `catalog`, whose way out leads to the public network and to `openings`, through `proxy` if
/// there is one.
///
/// # Errors
/// `Unavailable` when this machine lacks what a host needs.
pub(crate) fn host(catalog: &Catalog, openings: Vec<Opening>, proxy: Option<&str>) -> Result<Host, Failure> {
    let egress = egress(openings, proxy).build().map_err(|error| not_started(&error))?;
    Host::builder()
        .catalog(catalog)
        .executor(Arc::new(Loader::new()))
        .egress(Arc::new(egress))
        .build()
        .map_err(|error| not_started(&error))
}

/// The way out, to be put together.
fn egress(openings: Vec<Opening>, proxy: Option<&str>) -> OutboundBuilder {
    let egress = Outbound::builder().allow(openings);
    proxy.into_iter().fold(egress, OutboundBuilder::proxy)
}

/// The runtime that runs need.
///
/// # Errors
/// `Unavailable` when the system gives no threads.
pub(crate) fn runtime() -> Result<tokio::runtime::Runtime, Failure> {
    tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(|error| not_started(&error))
}

fn not_started(error: &dyn std::error::Error) -> Failure {
    let causes =
        std::iter::successors(error.source(), |cause| cause.source()).map(|cause| format!(": {cause}"));
    let reason = error.to_string() + &causes.collect::<String>();
    Failure::coded(Kind::Unavailable, "cli-host-not-started").with_argument("reason", reason)
}
