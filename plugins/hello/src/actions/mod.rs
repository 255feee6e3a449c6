//! One action, one file: what it takes, what it answers, and how it gets there.

pub mod count;
pub mod fetch;
pub mod greet;
