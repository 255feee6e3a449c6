//! Station 1, ask: the request itself is in bounds.

use tomada_core::{Failure, Kind};

use crate::RunRequest;

const NAME_MAX_BYTES: usize = 255;

/// Refuses a request that is out of bounds; nothing is repaired.
///
/// # Errors
/// `InvalidInput`, naming the bound.
pub(crate) fn ask(request: &RunRequest) -> Result<(), Failure> {
    name("project", &request.project)?;
    name("connection", request.connection.id())?;
    name("integration", &request.integration)?;
    name("action", &request.action)?;
    if let Some(key) = &request.idempotency_key {
        name("idempotency_key", key)?;
    }
    within("deadline_ms", request.deadline_ms, RunRequest::DEADLINE_MAX_MS)?;
    within("input", request.input.as_bytes().len() as u64, RunRequest::INPUT_MAX_BYTES as u64)
}

fn name(what: &str, name: &str) -> Result<(), Failure> {
    within(what, name.len() as u64, NAME_MAX_BYTES as u64)
}

fn within(what: &str, found: u64, max: u64) -> Result<(), Failure> {
    if (1..=max).contains(&found) {
        return Ok(());
    }
    Err(Failure::coded(Kind::InvalidInput, "run-out-of-bounds")
        .with_argument("what", what)
        .with_argument("found", found)
        .with_argument("max", max))
}
