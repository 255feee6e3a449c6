//! Every error of this crate as a coded [`Failure`], whose texts lie in the message catalogue.
//!
//! The one place that names codes. The kind says who must act: nearly everything here is the operator's, who
//! decides what the catalog offers; a manifest that breaks the rules is its author's.

use std::error::Error;
use std::fmt;
use std::path::Path;

use tomada_core::{Failure, Kind};

use crate::draft::DraftError;
use crate::file::FileError;
use crate::manifest::ManifestError;
use crate::mistake::{Fault, Mistake};
use crate::problem::{paths, versions};
use crate::rules::{ManifestFault, Rule};
use crate::{CatalogError, Digest, Problem};

/// An error that knows its code.
trait Coded {
    fn coded(&self) -> Failure;
}

impl Coded for FileError {
    fn coded(&self) -> Failure {
        let coded = |code| Failure::coded(Kind::Forbidden, code);
        match self {
            FileError::Missing { path, .. } => {
                Failure::coded(Kind::NotFound, "file-missing").with_argument("path", path.display())
            }
            FileError::NotAFile { path, found } => {
                coded("file-not-regular").with_argument("path", path.display()).with_detail(*found)
            }
            FileError::TooLarge { path, max_bytes } => coded("file-too-large")
                .with_argument("path", path.display())
                .with_argument("max_kib", max_bytes / 1024),
            FileError::NotText { path, offset_bytes } => coded("file-not-text")
                .with_argument("path", path.display())
                .with_argument("offset_bytes", offset_bytes),
            FileError::Unreadable { path, source } => {
                coded("file-unreadable").with_argument("path", path.display()).with_argument("reason", source)
            }
        }
    }
}

impl Coded for Mistake {
    fn coded(&self) -> Failure {
        let Self { place, fault } = self;
        let coded = |code| Failure::coded(Kind::InvalidInput, code).with_argument("place", place);
        match fault {
            Fault::Syntax { reason } => coded("toml-syntax").with_argument("reason", reason),
            Fault::Unknown { found, accepted, nearest } => coded("toml-unknown")
                .with_argument("found", found)
                .with_argument("accepted", accepted.join(", "))
                .with_argument("nearest", nearest),
            Fault::Missing { key } => coded("toml-missing").with_argument("key", key),
            Fault::WrongValue { reason } => coded("toml-wrong-value").with_argument("reason", reason),
        }
    }
}

/// With the argument `at`, which whoever knows the file replaces by the full place.
impl Coded for ManifestFault {
    fn coded(&self) -> Failure {
        let Self { at, rule } = self;
        let coded = |code| Failure::coded(Kind::Broken, code).with_argument("at", at);
        match rule {
            Rule::Kebab { found } => coded("manifest-kebab-case").with_argument("found", found),
            Rule::Name { found } => coded("manifest-name").with_argument("found", found),
            Rule::Twice => coded("manifest-action-twice"),
            Rule::Empty => coded("manifest-text-empty"),
            Rule::TestUnknown { found, actions } => coded("manifest-test-unknown")
                .with_argument("found", found)
                .with_argument("actions", names(actions)),
            Rule::TestChanges { found, effect } => {
                coded("manifest-test-changes").with_argument("found", found).with_argument("effect", effect)
            }
            Rule::Schema => coded("manifest-schema"),
            Rule::SettingSchema => coded("manifest-setting-schema"),
            Rule::Default { found, accepted } => {
                coded("manifest-default").with_argument("found", found).with_argument("accepted", accepted)
            }
            Rule::Host { found } => coded("manifest-host").with_argument("found", found),
            Rule::HostSetting { found, settings } => coded("manifest-host-setting")
                .with_argument("found", found)
                .with_argument("settings", names(settings)),
        }
    }
}

impl Coded for ManifestError {
    fn coded(&self) -> Failure {
        match self {
            ManifestError::File(error) => error.coded(),
            ManifestError::Shape { path, source } => Failure::coded(Kind::Broken, "manifest-shape")
                .with_argument("path", path.display())
                .with_argument("reason", source),
            ManifestError::Rules { path, faults } => first_of(faults, |fault| {
                fault.coded().with_argument("at", format_args!("{}, {}", path.display(), fault.at))
            }),
            ManifestError::Other { path, found, expected } => {
                Failure::coded(Kind::Broken, "manifest-of-another")
                    .with_argument("path", path.display())
                    .with_argument("found", found)
                    .with_argument("expected", expected)
            }
        }
    }
}

/// The first fault as the failure, and all of them in its detail.
fn first_of<T: fmt::Display>(faults: &[T], coded: impl Fn(&T) -> Failure) -> Failure {
    let all = faults.iter().map(T::to_string).collect::<Vec<_>>().join("\n");
    // There is always a first: a list of no faults is never an error.
    let first = faults.first().map_or_else(|| Failure::coded(Kind::Broken, "manifest-shape"), coded);
    first.with_detail(all)
}

impl Coded for Problem {
    fn coded(&self) -> Failure {
        let forbidden = |code, id: &str| Failure::coded(Kind::Forbidden, code).with_argument("id", id);
        let missing = |code| Failure::coded(Kind::NotFound, code);
        match self {
            Problem::ManifestMissing { id, folder } => missing("catalog-manifest-missing")
                .with_argument("id", id)
                .with_argument("folder", folder.display()),
            Problem::ManifestInvalid(error) => error.coded(),
            Problem::FileRefused(error) => error.coded(),
            Problem::NoMatch { id, requirement, place, found } => missing("catalog-no-match")
                .with_argument("id", id)
                .with_argument("requirement", requirement)
                .with_argument("place", place)
                .with_argument("found", versions(found)),
            Problem::Conflict { id, version, places: [one, other] } => forbidden("catalog-conflict", id)
                .with_argument("version", version)
                .with_argument("one", one)
                .with_argument("other", other),
            Problem::NotLocked { id, version } => {
                forbidden("catalog-not-locked", id).with_argument("version", version)
            }
            Problem::LockStale { id, locked, requirement, place } => forbidden("catalog-lock-stale", id)
                .with_argument("locked", locked)
                .with_argument("requirement", requirement)
                .with_argument("place", place),
            Problem::ManifestChanged { id, path, pinned, found } => {
                changed(forbidden("catalog-file-changed", id), path, *pinned, *found)
            }
            Problem::LibraryMissing { id, looked_at } => missing("catalog-library-missing")
                .with_argument("id", id)
                .with_argument("looked_at", paths(looked_at)),
            Problem::LibraryChanged { id, library, pinned, found } => {
                changed(forbidden("catalog-file-changed", id), library, *pinned, *found)
            }
            Problem::SignatureRefused { library, reason } => {
                Failure::coded(Kind::Forbidden, "catalog-signature-refused")
                    .with_argument("library", library.display())
                    .with_argument("reason", reason)
            }
        }
    }
}

fn changed(failure: Failure, path: &Path, pinned: Digest, found: Digest) -> Failure {
    failure
        .with_argument("path", path.display())
        .with_detail(format!("pinned sha256 {pinned}, found {found}"))
}

impl Coded for CatalogError {
    fn coded(&self) -> Failure {
        match self {
            CatalogError::File(error) => error.coded(),
            CatalogError::Listing(mistake) => mistake.coded(),
            CatalogError::Lock(mistake) => Failure::coded(Kind::Forbidden, "catalog-lock-unreadable")
                .with_argument("place", &mistake.place)
                .with_argument("reason", &mistake.fault),
            CatalogError::LockNotWritten { path, source } => {
                Failure::coded(Kind::Forbidden, "catalog-lock-not-written")
                    .with_argument("path", path.display())
                    .with_argument("reason", source)
            }
            CatalogError::UnknownId { id, nearest, .. } if nearest.is_empty() => {
                Failure::coded(Kind::NotFound, "catalog-empty").with_argument("id", id)
            }
            CatalogError::UnknownId { id, path, nearest } => {
                Failure::coded(Kind::NotFound, "catalog-unknown-id")
                    .with_argument("id", id)
                    .with_argument("path", path.display())
                    .with_argument("nearest", nearest)
            }
        }
    }
}

impl Coded for DraftError {
    fn coded(&self) -> Failure {
        match self {
            DraftError::File(error) => error.coded(),
            DraftError::Mistake(mistake) => mistake.coded(),
            DraftError::Unpaired { place, actions, schemas } => {
                Failure::coded(Kind::Broken, "draft-unpaired")
                    .with_argument("place", place)
                    .with_argument("actions", names(actions))
                    .with_argument("schemas", names(schemas))
            }
            DraftError::Rules { faults } => first_of(faults, |it| {
                it.fault.coded().with_argument("at", format_args!("{}, {}", it.place, it.fault.at))
            }),
        }
    }
}

/// `a, b`, or a dash for none: the same in every language.
fn names(names: &[String]) -> String {
    if names.is_empty() { "–".to_owned() } else { names.join(", ") }
}

macro_rules! into_failure {
    ($($error:ty),+) => {$(
        impl From<&$error> for Failure {
            /// Coded, with the chain of causes as its detail.
            fn from(error: &$error) -> Self {
                let failure = error.coded();
                if failure.detail().is_some() { failure } else { failure.with_detail(chain(error)) }
            }
        }

        impl From<$error> for Failure {
            fn from(error: $error) -> Self {
                (&error).into()
            }
        }
    )+};
}

into_failure!(FileError, Mistake, ManifestFault, ManifestError, Problem, CatalogError, DraftError);

fn chain(error: &(dyn Error + 'static)) -> String {
    let causes = std::iter::successors(Some(error), |&error| error.source());
    causes.map(ToString::to_string).collect::<Vec<_>>().join(": ")
}
