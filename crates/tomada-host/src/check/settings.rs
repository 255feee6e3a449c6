//! Checks a connection's settings against the manifest and fills in the manifest's defaults.

use serde_json::{Map, Value};
use tomada_core::{Failure, Kind, Locale, Manifest};

use super::input::in_words;
use crate::Connection;
use crate::nearest::{listed, nearest};
use crate::registry::Entry;
use crate::schema::Problem;

/// The settings, whole.
pub(super) fn check(
    connection: &Connection,
    entry: &Entry,
    locale: Locale,
) -> Result<Map<String, Value>, Failure> {
    let Value::Object(mut settings) = connection.settings.to_value() else {
        return Err(Failure::coded(Kind::InvalidInput, "settings-not-object"));
    };
    refuse_unknown(&entry.manifest, &settings)?;
    let mut problems = Vec::new();
    for (name, setting) in &entry.manifest.settings {
        match (settings.get(name), setting.default()) {
            (Some(value), _) => {
                let schema = entry.setting_schema(name, &setting.schema)?;
                problems.extend(schema.problems(value).into_iter().map(|problem| problem.below(name)));
            }
            (None, Some(default)) => drop(settings.insert(name.clone(), default.clone())),
            (None, None) if setting.required => {
                return Err(Failure::coded(Kind::InvalidInput, "setting-missing")
                    .with_argument("name", name)
                    .with_argument("title", setting.title.get(locale)));
            }
            (None, None) => {}
        }
    }
    if problems.is_empty() { Ok(settings) } else { Err(failure(&problems, locale)) }
}

fn failure(problems: &[Problem], locale: Locale) -> Failure {
    Failure::coded(Kind::InvalidInput, "settings-problems")
        .with_argument("count", problems.len())
        .with_argument("problems", in_words(problems, locale))
}

fn refuse_unknown(manifest: &Manifest, settings: &Map<String, Value>) -> Result<(), Failure> {
    let known = || manifest.settings.keys().map(String::as_str);
    let Some(unknown) = settings.keys().find(|name| known().all(|known| known != name.as_str())) else {
        return Ok(());
    };
    let failure = match nearest(unknown, known()) {
        _ if known().next().is_none() => Failure::coded(Kind::InvalidInput, "setting-not-wanted"),
        Some(near) => Failure::coded(Kind::InvalidInput, "setting-misspelt").with_argument("nearest", near),
        None => Failure::coded(Kind::InvalidInput, "setting-unknown").with_argument("known", listed(known())),
    };
    Err(failure.with_argument("name", unknown).with_argument("integration", &manifest.id))
}
