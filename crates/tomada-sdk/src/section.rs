//! The manifest section, put together while the plugin compiles: header, build facts, the committed `manifest.json`.
//!
//! The macro calls both functions in a constant; the host reads the result with `tomada_abi::section`.

use tomada_abi::section::{HEADER_BYTES, header};

/// The JSON of `wire::Embedded` up to the manifest. `panic` is what it says, because this crate refuses to compile
/// otherwise; the other facts come from the build script.
const BEFORE: &[u8] =
    concat!(r#"{"build":{"panic":"unwind","#, env!("TOMADA_BUILD"), r#"},"manifest":"#).as_bytes();

const AFTER: &[u8] = b"}";

/// How many bytes the section of `manifest`, a JSON object, has.
///
/// # Panics
/// While compiling: when it is no object.
pub const fn section_bytes(manifest: &[u8]) -> usize {
    assert!(matches!(manifest.first(), Some(b'{')), "manifest.json does not begin with a JSON object");
    HEADER_BYTES + BEFORE.len() + manifest.len() + AFTER.len()
}

/// The section of `manifest`.
///
/// # Panics
/// While compiling: when it is too large.
pub const fn section<const BYTES: usize>(manifest: &[u8]) -> [u8; BYTES] {
    let mut section = [0; BYTES];
    let (head, json) = section.split_at_mut(HEADER_BYTES);
    let (before, rest) = json.split_at_mut(BEFORE.len());
    let (middle, after) = rest.split_at_mut(manifest.len());
    before.copy_from_slice(BEFORE);
    middle.copy_from_slice(manifest);
    after.copy_from_slice(AFTER);
    head.copy_from_slice(&header(json));
    section
}
