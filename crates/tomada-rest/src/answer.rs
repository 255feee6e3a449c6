//! What the bytes of an answer hold: JSON, recognised whatever the content type says, or text.
//!
//! Services send anything. Nothing here fails: what is not UTF-8 is replaced and said to be, what cannot be read as JSON
//! (too deep, a number beyond bounds) stays text.

use std::borrow::Cow;

use serde_json::Value;

/// What stands for what cannot be read.
const REPLACEMENT: &str = "\u{fffd}";

/// A decoded body.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Decoded {
    /// The body, if it is JSON.
    pub json: Option<Value>,
    /// The body, if it is anything else and not empty.
    pub text: Option<String>,
    /// Whether something could not be read and was replaced by U+FFFD.
    pub repaired: bool,
}

/// Decodes `bytes`. Objects and arrays are JSON whatever `content_type` says; a lone number, truth value, string or
/// null only if it says so, for plain text may read `42`, too. Deeper than 128 levels it is text.
///
/// Bytes that are not UTF-8 become U+FFFD. In JSON, so do a raw NUL and half a surrogate pair, if that makes it JSON.
///
/// ```
/// use tomada_rest::decode;
///
/// let decoded = decode(b"\xef\xbb\xbf{\"ok\": true}", Some("text/html"));
/// assert_eq!(decoded.json, Some(serde_json::json!({"ok": true})));
/// ```
pub fn decode(bytes: &[u8], content_type: Option<&str>) -> Decoded {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if bytes.is_empty() {
        return Decoded::default();
    }
    let text = String::from_utf8_lossy(bytes);
    let mut repaired = matches!(text, Cow::Owned(_));
    if is_json(&text, content_type) {
        if let Ok(json) = serde_json::from_str(&text) {
            return Decoded { json: Some(json), text: None, repaired };
        }
        if let Some(json) = repair(&text).and_then(|text| serde_json::from_str(&text).ok()) {
            repaired = true;
            return Decoded { json: Some(json), text: None, repaired };
        }
    }
    Decoded { json: None, text: Some(text.into_owned()), repaired }
}

/// Whether it is worth trying.
fn is_json(text: &str, content_type: Option<&str>) -> bool {
    let declared = content_type.is_some_and(|content_type| {
        let media_type = content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        media_type.ends_with("/json") || media_type.ends_with("+json")
    });
    declared || text.trim_start().starts_with(['{', '['])
}

/// JSON text without raw NULs and halves of surrogate pairs; `None` if there are none.
fn repair(text: &str) -> Option<String> {
    let mut repaired = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['\\', '\0']) {
        repaired.push_str(&rest[..at]);
        rest = &rest[at..];
        let (kept, length) = match surrogate(rest) {
            _ if rest.starts_with('\0') => (REPLACEMENT, 1),
            Some(Surrogate::High) => match rest.get(6..).and_then(surrogate) {
                Some(Surrogate::Low) => (&rest[..12], 12),
                _ => (REPLACEMENT, 6),
            },
            Some(Surrogate::Low) => (REPLACEMENT, 6),
            None => {
                let length = rest.chars().take(2).map(char::len_utf8).sum();
                (&rest[..length], length)
            }
        };
        repaired.push_str(kept);
        rest = &rest[length..];
    }
    repaired.push_str(rest);
    (repaired != text).then_some(repaired)
}

enum Surrogate {
    High,
    Low,
}

/// The half of a surrogate pair that `text` begins with, as an escape of JSON.
fn surrogate(text: &str) -> Option<Surrogate> {
    let digits = text.strip_prefix("\\u")?.get(..4)?;
    match u16::from_str_radix(digits, 16).ok()? {
        0xd800..=0xdbff => Some(Surrogate::High),
        0xdc00..=0xdfff => Some(Surrogate::Low),
        _ => None,
    }
}
