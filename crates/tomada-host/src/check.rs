//! Station 3, check: settings, secrets and input against what the manifest says of them, and the scope that follows.
//!
//! Rule: nothing unknown passes, nothing is repaired, and everything that is wrong is told at once.

mod input;
mod secrets;
mod settings;

use serde_json::{Map, Value};
use tomada_core::Failure;

use crate::RunRequest;
use crate::resolve::Resolved;
use crate::scope::{self, Origins};

/// What a run may do, and with what.
pub(crate) struct Checked {
    /// The connection's settings, defaults filled in.
    pub(crate) settings: Map<String, Value>,
    /// Where it may call.
    pub(crate) origins: Origins,
}

/// Checks everything that is known before anything runs.
///
/// # Errors
/// `InvalidInput` for settings and input, `Unauthorized` for a missing secret, `Broken` for a manifest that cannot be
/// followed.
pub(crate) fn check(resolved: &Resolved, request: &RunRequest) -> Result<Checked, Failure> {
    let settings = settings::check(resolved, request.locale)?;
    secrets::check(resolved.manifest(), &resolved.connection)?;
    let input = input::check(resolved, request)?;
    let origins = scope::origins(resolved.manifest(), &settings, &input)?;
    Ok(Checked { settings, origins })
}
