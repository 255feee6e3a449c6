//! The binary as its users meet it: started as a process, its output read back.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod server;
mod service;
mod stand;

mod authoring;
mod catalog;
mod configuration;
mod ending;
mod exit;
mod help;
mod journaling;
mod own;
mod running;
mod serving;
mod talking;
mod tracing;
mod usage;
