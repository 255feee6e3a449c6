//! What the author of a plugin depends on: the vocabulary, typed actions, and one macro that exports them.
//!
//! A plugin is a folder with `integration.toml`, a library crate (`crate-type = ["cdylib", "rlib"]`) and one file for
//! each action: its input, its output, and an async function.
//!
//! ```
//! # mod actions { pub mod greet {
//! //! Says hello. (The head comment is the action's page in the manual.)
//! use tomada_sdk::prelude::*;
//!
//! #[derive(Deserialize, JsonSchema)]
//! #[serde(deny_unknown_fields)]
//! pub struct Input {
//!     /// Whom to greet.
//!     pub name: String,
//! }
//!
//! #[derive(Serialize, JsonSchema)]
//! pub struct Output {
//!     /// The greeting.
//!     pub greeting: String,
//! }
//!
//! pub async fn run(input: Input, _cx: &Context) -> Result<Output, Failure> {
//!     Ok(Output { greeting: format!("Hello, {}!", input.name) })
//! }
//! # } }
//! ```
//!
//! `lib.rs` says `#![forbid(unsafe_code)]`, declares the module and names its actions:
//! `tomada_sdk::export!(actions::{greet});`. See [`export!`].
//!
//! A plugin has no runtime, sockets, files or clock of its own: whatever it does outside itself goes through
//! [`Context`]. Partial results are one call, `cx.emit(&item).await?`. A failure is one of the nine kinds of [`Kind`].
//!
//! Third-party types in this crate's public signatures, each with its reason:
//!
//! * [`serde_json::Value`], [`serde::Serialize`], [`serde::Deserialize`]: as in `tomada-core`;
//! * [`schemars::JsonSchema`]: how an author's type becomes the JSON Schema that the host checks against.

#[cfg(not(panic = "unwind"))]
compile_error!(
    "a plugin contains its own panics, so it must be built with `panic = \"unwind\"`: remove `panic = \"abort\"` from the profile in the workspace's Cargo.toml"
);

mod action;
mod answer;
mod boundary;
#[doc(hidden)]
pub mod export;
mod lines;
mod macros;
mod multipart;
pub mod prelude;
mod request;
mod section;
pub mod sse;

pub use action::{ActionInput, ActionOutput};
pub use answer::{ResponseExt, failure_for_status};
pub use lines::Lines;
pub use multipart::Form;
pub use request::RequestExt;
pub use schemars::JsonSchema;
pub use serde::{Deserialize, Serialize};
pub use serde_json::{Value, json};
pub use tomada_abi::PluginV1;
pub use tomada_core::{
    Action, Auth, Body, BoxFuture, Capabilities, Chunks, Clock, Context, Effect, Emit, Failure, Headers,
    Http, Integration, Json, Kind, Level, Locale, Log, Manifest, Output, Permissions, Placement, Preview,
    PreviewField, PreviewOrigin, Random, Request, Response, RunInfo, Setting, State, Test, Text, Timings,
    Versioned,
};
