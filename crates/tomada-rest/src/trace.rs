//! Where each value of a request comes from, for people who look at it before it is sent.
//!
//! Every text that is rendered is noted by [`crate::Names`], if it was asked to: what its author wrote and what an
//! expression gave, before the place has escaped it. The rule it protects: what is shown is cut, never left out.

use schemars::JsonSchema;
use serde::Serialize;

/// How much of a piece is shown, in bytes.
const SHOWN_MAX_BYTES: usize = 1_000;

/// One text of a request, and what it was made of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Traced {
    /// Its place in the input, as a JSON pointer (RFC 6901).
    pub at: String,
    /// The text in pieces, before it was escaped. An expression that gave nothing has none.
    pub pieces: Vec<TracedPiece>,
}

/// A part of a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct TracedPiece {
    /// The part; its beginning, ended by `…`, if it is long. A value that is no text is JSON.
    pub text: String,
    /// The expression that gave it, such as `context.order.id`; absent for what the builder wrote.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// How long the part is, in bytes.
    pub bytes: usize,
}

impl TracedPiece {
    pub(crate) fn new(text: &str, from: Option<&str>) -> Self {
        let end = text.floor_char_boundary(SHOWN_MAX_BYTES);
        let mark = if end < text.len() { "…" } else { "" };
        Self { text: format!("{}{mark}", &text[..end]), from: from.map(str::to_owned), bytes: text.len() }
    }
}
