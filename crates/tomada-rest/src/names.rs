//! What templates can name, such as `context`, and what to tell someone who names something else.

use std::cell::{Cell, RefCell};

use serde_json::Value;
use tomada_core::Failure;

use crate::place::Place;
use crate::trace::{Traced, TracedPiece};

/// How many names are listed where one is missing.
const LISTED_MAX: usize = 20;

/// How many templates one request may have; strings without template marks do not count.
const TEMPLATES_MAX: u32 = 500;

/// The values that the templates of one request can name; by default none.
#[derive(Debug, Default)]
pub struct Names {
    root: Value,
    values: minijinja::Value,
    rendered: Cell<u32>,
    trace: Option<RefCell<Vec<Traced>>>,
}

impl Names {
    /// Values by name: `[("context", …)]` makes `{{ context.order }}` work.
    pub fn new<N: Into<String>>(names: impl IntoIterator<Item = (N, Value)>) -> Self {
        let root = Value::from_iter(names);
        Self { values: minijinja::value::Serde(&root).into(), root, ..Self::default() }
    }

    /// The same, noting down for each text that is rendered what it was made of.
    #[must_use]
    pub fn traced(mut self) -> Self {
        self.trace = Some(RefCell::default());
        self
    }

    /// What was noted down so far, in the order in which it was rendered; nothing unless [`Names::traced`] said so.
    pub fn take_trace(&self) -> Vec<Traced> {
        self.trace.as_ref().map(RefCell::take).unwrap_or_default()
    }

    /// Notes down what the text at a place was made of.
    pub(crate) fn trace(&self, at: &Place, pieces: impl FnOnce() -> Vec<TracedPiece>) {
        if let Some(trace) = &self.trace {
            trace.borrow_mut().push(Traced { at: at.as_str().to_owned(), pieces: pieces() });
        }
    }

    /// As templates take them.
    pub(crate) fn values(&self) -> minijinja::Value {
        self.values.clone()
    }

    /// Counts one more template, and answers how many there were. So one request cannot keep its host busy with a
    /// million small ones.
    pub(crate) fn count(&self, at: &Place) -> Result<u32, Failure> {
        self.rendered.set(self.rendered.get() + 1);
        if self.rendered.get() <= TEMPLATES_MAX {
            return Ok(self.rendered.get());
        }
        Err(at.failure("template-too-many").with_argument("max", TEMPLATES_MAX))
    }

    /// The names that there are where `path` names something that is not; `None` where that cannot be said, as inside
    /// of a loop's own variable.
    pub(crate) fn known(&self, path: &str) -> Option<String> {
        let mut found = &self.root;
        for (depth, name) in path.split('.').enumerate() {
            match found.get(name) {
                Some(value) => found = value,
                None if depth == 0 && path.contains('.') => return None,
                None => break,
            }
        }
        let names = found.as_object()?.keys().map(String::as_str).collect::<Vec<_>>();
        let listed = names.iter().take(LISTED_MAX).copied().collect::<Vec<_>>().join(", ");
        match names.len() {
            0 => None,
            count if count > LISTED_MAX => Some(format!("{listed}, …")),
            _ => Some(listed),
        }
    }
}
