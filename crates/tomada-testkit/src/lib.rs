//! For plugin authors: case files, scripted peers and the laws that every integration keeps.
//!
//! A plugin's `tests/it/main.rs` says `tomada_testkit::plugin!(its_crate);`, and its folder `tests/cases` holds
//! [`Case`]s. What runs there is the built library: opened by the real loader, run by the real host, with the real
//! egress, on a [`Stage`] where every origin leads to a scripted [`peer::Peer`] and time is the test's. [`check()`]
//! judges a plugin by every [`Law`] without its source.
#![forbid(unsafe_code)]

pub mod author;
mod check;
mod report;

mod evidence;
mod exemptions;
pub mod laws;
mod package;

mod case;
mod diff;
pub mod peer;
pub mod scaffold;
mod stage;

pub use case::{Case, CaseError, Expect, ExpectedEnd, ExpectedFailure, RecordError, Trial};
pub use check::check;
pub use evidence::NotGathered;
pub use laws::Law;
pub use package::{NoPlugin, Package};
pub use report::{Grade, Report};
pub use stage::{Outcome, Play, Stage, StageError};
