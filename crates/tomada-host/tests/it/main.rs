//! The host through its public door, with plain structs for integrations: no file, no network, no real time.
#![allow(
    clippy::needless_pass_by_value,
    clippy::unwrap_used,
    reason = "rows are values; a test that cannot go on has failed"
)]

mod stand;

mod admitting;
mod answering;
mod checking;
mod executing;
mod keeping;
mod opening;
mod reaching_out;
mod rehearsing;
mod resolving;
