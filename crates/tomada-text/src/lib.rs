//! The one message catalogue.
#![forbid(unsafe_code)]
