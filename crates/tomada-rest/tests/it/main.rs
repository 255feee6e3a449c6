//! The request language through its public doors: templates in, one request or one failure out.
#![forbid(unsafe_code)]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod answers;
mod bodies;
mod bounds;
mod fields;
mod mappings;
mod properties;
mod strictness;
mod urls;
mod world;
