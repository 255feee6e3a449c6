//! The catalog: what this installation offers, pinned to versions and digests.
//!
//! An operator writes `catalog.toml`; `tomada lock` ([`Catalog::lock`]) resolves it and pins exact files in
//! `catalog.lock`; [`Catalog::open`] reads both and lists every entry, ready or with its reason; an executor maps
//! the bytes that [`Artefact::read`] has checked. For authors, [`Draft`] reads `integration.toml`, and
//! [`check_manifest`] holds the rules of every manifest. This crate reads files and runs no code of any integration.
#![forbid(unsafe_code)]

mod catalog;
mod entry;
mod locking;

mod artefact;
mod digest;
mod key;
mod tier;

mod candidates;
mod listing;
mod lock;

mod draft;
mod manifest;
mod rules;

mod failure;
mod file;
mod mistake;
mod problem;

pub use artefact::Artefact;
pub use candidates::Found;
pub use catalog::Catalog;
pub use digest::{Digest, NotADigest};
pub use draft::{Draft, DraftAction, DraftError, DraftFault};
pub use entry::{Entry, State};
pub use file::FileError;
pub use key::{Key, NotAKey};
pub use lock::Pin;
pub use locking::{Change, Locked};
pub use manifest::{ManifestError, parse_manifest, read_manifest};
pub use mistake::{Fault, Mistake, Place, parse as parse_toml};
pub use problem::{CatalogError, Problem};
pub use rules::{ManifestFault, Rule, check_manifest};
pub use tier::Tier;
