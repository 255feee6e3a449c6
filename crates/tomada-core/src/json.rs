//! JSON text that is known to be well-formed.
//!
//! Inputs and outputs travel as text, so that a value is parsed once, by whoever needs its fields, and crosses
//! the plugin boundary as the bytes that it already is. Nesting is limited to 128 levels, `serde_json`'s own
//! limit.

use std::fmt;

use serde::Serialize;
use serde::de::{Deserialize, DeserializeOwned, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

/// Well-formed JSON text (RFC 8259), UTF-8.
///
/// ```
/// use tomada_core::Json;
///
/// let json = Json::parse(br#"{"name": "Ana"}"#.to_vec())?;
/// assert_eq!(json.to_value()["name"], "Ana");
/// assert!(Json::parse(b"{name}".to_vec()).is_err());
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Json(String);

impl Json {
    /// Checks that `bytes` are one JSON value and keeps them as they are.
    ///
    /// # Errors
    /// With line and column, when they are not JSON, not UTF-8, nested deeper than 128 levels, or hold what no
    /// reader could take: a number beyond `f64`, half a surrogate pair.
    pub fn parse(bytes: Vec<u8>) -> Result<Self, serde_json::Error> {
        let text = String::from_utf8(bytes).map_err(serde::de::Error::custom)?;
        serde_json::from_str::<Readable>(&text)?;
        Ok(Self(text))
    }

    /// Writes any serialisable value as JSON.
    ///
    /// # Errors
    /// When the type cannot be JSON, such as a map with keys that are not strings.
    pub fn from_serialize<T: Serialize + ?Sized>(value: &T) -> Result<Self, serde_json::Error> {
        serde_json::to_string(value).map(Self)
    }

    /// The value `{}`.
    pub fn empty_object() -> Self {
        Self("{}".to_owned())
    }

    /// Reads the text as a `T`.
    ///
    /// # Errors
    /// When the text is JSON but no `T`; the error names the field, line and column.
    pub fn read<T: DeserializeOwned>(&self) -> Result<T, serde_json::Error> {
        serde_json::from_str(&self.0)
    }

    /// The text as a tree.
    pub fn to_value(&self) -> Value {
        // Unreachable: every constructor has made sure that the text can be read.
        serde_json::from_str(&self.0).unwrap_or(Value::Null)
    }

    /// The text itself.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The text as bytes, for the wire.
    pub fn as_bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }

    /// Gives the text up as bytes.
    pub fn into_bytes(self) -> Vec<u8> {
        self.0.into_bytes()
    }
}

impl From<Value> for Json {
    fn from(value: Value) -> Self {
        Self(value.to_string())
    }
}

impl fmt::Display for Json {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A value that was read and thrown away. Unlike `serde::de::IgnoredAny`, which skips over text, it decodes every
/// string and number.
struct Readable;

impl<'de> Deserialize<'de> for Readable {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Reader)
    }
}

struct Reader;

impl<'de> Visitor<'de> for Reader {
    type Value = Readable;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Readable, E> {
        Ok(Readable)
    }

    fn visit_bool<E>(self, _: bool) -> Result<Readable, E> {
        Ok(Readable)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Readable, E> {
        Ok(Readable)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Readable, E> {
        Ok(Readable)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Readable, E> {
        Ok(Readable)
    }

    fn visit_str<E>(self, _: &str) -> Result<Readable, E> {
        Ok(Readable)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Readable, A::Error> {
        while items.next_element::<Readable>()?.is_some() {}
        Ok(Readable)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Readable, A::Error> {
        while entries.next_entry::<Readable, Readable>()?.is_some() {}
        Ok(Readable)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn refused(bytes: &[u8]) {
        assert!(Json::parse(bytes.to_vec()).is_err(), "accepted {:?}", String::from_utf8_lossy(bytes));
    }

    #[test]
    fn text_that_is_not_json_is_refused() {
        for bytes in [
            &b""[..],
            b"{",
            b"{} {}",
            b"nul",
            b"\"\xff\"",
            b"\xef\xbb\xbf{}",
            b"01",
            b"1e400",
            b"[\"\\ud800\"]",
        ] {
            refused(bytes);
        }
        refused("[".repeat(100_000).as_bytes());
    }

    /// `to_value` must never meet text that it cannot read: what `parse` accepts, it reads.
    #[test]
    fn accepted_text_can_be_read() {
        for text in ["-0", "1e-999", "\"\\u0000\"", "{\"a\":1,\"a\":2}", "18446744073709551616", "[[],{}]"] {
            let json = Json::parse(text.as_bytes().to_vec()).unwrap();
            assert!(serde_json::from_str::<Value>(json.as_str()).is_ok(), "{text} was accepted, not read");
        }
    }
}
