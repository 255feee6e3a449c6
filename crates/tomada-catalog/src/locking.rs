//! `tomada lock`: accepting the files that are there now as what the catalog offers.
//!
//! The only writer of `catalog.lock`. An entry that cannot be locked keeps the pin that it had, and the others are
//! locked all the same.

use std::collections::BTreeSet;
use std::env::consts::{DLL_PREFIX, DLL_SUFFIX};
use std::path::Path;

use crate::artefact::read_library;
use crate::catalog::{by_id, claim};
use crate::listing::{Listing, Offer};
use crate::lock::{Claim, Lock, Pin};
use crate::mistake::nearest;
use crate::{Catalog, CatalogError, Digest, Place, Problem, candidates};

/// What locking did to one entry.
#[derive(Debug)]
pub struct Locked {
    /// The integration.
    pub id: String,
    /// Where its entry is written; `None` for a pin whose entry is gone.
    pub place: Option<Place>,
    /// What it did.
    pub change: Change,
}

/// What locking did.
#[derive(Debug)]
pub enum Change {
    /// It was not locked before.
    Added(Pin),
    /// Something else is locked now: another version, or the same with other files.
    Updated {
        /// What was.
        from: Pin,
        /// What is.
        to: Pin,
    },
    /// All is as it was.
    Unchanged(Pin),
    /// No entry wants it any more.
    Removed(Pin),
    /// It cannot be locked; what was locked before stays.
    Refused(Problem),
}

impl Catalog {
    /// Accepts the files that are there now for the entries of `ids`, all of them if that is empty: resolves each
    /// requirement, hashes manifest and library, checks the signature, and writes `catalog.lock` beside `path`.
    ///
    /// Pins of other entries are kept as they are; with all of them, pins that no entry wants are dropped.
    ///
    /// # Errors
    /// As [`Catalog::open`], and [`CatalogError::UnknownId`], [`CatalogError::LockNotWritten`].
    pub fn lock(path: &Path, ids: &[&str]) -> Result<Vec<Locked>, CatalogError> {
        let listing = Listing::read(path)?;
        check_ids(&listing, path, ids)?;
        let lock_path = Lock::path_of(path);
        let old = Lock::read(&lock_path)?;
        let proposals = propose(&listing, &old, ids);
        let pins = pins(&old, &proposals, ids);
        let removed = removed(&old, &proposals, &pins);
        let new = Lock::new(pins);
        if new != old {
            new.write(&lock_path)?;
        }
        Ok(proposals.into_iter().map(Proposal::into_locked).chain(removed).collect())
    }
}

fn check_ids(listing: &Listing, path: &Path, ids: &[&str]) -> Result<(), CatalogError> {
    let known = listing.offers.iter().map(|offer| offer.id.as_str()).collect::<Vec<_>>();
    match ids.iter().find(|id| !known.contains(id)) {
        None => Ok(()),
        Some(id) => Err(CatalogError::UnknownId {
            id: (*id).to_owned(),
            path: path.to_owned(),
            nearest: nearest(id, &known),
        }),
    }
}

/// What is to be pinned for one entry.
struct Proposal<'a> {
    offer: &'a Offer,
    old: Option<&'a Pin>,
    new: Result<Pin, Problem>,
}

impl Proposal<'_> {
    fn into_locked(self) -> Locked {
        let change = match (self.old.cloned(), self.new) {
            (_, Err(problem)) => Change::Refused(problem),
            (None, Ok(new)) => Change::Added(new),
            (Some(old), Ok(new)) if old == new => Change::Unchanged(new),
            (Some(from), Ok(to)) => Change::Updated { from, to },
        };
        Locked { id: self.offer.id.clone(), place: Some(self.offer.place.clone()), change }
    }

    /// What stands in the lock from now on.
    fn pin(&self) -> Option<&Pin> {
        self.new.as_ref().ok().or(self.old)
    }
}

fn is_chosen(ids: &[&str], id: &str) -> bool {
    ids.is_empty() || ids.contains(&id)
}

fn propose<'a>(listing: &'a Listing, old: &'a Lock, ids: &[&str]) -> Vec<Proposal<'a>> {
    let by_id = by_id(&listing.offers);
    let proposal = |offer: &'a Offer| {
        let old = match claim(old, offer, &by_id) {
            Claim::Pinned(pin) | Claim::Stale(pin) => Some(pin),
            Claim::Unlocked => None,
        };
        Proposal { offer, old, new: pin(listing, offer) }
    };
    let chosen = listing.offers.iter().filter(|offer| is_chosen(ids, &offer.id));
    let mut proposals = chosen.map(proposal).collect::<Vec<_>>();
    refuse_conflicts(&mut proposals);
    proposals
}

/// Resolves, reads and hashes what is there for `offer`.
fn pin(listing: &Listing, offer: &Offer) -> Result<Pin, Problem> {
    let candidate = candidates::resolve(&listing.base, offer)?;
    let library = library(listing, &candidate.folder, &offer.id)?;
    let path = listing.base.join(&library);
    let bytes = read_library(&path, &offer.id)?;
    if let Some(key) = &offer.key {
        key.verify(&path, &bytes)?;
    }
    Ok(Pin {
        id: offer.id.clone(),
        version: candidate.manifest.version,
        source: candidate.folder,
        library,
        library_sha256: Digest::of(&bytes),
        manifest_sha256: Digest::of(&candidate.manifest_bytes),
    })
}

/// Where the library is: beside the manifest, or where libraries are built. It is named after the id, as the
/// system names libraries: `libgoogle_sheets.so`.
fn library(listing: &Listing, folder: &str, id: &str) -> Result<String, Problem> {
    let name = format!("{DLL_PREFIX}{}{DLL_SUFFIX}", id.replace('-', "_"));
    let folders = [Some(folder), listing.libraries.as_deref()].into_iter().flatten();
    let looked_at = folders.map(|folder| format!("{folder}/{name}")).collect::<Vec<_>>();
    let there = looked_at.iter().find(|path| listing.base.join(path).symlink_metadata().is_ok());
    there.cloned().ok_or_else(|| Problem::LibraryMissing {
        id: id.to_owned(),
        looked_at: looked_at.iter().map(|path| listing.base.join(path)).collect(),
    })
}

/// Refuses proposals of the same id and version, each naming both.
fn refuse_conflicts(proposals: &mut [Proposal<'_>]) {
    for first in 0..proposals.len() {
        let Ok(pin) = &proposals[first].new else { continue };
        let (id, version) = (pin.id.clone(), pin.version.clone());
        let same = |other: &Proposal<'_>| {
            other.new.as_ref().is_ok_and(|it| (&it.id, &it.version) == (&id, &version))
        };
        let indices = (0..proposals.len()).filter(|index| same(&proposals[*index])).collect::<Vec<_>>();
        let [one, other, ..] = indices[..] else { continue };
        let places = [one, other].map(|index| proposals[index].offer.place.to_string());
        for index in indices {
            let conflict =
                Problem::Conflict { id: id.clone(), version: version.clone(), places: places.clone() };
            proposals[index].new = Err(conflict);
        }
    }
}

/// Everything that is pinned from now on.
fn pins(old: &Lock, proposals: &[Proposal<'_>], ids: &[&str]) -> Vec<Pin> {
    let untouched = old.pins().iter().filter(|pin| !is_chosen(ids, &pin.id));
    let pins = untouched.chain(proposals.iter().filter_map(Proposal::pin)).collect::<BTreeSet<_>>();
    pins.into_iter().cloned().collect()
}

/// The pins that are gone and that nothing took the place of.
fn removed(old: &Lock, proposals: &[Proposal<'_>], pins: &[Pin]) -> Vec<Locked> {
    let replaced = |pin: &Pin| proposals.iter().any(|proposal| proposal.old == Some(pin));
    let gone = old.pins().iter().filter(|pin| !pins.contains(pin) && !replaced(pin));
    gone.map(|pin| Locked { id: pin.id.clone(), place: None, change: Change::Removed(pin.clone()) }).collect()
}
