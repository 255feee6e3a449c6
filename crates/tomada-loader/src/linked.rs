//! A plugin that is part of the program: both sides of the boundary, no dynamic linker between them.
//!
//! For benchmarks, and for tools that watch memory and cannot follow a loaded library.

use tomada_abi::PluginV1;

use crate::entry;
use crate::error::LoadError;
use crate::file::section;
use crate::host_side::HostSide;
use crate::plugin::Plugin;

/// Starts a plugin that is linked into this program.
///
/// # Errors
/// As for a library, from the manifest section on.
///
/// # Safety
/// `exported` is a table by the rules of the boundary; whatever it points to lives as long as the process.
pub unsafe fn linked(exported: &'static PluginV1) -> Result<Plugin, LoadError> {
    let limit = tomada_abi::section::HEADER_BYTES + tomada_abi::section::JSON_MAX_BYTES;
    // SAFETY: a table by the rules lends its manifest for ever.
    let section = unsafe { exported.manifest.read(limit) }
        .map_err(|malformed| LoadError::Manifest { reason: malformed.to_string() })?;
    let manifest = section::manifest(section::read(section)?.manifest)?;
    let host = HostSide::leak(format!("{}@{}", manifest.id, manifest.version));
    // SAFETY: a reference is as long as its type, and says the caller.
    let entry = unsafe { entry::start(exported, size_of::<PluginV1>() as u64, section, host) }?;
    Ok(Plugin::new(manifest, host, entry))
}
