//! A plugin for tests and benchmarks, written with the SDK like any other: it tries every capability, panics at every
//! entry, and wakes badly. It is no example; `plugins/hello` is.
#![forbid(unsafe_code)]

pub mod actions;

tomada_sdk::export!(actions::{noop, order, tour, panic, wake});
