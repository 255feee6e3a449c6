//! The platform through its public door, over a store in a folder of the test's own.
#![allow(clippy::panic, clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod house;
mod stand;

mod changing;
mod connecting;
mod people;
mod probing;
mod running;
mod secrecy;
mod signing_in;
mod tokens;
