//! One file for each action.
#![allow(missing_docs, reason = "nobody reads the manual of a test plugin")]

pub mod noop;
pub mod order;
pub mod panic;
pub mod tour;
pub mod wake;
