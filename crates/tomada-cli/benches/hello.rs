//! The library of `hello`, built for release.

use std::path::PathBuf;

/// Where it lies: beside the benchmark's own folder.
pub(crate) fn path() -> PathBuf {
    let own = std::env::current_exe().expect("a program knows its path");
    let folder = own.parent().and_then(std::path::Path::parent).expect("target/release/deps");
    let name = format!("{}hello{}", std::env::consts::DLL_PREFIX, std::env::consts::DLL_SUFFIX);
    folder.join(name)
}

/// Its bytes.
#[allow(dead_code, reason = "one of the benchmarks wants only the path")]
pub(crate) fn library() -> Vec<u8> {
    std::fs::read(path()).expect("first: cargo build --release -p hello")
}
