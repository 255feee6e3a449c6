//! The chores, one file each. Each has one `run`, which the menu in `main` calls.

pub(crate) mod bench;
pub(crate) mod browser;
pub(crate) mod build;
pub(crate) mod lint;
pub(crate) mod load;
pub(crate) mod serve;
pub(crate) mod start;
pub(crate) mod test;
pub(crate) mod try_it;
