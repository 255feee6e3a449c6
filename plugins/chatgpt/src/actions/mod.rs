//! One action, one file: what it takes, what it answers, and how it gets there.

pub mod chat;
pub mod models;
