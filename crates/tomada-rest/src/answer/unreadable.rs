//! Why a body is not the form that it was taken for, with the place: the one error of all decoders.

use tomada_core::{Failure, Kind};

use super::Form;

/// A body that is not of a form.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}, column {column}: {reason}")]
pub(super) struct Unreadable {
    /// From 1.
    pub(super) line: usize,
    /// From 1, in characters.
    pub(super) column: usize,
    /// In the text as UTF-8, from 0.
    pub(super) byte: usize,
    /// In English, for it may be a parser's.
    pub(super) reason: String,
}

impl Unreadable {
    /// At a byte of `text`; beyond its end it is the end.
    pub(super) fn at(text: &str, byte: usize, reason: impl Into<String>) -> Self {
        let byte = floor(text, byte);
        let before = &text[..byte];
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        Self {
            line: before.matches('\n').count() + 1,
            column: before[line_start..].chars().count() + 1,
            byte,
            reason: reason.into(),
        }
    }

    /// Where `serde_json` found it: its columns count bytes.
    pub(super) fn json(text: &str, error: &serde_json::Error) -> Self {
        let line_start = match error.line() {
            0 | 1 => 0,
            line => text.match_indices('\n').nth(line - 2).map_or(text.len(), |(at, _)| at + 1),
        };
        let reason = error.to_string();
        let reason = reason.rsplit_once(" at line ").map_or(reason.as_str(), |(reason, _)| reason);
        Self::at(text, line_start + error.column().saturating_sub(1), reason)
    }

    /// The failure of a call that asked for `form`.
    pub(super) fn failure(&self, form: Form) -> Failure {
        let form = serde_json::to_value(form).unwrap_or_default();
        Failure::coded(Kind::Rejected, "answer-not-of-form")
            .with_argument("form", form.as_str().unwrap_or_default())
            .with_argument("line", self.line)
            .with_argument("column", self.column)
            .with_argument("byte", self.byte)
            .with_argument("reason", &self.reason)
    }
}

/// The start of the character at `byte`.
fn floor(text: &str, byte: usize) -> usize {
    let mut byte = byte.min(text.len());
    while !text.is_char_boundary(byte) {
        byte -= 1;
    }
    byte
}
