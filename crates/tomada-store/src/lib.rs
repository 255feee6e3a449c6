//! The store: what must outlive the process, over SQLite or PostgreSQL. Projects, people, connections with sealed secrets,
//! state, audit, and the journal of runs.
//!
//! [`Store::open`] is the one door; the store it gives implements the host's [`tomada_host::Journal`],
//! [`tomada_host::Vault`] and [`tomada_host::StateStore`]. Both databases run the same SQL from the same migrations, which
//! only go forward. Rule: what belongs to a project is reached only in a transaction that is bound to that project.
//!
//! # What each database promises
//!
//! | | SQLite | PostgreSQL |
//! | --- | --- | --- |
//! | made for | one host, no other service | several hosts |
//! | a commit is safe against | a kill and a loss of power: WAL with `synchronous=FULL` | what the server's `synchronous_commit` says |
//! | a second host on the same data | is refused by a lock file | works |
//! | a wall between projects | one: the project is a condition of every statement | two: row-level security besides |
#![forbid(unsafe_code)]

mod error;
mod open;
mod options;
mod sql;
mod store;

mod answers;
mod audit;
mod calls;
mod connections;
mod grants;
mod journal;
mod keys;
mod people;
mod projects;
mod retention;
mod secrets;
mod sessions;
mod state;
mod tokens;
mod vault;

pub use answers::{Asked, KnownAnswer};
pub use audit::StoredAudit;
pub use calls::{CallExchange, CallFilter, CallLogLine, CallSummary, Slice, StoredRun};
pub use connections::{StoredConnection, StoredHealth};
pub use error::StoreError;
pub use grants::{Grant, PendingGrant};
pub use journal::{Committed, JournalCounters};
pub use open::copy::{Copied, backup, restore};
pub use options::{JournalMode, Location, Options};
pub use people::{Invitation, StoredPerson};
pub use projects::Project;
pub use retention::Retention;
pub use secrets::StoredSecret;
pub use store::Store;
pub use tokens::StoredToken;
