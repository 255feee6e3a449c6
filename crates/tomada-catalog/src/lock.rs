//! `catalog.lock`: which exact bytes stand for each entry of `catalog.toml`.
//!
//! Written by `tomada lock` alone, sorted and in one piece, so that it can be read in a diff and is never half
//! there. What it pins is what runs; a newer version in a source folder changes nothing until it is locked.

use std::io::Write;
use std::path::{Path, PathBuf};

use semver::Version;
use serde::{Deserialize, Deserializer, Serialize, de};

use crate::listing::Offer;
use crate::{CatalogError, Digest, file, mistake};

/// Some 350 bytes for each entry.
const LOCK_MAX_BYTES: u64 = 16 * 1024 * 1024;

/// The form of the file that this version reads and writes.
const FORMAT: u32 = 1;

const HEAD: &str =
    "# Which exact files stand for each entry of catalog.toml. Written by `tomada lock`: do not edit.\n\n";

/// One exact version, pinned.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pin {
    /// The integration.
    pub id: String,
    /// Its version.
    pub version: Version,
    /// The folder of its `manifest.json`, from the folder of `catalog.toml`.
    pub source: String,
    /// Its shared library, from the same folder.
    pub library: String,
    /// What the library hashes to.
    pub library_sha256: Digest,
    /// What `manifest.json` hashes to.
    pub manifest_sha256: Digest,
}

/// All pins.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Lock {
    #[serde(deserialize_with = "format")]
    format: u32,
    #[serde(default)]
    integration: Vec<Pin>,
}

/// What the lock says about one offer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Claim<'a> {
    /// This pin stands for it.
    Pinned(&'a Pin),
    /// It was pinned to this, which its requirement no longer matches.
    Stale(&'a Pin),
    /// Nothing.
    Unlocked,
}

impl Lock {
    /// The name of the lock of the catalog `path`.
    pub(crate) fn path_of(catalog: &Path) -> PathBuf {
        catalog.with_extension("lock")
    }

    /// Sorted pins, ready to be written.
    pub(crate) fn new(mut pins: Vec<Pin>) -> Self {
        pins.sort();
        Self { format: FORMAT, integration: pins }
    }

    /// Reads the file; one that is not there pins nothing.
    pub(crate) fn read(path: &Path) -> Result<Self, CatalogError> {
        let text = match file::read_text(path, LOCK_MAX_BYTES) {
            Ok(text) => text,
            Err(file::FileError::Missing { .. }) => return Ok(Self::new(Vec::new())),
            Err(error) => return Err(error.into()),
        };
        let lock = mistake::parse::<Self>(path, &text).map_err(CatalogError::Lock)?;
        Ok(Self::new(lock.integration))
    }

    /// Replaces the file in one step: a reader sees the old one or the new one.
    pub(crate) fn write(&self, path: &Path) -> Result<(), CatalogError> {
        let failed = |source| CatalogError::LockNotWritten { path: path.to_owned(), source };
        let text = toml::to_string(self).map_err(|error| failed(std::io::Error::other(error)))?;
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let mut temporary = temporary_in(folder).map_err(failed)?;
        temporary.write_all(HEAD.as_bytes()).map_err(failed)?;
        temporary.write_all(text.as_bytes()).map_err(failed)?;
        temporary.as_file().sync_all().map_err(failed)?;
        temporary.persist(path).map_err(|error| failed(error.error))?;
        Ok(())
    }

    pub(crate) fn pins(&self) -> &[Pin] {
        &self.integration
    }

    /// The pins of one id: they lie side by side.
    fn of(&self, id: &str) -> &[Pin] {
        let from = self.integration.partition_point(|pin| pin.id.as_str() < id);
        let count = self.integration[from..].partition_point(|pin| pin.id == id);
        &self.integration[from..from + count]
    }

    /// What the lock says about `offer`, where `offers` are all of the same id: a pin that another one's
    /// requirement matches is not this one's stale one.
    pub(crate) fn claim<'a>(&'a self, offer: &Offer, offers: &[&Offer]) -> Claim<'a> {
        let own = || self.of(&offer.id).iter().filter(|pin| offer.holds(pin));
        let pinned = own().filter(|pin| offer.requirement.matches(&pin.version));
        if let Some(pin) = pinned.max_by_key(|pin| &pin.version) {
            return Claim::Pinned(pin);
        }
        let taken = |pin: &Pin| {
            offers.iter().any(|other| other.holds(pin) && other.requirement.matches(&pin.version))
        };
        match own().find(|pin| !taken(pin)) {
            Some(pin) => Claim::Stale(pin),
            None => Claim::Unlocked,
        }
    }
}

impl Offer {
    /// Whether `pin` is of this integration and lies in this source folder.
    pub(crate) fn holds(&self, pin: &Pin) -> bool {
        let below = |folder: &str| {
            folder.is_empty() || folder.strip_prefix('/').is_some_and(|name| !name.contains('/'))
        };
        pin.id == self.id && pin.source.strip_prefix(self.source.as_str()).is_some_and(below)
    }
}

/// A file that everybody may read, as a lock file is, where the user's mask lets them.
fn temporary_in(folder: &Path) -> std::io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".catalog.lock.");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(std::fs::Permissions::from_mode(0o644));
    }
    builder.tempfile_in(folder)
}

fn format<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u32, D::Error> {
    match u32::deserialize(deserializer)? {
        FORMAT => Ok(FORMAT),
        other => Err(de::Error::custom(format_args!(
            "format {other} is unknown: this version of Tomada reads and writes format {FORMAT}"
        ))),
    }
}
