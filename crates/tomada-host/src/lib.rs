//! The host: resolves an action, admits it, runs it, journals it. [`Host::run`] is the one door.
//!
//! It knows the `Integration` trait and never a concrete integration, nor how one was opened. What lies outside
//! is reached through traits that are defined here and implemented elsewhere: [`Executor`] (loader, rest),
//! [`Egress`], [`Journal`], [`Vault`], [`StateStore`].
#![forbid(unsafe_code)]

mod host;
mod request;
mod run;

// The seven stations of a run, in the order that `run` tells.
mod admit;
mod answer;
mod ask;
mod check;
mod execute;
mod out;
mod resolve;

// What they share.
mod accounts;
mod detach;
mod idempotency;
mod journey;
mod log;
mod nearest;
mod opening;
mod panic;
mod redact;
mod registry;
mod rehearse;
mod report;
mod schema;
mod scope;

// What lies outside.
mod egress;
mod exchange;
mod executor;
mod grants;
mod journal;
mod secret;
mod state_store;
mod vault;

// What a host has that is given nothing else.
mod clock;
mod defaults;
mod memory_journal;
mod random;

pub use admit::Limits;
pub use clock::SystemClock;
pub use egress::{Credential, Egress, Scope};
pub use exchange::{Body, Exchange, Exchanges, Message};
pub use executor::Executor;
pub use grants::{GrantAsk, Grants};
pub use host::{BuildError, Builder, CheckedConnection, Host};
pub use journal::{Journal, JournalError, RunRecord};
pub use log::LogLine;
pub use memory_journal::MemoryJournal;
pub use random::OsRandom;
pub use redact::{RedactedStream, Redactor};
pub use rehearse::Rehearsed;
pub use report::RunReport;
pub use request::{ConnectionSource, RunRequest};
pub use secret::Secret;
pub use state_store::{MemoryState, StateStore};
pub use vault::{Connection, Vault};
