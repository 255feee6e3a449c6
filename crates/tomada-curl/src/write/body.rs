//! The body of a call as flags of curl.

use std::fmt::Write as _;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::{Command, Piece, literal};
use crate::call::{Body, Call, Part};
use crate::coded;
use crate::url::encode;

/// Separates parts where curl cannot write them itself.
const BOUNDARY: &str = "tomada-7f3a1c9e5b2d4806";

/// Whether curl sends a body, and so takes POST for the method.
pub(super) fn is_sent(call: &Call) -> bool {
    call.body != Body::None
}

/// The address with its parameters.
pub(super) fn url(call: &Call) -> String {
    let mut url = call.url.clone();
    let parameters = pairs(&call.query);
    let separator = match url.split_once('?') {
        _ if parameters.is_empty() => "",
        None => "?",
        Some((_, query)) if query.is_empty() || query.ends_with('&') => "",
        Some(_) => "&",
    };
    url.push_str(separator);
    url.push_str(&parameters);
    url
}

fn pairs(fields: &[(String, String)]) -> String {
    let encoded = fields
        .iter()
        .map(|(name, value)| format!("{}={}", encode(&coded::encode(name)), encode(&coded::encode(value))));
    encoded.collect::<Vec<_>>().join("&")
}

impl Command {
    pub(super) fn body(&mut self, call: &Call) {
        match &call.body {
            Body::None => {}
            Body::Json(value) => self.data(call, "application/json", value.to_string().into_bytes()),
            Body::Form(fields) => self.data(call, FORM, pairs(fields).into_bytes()),
            Body::Text { text, content_type } => self.data(call, content_type, text.clone().into_bytes()),
            Body::Bytes { bytes, content_type } => self.data(call, content_type, bytes.clone()),
            Body::Multipart(parts) if !parts.is_empty() && parts.iter().all(is_plain) => {
                for part in parts {
                    self.part(part);
                }
            }
            Body::Multipart(parts) => {
                let content_type = format!("multipart/form-data; boundary={BOUNDARY}");
                self.data(call, &content_type, whole(parts));
            }
        }
    }

    fn data(&mut self, call: &Call, content_type: &str, bytes: Vec<u8>) {
        let said = call.headers.iter().any(|(name, _)| name.eq_ignore_ascii_case("content-type"));
        if !said && content_type != FORM {
            self.flag("-H", literal(format!("Content-Type: {content_type}")));
        }
        // No shell can pass a NUL in a word, so such a body comes in by the standard input.
        if bytes.contains(&0) {
            self.before = Some(STANDARD.encode(bytes));
            return self.flag("--data-binary", literal("@-"));
        }
        self.flag("--data-raw", vec![Piece::Literal(bytes)]);
    }

    fn part(&mut self, part: &Part) {
        let Part { name, content, filename, content_type } = part;
        if filename.is_none() && content_type.is_none() {
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
