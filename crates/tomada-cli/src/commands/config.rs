//! `tomada config check`, `tomada config show`: what holds, from where, and every key there is.

use std::fmt::Write;

use serde_json::{Value as Json, json};

use crate::arguments::{ConfigShow, ConfigVerb};
use crate::config::{Config, KEYS, Key, Layers, Value};
use crate::session::{Session, Trouble};
use crate::{escape, say};

pub(crate) fn run(session: &Session, verb: &ConfigVerb) -> Result<(), Trouble> {
    match verb {
        ConfigVerb::Check(place) => {
            Config::read(place.config.as_deref(), &[])?;
            if session.json {
                return Ok(say::json(&json!({"ok": true}))?);
            }
            Ok(say::text(&(session.text("cli-config-good") + "\n"))?)
        }
        ConfigVerb::Show(arguments) if arguments.documented => Ok(say::text(&reference(session))?),
        ConfigVerb::Show(arguments) => show(session, arguments),
    }
}

fn show(session: &Session, arguments: &ConfigShow) -> Result<(), Trouble> {
    let (_, layers) = Config::read_in_layers(arguments.place.config.as_deref(), &[])?;
    if session.json {
        let all = KEYS.iter().map(|key| (key.name.to_owned(), of_key(key, &layers)));
        return Ok(say::json(&Json::Object(all.collect()))?);
    }
    let lines = KEYS.iter().map(|key| match layers.given(key) {
        Some((value, place)) => format!("{} = {}  # {place}\n", key.name, shown(key, value)),
        None if key.default.is_empty() => format!("# {}\n", key.name),
        None => format!("{} = {}\n", key.name, key.default),
    });
    Ok(say::text(&escape::for_people(&lines.collect::<String>()))?)
}

fn of_key(key: &Key, layers: &Layers) -> Json {
    let given = layers.given(key);
    json!({"value": given.map(|(value, _)| shown(key, value)), "from": given.map(|(_, place)| place)})
}

/// A value as TOML; one that may hold a secret as three dots.
fn shown(key: &Key, value: &Value) -> String {
    match value {
        _ if key.is_secret => "\"…\"".to_owned(),
        Value::Text(text) if text.parse::<u32>().is_ok() => text.clone(),
        Value::Text(text) => json!(text).to_string(),
        Value::List(items) => json!(items).to_string(),
    }
}

/// A `tomada.toml` in which every key stands with what it means, its default and its variable.
fn reference(session: &Session) -> String {
    let mut text = comment(&session.text("cli-config-reference"));
    let mut section = "";
    for key in KEYS {
        let (own, name) = key.name.split_once('.').unwrap_or(("", key.name));
        text.push('\n');
        if own != section {
            section = own;
            let _ = writeln!(text, "[{section}]\n");
        }
        text += &comment(&session.text(&key.about()));
        text += &comment(&session.text_with("cli-config-variable", &[("variable", &key.variable())]));
        let _ = match key.default {
            "" => writeln!(text, "# {name} = {}", key.example),
            default => writeln!(text, "{name} = {default}"),
        };
    }
    text
}

fn comment(text: &str) -> String {
    let options = textwrap::Options::new(100).initial_indent("# ").subsequent_indent("# ");
    textwrap::fill(text, options) + "\n"
}
