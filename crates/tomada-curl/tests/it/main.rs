//! The tests of tomada-curl: rows of commands, recorded requests of real curl, a real curl where there is one, and
//! properties of whatever is thrown at it.
#![forbid(unsafe_code)]

mod auth;
mod bodies;
mod corpus;
mod failures;
mod flags;
mod hostile;
mod messages;
mod notes;
mod real;
mod round_trip;
mod shells;
mod urls;
mod wire;
mod writing;
