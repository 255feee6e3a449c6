//! What the fields of a call send, as the card would render them, and what a recorded request holds: so that the two
//! can be compared.

use std::collections::HashMap;
use std::fmt::Write as _;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use tomada_curl::{Auth, Body, Call, Import, Limits, Part, Piece, Shell, Topic, read};

const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');
pub(crate) const BOUNDARY: &str = "BOUNDARY";

/// A request as it goes over the wire, without what curl and egress write themselves.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Sent {
    pub(crate) method: String,
    pub(crate) target: String,
    pub(crate) host: String,
    /// Names in lower case, sorted.
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

/// Reads a command of bash, or says where it cannot be read.
#[track_caller]
pub(crate) fn import(command: &str) -> Import {
    read(command, Shell::Bash, &Limits::CARD).unwrap_or_else(|wrong| panic!("{command}\n{wrong}"))
}

/// Fills in secrets that were found; everything else that is open is empty.
pub(crate) fn fill(pieces: &[Piece<'_>], values: &HashMap<String, String>) -> String {
    let text = |piece: &Piece<'_>| match piece {
        Piece::Literal(text) => text.clone(),
        Piece::Variable(variable) => match &variable.value {
            Some(value) => value.reveal().to_owned(),
            None => values.get(&variable.name).cloned().unwrap_or_default(),
        },
    };
    pieces.iter().map(text).collect()
}

/// The call that a command makes, all values filled in.
pub(crate) fn filled(import: &Import, values: &HashMap<String, String>) -> Call {
    let mut call = import.call(&|pieces| fill(pieces, values));
    if let Some(base) = &import.base_variable {
        call.url.insert_str(0, values.get(base).map_or("", String::as_str));
    }
    call
}

/// What an import sends.
pub(crate) fn sent(import: &Import, values: &HashMap<String, String>) -> Sent {
    let mut sent = of_call(&filled(import, values));
    if let Some(auth) = &import.auth {
        sent.headers.extend(authorization(auth));
        sent.headers.sort();
    }
    sent
}

fn authorization(auth: &Auth) -> Option<(String, String)> {
    let secret = auth.credential().value.as_ref().map_or("", |value| value.reveal());
    match auth {
        Auth::Basic { user, .. } => {
            let encoded = STANDARD.encode(format!("{user}:{secret}"));
            Some(("authorization".to_owned(), format!("Basic {encoded}")))
        }
        Auth::Bearer { .. } => {
            Some(("authorization".to_owned(), format!("Bearer {secret}").trim().to_owned()))
        }
        Auth::ApiKey { header, .. } => Some((header.to_ascii_lowercase(), secret.to_owned())),
        // Both need a challenge or a clock.
        Auth::Digest { .. } | Auth::Sigv4 { .. } => None,
    }
}

/// What a call sends.
pub(crate) fn of_call(call: &Call) -> Sent {
    let mut url = call.url.clone();
    if !call.query.is_empty() {
        url.push(if url.contains('?') { '&' } else { '?' });
        url.push_str(&pairs(&call.query));
    }
    let rest = url.split_once("://").map_or(url.as_str(), |(_, rest)| rest);
    let end = rest.find(['/', '?']).unwrap_or(rest.len());
    let (content_type, body) = content(&call.body);
    let mut headers: Vec<_> =
        call.headers.iter().map(|(name, value)| (name.to_ascii_lowercase(), value.clone())).collect();
    let said = headers.iter().any(|(name, _)| name == "content-type");
    headers.extend(content_type.filter(|_| !said).map(|it| ("content-type".to_owned(), it)));
    headers.sort();
    Sent {
        method: call.method.clone(),
        target: one_case(&rest[end..]),
        host: rest[..end].to_owned(),
        headers,
        body,
    }
}

fn pairs(fields: &[(String, String)]) -> String {
    let encode = |text: &str| utf8_percent_encode(text, RESERVED).to_string();
    let pairs = fields.iter().map(|(name, value)| format!("{}={}", encode(name), encode(value)));
    pairs.collect::<Vec<_>>().join("&")
}

fn content(body: &Body) -> (Option<String>, Vec<u8>) {
    match body {
        Body::None => (None, Vec::new()),
        Body::Json(value) => (Some("application/json".to_owned()), value.to_string().into_bytes()),
        Body::Form(fields) => {
            (Some("application/x-www-form-urlencoded".to_owned()), pairs(fields).into_bytes())
        }
        Body::Text { text, content_type } => (Some(content_type.clone()), text.clone().into_bytes()),
        Body::Bytes { bytes, content_type } => (Some(content_type.clone()), bytes.clone()),
        Body::Multipart(parts) => {
            (Some(format!("multipart/form-data; boundary={BOUNDARY}")), multipart(parts))
        }
    }
}

fn multipart(parts: &[Part]) -> Vec<u8> {
    let mut bytes = Vec::new();
    for part in parts {
        let mut head = format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{}\"", part.name);
        if let Some(filename) = &part.filename {
            let _ = write!(head, "; filename=\"{filename}\"");
        }
        if let Some(content_type) = &part.content_type {
            let _ = write!(head, "\r\nContent-Type: {content_type}");
        }
        bytes.extend(head.into_bytes());
        bytes.extend(b"\r\n\r\n");
        bytes.extend(&part.content);
        bytes.extend(b"\r\n");
    }
    bytes.extend(format!("--{BOUNDARY}--\r\n").into_bytes());
    bytes
}

/// Percent-encoded bytes in capitals: `%2f` and `%2F` are the same (RFC 3986, section 6.2.2.1). Bytes beyond ASCII are
/// encoded, as egress does.
fn one_case(target: &str) -> String {
    let target = if target.starts_with('/') { target.to_owned() } else { format!("/{target}") };
    let mut cased = String::new();
    let mut rest = target.as_str();
    while let Some(at) = rest.find('%') {
        cased.push_str(&rest[..at]);
        let end = (at + 3).min(rest.len());
        cased.push_str(&rest.get(at..end).unwrap_or("%").to_ascii_uppercase());
        rest = rest.get(end..).unwrap_or_default();
    }
    cased.push_str(rest);
    utf8_percent_encode(&cased, percent_encoding::CONTROLS).to_string()
}

/// A request that was recorded, as `curl` wrote it.
pub(crate) fn recorded(bytes: &[u8]) -> Sent {
    let end = bytes.windows(4).position(|it| it == b"\r\n\r\n").expect("a head ends");
    let head = std::str::from_utf8(&bytes[..end]).expect("a head is text");
    let mut lines = head.split("\r\n");
    let mut first = lines.next().expect("a first line").split(' ');
    let (method, target) = (first.next().unwrap_or_default(), first.next().unwrap_or_default());
    let mut sent = Sent { method: method.to_owned(), target: one_case(target), ..Sent::default() };
    for (name, value) in lines.filter_map(|line| line.split_once(':')) {
        let (name, value) = (name.to_ascii_lowercase(), value.trim().to_owned());
        match (name.as_str(), value.as_str()) {
            ("host", _) => sent.host = value,
            ("content-length" | "connection" | "expect" | "transfer-encoding", _)
            | ("accept", "*/*")
            | ("accept-encoding", "deflate, gzip, br, zstd") => {}
            ("user-agent", agent) if agent.starts_with("curl/") => {}
            _ => sent.headers.push((name, value)),
        }
    }
    sent.headers.sort();
    sent.body = bytes[end + 4..].to_vec();
    let boundary = sent.headers.iter().find_map(|(name, value)| {
        value.split_once("boundary=").filter(|_| name == "content-type").map(|(_, it)| it.to_owned())
    });
    if let Some(boundary) = boundary.filter(|it| it.starts_with("--------") || it.starts_with("tomada-")) {
        let replaced = String::from_utf8_lossy(&sent.body).replace(&boundary, BOUNDARY);
        sent.body = replaced.into_bytes();
        sent.headers.iter_mut().for_each(|(_, value)| *value = value.replace(&boundary, BOUNDARY));
    }
    sent
}

/// What differs, in words.
pub(crate) fn differences(ours: &Sent, theirs: &Sent) -> Vec<String> {
    let mut found = Vec::new();
    let mut compare = |what: &str, ours: &str, theirs: &str| {
        if ours != theirs {
            found.push(format!("{what}: {ours:?}, curl sends {theirs:?}"));
        }
    };
    compare("method", &ours.method, &theirs.method);
    compare("target", &ours.target, &theirs.target);
    compare("host", &ours.host, &theirs.host);
    compare(
        "headers",
        &format!("{:?}", without_defaults(&ours.headers)),
        &format!("{:?}", without_defaults(&theirs.headers)),
    );
    let json = |body: &[u8]| serde_json::from_slice::<serde_json::Value>(body).ok();
    let same_json = json(&ours.body).is_some() && json(&ours.body) == json(&theirs.body);
    if !same_json {
        compare("body", &String::from_utf8_lossy(&ours.body), &String::from_utf8_lossy(&theirs.body));
    }
    found
}

/// `Accept: */*` is what curl sends of its own, and what a browser's command says.
fn without_defaults(headers: &[(String, String)]) -> Vec<&(String, String)> {
    headers.iter().filter(|(name, value)| !(name == "accept" && value == "*/*")).collect()
}

/// The call of a command, variables as `<name>`.
pub(crate) fn shown(import: &Import) -> Call {
    import.call(&|pieces| {
        let text = |piece: &Piece<'_>| match piece {
            Piece::Literal(text) => text.clone(),
            Piece::Variable(variable) => format!("<{}>", variable.name),
        };
        pieces.iter().map(text).collect()
    })
}

/// The topics of an import's notes with their place.
pub(crate) fn noted(import: &Import) -> Vec<(Topic, usize)> {
    import.notes.iter().map(|note| (note.topic, note.at)).collect()
}
