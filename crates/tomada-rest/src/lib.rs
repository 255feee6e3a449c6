//! The request language: a request written as templates, and what its answer's bytes hold.
//!
//! A [`RequestTemplate`] is data: method, url, query, headers and body, each text in it a Jinja template over
//! [`Names`]. Rendering it gives a `tomada_core::Request` or one `Failure` that says which field is wrong; nothing is
//! ever sent in part. The rule of the crate: **what a value becomes is decided by the place where it stands**. No value
//! can add a path segment, a query parameter, a header field or a JSON member that the template's author did not write.
//!
//! Users: the Webhook card today, declarative integrations later. No I/O and no clock: text in, request out.
//!
//! Third-party types in the public signatures: `serde_json::Value`, the context and JSON bodies; `schemars::JsonSchema`,
//! implemented so that an action can take these types as its input.
#![forbid(unsafe_code)]

mod answer;
mod body;
mod data;
mod fields;
mod mapping;
mod names;
mod paging;
mod place;
mod position;
mod request;
mod template;
mod trace;

pub use answer::{
    CsvOptions, Decoded, Form, Note, NoteCode, ResponseForm, ResponseOptions, ResponseReader, XmlOptions,
    decode,
};
pub use body::{BodyTemplate, Part};
pub use fields::{Field, Fields, Scalar};
pub use mapping::{Answered, Mapping, MappingSource};
pub use names::Names;
pub use paging::{Keep, NextPage, Page, Pager, PagesOptions, PagesRead, Stopped};
pub use request::RequestTemplate;
pub use trace::{Traced, TracedPiece};
