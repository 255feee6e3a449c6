//! One action, one file: what it takes, what it answers, and how it gets there.

pub mod call;
pub mod from_curl;
pub mod map;
pub mod preview;
pub mod reach;
pub mod to_curl;
