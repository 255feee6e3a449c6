//! ChatGPT: asks OpenAI's models, or those of any server that speaks the same chat completions.
//!
//! Each action is a file in `actions`. What they share: the connection (`service`), what is said (`message`, `image`,
//! `tools`) and in which order (`conversation`), what is on the wire (`ask`, `wire`), an answer that arrives bit by bit
//! (`stream`) or in a form that was asked for (`structured`, `schema`), and what a refusal means (`refusal`, `wait`).
#![forbid(unsafe_code)]

pub mod actions;
pub mod conversation;
pub mod image;
pub mod message;
pub mod tools;

mod ask;
mod refusal;
pub mod schema;
mod service;
mod stream;
mod structured;
pub mod wait;
mod wire;
mod words;

tomada_sdk::export!(actions::{models, chat, moderate, embed, transcribe});
