//! The catalog as the host and the interfaces use it: every entry, and the artefact that answers a request.
//!
//! [`Catalog::open`] reads `catalog.toml`, `catalog.lock` and the manifests; it runs no code of any integration.
//! The rule: a broken entry is listed with its reason and hides no other.

use std::collections::BTreeMap;
use std::num::NonZero;
use std::panic::resume_unwind;
use std::path::Path;
use std::sync::Arc;
use std::thread;

use semver::{Version, VersionReq};
use tomada_core::{Failure, Kind};

use crate::entry::{Entry, State};
use crate::listing::{Listing, Offer};
use crate::lock::{Claim, Lock};
use crate::mistake::nearest;
use crate::{Artefact, CatalogError, Problem};

/// What this installation offers.
#[derive(Debug, Default)]
pub struct Catalog {
    categories: Vec<String>,
    entries: Vec<Entry>,
}

impl Catalog {
    /// Reads the catalog whose `catalog.toml` is at `path`, with the `catalog.lock` beside it.
    ///
    /// # Errors
    /// Only when one of the two files as a whole cannot be read or is wrong.
    pub fn open(path: &Path) -> Result<Self, CatalogError> {
        let listing = Listing::read(path)?;
        let lock = Lock::read(&Lock::path_of(path))?;
        let mut entries = read_entries(&listing, &lock);
        refuse_conflicts(&mut entries);
        let mut catalog = Self { categories: listing.categories, entries };
        catalog.sort();
        Ok(catalog)
    }

    /// The menu's groups, in order. A category that is not among them comes after them.
    pub fn categories(&self) -> &[String] {
        &self.categories
    }

    /// Every entry: by category in the menu's order, then by id and version; those that cannot run come last.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The highest version of `id` that can run and that `requirement` matches.
    ///
    /// # Errors
    /// `NotFound` for an id or a version that is not offered; why an entry cannot run, where that is the reason.
    pub fn find(&self, id: &str, requirement: &VersionReq) -> Result<&Arc<Artefact>, Failure> {
        let own = || self.entries.iter().filter(|entry| entry.id == id);
        let ready = own().filter_map(Entry::artefact);
        let matching = ready.filter(|artefact| requirement.matches(&artefact.manifest.version));
        if let Some(artefact) = matching.max_by_key(|artefact| &artefact.manifest.version) {
            return Ok(artefact);
        }
        if let Some(problem) = own().find_map(Entry::problem) {
            return Err(problem.into());
        }
        let versions = own().filter_map(Entry::version).map(Version::to_string).collect::<Vec<_>>();
        if versions.is_empty() {
            return Err(self.unknown(id));
        }
        Err(Failure::coded(Kind::NotFound, "catalog-version-unknown")
            .with_argument("id", id)
            .with_argument("requirement", requirement)
            .with_argument("versions", versions.join(", ")))
    }

    fn unknown(&self, id: &str) -> Failure {
        let ids = self.entries.iter().map(|entry| entry.id.as_str()).collect::<Vec<_>>();
        if ids.is_empty() {
            return Failure::coded(Kind::NotFound, "catalog-empty").with_argument("id", id);
        }
        Failure::coded(Kind::NotFound, "catalog-integration-unknown")
            .with_argument("id", id)
            .with_argument("nearest", nearest(id, &ids))
    }

    fn sort(&mut self) {
        let Self { categories, entries } = self;
        let rank =
            |category: &str| categories.iter().position(|it| it == category).unwrap_or(categories.len());
        entries.sort_by_cached_key(|entry| {
            let category = entry.artefact().map(|artefact| artefact.manifest.category.as_str());
            let group = category.map(|category| (rank(category), category.to_owned()));
            (group.is_none(), group, entry.id.clone(), entry.version().cloned(), entry.place.line)
        });
    }
}

/// Reads every entry, with as many threads as there are processors: parsing manifests is what listing costs.
fn read_entries(listing: &Listing, lock: &Lock) -> Vec<Entry> {
    let by_id = by_id(&listing.offers);
    let read = |offer: &Offer| Entry::read(&listing.base, offer, claim(lock, offer, &by_id));
    let threads = thread::available_parallelism().map_or(1, NonZero::get).min(8);
    let share = listing.offers.len().div_ceil(threads).max(1);
    thread::scope(|scope| {
        let shares = listing.offers.chunks(share);
        let running = shares.map(|offers| scope.spawn(move || offers.iter().map(read).collect::<Vec<_>>()));
        let running = running.collect::<Vec<_>>();
        running
            .into_iter()
            .flat_map(|thread| thread.join().unwrap_or_else(|panic| resume_unwind(panic)))
            .collect()
    })
}

/// The offers of each id.
pub(crate) fn by_id(offers: &[Offer]) -> BTreeMap<&str, Vec<&Offer>> {
    let mut by_id = BTreeMap::<_, Vec<_>>::new();
    for offer in offers {
        by_id.entry(offer.id.as_str()).or_default().push(offer);
    }
    by_id
}

/// What `lock` says about `offer`.
pub(crate) fn claim<'a>(lock: &'a Lock, offer: &Offer, by_id: &BTreeMap<&str, Vec<&Offer>>) -> Claim<'a> {
    lock.claim(offer, by_id.get(offer.id.as_str()).map_or(&[], Vec::as_slice))
}

/// Turns entries of the same id and version into problems that name each other.
fn refuse_conflicts(entries: &mut [Entry]) {
    let mut holders = BTreeMap::<(String, Version), Vec<usize>>::new();
    for (index, entry) in entries.iter().enumerate() {
        if let Some(version) = entry.version() {
            holders.entry((entry.id.clone(), version.clone())).or_default().push(index);
        }
    }
    for ((id, version), indices) in holders {
        let [first, second, ..] = indices[..] else { continue };
        let places = [first, second].map(|index| entries[index].place.to_string());
        for index in indices {
            let conflict =
                Problem::Conflict { id: id.clone(), version: version.clone(), places: places.clone() };
            entries[index].state = State::Problem(conflict);
        }
    }
}
