//! The request language through its public doors: templates in, one request or one failure out.
#![forbid(unsafe_code)]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod answers;
mod bodies;
mod bounds;
mod fields;
mod mappings;
mod multipart;
mod pages;
mod properties;
mod strictness;
mod traces;
mod urls;
mod world;
mod xml;
