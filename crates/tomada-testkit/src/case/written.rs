//! The shape of a case file. Nothing unknown passes, and each value that is refused knows its line.

use std::collections::BTreeMap;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::Deserialize;
use serde::de::{Deserializer, Error};
use serde_json::{Map, Value};
use tomada_core::{Auth, Kind, Locale};
use toml::Spanned;

/// The whole file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Written {
    pub(super) action: String,
    #[serde(default)]
    pub(super) locale: Locale,
    #[serde(default)]
    pub(super) retries: u8,
    #[serde(default = "empty_object")]
    pub(super) input: JsonValue,
    #[serde(default = "empty_object")]
    pub(super) settings: JsonValue,
    pub(super) auth: Option<Auth>,
    #[serde(default)]
    pub(super) secrets: BTreeMap<String, String>,
    #[serde(default, rename = "exchange")]
    pub(super) exchanges: Vec<Spanned<WrittenExchange>>,
    pub(super) expect: Spanned<WrittenExpect>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WrittenExchange {
    #[serde(default)]
    pub(super) request: WrittenRequest,
    pub(super) answer: Option<WrittenAnswer>,
    pub(super) fault: Option<Fault>,
    pub(super) raw: Option<String>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WrittenRequest {
    pub(super) method: Option<String>,
    pub(super) url: Option<String>,
    #[serde(default)]
    pub(super) headers: BTreeMap<String, String>,
    pub(super) json: Option<JsonValue>,
    pub(super) text: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WrittenAnswer {
    #[serde(default = "ok")]
    pub(super) status: Status,
    #[serde(default)]
    pub(super) headers: BTreeMap<String, String>,
    pub(super) json: Option<JsonValue>,
    pub(super) text: Option<String>,
    pub(super) base64: Option<Base64>,
    pub(super) chunks: Option<Vec<String>>,
}

#[derive(Clone, Copy, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
pub(super) enum Fault {
    Stall,
    Close,
    Garbage,
    Truncate,
    Hang,
    Huge,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WrittenExpect {
    pub(super) output: Option<JsonValue>,
    pub(super) output_has: Option<JsonValue>,
    pub(super) failure: Option<WrittenFailure>,
    pub(super) parts: Option<JsonValue>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WrittenFailure {
    pub(super) kind: Kind,
    pub(super) code: Option<String>,
    pub(super) message: Option<String>,
    pub(super) retry_after_ms: Option<u64>,
    pub(super) at: Option<String>,
}

/// JSON as a case writes it: a TOML value, or a string with the JSON text, which can hold `null`.
pub(super) struct JsonValue(pub(super) Value);

fn empty_object() -> JsonValue {
    JsonValue(Value::Object(Map::new()))
}

impl<'de> Deserialize<'de> for JsonValue {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = match Value::deserialize(deserializer)? {
            Value::String(text) => serde_json::from_str(&text).map_err(|error| {
                D::Error::custom(format!("a string here is JSON text, and this is none: {error}"))
            })?,
            value => value,
        };
        if holds_date(&value) {
            return Err(D::Error::custom("JSON has no dates: write it as text"));
        }
        Ok(Self(value))
    }
}

/// Whether a TOML date came through, which serde sees as an object of one odd field.
fn holds_date(value: &Value) -> bool {
    match value {
        Value::Object(fields) => {
            fields.keys().any(|name| name.starts_with("$__toml")) || fields.values().any(holds_date)
        }
        Value::Array(items) => items.iter().any(holds_date),
        _ => false,
    }
}

/// A status that ends an exchange.
pub(super) struct Status(pub(super) u16);

fn ok() -> Status {
    Status(200)
}

impl<'de> Deserialize<'de> for Status {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let status = u16::deserialize(deserializer)?;
        let is_final = (200..=599).contains(&status);
        is_final.then_some(Self(status)).ok_or_else(|| D::Error::custom("a status is from 200 to 599"))
    }
}

/// Bytes that are no text.
pub(super) struct Base64(pub(super) Vec<u8>);

impl<'de> Deserialize<'de> for Base64 {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        STANDARD.decode(text).map(Self).map_err(D::Error::custom)
    }
}
