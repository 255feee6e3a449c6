//! Redaction by value: no secret of a run leaves it, whatever disguise a service gave it on the way back.
//!
//! The host masks outputs, failures, log lines and journal rows with it, egress masks exchanges. It looks for each
//! secret as it is, in base64 (wherever it stands in the encoded text), in hexadecimal, percent-encoded and escaped
//! as in JSON, whatever the case of its letters. It does not see a secret that is cut in two texts.

mod disguises;
mod learned;
mod stream;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::sync::Arc;

use memchr::memmem::Finder;
use serde_json::{Map, Value};
use tomada_core::{Failure, Json};

use crate::Secret;
use learned::Learned;

pub use stream::RedactedStream;

/// What stands in the place of a secret.
const MASK: &str = "***";

/// Masks the secrets of one connection. Building one takes microseconds; clones share what it looks for.
#[derive(Clone, Default)]
pub struct Redactor {
    /// What to look for, in lower case, the shortest first.
    needles: Arc<[Finder<'static>]>,
    learned: Arc<Learned>,
}

impl Redactor {
    /// Shorter secrets are not looked for: they would mask half of every text. The host refuses to run with them.
    pub const SECRET_MIN_BYTES: usize = 6;

    /// Prepares to mask `secrets`.
    pub fn new<'a>(secrets: impl IntoIterator<Item = &'a Secret>) -> Self {
        let long_enough = |secret: &&Secret| secret.expose().len() >= Self::SECRET_MIN_BYTES;
        let disguised = secrets.into_iter().filter(long_enough).flat_map(|s| disguises::of(s.expose()));
        Self { needles: needles(disguised), learned: Arc::default() }
    }

    /// Masks `secret` too, from now on, in this one and in all its clones: a token that was fetched on the way. The last
    /// 16 are remembered.
    pub fn learn(&self, secret: &Secret) {
        if secret.expose().len() >= Self::SECRET_MIN_BYTES {
            self.learned.add(secret);
        }
    }

    /// Whether there is nothing to mask.
    pub fn is_empty(&self) -> bool {
        self.needles.is_empty() && self.learned.is_empty()
    }

    /// Looks at everything that is looked for.
    fn for_each_needle(&self, mut look: impl FnMut(&Finder<'static>)) {
        self.needles.iter().for_each(&mut look);
        if !self.learned.is_empty() {
            self.learned.for_each_needle(look);
        }
    }

    /// `bytes` with every secret masked.
    pub fn mask_bytes<'a>(&self, bytes: &'a [u8]) -> Cow<'a, [u8]> {
        let found = self.find(bytes);
        if found.is_empty() {
            return Cow::Borrowed(bytes);
        }
        let mut masked = Vec::with_capacity(bytes.len());
        let mut end_of_last = 0;
        for (start, end) in found {
            masked.extend_from_slice(&bytes[end_of_last..start]);
            masked.extend_from_slice(MASK.as_bytes());
            end_of_last = end;
        }
        masked.extend_from_slice(&bytes[end_of_last..]);
        Cow::Owned(masked)
    }

    /// `text` with every secret masked.
    pub fn mask_str<'a>(&self, text: &'a str) -> Cow<'a, str> {
        match self.mask_bytes(text.as_bytes()) {
            Cow::Borrowed(_) => Cow::Borrowed(text),
            // A secret that is not UTF-8 may have been cut out of the middle of a character.
            Cow::Owned(masked) => Cow::Owned(match String::from_utf8(masked) {
                Ok(masked) => masked,
                Err(error) => String::from_utf8_lossy(error.as_bytes()).into_owned(),
            }),
        }
    }

    /// `json` with every secret masked, in names and numbers too. It stays JSON.
    ///
    /// Escapes such as `\u0041` can spell a secret in more ways than could be listed, so JSON that has any is looked
    /// at value by value.
    pub fn mask_json(&self, json: &Json) -> Json {
        if self.is_empty() {
            return json.clone();
        }
        let escaped = memchr::memmem::find(json.as_bytes(), b"\\u").is_some();
        match self.mask_str(json.as_str()) {
            Cow::Borrowed(_) if !escaped => json.clone(),
            Cow::Owned(masked) if !escaped => {
                Json::parse(masked.into_bytes()).unwrap_or_else(|_| self.mask_value(json.to_value()).into())
            }
            _ => self.mask_value(json.to_value()).into(),
        }
    }

    /// `value` with every secret masked, in names and numbers too.
    pub fn mask_value(&self, value: Value) -> Value {
        match value {
            Value::String(text) => Value::String(self.mask_str(&text).into_owned()),
            Value::Array(items) => items.into_iter().map(|item| self.mask_value(item)).collect(),
            Value::Object(fields) => Value::Object(self.mask_fields(fields)),
            Value::Number(number) => match self.mask_str(&number.to_string()) {
                Cow::Borrowed(_) => Value::Number(number),
                Cow::Owned(masked) => Value::String(masked),
            },
            Value::Null | Value::Bool(_) => value,
        }
    }

    fn mask_fields(&self, fields: Map<String, Value>) -> Map<String, Value> {
        let mask = |(name, value): (String, Value)| {
            let name = self.mask_str(&name).into_owned();
            (name, self.mask_value(value))
        };
        fields.into_iter().map(mask).collect()
    }

    /// `failure` with every secret masked, in its detail too.
    pub fn mask_failure(&self, failure: Failure) -> Failure {
        if self.is_empty() {
            return failure;
        }
        let mask = |text: &str| self.mask_str(text).into_owned();
        let mut masked = match failure.code() {
            Some(code) => Failure::coded(failure.kind(), code).with_message(mask(failure.message())),
            None => Failure::new(failure.kind(), mask(failure.message())),
        };
        for (name, value) in failure.arguments() {
            masked = masked.with_argument(name, mask(value));
        }
        masked = failure.hint().map(mask).into_iter().fold(masked, Failure::with_hint);
        masked = failure.detail().map(mask).into_iter().fold(masked, Failure::with_detail);
        masked = failure.at().map(mask).into_iter().fold(masked, Failure::with_at);
        failure.retry_after_ms().into_iter().fold(masked, Failure::with_retry_after_ms)
    }

    /// Where secrets stand, in order; those that touch or overlap are one.
    fn find(&self, bytes: &[u8]) -> Vec<(usize, usize)> {
        // Most texts are too short to hold anything, and are not even copied.
        let mut shortest = usize::MAX;
        self.for_each_needle(|needle| shortest = shortest.min(needle.needle().len()));
        if bytes.len() < shortest {
            return Vec::new();
        }
        let lower = bytes.to_ascii_lowercase();
        let mut places = Vec::new();
        self.for_each_needle(|needle| {
            let starts = needle.find_iter(&lower);
            places.extend(starts.map(|start| (start, start + needle.needle().len())));
        });
        places.sort_unstable();
        places.dedup_by(|next, last| {
            let joins = next.0 <= last.1;
            if joins {
                last.1 = last.1.max(next.1);
            }
            joins
        });
        places
    }
}

/// What to look for, each once, the shortest first.
fn needles(disguised: impl Iterator<Item = Vec<u8>>) -> Arc<[Finder<'static>]> {
    let mut needles = disguised.map(|needle| needle.to_ascii_lowercase()).collect::<Vec<_>>();
    needles.sort_unstable_by(|one, other| one.len().cmp(&other.len()).then_with(|| one.cmp(other)));
    needles.dedup();
    needles.iter().map(|needle| Finder::new(needle).into_owned()).collect()
}

impl std::fmt::Debug for Redactor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Redactor(…)")
    }
}
