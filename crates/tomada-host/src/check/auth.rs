//! Which authentication a connection's calls have: the manifest's, or the connection's own where that is left to it.

use serde_json::{Map, Value};
use tomada_core::{Auth, Failure, Kind, Manifest};

use crate::Connection;

/// The authentication, the settings that it names filled in.
pub(super) fn of(
    manifest: &Manifest,
    connection: &Connection,
    settings: &Map<String, Value>,
) -> Result<Auth, Failure> {
    let own = match (&manifest.auth, &connection.auth) {
        (Auth::Any, Some(Auth::Any)) => return Err(Failure::coded(Kind::InvalidInput, "auth-kind-missing")),
        (Auth::Any, None) if connection.secrets.contains_key("token") => Auth::Bearer { optional: false },
        (Auth::Any, None) => Auth::None,
        (Auth::Any, Some(auth)) | (auth, None) => auth.clone(),
        (_, Some(_)) => {
            return Err(Failure::coded(Kind::InvalidInput, "auth-not-wanted")
                .with_argument("integration", &manifest.id));
        }
    };
    let mut written = serde_json::to_value(&own).map_err(|error| not_readable(&error))?;
    fill_in(&mut written, settings)?;
    serde_json::from_value(written).map_err(|error| not_readable(&error))
}

fn not_readable(error: &serde_json::Error) -> Failure {
    Failure::coded(Kind::InvalidInput, "auth-not-readable").with_argument("reason", error)
}

/// Puts settings where texts name them: `{{ settings.NAME }}`.
fn fill_in(written: &mut Value, settings: &Map<String, Value>) -> Result<(), Failure> {
    match written {
        Value::String(text) => *text = filled_in(text, settings)?,
        Value::Array(items) => items.iter_mut().try_for_each(|item| fill_in(item, settings))?,
        Value::Object(fields) => fields.values_mut().try_for_each(|field| fill_in(field, settings))?,
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
    Ok(())
}

fn filled_in(text: &str, settings: &Map<String, Value>) -> Result<String, Failure> {
    let mut filled = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, (inside, after))) =
        rest.split_once("{{").and_then(|(before, inside)| Some((before, inside.split_once("}}")?)))
    {
        let name = inside.trim().strip_prefix("settings.").unwrap_or(inside.trim());
        let value = settings.get(name).ok_or_else(|| {
            Failure::coded(Kind::InvalidInput, "auth-setting-missing").with_argument("name", name)
        })?;
        filled.push_str(before);
        match value {
            Value::String(text) => filled.push_str(text),
            other => filled.push_str(&other.to_string()),
        }
        rest = after;
    }
    filled.push_str(rest);
    Ok(filled)
}
