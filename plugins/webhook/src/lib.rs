//! The Webhook card: calls any REST/JSON API from a flow, with values of the flow in every field.
//!
//! The request language is `tomada-rest`'s; here it meets the context. Each action is a file in `actions`.
#![forbid(unsafe_code)]

pub mod actions;
mod settings;

tomada_sdk::export!(actions::{call, from_curl, reach, to_curl});
