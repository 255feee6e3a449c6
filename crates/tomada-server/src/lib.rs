//! The server: the REST API and the Integrations menu over one [`tomada_platform::Platform`].
//!
//! Rule: it translates and decides nothing. Whatever may or may not be done, the platform says.
#![forbid(unsafe_code)]

mod api;
mod app;
mod guard;
mod identify;
mod language;
mod metrics;
mod pages;
mod problem;
mod stream;

pub use api::document;
pub use app::{Options, app};
