//! Pages of lists: from a key on, never by number, so that a page costs the same wherever it lies.

use tomada_core::{Failure, Kind};

/// Which part of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PageRequest {
    /// [`Page::next`] of the page before; absent for the first.
    pub after: Option<String>,
    /// How many at most, 1 to [`PageRequest::LIMIT_MAX`]; [`PageRequest::LIMIT_DEFAULT`] if absent.
    pub limit: Option<u32>,
}

impl PageRequest {
    /// How many a page may hold.
    pub const LIMIT_MAX: u32 = 200;
    /// How many a page holds of which nothing else is said.
    pub const LIMIT_DEFAULT: u32 = 50;
}

/// A part of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page<T> {
    /// What is on it.
    pub items: Vec<T>,
    /// Where the next one begins, if there is one.
    pub next: Option<String>,
}

impl PageRequest {
    /// How many are asked for.
    ///
    /// # Errors
    /// `InvalidInput` with `page-limit`.
    pub(crate) fn limit(&self) -> Result<u32, Failure> {
        match self.limit {
            None => Ok(Self::LIMIT_DEFAULT),
            Some(limit) if (1..=Self::LIMIT_MAX).contains(&limit) => Ok(limit),
            Some(limit) => Err(Failure::coded(Kind::InvalidInput, "page-limit")
                .with_argument("found", limit)
                .with_argument("max", Self::LIMIT_MAX)
                .with_at("/limit")),
        }
    }
}

impl<T> Page<T> {
    /// The first `limit` of `items`, of which there is one more if there is a next page.
    pub(crate) fn cut(mut items: Vec<T>, limit: u32, key: impl Fn(&T) -> String) -> Self {
        let limit = limit as usize;
        let more = items.len() > limit;
        items.truncate(limit);
        let next = more.then(|| items.last().map(key)).flatten();
        Self { items, next }
    }
}
