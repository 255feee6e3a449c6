//! The host: resolves an action, admits it, runs it, journals it. [`Host::run`] is the one door.
//!
//! It knows the `Integration` trait and never a concrete integration, nor how one was opened. What lies outside
//! is reached through traits that are defined here and implemented elsewhere: [`Executor`] (loader, rest),
//! [`Egress`], [`Journal`], [`Vault`].
#![forbid(unsafe_code)]

mod egress;
mod exchange;
mod executor;
mod journal;
mod secret;
mod vault;

pub use egress::{Credential, Egress, Scope};
pub use exchange::{Body, Exchange, Exchanges, Message, Timings};
pub use executor::Executor;
pub use journal::{Journal, JournalError, RunRecord};
pub use secret::Secret;
pub use vault::{Connection, Vault};
