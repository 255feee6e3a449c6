//! Escaping by position, one file for each kind of place. Only these decide what a value may become.

pub(crate) mod header;
pub(crate) mod json;
pub(crate) mod query;
pub(crate) mod url;
pub(crate) mod xml;
