//! The Webhook card: calls any API from a flow, with values of the flow in every field.
//!
//! The request language and the decoders are `tomada-rest`'s; here they meet the context. Each action is a file in
//! `actions`; what several of them need lies beside: what goes in (`input`), one exchange (`exchange`), answers that come
//! in pages (`pages`), what comes out (`output`).
#![forbid(unsafe_code)]

pub mod actions;
mod exchange;
mod input;
mod output;
mod pages;
mod settings;

tomada_sdk::export!(actions::{call, from_curl, map, preview, reach, to_curl});
