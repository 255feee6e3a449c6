//! One exact version of one integration, resolved and pinned: what an executor opens.

use std::path::PathBuf;

use tomada_core::Manifest;

use crate::{Digest, Tier};

/// One exact version of one integration, as it was resolved and pinned.
#[derive(Clone, Debug, PartialEq)]
pub struct Artefact {
    /// What the pinned `manifest.json` says; the library's embedded copy must say the same.
    pub manifest: Manifest,
    /// The very bytes of `manifest.json`, for that comparison.
    pub manifest_bytes: Vec<u8>,
    /// The plugin's shared library.
    pub library: PathBuf,
    /// What the library's bytes must hash to.
    pub digest: Digest,
    /// How far it is trusted.
    pub tier: Tier,
}
