//! Whether there is progress. The rule it protects: whatever a service answers, the same step is never made twice.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};

use tomada_core::Request;

/// What was seen so far. Only hashes are kept, for a link may be long: two that agree by chance end the reading early,
/// and say so.
#[derive(Debug, Default)]
pub(super) struct Guard {
    requests: HashSet<u64>,
    marks: HashSet<u64>,
    last_page: Option<u64>,
    last_was_empty: bool,
}

impl Guard {
    /// Whether a request is new.
    pub(super) fn is_new_request(&mut self, request: &Request) -> bool {
        let headers = request.headers.iter().collect::<Vec<_>>();
        self.requests.insert(hash(&(&request.method, &request.url, headers, &request.body)))
    }

    /// Whether a link or cursor is new.
    pub(super) fn is_new_mark(&mut self, mark: &str) -> bool {
        self.marks.insert(hash(&mark))
    }

    /// Whether a page has something new: it is not the second empty one, nor, if something was counted up for it, the
    /// same again.
    pub(super) fn is_progress(&mut self, page: &[u8], items: Option<usize>, is_counted: bool) -> bool {
        let (page, is_empty) = (hash(&page), items == Some(0));
        let same = is_counted && self.last_page == Some(page);
        let empty = is_empty && self.last_was_empty;
        self.last_page = Some(page);
        self.last_was_empty = is_empty;
        !same && !empty
    }
}

fn hash(value: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}
