//! What a caught panic becomes: `Broken`, with the panic's own words for the log alone.

use std::any::Any;

use tomada_core::{Failure, Kind};

/// The failure of an integration that panicked with `payload`.
pub(crate) fn failure(payload: &(dyn Any + Send)) -> Failure {
    let text = payload.downcast_ref::<&str>().copied();
    let text = text.or_else(|| payload.downcast_ref::<String>().map(String::as_str));
    Failure::coded(Kind::Broken, "integration-panicked").with_detail(text.unwrap_or("a panic without words"))
}
