//! A call that was not made, as the API shows it.

use serde::Serialize;
use tomada_core::PreviewField;
use tomada_host::Rehearsed;
use utoipa::ToSchema;

/// What a run would send first.
#[derive(Serialize, ToSchema)]
pub(crate) struct Preview {
    /// The call; absent where the run ends without one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) call: Option<PreviewedCall>,
}

/// A call that was not made, with secrets masked.
#[derive(Serialize, ToSchema)]
pub(crate) struct PreviewedCall {
    /// Method.
    method: String,
    /// The URL as it would be asked for.
    url: String,
    /// The header fields, in order.
    headers: Vec<PreviewedField>,
    /// At most the first 16 KiB of the body.
    body: String,
    /// How long the body would be, in bytes.
    body_size: u64,
    /// Whether `body` is less than the whole.
    body_cut: bool,
    /// Whether the connection's credential would go along.
    authenticated: bool,
}

/// One header field, and who says so.
#[derive(Serialize, ToSchema)]
struct PreviewedField {
    /// The name, in lower case.
    name: String,
    /// The value.
    value: String,
    /// `request`, the action with its request; `connection`, its credential; `egress`, which adds what every message has.
    #[schema(value_type = String)]
    origin: tomada_core::PreviewOrigin,
}

impl From<Rehearsed> for PreviewedCall {
    fn from(rehearsed: Rehearsed) -> Self {
        let Rehearsed { preview, body, cut } = rehearsed;
        Self {
            method: preview.method,
            url: preview.url,
            headers: preview.headers.into_iter().map(PreviewedField::from).collect(),
            body,
            body_size: preview.body_bytes,
            body_cut: cut,
            authenticated: preview.authenticated,
        }
    }
}

impl From<PreviewField> for PreviewedField {
    fn from(field: PreviewField) -> Self {
        Self { name: field.name, value: field.value, origin: field.origin }
    }
}
