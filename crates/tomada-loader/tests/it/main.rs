//! The loader and a plugin made with the SDK, linked into one program: every capability, cancellation at every await
//! point, panics at every entry, wakers that come late. Tools that watch memory can follow this binary through both
//! sides of the boundary.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod cancel;
mod capabilities;
mod panics;
mod wakes;
mod world;
