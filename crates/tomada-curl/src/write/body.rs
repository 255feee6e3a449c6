//! The address and the body of a call as words of curl. A secret in them is a variable, by the name of its field.

use std::fmt::Write as _;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use serde_json::Value;

use super::{Command, Piece, Word, literal};
use crate::call::{Body, Call, Part};
use crate::coded;
use crate::secrets;
use crate::url::encode;

/// Separates parts where curl cannot write them itself.
const BOUNDARY: &str = "tomada-7f3a1c9e5b2d4806";

/// Whether curl sends a body, and so takes POST for the method.
pub(super) fn is_sent(call: &Call) -> bool {
    call.body != Body::None
}

impl Command {
    /// The address with its parameters.
    pub(super) fn url(&mut self, call: &Call) -> Word {
        let (address, query) = call.url.split_once('?').unwrap_or((&call.url, ""));
        let mut word = literal(address);
        if call.url.contains('?') || !call.query.is_empty() {
            push(&mut word, "?");
        }
        self.encoded(query, &mut word);
        if !query.is_empty() && !query.ends_with('&') && !call.query.is_empty() {
            push(&mut word, "&");
        }
        self.pairs(&call.query, &mut word);
        word
    }

    /// Fields that are encoded already.
    fn encoded(&mut self, text: &str, word: &mut Word) {
        for (index, pair) in text.split('&').enumerate() {
            push(word, if index > 0 { "&" } else { "" });
            match pair.split_once('=').filter(|(name, value)| is_secret(name, value)) {
                Some((name, _)) => self.secret(name, &format!("{name}="), word),
                None => push(word, pair),
            }
        }
    }

    fn pairs(&mut self, fields: &[(String, String)], word: &mut Word) {
        for (index, (name, value)) in fields.iter().enumerate() {
            let separator = if index > 0 { "&" } else { "" };
            let start = format!("{separator}{}=", encode(&coded::encode(name)));
            if is_secret(name, value) {
                self.secret(name, &start, word);
            } else {
                push(word, &(start + &encode(&coded::encode(value))));
            }
        }
    }

    fn json(&mut self, value: &Value, word: &mut Word) {
        match value {
            Value::Array(items) => {
                push(word, "[");
                for (index, item) in items.iter().enumerate() {
                    push(word, if index > 0 { "," } else { "" });
                    self.json(item, word);
                }
                push(word, "]");
            }
            Value::Object(members) => {
                push(word, "{");
                for (index, (name, value)) in members.iter().enumerate() {
                    let separator = if index > 0 { "," } else { "" };
                    push(word, &format!("{separator}{}:", Value::from(name.as_str())));
                    match value.as_str().filter(|text| is_secret(name, text)) {
                        Some(_) => {
                            self.secret(name, "\"", word);
                            push(word, "\"");
                        }
                        None => self.json(value, word),
                    }
                }
                push(word, "}");
            }
            other => push(word, &other.to_string()),
        }
    }

    /// A variable named after `name`, behind `start`.
    fn secret(&mut self, name: &str, start: &str, word: &mut Word) {
        push(word, start);
        let variable = self.variable(name);
        word.push(variable);
    }
}

/// Whether a field holds a secret itself, and not a template for one.
fn is_secret(name: &str, value: &str) -> bool {
    !value.is_empty() && !value.contains("{{") && secrets::in_field(name, value)
}

fn push(word: &mut Word, text: &str) {
    match word.last_mut() {
        Some(Piece::Literal(bytes)) => bytes.extend(text.as_bytes()),
        _ => word.push(Piece::Literal(text.into())),
    }
}

impl Command {
    pub(super) fn body(&mut self, call: &Call) {
        match &call.body {
            Body::None => {}
            Body::Json(value) => {
                let mut word = Word::new();
                self.json(value, &mut word);
                self.data(call, "application/json", word);
            }
            Body::Form(fields) => {
                let mut word = literal("");
                self.pairs(fields, &mut word);
                self.data(call, FORM, word);
            }
            Body::Text { text, content_type } => self.data(call, content_type, literal(text.as_str())),
            Body::Bytes { bytes, content_type } => self.data(call, content_type, literal(bytes.as_slice())),
            Body::Multipart(parts) if !parts.is_empty() && parts.iter().all(is_plain) => {
                for part in parts {
                    self.part(part);
                }
            }
            Body::Multipart(parts) => {
                let content_type = format!("multipart/form-data; boundary={BOUNDARY}");
                self.data(call, &content_type, literal(whole(parts)));
            }
        }
    }

    fn data(&mut self, call: &Call, content_type: &str, content: Word) {
        let said = call.headers.iter().any(|(name, _)| name.eq_ignore_ascii_case("content-type"));
        if !said && content_type != FORM {
            self.flag("-H", literal(format!("Content-Type: {content_type}")));
        }
        // No shell can pass a NUL in a word, so such a body comes in by the standard input.
        if let [Piece::Literal(bytes)] = content.as_slice()
            && bytes.contains(&0)
        {
            self.before = Some(STANDARD.encode(bytes));
            return self.flag("--data-binary", literal("@-"));
        }
        self.flag("--data-raw", content);
    }

    fn part(&mut self, part: &Part) {
        let Part { name, content, filename, content_type } = part;
        if filename.is_none() && content_type.is_none() {
            if std::str::from_utf8(content).is_ok_and(|text| is_secret(name, text)) {
                let mut word = Word::new();
                self.secret(name, &format!("{name}="), &mut word);
                return self.flag("--form-string", word);
            }
            let text = [name.as_bytes(), b"=", content].concat();
            return self.flag("--form-string", vec![Piece::Literal(text)]);
        }
        let mut text = [name.as_bytes(), b"="].concat();
        text.extend(quoted(content));
        if let Some(content_type) = content_type {
            text.extend(format!(";type={content_type}").into_bytes());
        }
        if let Some(filename) = filename {
            text.extend(b";filename=");
            text.extend(quoted(filename.as_bytes()));
        }
        self.flag("-F", vec![Piece::Literal(text)]);
    }
}

const FORM: &str = "application/x-www-form-urlencoded";

/// In quotes, as -F takes them.
fn quoted(content: &[u8]) -> Vec<u8> {
    let mut quoted = b"\"".to_vec();
    for byte in content {
        if matches!(byte, b'"' | b'\\') {
            quoted.push(b'\\');
        }
        quoted.push(*byte);
    }
    quoted.push(b'"');
    quoted
}

/// Whether -F can say it: names without what ends them, no NUL, and a type that is one.
fn is_plain(part: &Part) -> bool {
    let line = |text: &str| !text.contains(['"', '\\', '\r', '\n', '\0']);
    let is_type = |text: &String| {
        let rest = text.split_once('/').map(|(major, minor)| (major.is_empty(), minor.is_empty()));
        rest == Some((false, false)) && line(text) && !text.contains([';', ',', ' '])
    };
    line(&part.name)
        && !part.name.contains('=')
        && !part.name.is_empty()
        && part.filename.as_deref().is_none_or(line)
        && part.content_type.as_ref().is_none_or(is_type)
        && !part.content.contains(&0)
}

/// Parts as they go over the wire (RFC 7578).
fn whole(parts: &[Part]) -> Vec<u8> {
    let escaped = |text: &str| text.replace('"', "%22").replace('\r', "%0D").replace('\n', "%0A");
    let mut bytes = Vec::new();
    for part in parts {
        let mut head =
            format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{}\"", escaped(&part.name));
        if let Some(filename) = &part.filename {
            let _ = write!(head, "; filename=\"{}\"", escaped(filename));
        }
        if let Some(content_type) = &part.content_type {
            let _ = write!(head, "\r\nContent-Type: {}", content_type.replace(['\r', '\n'], " "));
        }
        bytes.extend(head.into_bytes());
        bytes.extend(b"\r\n\r\n");
        bytes.extend(&part.content);
        bytes.extend(b"\r\n");
    }
    bytes.extend(format!("--{BOUNDARY}--\r\n").into_bytes());
    bytes
}
