//! A connection made of `--setting`, `--auth` and `--secret`.

use std::collections::BTreeMap;

use semver::VersionReq;
use serde_json::{Map, Value};
use tomada_core::{Auth, Failure, Kind, Manifest};
use tomada_host::{Connection, Secret};

use super::secret::twice;

/// The connection of this invocation.
///
/// # Errors
/// When a setting is not `NAME=VALUE`, or is given twice.
pub(super) fn of(
    manifest: &Manifest,
    settings: &[String],
    auth: Option<Auth>,
    secrets: BTreeMap<String, Secret>,
) -> Result<Connection, Failure> {
    Ok(Connection {
        id: "inline".to_owned(),
        integration: manifest.id.clone(),
        version: VersionReq::STAR,
        settings: self::settings(Some(manifest), settings)?.into(),
        auth,
        secrets,
    })
}

/// The settings as a JSON object.
///
/// # Errors
/// As [`of`].
pub(in crate::commands) fn settings(
    manifest: Option<&Manifest>,
    settings: &[String],
) -> Result<Value, Failure> {
    let mut read = Map::new();
    for setting in settings {
        let (name, value) = setting.split_once('=').ok_or_else(|| {
            Failure::coded(Kind::InvalidInput, "cli-not-a-setting").with_argument("found", setting)
        })?;
        let value = match manifest {
            Some(manifest) => value_of(manifest, name, value),
            None => serde_json::from_str(value).unwrap_or_else(|_| value.into()),
        };
        if read.insert(name.to_owned(), value).is_some() {
            return Err(twice("--setting", name));
        }
    }
    Ok(Value::Object(read))
}

/// JSON where the setting wants something else than text and it is JSON, else text. The host judges the rest.
fn value_of(manifest: &Manifest, name: &str, value: &str) -> Value {
    let text = || Value::from(value);
    match manifest.settings.get(name) {
        Some(setting) if !takes_text(&setting.schema) => {
            serde_json::from_str(value).unwrap_or_else(|_| text())
        }
        _ => text(),
    }
}

fn takes_text(schema: &Value) -> bool {
    match schema.get("type") {
        Some(Value::String(kind)) => kind == "string",
        Some(Value::Array(kinds)) => kinds.iter().any(|kind| kind == "string"),
        _ => schema
            .get("enum")
            .and_then(Value::as_array)
            .is_some_and(|options| options.iter().all(Value::is_string)),
    }
}
