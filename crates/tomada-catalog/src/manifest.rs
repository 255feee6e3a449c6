//! Reading `manifest.json`, within bounds, with every rule checked.
//!
//! Called for each entry of the catalog, and by whoever else gets a manifest's bytes, such as the loader with the
//! copy that a library carries. No code of the integration runs.

use std::path::{Path, PathBuf};

use tomada_core::Manifest;

use crate::file::{self, FileError};
use crate::rules::{ManifestFault, check_manifest};

/// How large a manifest may be.
const MANIFEST_MAX_BYTES: u64 = 1024 * 1024;

/// A manifest that cannot be used, and why.
#[derive(Debug, thiserror::Error)]
pub enum ManifestError {
    /// The file could not be read.
    #[error(transparent)]
    File(#[from] FileError),
    /// It is no JSON, or not the JSON of a manifest. Nesting is limited to 128 levels.
    #[error("{} is no manifest", path.display())]
    Shape {
        /// The file.
        path: PathBuf,
        /// What is wrong, with line and column.
        source: serde_json::Error,
    },
    /// It breaks rules.
    #[error("{} breaks {} rules, first {}", path.display(), faults.len(), faults[0])]
    Rules {
        /// The file.
        path: PathBuf,
        /// Which rules; never empty.
        faults: Vec<ManifestFault>,
    },
    /// It is another integration's, or another version's.
    #[error("{} is of {found}: {expected} is expected", path.display())]
    Other {
        /// The file.
        path: PathBuf,
        /// Whose it is.
        found: String,
        /// Whose it should be.
        expected: String,
    },
}

/// Reads and checks the manifest in the file `path`, at most 1 MiB, and gives its bytes too.
///
/// # Errors
/// [`ManifestError`]; never [`ManifestError::Other`].
pub fn read_manifest(path: &Path) -> Result<(Manifest, Vec<u8>), ManifestError> {
    let bytes = read_bytes(path)?;
    Ok((parse_manifest(path, &bytes)?, bytes))
}

pub(crate) fn read_bytes(path: &Path) -> Result<Vec<u8>, FileError> {
    file::read(path, MANIFEST_MAX_BYTES)
}

/// Reads and checks a manifest from `bytes`, which errors say to be those of `path`.
///
/// # Errors
/// [`ManifestError::Shape`], [`ManifestError::Rules`].
pub fn parse_manifest(path: &Path, bytes: &[u8]) -> Result<Manifest, ManifestError> {
    let path = || path.to_owned();
    let manifest =
        serde_json::from_slice(bytes).map_err(|source| ManifestError::Shape { path: path(), source })?;
    check_manifest(&manifest).map_err(|faults| ManifestError::Rules { path: path(), faults })?;
    Ok(manifest)
}
