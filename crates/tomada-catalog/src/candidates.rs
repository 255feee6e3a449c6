//! The versions that a source folder holds, and which of them a requirement chooses.
//!
//! Used when an entry is locked, and to say what is wrong with one that is not. The rule: the highest version that
//! matches, and nothing unreadable is passed over in silence.

use std::fs;
use std::path::{Path, PathBuf};

use semver::{Version, VersionReq};
use tomada_core::Manifest;

use crate::Problem;
use crate::file::FileError;
use crate::listing::Offer;
use crate::manifest::{ManifestError, read_manifest};

/// One version in a source folder.
#[derive(Debug)]
pub(crate) struct Candidate {
    /// The folder that holds its manifest, from the folder of `catalog.toml`.
    pub(crate) folder: String,
    pub(crate) manifest: Manifest,
    pub(crate) manifest_bytes: Vec<u8>,
}

/// A version that was found, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The version.
    pub version: Version,
    /// The folder of its manifest.
    pub folder: String,
}

/// The highest version of `offer` that its requirement matches.
pub(crate) fn resolve(base: &Path, offer: &Offer) -> Result<Candidate, Problem> {
    let candidates = candidates(base, offer)?;
    let found = || candidates.iter().map(Candidate::found).collect::<Vec<_>>();
    let best = choose(candidates.iter().map(|candidate| &candidate.manifest.version), &offer.requirement);
    let Some(best) = best.cloned() else {
        return Err(Problem::NoMatch {
            id: offer.id.clone(),
            requirement: offer.requirement.clone(),
            place: offer.place.clone(),
            found: found(),
        });
    };
    let mut chosen = candidates.into_iter().filter(|candidate| candidate.manifest.version == best);
    match (chosen.next(), chosen.next()) {
        (Some(candidate), None) => Ok(candidate),
        (one, other) => Err(Problem::Conflict {
            id: offer.id.clone(),
            version: best,
            places: [one, other].map(|candidate| candidate.map(|it| it.folder).unwrap_or_default()),
        }),
    }
}

/// The highest of `versions` that `requirement` matches.
pub(crate) fn choose<'a>(
    versions: impl IntoIterator<Item = &'a Version>,
    requirement: &VersionReq,
) -> Option<&'a Version> {
    versions.into_iter().filter(|version| requirement.matches(version)).max()
}

impl Candidate {
    fn found(&self) -> Found {
        Found { version: self.manifest.version.clone(), folder: self.folder.clone() }
    }

    fn read(base: &Path, folder: String, offer: &Offer) -> Result<Self, Problem> {
        let path = base.join(&folder).join("manifest.json");
        let invalid = |error| Problem::of_manifest(&offer.id, error);
        let (manifest, manifest_bytes) = read_manifest(&path).map_err(invalid)?;
        if manifest.id != offer.id {
            let (found, expected) = (manifest.id, offer.id.clone());
            return Err(invalid(ManifestError::Other { path, found, expected }));
        }
        Ok(Self { folder, manifest, manifest_bytes })
    }
}

/// Every version that the source folder holds, ordered by folder.
fn candidates(base: &Path, offer: &Offer) -> Result<Vec<Candidate>, Problem> {
    let source = base.join(&offer.source);
    let folders =
        if holds_manifest(&source) { vec![offer.source.clone()] } else { version_folders(&source, offer)? };
    if folders.is_empty() {
        return Err(Problem::ManifestMissing { id: offer.id.clone(), folder: source });
    }
    folders.into_iter().map(|folder| Candidate::read(base, folder, offer)).collect()
}

/// The sub-folders of `source` that hold a manifest.
fn version_folders(source: &Path, offer: &Offer) -> Result<Vec<String>, Problem> {
    let failed = |error| match FileError::new(source, error) {
        FileError::Missing { path, .. } => Problem::ManifestMissing { id: offer.id.clone(), folder: path },
        error => Problem::FileRefused(error),
    };
    let mut folders = Vec::new();
    for entry in fs::read_dir(source).map_err(failed)? {
        let path: PathBuf = entry.map_err(failed)?.path();
        if holds_manifest(&path) {
            let name = path.file_name().and_then(|name| name.to_str());
            let name = name.ok_or_else(|| failed(std::io::Error::other("the name is not UTF-8")))?;
            folders.push(format!("{}/{name}", offer.source));
        }
    }
    folders.sort();
    Ok(folders)
}

/// Whether anything of that name is there, even what cannot be read: that is then said, not passed over.
fn holds_manifest(folder: &Path) -> bool {
    folder.join("manifest.json").symlink_metadata().is_ok()
}
