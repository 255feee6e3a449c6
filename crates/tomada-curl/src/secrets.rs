//! Which names hold secrets, and how a secret is taken out of the fields: a variable stands in its place.

use serde_json::Value;

use crate::coded;
use crate::fault::Unreadable;
use crate::note::{Note, Topic};
use crate::shell::Gathered;
use crate::variable::{Hidden, Origin};

/// Parts of the names of header fields that hold a secret.
const IN_HEADERS: [&str; 13] = [
    "token",
    "secret",
    "apikey",
    "api-key",
    "api_key",
    "access-key",
    "auth-key",
    "authorization",
    "x-auth",
    "cookie",
    "password",
    "session",
    "signature",
];

/// Names of fields, parameters and members that hold one.
const IN_FIELDS: [&str; 18] = [
    "access_token",
    "api_key",
    "api-key",
    "apikey",
    "auth_token",
    "authtoken",
    "client_secret",
    "clientsecret",
    "id_token",
    "key",
    "passwd",
    "password",
    "private_key",
    "refresh_token",
    "secret",
    "sig",
    "signature",
    "token",
];

/// Shorter values of `key` and `sig` are hardly secrets.
const KEY_MIN_BYTES: usize = 16;

/// Whether a header field of this name holds a secret.
pub(crate) fn in_header(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    name == "auth" || IN_HEADERS.iter().any(|part| name.contains(part))
}

/// Whether that secret is the key of whoever calls, which a connection would hold.
pub(crate) fn is_api_key(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let other = ["cookie", "csrf", "xsrf", "session", "signature", "password", "idempotency"];
    in_header(&name) && !other.iter().any(|part| name.contains(part))
}

/// Whether a parameter, field or member of this name holds a secret.
pub(crate) fn in_field(name: &str, value: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    let long_enough = value.len() >= KEY_MIN_BYTES || !matches!(lower.as_str(), "key" | "sig" | "signature");
    IN_FIELDS.contains(&lower.as_str()) && long_enough
}

/// Puts a variable in place of `value`, unless it is empty or has one already.
pub(crate) fn hide(
    name: &str,
    value: &mut String,
    at: usize,
    gathered: &mut Gathered,
) -> Result<(), Unreadable> {
    if value.is_empty() || coded::has_marks(value) {
        return Ok(());
    }
    let hidden = hidden(value);
    let mark = gathered.variables.add(&name.to_ascii_lowercase(), Origin::Secret, at, hidden)?;
    let variable = gathered.variables.name(mark).to_owned();
    let note = Note::new(Topic::SecretVariable, at).with("name", variable);
    gathered.note(note.with("place", coded::shown(name)));
    *value = mark.to_string();
    Ok(())
}

/// The text of a secret, if the command has it all.
pub(crate) fn hidden(coded: &str) -> Option<Hidden> {
    let known = !coded.is_empty() && !coded::has_marks(coded);
    known.then(|| Hidden::new(String::from_utf8_lossy(&coded::bytes(coded))))
}

/// Puts variables in place of the secrets of fields.
pub(crate) fn hide_fields(
    fields: &mut [(String, String)],
    at: usize,
    gathered: &mut Gathered,
) -> Result<(), Unreadable> {
    let secrets = fields.iter_mut().filter(|(name, value)| in_field(name, value));
    secrets.into_iter().try_for_each(|(name, value)| hide(name, value, at, gathered))
}

/// Puts variables in place of the secrets in encoded fields: `a=1&token=…`.
pub(crate) fn hide_encoded(text: &mut String, at: usize, gathered: &mut Gathered) -> Result<(), Unreadable> {
    let secret = |pair: &str| pair.split_once('=').is_some_and(|(name, value)| in_field(name, value));
    if !text.split('&').any(secret) {
        return Ok(());
    }
    let mut pairs = Vec::new();
    for pair in text.split('&') {
        match pair.split_once('=').filter(|(name, value)| in_field(name, value)) {
            Some((name, value)) => {
                let mut value = value.to_owned();
                hide(name, &mut value, at, gathered)?;
                pairs.push(format!("{name}={value}"));
            }
            None => pairs.push(pair.to_owned()),
        }
    }
    *text = pairs.join("&");
    Ok(())
}

/// Puts variables in place of the secrets of JSON.
pub(crate) fn hide_json(value: &mut Value, at: usize, gathered: &mut Gathered) -> Result<(), Unreadable> {
    match value {
        Value::Array(items) => items.iter_mut().try_for_each(|item| hide_json(item, at, gathered)),
        Value::Object(members) => members.iter_mut().try_for_each(|(name, value)| match value {
            Value::String(text) if in_field(name, text) => hide(name, text, at, gathered),
            other => hide_json(other, at, gathered),
        }),
        _ => Ok(()),
    }
}
