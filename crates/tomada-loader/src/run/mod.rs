//! Entries into a plugin: instances, operations and streams, each watched, contained and counted.

mod answer;
mod instance;
mod pull;

pub(crate) use instance::{Begun, Instance};
pub(crate) use pull::{Pull, Pulled};
