//! The layers of a configuration: what the file, the environment and the flags say, each value with its place.
//!
//! Rule: a later layer replaces an earlier one key by key, and nothing in any of them is passed over in silence.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::Path;

use tomada_core::{Failure, Kind};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{Config, KEYS, Key};

/// Sections whose variables are all ours; a name that starts so and is unknown is a slip.
const SECTIONS: [&str; 5] =
    ["TOMADA_DATABASE_", "TOMADA_RETENTION_", "TOMADA_EGRESS_", "TOMADA_LOG_", "TOMADA_TELEMETRY_"];

/// A value as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Value {
    /// A string or a number of a file, in its letters; a variable's or a flag's whole value.
    Text(String),
    /// A list of strings.
    List(Vec<String>),
}

impl Value {
    pub(super) fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            Self::List(_) => None,
        }
    }

    /// Its items; those of a text stand between commas.
    pub(super) fn list(&self) -> Vec<String> {
        match self {
            Self::List(items) => items.clone(),
            Self::Text(text) => {
                text.split(',').map(str::trim).filter(|item| !item.is_empty()).map(str::to_owned).collect()
            }
        }
    }

    pub(super) fn number(&self) -> Option<u32> {
        self.text()?.parse().ok()
    }
}

/// Values by key, each with where it is from, such as `tomada.toml:3`.
#[derive(Default)]
pub(crate) struct Layers(BTreeMap<&'static str, (Value, String)>);

impl Layers {
    /// What the file at `path` says.
    pub(super) fn file(&mut self, path: &Path, text: &str) -> Result<(), Failure> {
        let place = |at: usize| {
            format!("{}:{}", path.display(), 1 + text[..at.min(text.len())].matches('\n').count())
        };
        let table = DeTable::parse(text).map_err(|error| {
            let at = error.span().map_or(0, |span| span.start);
            Failure::coded(Kind::InvalidInput, "cli-config-not-toml")
                .with_argument("place", place(at))
                .with_argument("reason", error.message())
        })?;
        self.table("", table.get_ref(), &place)
    }

    fn table(
        &mut self,
        section: &str,
        table: &DeTable<'_>,
        place: &impl Fn(usize) -> String,
    ) -> Result<(), Failure> {
        for (name, value) in table {
            let full = format!("{section}{}", name.get_ref());
            let at = place(name.span().start);
            match (value.get_ref(), key(&full)) {
                (DeValue::Table(inner), None) if is_section(&full) => {
                    self.table(&format!("{full}."), inner, place)?;
                }
                (_, None) => return Err(unknown(&full, at, KEYS.iter().map(|key| key.name.to_owned()))),
                (_, Some(key)) => {
                    let read = read(value).ok_or_else(|| refused(key, at.clone()))?;
                    self.0.insert(key.name, (read, at));
                }
            }
        }
        Ok(())
    }

    /// What the environment says.
    pub(super) fn environment(
        &mut self,
        variables: impl Iterator<Item = (OsString, OsString)>,
    ) -> Result<(), Failure> {
        for (name, value) in variables {
            let Some(name) = name.to_str().filter(|name| name.starts_with("TOMADA_")) else { continue };
            match KEYS.iter().find(|key| key.variable() == name) {
                Some(key) => {
                    let value = value.into_string().map_err(|_| refused(key, name.to_owned()))?;
                    self.0.insert(key.name, (Value::Text(value), name.to_owned()));
                }
                None if SECTIONS.iter().any(|section| name.starts_with(section)) => {
                    return Err(unknown(name, "environment".to_owned(), KEYS.iter().map(Key::variable)));
                }
                None => {}
            }
        }
        Ok(())
    }

    /// What a flag says, if it is given.
    pub(super) fn flag(&mut self, key: &'static str, value: Option<&str>) {
        if let Some(value) = value {
            let place = format!("--{}", key.replace(['.', '_'], "-"));
            self.0.insert(key, (Value::Text(value.to_owned()), place));
        }
    }

    /// What all of them come to.
    pub(super) fn config(&self) -> Result<Config, Failure> {
        let mut config = Config::default();
        for key in KEYS {
            if let Some((value, place)) = self.0.get(key.name) {
                (key.set)(&mut config, value).ok_or_else(|| refused(key, place.clone()))?;
            }
        }
        Ok(config)
    }

    /// What holds for `key` and where that is from; nothing where the default holds.
    pub(crate) fn given(&self, key: &Key) -> Option<&(Value, String)> {
        self.0.get(key.name)
    }
}

fn key(name: &str) -> Option<&'static Key> {
    KEYS.iter().find(|key| key.name == name)
}

fn is_section(name: &str) -> bool {
    KEYS.iter().any(|key| key.name.strip_prefix(name).is_some_and(|rest| rest.starts_with('.')))
}

fn read(value: &Spanned<DeValue<'_>>) -> Option<Value> {
    match value.get_ref() {
        DeValue::String(text) => Some(Value::Text(text.to_string())),
        DeValue::Integer(number) => Some(Value::Text(number.to_string())),
        DeValue::Array(items) => {
            let text = |item: &Spanned<DeValue<'_>>| item.get_ref().as_str().map(str::to_owned);
            items.iter().map(text).collect::<Option<_>>().map(Value::List)
        }
        _ => None,
    }
}

/// The value is not told: it may be a secret that stands in the wrong place.
fn refused(key: &Key, place: String) -> Failure {
    Failure::coded(Kind::InvalidInput, key.wants).with_argument("place", place).with_argument("key", key.name)
}

fn unknown(found: &str, place: String, known: impl Iterator<Item = String>) -> Failure {
    let near = known.map(|name| (strsim::osa_distance(found, &name), name)).min();
    // One slip in three letters is a slip; more is another word.
    let near = near.filter(|(distance, _)| *distance <= found.chars().count().div_ceil(3));
    let failure = |code| {
        Failure::coded(Kind::InvalidInput, code).with_argument("place", place).with_argument("found", found)
    };
    match near {
        Some((_, name)) => failure("cli-config-key-misspelt").with_argument("nearest", name),
        None => failure("cli-config-key-unknown"),
    }
}
