//! Opens plugins: shared libraries that speak the boundary of `tomada-abi`, as boxed `Integration`s.
//!
//! A library is read once; its bytes are hashed, linted and asked for their manifest before any of its code runs; the
//! same bytes, sealed in memory, are what is mapped. From then on every entry into the plugin goes through `run`,
//! and every way back through `host_side`.
//!
//! In process a plugin is trusted with everything: what is checked here protects against mistakes and mismatches,
//! and against careless plugins, not against one that means harm.

#[cfg(not(target_pointer_width = "64"))]
compile_error!("the plugin boundary is defined for 64-bit targets");

mod counters;
mod entry;
mod error;
mod file;
mod handles;
mod host_side;
mod linked;
mod loader;
mod map;
mod plugin;
mod run;
mod wake;
mod watch;

pub use counters::Counts;
pub use error::LoadError;
pub use file::{Facts, inspect};
pub use linked::linked;
pub use loader::Loader;
pub use plugin::Plugin;
pub use watch::stuck;
