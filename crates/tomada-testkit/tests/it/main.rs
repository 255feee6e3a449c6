//! The testkit against real plugins: `hello` as it is and tampered with, a copy of it outside of the workspace, and a
//! rude one that breaks every law that can be broken from within.
#![forbid(unsafe_code)]
#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod built;

mod cases;
mod laws;
mod recording;
mod scaffolding;
mod stage;
