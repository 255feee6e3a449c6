//! JSON that means the same once it was read and is written again: no name twice, no number that loses a digit.

use serde::de::{Deserialize, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};

/// A decimal fraction of this many digits comes back from a 64-bit float.
const DIGITS_EXACT: usize = 15;

/// The value of `text`, if nothing is lost in it.
pub(crate) fn exact(text: &str) -> Option<Value> {
    if !numbers_are_exact(text) || escapes_a_mark(text) {
        return None;
    }
    serde_json::from_str::<Exact>(text).ok().map(|exact| exact.0)
}

/// Whether an escape in it gives a character that stands for something else while a command is read: one of
/// U+F0000 to U+F0FFF or from U+10FC00 on, as surrogates.
fn escapes_a_mark(text: &str) -> bool {
    let high = |digits: &str| {
        let digits = digits.to_ascii_lowercase();
        ["db80", "db81", "db82", "db83", "dbff"].contains(&digits.as_str())
    };
    text.match_indices("\\u").any(|(at, _)| text.get(at + 2..at + 6).is_some_and(high))
}

/// Whether all numbers outside of strings are whole ones of 64 bits or have few digits.
fn numbers_are_exact(text: &str) -> bool {
    let mut rest = text;
    while let Some(at) = rest.find(|c: char| c == '"' || c == '-' || c.is_ascii_digit()) {
        rest = &rest[at..];
        if let Some(inside) = rest.strip_prefix('"') {
            rest = after_string(inside);
            continue;
        }
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && !"+-.".contains(c)).unwrap_or(rest.len());
        let (number, after) = rest.split_at(end);
        let whole = number.parse::<i64>().is_ok() || number.parse::<u64>().is_ok();
        let mantissa = number.split(['e', 'E']).next().unwrap_or_default();
        let digits = mantissa.chars().filter(char::is_ascii_digit).count();
        // A float is written again in another way where it has an exponent, so that is left as it is.
        if !whole && (digits > DIGITS_EXACT || mantissa.len() != number.len()) {
            return false;
        }
        rest = after;
    }
    true
}

fn after_string(inside: &str) -> &str {
    let mut escaped = false;
    for (at, byte) in inside.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => return &inside[at + 1..],
            _ => {}
        }
    }
    ""
}

struct Exact(Value);

impl<'de> Deserialize<'de> for Exact {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(NamesOnce).map(Self)
    }
}

struct NamesOnce;

impl<'de> Visitor<'de> for NamesOnce {
    type Value = Value;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("JSON with no name twice")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E: serde::de::Error>(self, value: f64) -> Result<Value, E> {
        Number::from_f64(value).map(Value::Number).ok_or_else(|| E::custom("not a number"))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut values = Vec::new();
        while let Some(Exact(value)) = items.next_element()? {
            values.push(value);
        }
        Ok(Value::Array(values))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Value, A::Error> {
        let mut map = Map::new();
        while let Some((name, Exact(value))) = members.next_entry::<String, Exact>()? {
            if map.insert(name, value).is_some() {
                return Err(A::Error::custom("a name stands twice"));
            }
        }
        Ok(Value::Object(map))
    }
}
