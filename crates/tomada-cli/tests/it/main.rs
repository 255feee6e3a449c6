//! The binary as its users meet it: started as a process, its output read back.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod stand;

mod authoring;
mod catalog;
mod configuration;
mod exit;
mod help;
mod running;
mod serving;
mod tracing;
mod usage;
