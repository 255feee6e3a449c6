//! One action, one file: what it takes, what it answers, and how it gets there.

pub mod chat;
pub mod embed;
pub mod models;
pub mod moderate;
pub mod transcribe;
