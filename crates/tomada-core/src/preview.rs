//! What would go out for a request, told before anything does.
//!
//! Egress makes it, for only egress knows what it adds; actions and menus show it. The rule it protects: nothing is sent,
//! resolved or fetched for it, and nothing in it is secret.

use serde::{Deserialize, Serialize};

/// The first message that a request would put on the wire, as HTTP/1.1 writes it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Preview {
    /// The method.
    pub method: String,
    /// The URL as it would be asked for: normalised, without a fragment, with `***` where a credential goes into it.
    pub url: String,
    /// The header fields, with `***` for what is secret or may be.
    pub headers: Vec<PreviewField>,
    /// How long the body would be, in bytes.
    pub body_bytes: u64,
    /// Whether the connection's credential would go along.
    pub authenticated: bool,
}

/// One header field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PreviewField {
    /// The name, in lower case.
    pub name: String,
    /// The value.
    pub value: String,
    /// Who says so.
    pub origin: PreviewOrigin,
}

/// Who adds something to a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PreviewOrigin {
    /// The action, with its request.
    Request,
    /// The connection: its credential, put in or fetched when the request is sent.
    Connection,
    /// The way out, which adds what every message has.
    Egress,
}
