//! The platform through its public door, over a store in a folder of the test's own.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod stand;

mod changing;
mod connecting;
mod running;
mod secrecy;
