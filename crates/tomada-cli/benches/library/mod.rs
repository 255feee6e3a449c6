//! The libraries of plugins, built for release.

use std::path::PathBuf;

/// Where that of `plugin` lies: beside the benchmark's own folder.
pub(crate) fn path(plugin: &str) -> PathBuf {
    let own = std::env::current_exe().expect("a program knows its path");
    let folder = own.parent().and_then(std::path::Path::parent).expect("target/release/deps");
    folder.join(file(plugin))
}

/// What its file is called.
pub(crate) fn file(plugin: &str) -> String {
    let name = plugin.replace('-', "_");
    format!("{}{name}{}", std::env::consts::DLL_PREFIX, std::env::consts::DLL_SUFFIX)
}

/// Its bytes.
pub(crate) fn bytes(plugin: &str) -> Vec<u8> {
    std::fs::read(path(plugin)).unwrap_or_else(|_| panic!("first: cargo build --release -p {plugin}"))
}
