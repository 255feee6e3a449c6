//! The plugin's own logic; and the tests of every plugin: that its manifest is current, its cases and all laws hold.
#![forbid(unsafe_code)]
#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod world;

mod calls;
mod conversations;
mod openapi;
mod schemas;
mod uploads;
mod waits;

tomada_testkit::plugin!(chatgpt);
