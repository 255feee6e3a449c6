//! The store through its public door: the same suite on SQLite and on PostgreSQL.
//!
//! PostgreSQL is where `TOMADA_POSTGRES` says; `cargo xtask test` starts one. Without it that half is skipped, and says so.
#![allow(
    clippy::needless_pass_by_value,
    clippy::unwrap_used,
    reason = "rows are values; a test that cannot go on has failed"
)]

mod stand;
mod vault;

mod answers;
mod auditing;
mod calls;
mod copying;
mod crashing;
mod grants;
mod journaling;
mod opening;
mod people;
mod projects;
mod rotating;
