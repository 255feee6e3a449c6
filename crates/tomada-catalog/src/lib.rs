//! The catalog: what this installation offers, pinned to versions and digests. Pure but for reading files.
#![forbid(unsafe_code)]

mod artefact;
mod digest;
mod tier;

pub use artefact::Artefact;
pub use digest::Digest;
pub use tier::Tier;
