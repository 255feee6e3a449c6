//! Pages of lists: from a key on, never by number, so that a page costs the same wherever it lies.

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
