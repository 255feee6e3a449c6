//! The catalog through its public doors: real files in a folder of each test's own.
#![allow(clippy::unwrap_used)] // a test may fail

mod artefact;
mod draft;
mod entries;
mod finding;
mod hostile;
mod listing;
mod locking;
mod resolution;
mod rules;
mod shop;
mod signature;
