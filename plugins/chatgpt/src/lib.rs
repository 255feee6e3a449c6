//! ChatGPT: asks OpenAI's models, or those of any server that speaks the same chat completions.
//!
//! Each action is a file in `actions`. What they share: the connection (`service`), the order of a conversation
//! (`conversation`), what is on the wire (`wire`), an answer that arrives bit by bit (`stream`), and what a refusal means
//! (`refusal`, `wait`).
#![forbid(unsafe_code)]

pub mod actions;
pub mod conversation;
mod refusal;
mod service;
mod stream;
pub mod wait;
mod wire;
mod words;

tomada_sdk::export!(actions::{models, chat});
