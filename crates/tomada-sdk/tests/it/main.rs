//! The SDK from outside: a plugin exported with its macro, linked instead of loaded, against a host written by hand.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod driver;
mod fake;
#[expect(unreachable_pub, reason = "written as an author writes it, for whom it is the root of a crate")]
mod plugin;

mod cancel;
mod capabilities;
mod entry;
mod helpers;
mod panics;
mod section;
mod streams;
mod ui;
mod wakers;
