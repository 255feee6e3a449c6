//! The vocabulary of Tomada: what an integration is, what it is given and what it gives back.
//!
//! An [`Integration`] offers [`Action`]s, described by its [`Manifest`]. A run of an action gets an input
//! ([`Json`]) and a [`Context`], through which it reaches everything outside itself: HTTP, time, log, state,
//! partial results and randomness. It answers one [`Output`] or one [`Failure`].
//!
//! This crate does no I/O and reads no clock; authors inherit its build time, so at most twelve crates lie
//! below it. Third-party types in its public signatures, each with its reason:
//!
//! * [`serde_json::Value`]: JSON Schemas in manifests are JSON, and this is Rust's name for it;
//! * [`serde_json::Error`]: what is wrong with a JSON text, with its line and column;
//! * [`serde::Serialize`] and [`serde::Deserialize`]: how any author's type becomes JSON;
//! * [`semver::Version`]: a manifest's version is a semantic version.
#![forbid(unsafe_code)]

mod action;
mod auth;
mod body;
mod capability;
mod context;
mod failure;
mod http;
mod integration;
mod json;
mod manifest;
mod preview;
mod text;
pub mod wire;

pub use action::{Action, Effect};
pub use auth::{
    Auth, AuthorizationCode, ClientAuth, ClientCredentials, HmacAlgorithm, HmacSignature, JwtAlgorithm,
    Login, LoginFormat, Placement, ServiceAccount, SignatureEncoding,
};
pub use body::{Body, Chunks};
pub use capability::{BoxFuture, Capabilities, Clock, Emit, Http, Level, Log, Random, State, Versioned};
pub use context::{Context, RunInfo};
pub use failure::{Failure, Kind};
pub use http::{Headers, Request, Response, Timings};
pub use integration::{Integration, Output};
pub use json::Json;
pub use manifest::{Manifest, Permissions, Setting, Test};
pub use preview::{Preview, PreviewField, PreviewOrigin};
pub use text::{Locale, Text};
