//! What is wrong with an expression, and where in it.

use tomada_core::Failure;

use crate::place::Place;

/// A mistake in an expression, or one that shows when it is evaluated.
#[derive(Debug)]
pub(super) struct Fault {
    code: &'static str,
    /// The byte of the expression where it is; `None` for the whole.
    offset: Option<usize>,
    arguments: Vec<(&'static str, String)>,
}

impl Fault {
    pub(super) fn new(code: &'static str) -> Self {
        Self { code, offset: None, arguments: Vec::new() }
    }

    pub(super) fn at(code: &'static str, offset: usize) -> Self {
        Self { offset: Some(offset), ..Self::new(code) }
    }

    pub(super) fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.arguments.push((name, value.into()));
        self
    }

    /// The failure, with line and column in `source`, from 1.
    pub(super) fn failure(self, source: &str, at: &Place) -> Failure {
        let mut failure = at.failure(self.code);
        if let Some(offset) = self.offset {
            let before = source.get(..offset).unwrap_or(source);
            let line_start = before.rfind('\n').map_or(0, |at| at + 1);
            failure = failure
                .with_argument("line", before.matches('\n').count() + 1)
                .with_argument("column", before[line_start..].chars().count() + 1);
        }
        self.arguments.into_iter().fold(failure, |failure, (name, value)| failure.with_argument(name, value))
    }
}
