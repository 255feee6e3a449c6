//! The server as its callers see it: real requests, a real store, integrations that are plain structs.

mod asking;
mod described;
mod observing;
mod running;
mod stand;
mod walls;
