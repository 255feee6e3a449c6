//! The server as its callers see it: real requests, a real store, integrations that are plain structs.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod asking;
mod calling;
mod carding;
mod connecting;
mod described;
mod foreign;
mod framing;
mod identifying;
mod observing;
mod repeating;
mod running;
mod stand;
mod trying;
mod walking;
mod walls;
