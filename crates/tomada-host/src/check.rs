//! Station 3, check: settings, secrets and input against what the manifest says of them, and the scope that follows.
//!
//! Rule: nothing unknown passes, nothing is repaired, and everything that is wrong is told at once.

mod auth;
mod input;
mod secrets;
mod settings;

use serde_json::Value;
use tomada_core::{Auth, Failure, Json, Locale};

use crate::accounts::Settled;
use crate::registry::Entry;
use crate::resolve::Resolved;
use crate::scope::{self, Origins};
use crate::{Connection, RunRequest};

/// What a run may do, and with what.
pub(crate) struct Checked {
    /// The connection's settings, defaults filled in.
    pub(crate) settings: Json,
    /// How its calls are authenticated.
    pub(crate) auth: Auth,
    /// Where it may call.
    pub(crate) origins: Origins,
}

/// Checks everything that is known before anything runs.
///
/// # Errors
/// `InvalidInput` for settings and input, `Unauthorized` for a missing secret, `Broken` for a manifest that cannot be
/// followed.
pub(crate) fn check(resolved: &Resolved, request: &RunRequest) -> Result<Checked, Failure> {
    let settled = settle(resolved, request.locale)?;
    let input = input::check(resolved, request)?;
    let origins = settled.origins.with_input(resolved.manifest(), &input)?;
    Ok(Checked { settings: settled.settings.clone(), auth: settled.auth.clone(), origins })
}

/// Checks the connection, once as long as it stays the same.
fn settle(resolved: &Resolved, locale: Locale) -> Result<&Settled, Failure> {
    let settled = &resolved.prepared.settled;
    if let Some(settled) = settled.get() {
        return Ok(settled);
    }
    let checked = connection(&resolved.connection, &resolved.entry, locale)?;
    Ok(settled.get_or_init(|| checked))
}

/// Checks a connection against what the integration's manifest says.
pub(crate) fn connection(connection: &Connection, entry: &Entry, locale: Locale) -> Result<Settled, Failure> {
    let manifest = &entry.manifest;
    let settings = settings::check(connection, entry, locale)?;
    let auth = auth::of(manifest, connection, &settings)?;
    secrets::check(manifest, &auth, connection)?;
    let origins = scope::origins(manifest, &settings)?;
    secrets::have_somewhere_to_go(manifest, connection, &origins)?;
    Ok(Settled { settings: Json::from(Value::Object(settings)), auth, origins })
}
