//! What a plugin says outside of any call: while it starts, or from a destructor. The last lines are kept.

use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// How many lines are kept.
const LINES_MAX: usize = 64;

/// The last lines.
#[derive(Default)]
pub(crate) struct Notes(Mutex<VecDeque<String>>);

impl Notes {
    pub(super) fn add(&self, line: &str) {
        let mut lines = self.lock();
        if lines.len() == LINES_MAX {
            lines.pop_front();
        }
        lines.push_back(line.to_owned());
    }

    pub(crate) fn lines(&self) -> Vec<String> {
        self.lock().iter().cloned().collect()
    }

    fn lock(&self) -> MutexGuard<'_, VecDeque<String>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
