//! The platform: what a project has besides runs. Connections, people and their tokens, the call log.
//!
//! [`Platform`] is the one door; the REST API, the menu and the command line all come in by it. Rule: who may do what is
//! decided here and nowhere else. A project's verbs hang on [`Entered`], which only [`Platform::enter`] gives.
#![forbid(unsafe_code)]

mod actor;
mod entered;
mod platform;

pub use actor::{Actor, Role, Who};
pub use entered::Entered;
pub use platform::{Parts, Platform};
