//! Where the values in a text come from, as far as that can be seen: what stands there is looked for among what was given.
//!
//! An action says what it sends, not what it made it of. Rule: short texts are found only behind their own name, for `1` or
//! `en` stand everywhere; what is not found is the action's own.

use serde_json::Value;

/// Shorter texts say too little to be known again by themselves, in characters.
const TELLING_CHARACTERS: usize = 4;
/// How many values are looked for.
const VALUES_MAX: usize = 200;
/// What stands where a secret was.
const MASK: &str = "***";
/// What is shown there.
const DOTS: &str = "••••";

/// A piece of a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) text: String,
    /// `field`, `setting`, `default`, `connection` or, of what is the action's own, nothing.
    pub(super) origin: &'static str,
    /// The field or the setting.
    pub(super) name: String,
}

/// What is looked for.
struct Needle {
    text: String,
    /// How much of it is the name before the value, in bytes.
    lead: usize,
    origin: &'static str,
    name: String,
}

/// Values that were given.
#[derive(Default)]
pub(super) struct Origins {
    needles: Vec<Needle>,
    values: usize,
}

impl Origins {
    /// Adds `value` with all that is in it. Of equal values the one that was added first counts.
    pub(super) fn add(&mut self, origin: &'static str, key: &str, name: &str, value: &Value) {
        match value {
            Value::Object(members) => {
                members
                    .iter()
                    .for_each(|(key, value)| self.add(origin, key, &format!("{name} › {key}"), value));
            }
            Value::Array(items) => {
                let named = |index| format!("{name} › {}", index + 1);
                items.iter().enumerate().for_each(|(index, item)| self.add(origin, key, &named(index), item));
            }
            Value::Null => {}
            Value::String(text) if text.is_empty() => {}
            leaf if self.values < VALUES_MAX => {
                self.values += 1;
                self.leaf(origin, key, name, leaf);
            }
            _ => {}
        }
    }

    fn leaf(&mut self, origin: &'static str, key: &str, name: &str, value: &Value) {
        let json = value.to_string();
        let plain = value.as_str().unwrap_or(&json);
        let encoded = url::form_urlencoded::byte_serialize(plain.as_bytes()).collect::<String>();
        let spaced = encoded.replace('+', "%20");
        let mut needle = |lead: String, text: &str| {
            let (lead, text) = (lead.len(), format!("{lead}{text}"));
            self.needles.push(Needle { text, lead, origin, name: name.to_owned() });
        };
        needle(format!("{}: ", Value::from(key)), &json);
        for text in [plain, &encoded, &spaced] {
            needle(format!("{key}="), text);
        }
        if value.is_string() && plain.chars().count() >= TELLING_CHARACTERS {
            let escaped = &json[1..json.len() - 1];
            for text in [plain, escaped, &encoded, &spaced] {
                needle(String::new(), text);
            }
        }
    }

    /// `text` by what it is made of.
    pub(super) fn trace(&self, text: &str) -> Vec<Piece> {
        let mut pieces = Vec::new();
        let (mut own, mut rest) = (String::new(), text);
        while let Some(first) = rest.chars().next() {
            let Some((lead, value, origin, name)) = self.find(rest, own.chars().next_back()) else {
                own.push(first);
                rest = &rest[first.len_utf8()..];
                continue;
            };
            own.push_str(&rest[..lead]);
            pieces.push(Piece { text: std::mem::take(&mut own), ..Piece::default() });
            let text = if origin == "connection" { DOTS } else { &rest[lead..lead + value] };
            pieces.push(Piece { text: text.to_owned(), origin, name: name.to_owned() });
            rest = &rest[lead + value..];
        }
        pieces.push(Piece { text: own, ..Piece::default() });
        pieces.retain(|piece| !piece.text.is_empty());
        pieces
    }

    /// What `text`, which stands after `before`, begins with: the lengths of a name and of its value, and where that is from.
    fn find(&self, text: &str, before: Option<char>) -> Option<(usize, usize, &'static str, &str)> {
        if text.starts_with(MASK) {
            return Some((0, MASK.len(), "connection", ""));
        }
        let found = self.needles.iter().filter(|needle| needle.begins(text, before)).rev();
        let longest = found.max_by_key(|needle| needle.text.len())?;
        let value = longest.text.len() - longest.lead;
        Some((longest.lead, value, longest.origin, &longest.name))
    }
}

impl Needle {
    /// Whether `text` begins with it; with a name before it, as a whole word.
    fn begins(&self, text: &str, before: Option<char>) -> bool {
        let Some(rest) = text.strip_prefix(&self.text) else { return false };
        let goes_on = |letter: char| letter.is_alphanumeric() || letter == '.' || letter == '_';
        self.lead == 0 || !(before.is_some_and(goes_on) || rest.starts_with(goes_on))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn traced(text: &str) -> Vec<(String, String)> {
        let mut origins = Origins::default();
        origins.add(
            "field",
            "input",
            "Prompt",
            &json!({"prompt": "Chá, por favor?\n", "n": 1, "language": "en"}),
        );
        origins.add("setting", "base_url", "Base address", &json!("https://api.example.com/v1"));
        origins.add("default", "model", "Model", &json!("gpt-4o"));
        let told = |piece: Piece| (piece.text, format!("{} {}", piece.origin, piece.name).trim().to_owned());
        origins.trace(text).into_iter().map(told).collect()
    }

    #[test]
    fn a_value_is_known_again_however_it_is_written() {
        for (text, expected) in [
            (
                "https://api.example.com/v1/chat",
                &[("https://api.example.com/v1", "setting Base address"), ("/chat", "")][..],
            ),
            (
                r#"{"text": "Chá, por favor?\n"}"#,
                &[(r#"{"text": ""#, ""), (r"Chá, por favor?\n", "field Prompt › prompt"), (r#""}"#, "")],
            ),
            (
                "?q=Ch%C3%A1%2C%20por%20favor%3F%0A",
                &[("?q=", ""), ("Ch%C3%A1%2C%20por%20favor%3F%0A", "field Prompt › prompt")],
            ),
            ("?n=1&m=1", &[("?n=", ""), ("1", "field Prompt › n"), ("&m=1", "")]),
            (r#""n": 1, "m": 1"#, &[(r#""n": "#, ""), ("1", "field Prompt › n"), (r#", "m": 1"#, "")]),
            ("en", &[("en", "")]),
            (r#"{"model": "gpt-4o"}"#, &[(r#"{"model": "#, ""), (r#""gpt-4o""#, "default Model"), ("}", "")]),
            ("Bearer ***", &[("Bearer ", ""), ("••••", "connection")]),
            ("", &[]),
        ] {
            let found = traced(text);
            let found: Vec<_> = found.iter().map(|(text, from)| (text.as_str(), from.as_str())).collect();
            assert_eq!(found, expected, "{text}");
        }
    }
}
