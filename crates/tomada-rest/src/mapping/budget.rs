//! The budget of one evaluation: each step and each value that is copied costs, so neither time nor memory can be taken.

use std::borrow::Cow;
use std::cell::Cell;

use serde_json::Value;

use super::fault::Fault;

/// How many bytes of text are one more piece.
const PIECE_BYTES: usize = 64;

/// What is left to spend.
#[derive(Debug)]
pub(super) struct Budget {
    /// Bounds time: nodes evaluated, values compared, and what is copied.
    steps: Cell<usize>,
    /// Bounds memory: values and pieces of text that are made.
    copies: Cell<usize>,
}

impl Budget {
    pub(super) fn for_body(body: &Value) -> Self {
        let body = pieces(body);
        Self {
            steps: Cell::new(body.saturating_mul(32).saturating_add(200_000)),
            copies: Cell::new(body.saturating_mul(8).saturating_add(50_000)),
        }
    }

    /// Pays for work.
    pub(super) fn spend(&self, steps: usize) -> Result<(), Fault> {
        take(&self.steps, steps)
    }

    /// Pays for a text that is made or looked through.
    pub(super) fn spend_text(&self, bytes: usize) -> Result<(), Fault> {
        self.spend_copy(1 + bytes / PIECE_BYTES)
    }

    /// A value of one's own, copied if it is another's.
    pub(super) fn own(&self, value: Cow<'_, Value>) -> Result<Value, Fault> {
        match value {
            Cow::Owned(value) => Ok(value),
            Cow::Borrowed(value) => {
                self.spend_copy(pieces(value))?;
                Ok(value.clone())
            }
        }
    }

    fn spend_copy(&self, pieces: usize) -> Result<(), Fault> {
        take(&self.copies, pieces)?;
        take(&self.steps, pieces)
    }
}

fn take(left: &Cell<usize>, amount: usize) -> Result<(), Fault> {
    left.set(left.get().checked_sub(amount).ok_or_else(|| Fault::new("map-too-much-work"))?);
    Ok(())
}

/// How much a value is. Bodies and results are at most 100 levels deep, and what lies between is not much deeper.
pub(super) fn pieces(value: &Value) -> usize {
    1 + match value {
        Value::String(text) => text.len() / PIECE_BYTES,
        Value::Array(items) => items.iter().map(pieces).sum(),
        Value::Object(members) => {
            members.iter().map(|(name, value)| name.len() / PIECE_BYTES + pieces(value)).sum()
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => 0,
    }
}
