//! Checks that a connection has the secrets that the integration's authentication wants, and no others, and that there
//! is somewhere for them to go.

use tomada_core::{Auth, Failure, Kind, Manifest};

use crate::nearest::listed;
use crate::scope::{self, Origins};
use crate::{Connection, Redactor};

/// Refuses unknown, missing and too short secrets. Values are not looked at otherwise.
pub(super) fn check(manifest: &Manifest, auth: &Auth, connection: &Connection) -> Result<(), Failure> {
    let known = auth.secrets();
    if let Some(unknown) = connection.secrets.keys().find(|name| !known.contains(&name.as_str())) {
        return Err(unknown_secret(unknown, known));
    }
    if let Some((name, secret)) =
        connection.secrets.iter().find(|(_, secret)| secret.expose().len() < Redactor::SECRET_MIN_BYTES)
    {
        return Err(Failure::coded(Kind::InvalidInput, "secret-too-short")
            .with_argument("name", name)
            .with_argument("found", secret.expose().len())
            .with_argument("min", Redactor::SECRET_MIN_BYTES));
    }
    let is_missing = |name: &&&str| !connection.secrets.contains_key(**name) && !auth.may_lack(name);
    match known.iter().find(is_missing) {
        Some(name) => Err(Failure::coded(Kind::Unauthorized, "secret-missing")
            .with_argument("name", name)
            .with_argument("integration", &manifest.id)),
        None => Ok(()),
    }
}

/// Refuses secrets that no origin would ever receive: whoever gave them believes that they are sent.
pub(super) fn have_somewhere_to_go(
    manifest: &Manifest,
    connection: &Connection,
    origins: &Origins,
) -> Result<(), Failure> {
    if connection.secrets.is_empty() || !origins.trusted.is_empty() {
        return Ok(());
    }
    let settings = scope::settings_that_name_origins(manifest);
    let failure = match settings.as_slice() {
        [] => Failure::coded(Kind::Broken, "manifest-secret-nowhere"),
        settings => Failure::coded(Kind::InvalidInput, "secret-nowhere")
            .with_argument("settings", listed(settings.iter().copied())),
    };
    Err(failure.with_argument("integration", &manifest.id))
}

fn unknown_secret(name: &str, known: &[&str]) -> Failure {
    let failure = match known {
        [] => Failure::coded(Kind::InvalidInput, "secret-not-wanted"),
        known => {
            Failure::coded(Kind::InvalidInput, "secret-unknown").with_argument("known", known.join(", "))
        }
    };
    failure.with_argument("name", name)
}
