//! One exact version of one integration, resolved and pinned: what an executor opens.
//!
//! The catalog makes it; the loader reads the library through [`Artefact::read`] and maps those very bytes, never
//! the file again.

use std::path::{Path, PathBuf};

use tomada_core::Manifest;

use crate::{Digest, Key, Problem, Tier, file, read_manifest};

/// How large a library may be.
const LIBRARY_MAX_BYTES: u64 = 64 * 1024 * 1024;

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
    /// Whose signature the library's bytes must carry, if anybody's.
    pub key: Option<Key>,
}

impl Artefact {
    /// The plugin of these two files as they are now, for tools that look at a plugin before any catalog offers it.
    ///
    /// # Errors
    /// As reading a manifest and a library; nothing is compared yet.
    pub fn of_files(manifest: &Path, library: &Path, tier: Tier) -> Result<Self, Problem> {
        let name = library.display().to_string();
        let (manifest, manifest_bytes) =
            read_manifest(manifest).map_err(|error| Problem::of_manifest(&name, error))?;
        let digest = Digest::of(&read_library(library, &manifest.id)?);
        Ok(Self { manifest, manifest_bytes, library: library.to_owned(), digest, tier, key: None })
    }

    /// The bytes of the library, read once and checked: they hash to `digest` and, with a `key`, are signed by it.
    /// At most 64 MiB; never waits for a pipe or a device.
    ///
    /// # Errors
    /// [`Problem::LibraryMissing`], [`Problem::FileRefused`], [`Problem::LibraryChanged`],
    /// [`Problem::SignatureRefused`].
    pub fn read(&self) -> Result<Vec<u8>, Problem> {
        let bytes = read_library(&self.library, &self.manifest.id)?;
        let found = Digest::of(&bytes);
        if found != self.digest {
            return Err(Problem::LibraryChanged {
                id: self.manifest.id.clone(),
                library: self.library.clone(),
                pinned: self.digest,
                found,
            });
        }
        if let Some(key) = &self.key {
            key.verify(&self.library, &bytes)?;
        }
        Ok(bytes)
    }
}

/// The bytes of `library`, unchecked.
pub(crate) fn read_library(library: &Path, id: &str) -> Result<Vec<u8>, Problem> {
    file::read(library, LIBRARY_MAX_BYTES).map_err(|error| match error {
        file::FileError::Missing { path, .. } => {
            Problem::LibraryMissing { id: id.to_owned(), looked_at: vec![path] }
        }
        error => Problem::FileRefused(error),
    })
}
