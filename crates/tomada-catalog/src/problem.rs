//! What can be wrong with one entry, and with the catalog as a whole.
//!
//! A [`Problem`] stands in the entry's place and hides no other entry; a [`CatalogError`] means that there is no
//! catalog. Both become a coded `Failure`, whose texts lie in the message catalogue.

use std::path::PathBuf;

use semver::{Version, VersionReq};

use crate::Digest;
use crate::candidates::Found;
use crate::file::FileError;
use crate::manifest::ManifestError;
use crate::mistake::{Mistake, Place};

/// Why one entry of the catalog cannot run.
#[derive(Debug, thiserror::Error)]
pub enum Problem {
    /// Neither the source folder nor a folder in it holds a `manifest.json`.
    #[error("no manifest.json of {id} in {} nor one folder below", folder.display())]
    ManifestMissing {
        /// The integration.
        id: String,
        /// The source folder.
        folder: PathBuf,
    },
    /// The manifest cannot be used.
    #[error(transparent)]
    ManifestInvalid(ManifestError),
    /// A file is something else than a regular file of a sensible size.
    #[error(transparent)]
    FileRefused(FileError),
    /// No version there is matches the requirement.
    #[error("{id} {requirement} ({place}) matches none of {}", versions(found))]
    NoMatch {
        /// The integration.
        id: String,
        /// What is required.
        requirement: VersionReq,
        /// Where that is written.
        place: Place,
        /// The versions there are.
        found: Vec<Found>,
    },
    /// One version of one integration is offered twice.
    #[error("{id} {version} is offered twice: {} and {}", places[0], places[1])]
    Conflict {
        /// The integration.
        id: String,
        /// Its version.
        version: Version,
        /// Both sides: places in `catalog.toml`, or folders of one source.
        places: [String; 2],
    },
    /// Nothing is pinned for the entry.
    #[error("{id} is not locked; {version} would be")]
    NotLocked {
        /// The integration.
        id: String,
        /// The version that locking would pin.
        version: Version,
    },
    /// What is pinned no longer matches what is required.
    #[error("{id} is locked to {locked}, which {requirement} ({place}) does not match")]
    LockStale {
        /// The integration.
        id: String,
        /// The pinned version.
        locked: Version,
        /// What is required.
        requirement: VersionReq,
        /// Where that is written.
        place: Place,
    },
    /// `manifest.json` is not the one that was pinned.
    #[error("{} is not the pinned manifest of {id}: {found} instead of {pinned}", path.display())]
    ManifestChanged {
        /// The integration.
        id: String,
        /// The manifest.
        path: PathBuf,
        /// What was pinned.
        pinned: Digest,
        /// What is there.
        found: Digest,
    },
    /// There is no library.
    #[error("no library of {id} at {}", paths(looked_at))]
    LibraryMissing {
        /// The integration.
        id: String,
        /// Where one could be.
        looked_at: Vec<PathBuf>,
    },
    /// The library is not the one that was pinned.
    #[error("{} is not the pinned library of {id}: {found} instead of {pinned}", library.display())]
    LibraryChanged {
        /// The integration.
        id: String,
        /// The library.
        library: PathBuf,
        /// What was pinned.
        pinned: Digest,
        /// What is there.
        found: Digest,
    },
    /// The library is not signed by the key that its entry names.
    #[error("the signature of {} does not hold: {reason}", library.display())]
    SignatureRefused {
        /// The library.
        library: PathBuf,
        /// Why.
        reason: String,
    },
}

impl Problem {
    /// What `error` means for the entry of `id`.
    pub(crate) fn of_manifest(id: &str, error: ManifestError) -> Self {
        match error {
            ManifestError::File(FileError::Missing { path, .. }) => {
                let folder = path.parent().map(PathBuf::from).unwrap_or_default();
                Self::ManifestMissing { id: id.to_owned(), folder }
            }
            ManifestError::File(error) => Self::FileRefused(error),
            error => Self::ManifestInvalid(error),
        }
    }
}

/// Why there is no catalog.
#[derive(Debug, thiserror::Error)]
pub enum CatalogError {
    /// `catalog.toml` or `catalog.lock` could not be read.
    #[error(transparent)]
    File(#[from] FileError),
    /// `catalog.toml` says what it may not.
    #[error(transparent)]
    Listing(#[from] Mistake),
    /// `catalog.lock` is not what `tomada lock` wrote.
    #[error(transparent)]
    Lock(Mistake),
    /// `catalog.lock` could not be written; the old one is untouched.
    #[error("cannot write {}", path.display())]
    LockNotWritten {
        /// The lock.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// An id that is to be locked is not in `catalog.toml`.
    #[error("{id:?} is not in {}; nearest: {nearest:?}", path.display())]
    UnknownId {
        /// The id.
        id: String,
        /// The catalog.
        path: PathBuf,
        /// The id there is that is most like it.
        nearest: String,
    },
}

/// `1.0.0 (plugins/hello/1.0.0), 1.1.0 (plugins/hello/1.1.0)`, the highest first, at most ten.
pub(crate) fn versions(found: &[Found]) -> String {
    let mut found = found.iter().collect::<Vec<_>>();
    found.sort_by(|one, other| other.version.cmp(&one.version));
    let shown = found.iter().take(10).map(|it| format!("{} ({})", it.version, it.folder));
    let more = (found.len() > 10).then(|| format!("… {}", found.len() - 10));
    shown.chain(more).collect::<Vec<_>>().join(", ")
}

pub(crate) fn paths(paths: &[PathBuf]) -> String {
    paths.iter().map(|path| path.display().to_string()).collect::<Vec<_>>().join(", ")
}
