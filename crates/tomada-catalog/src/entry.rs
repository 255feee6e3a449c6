//! One line of the catalog: ready to run, or listed with the reason why not.

use std::path::Path;
use std::sync::Arc;

use semver::{Version, VersionReq};

use crate::candidates;
use crate::listing::Offer;
use crate::lock::{Claim, Pin};
use crate::manifest::{self, ManifestError, parse_manifest};
use crate::{Artefact, Digest, Place, Problem, Tier};

/// One `[[integration]]` of `catalog.toml`.
#[derive(Debug)]
pub struct Entry {
    /// The integration.
    pub id: String,
    /// What is required of its version.
    pub requirement: VersionReq,
    /// How far it is trusted.
    pub tier: Tier,
    /// Where the entry is written.
    pub place: Place,
    /// Whether it can run.
    pub state: State,
}

/// Whether an entry can run.
#[derive(Debug)]
pub enum State {
    /// It can: this is what runs. The library's bytes are checked when they are read.
    Ready(Arc<Artefact>),
    /// It cannot, and why.
    Problem(Problem),
}

impl Entry {
    /// Reads what stands for `offer`. Nothing is loaded: the manifest is read and compared, the library looked for.
    pub(crate) fn read(base: &Path, offer: &Offer, claim: Claim<'_>) -> Self {
        let state = match artefact(base, offer, claim) {
            Ok(artefact) => State::Ready(Arc::new(artefact)),
            Err(problem) => State::Problem(problem),
        };
        Self {
            id: offer.id.clone(),
            requirement: offer.requirement.clone(),
            tier: offer.tier,
            place: offer.place.clone(),
            state,
        }
    }

    /// What runs, if it can.
    pub fn artefact(&self) -> Option<&Arc<Artefact>> {
        match &self.state {
            State::Ready(artefact) => Some(artefact),
            State::Problem(_) => None,
        }
    }

    /// Why it cannot run, if so.
    pub fn problem(&self) -> Option<&Problem> {
        match &self.state {
            State::Ready(_) => None,
            State::Problem(problem) => Some(problem),
        }
    }

    /// The exact version, if it can run.
    pub fn version(&self) -> Option<&Version> {
        self.artefact().map(|artefact| &artefact.manifest.version)
    }
}

fn artefact(base: &Path, offer: &Offer, claim: Claim<'_>) -> Result<Artefact, Problem> {
    match claim {
        Claim::Pinned(pin) => pinned(base, offer, pin),
        Claim::Stale(pin) => Err(Problem::LockStale {
            id: offer.id.clone(),
            locked: pin.version.clone(),
            requirement: offer.requirement.clone(),
            place: offer.place.clone(),
        }),
        Claim::Unlocked => {
            let version = candidates::resolve(base, offer)?.manifest.version;
            Err(Problem::NotLocked { id: offer.id.clone(), version })
        }
    }
}

fn pinned(base: &Path, offer: &Offer, pin: &Pin) -> Result<Artefact, Problem> {
    let path = base.join(&pin.source).join("manifest.json");
    let invalid = |error| Problem::of_manifest(&pin.id, error);
    let manifest_bytes = manifest::read_bytes(&path).map_err(|error| invalid(error.into()))?;
    let found = Digest::of(&manifest_bytes);
    if found != pin.manifest_sha256 {
        return Err(Problem::ManifestChanged {
            id: pin.id.clone(),
            path,
            pinned: pin.manifest_sha256,
            found,
        });
    }
    let manifest = parse_manifest(&path, &manifest_bytes).map_err(invalid)?;
    if (&manifest.id, &manifest.version) != (&pin.id, &pin.version) {
        let found = format!("{} {}", manifest.id, manifest.version);
        let expected = format!("{} {}", pin.id, pin.version);
        return Err(invalid(ManifestError::Other { path, found, expected }));
    }
    let library = base.join(&pin.library);
    if !library.exists() {
        return Err(Problem::LibraryMissing { id: pin.id.clone(), looked_at: vec![library] });
    }
    let (digest, tier, key) = (pin.library_sha256, offer.tier, offer.key.clone());
    Ok(Artefact { manifest, manifest_bytes, library, digest, tier, key })
}
