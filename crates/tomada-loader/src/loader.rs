//! The load order: read once, hash, lint, compare, seal, map, check, start. Nothing of the plugin runs before "map".

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use libloading::os::unix::Symbol;
use tomada_abi::{ENTRY_SYMBOL, PluginV1};
use tomada_catalog::{Artefact, Digest, Tier};
use tomada_core::{Failure, Integration, Manifest};
use tomada_host::Executor;

use crate::entry;
use crate::error::LoadError;
use crate::file::{Facts, inspect};
use crate::host_side::HostSide;
use crate::map;
use crate::plugin::Plugin;
use crate::watch::{self, enter};

/// Opens plugins in this process. One loader gives the same plugin for the same bytes, and refuses two different
/// libraries that claim to be the same version of one integration.
#[derive(Debug, Default)]
pub struct Loader {
    opened: Mutex<HashMap<String, (Digest, Arc<Plugin>)>>,
}

impl Loader {
    /// A loader that has opened nothing yet.
    pub fn new() -> Self {
        watch::start();
        Self::default()
    }

    /// Opens a resolved and pinned artefact.
    ///
    /// # Errors
    /// Every refusal of the load order.
    pub fn open_artefact(&self, artefact: &Artefact) -> Result<Arc<Plugin>, LoadError> {
        if artefact.tier == Tier::Sandboxed {
            return Err(LoadError::Sandboxed);
        }
        let bytes = artefact.read()?;
        self.open(&bytes, Some(&artefact.manifest))
    }

    /// Opens a library from its bytes, whose author is trusted with this process.
    ///
    /// # Errors
    /// Every refusal of the load order but those of reading and pinning.
    pub fn open_bytes(&self, bytes: &[u8]) -> Result<Arc<Plugin>, LoadError> {
        self.open(bytes, None)
    }

    fn open(&self, bytes: &[u8], pinned: Option<&Manifest>) -> Result<Arc<Plugin>, LoadError> {
        let facts = inspect(bytes)?;
        if pinned.is_some_and(|pinned| *pinned != facts.manifest) {
            return Err(LoadError::Manifest {
                reason: "it is not the manifest.json beside the library; build the library anew".to_owned(),
            });
        }
        let name = format!("{}@{}", facts.manifest.id, facts.manifest.version);
        let digest = Digest::of(bytes);
        // Held while opening: two opens of one library must not run its constructors twice.
        let mut opened = self.opened.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((known, plugin)) = opened.get(&name) {
            return if *known == digest {
                Ok(plugin.clone())
            } else {
                Err(LoadError::Taken { name, known: *known, found: digest })
            };
        }
        let plugin = Arc::new(start(bytes, facts, name.clone())?);
        opened.insert(name, (digest, plugin.clone()));
        Ok(plugin)
    }
}

fn start(bytes: &[u8], facts: Facts, name: String) -> Result<Plugin, LoadError> {
    let host = HostSide::leak(name);
    // Its constructors run here: watched like any other entry.
    let library = enter(host, || map::open(bytes, &host.name))?;
    // SAFETY: the symbol is a data object by that name; it is only used as an address, which `entry` checks.
    let symbol: Symbol<*const PluginV1> =
        unsafe { library.get(ENTRY_SYMBOL) }.map_err(|error| LoadError::Map(error.into()))?;
    let exported = symbol.as_raw_ptr().cast::<PluginV1>().cast_const();
    // Never unloaded: threads, thread-locals and wakers of the plugin may outlive any call.
    std::mem::forget(library);
    let bytes = facts.entry_bytes.unwrap_or(size_of::<PluginV1>() as u64);
    // SAFETY: the address and size of an exported object in a library that is never unloaded.
    let entry = unsafe { entry::start(exported, bytes, &facts.section, host) }?;
    Ok(Plugin::new(facts.manifest, host, entry))
}

impl Executor for Loader {
    fn open(&self, artefact: &Artefact) -> Result<Arc<dyn Integration>, Failure> {
        match self.open_artefact(artefact) {
            Ok(plugin) => Ok(plugin),
            Err(error) => Err(error.into_failure(&artefact.manifest.id)),
        }
    }
}
