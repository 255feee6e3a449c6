//! Checks that a connection has the secrets that the integration's authentication wants, and no others.

use tomada_core::{Failure, Kind, Manifest};

use crate::{Connection, Redactor};

/// Refuses unknown, missing and too short secrets. Values are not looked at otherwise.
pub(super) fn check(manifest: &Manifest, connection: &Connection) -> Result<(), Failure> {
    let known = manifest.auth.secrets();
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
    let missing = known.iter().find(|name| !connection.secrets.contains_key(**name));
    match missing {
        Some(name) if !manifest.auth.is_optional() => {
            Err(Failure::coded(Kind::Unauthorized, "secret-missing")
                .with_argument("name", name)
                .with_argument("integration", &manifest.id))
        }
        _ => Ok(()),
    }
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
