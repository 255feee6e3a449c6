//! Says hello in three ways: a pure action, one that calls a service, and one that streams.
//!
//! This plugin is the template that `tomada new` copies. Each action is a file in `actions`; the line below exports
//! them.
#![forbid(unsafe_code)]

pub mod actions;

tomada_sdk::export!(actions::{greet, fetch, count});
