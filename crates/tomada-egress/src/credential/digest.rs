//! Digest access authentication (RFC 7616): the first request goes without, the service challenges, every later one
//! answers the challenge.
//!
//! `qop=auth` and, for old services, none at all (RFC 2069); MD5 and SHA-256, plain and `-sess`. The user name is not
//! hashed, and bodies are not covered.

use std::sync::{Mutex, MutexGuard, PoisonError};

use http::HeaderValue;
use http::header::{AUTHORIZATION, GetAll};
use md5::{Digest as _, Md5};
use tomada_core::Failure;
use tomada_host::Secret;
use url::Position;

use super::hmac::{hex, sha256_hex};
use super::{Outgoing, invalid, text, unusable};

/// User name, password, and what the service last asked for.
pub(super) struct Digest {
    username: String,
    password: Secret,
    challenge: Mutex<Option<Challenge>>,
}

/// What a service asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Challenge {
    realm: String,
    nonce: String,
    opaque: Option<String>,
    hash: Hash,
    is_session: bool,
    /// The algorithm as the service wrote it.
    algorithm: Option<String>,
    /// Whether the service knows `qop=auth`; without, it speaks RFC 2069.
    has_qop: bool,
    /// How often the nonce was used.
    count: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Hash {
    Md5,
    Sha256,
}

impl Hash {
    fn of(self, text: &str) -> String {
        match self {
            Self::Md5 => hex(&Md5::digest(text.as_bytes())),
            Self::Sha256 => sha256_hex(text.as_bytes()),
        }
    }
}

impl Digest {
    pub(super) fn new(username: &str, password: &Secret) -> Result<Self, Failure> {
        text(password)?;
        if username.contains(|letter: char| letter == ':' || letter.is_control()) {
            return Err(unusable("username", "a colon or a control character"));
        }
        Ok(Self { username: username.to_owned(), password: password.clone(), challenge: Mutex::default() })
    }

    /// Answers the challenge, if there has been one.
    pub(super) fn place(&self, request: &mut Outgoing<'_>) -> Result<(), Failure> {
        let mut challenge = self.lock();
        let Some(challenge) = challenge.as_mut() else { return Ok(()) };
        challenge.count += 1;
        let mut chance = [0; 16];
        request.random.fill(&mut chance);
        let uri = &request.url[Position::BeforePath..];
        let value = challenge.answer(
            &self.username,
            text(&self.password)?,
            request.method.as_str(),
            uri,
            &hex(&chance),
        );
        let mut value = HeaderValue::from_bytes(value.as_bytes()).map_err(|_| invalid())?;
        value.set_sensitive(true);
        request.headers.insert(AUTHORIZATION, value);
        Ok(())
    }

    /// The nonce that the next request uses, if there has been a challenge.
    pub(super) fn nonce(&self) -> Option<Secret> {
        self.lock().as_ref().map(|challenge| Secret::new(challenge.nonce.as_bytes()))
    }

    /// Takes the strongest challenge of an answer that can be answered; `false` if there is none, or if it says that the
    /// request, which used the nonce `used`, answered the one before wrongly. One that went out before there was any
    /// challenge has been refused nothing yet, whatever other calls learned meanwhile.
    pub(super) fn learn(&self, challenges: &GetAll<'_, HeaderValue>, used: Option<&Secret>) -> bool {
        let texts = challenges.iter().filter_map(|value| std::str::from_utf8(value.as_bytes()).ok());
        let offered = texts.flat_map(read).filter(|(parameters, _)| parameters.is_some());
        let best =
            offered.filter_map(|(challenge, stale)| Some((challenge?, stale))).max_by_key(|(c, _)| c.hash);
        let Some((challenge, is_stale)) = best else { return false };
        let mut known = self.lock();
        let same_realm = known.as_ref().is_none_or(|known| known.realm == challenge.realm);
        // A nonce that is given again goes on being counted: each count is good for one request.
        if known.as_ref().is_none_or(|known| known.nonce != challenge.nonce || known.hash != challenge.hash) {
            *known = Some(challenge);
        }
        used.is_none() || is_stale || !same_realm
    }

    fn lock(&self) -> MutexGuard<'_, Option<Challenge>> {
        // Each change leaves a challenge that is whole.
        self.challenge.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Challenge {
    /// The value of `Authorization` (RFC 7616, section 3.4).
    fn answer(&self, username: &str, password: &str, method: &str, uri: &str, cnonce: &str) -> String {
        let (hash, nonce, count) = (self.hash, &self.nonce, format!("{:08x}", self.count));
        let mut secret = hash.of(&format!("{username}:{}:{password}", self.realm));
        if self.is_session {
            secret = hash.of(&format!("{secret}:{nonce}:{cnonce}"));
        }
        let request = hash.of(&format!("{method}:{uri}"));
        let response = if self.has_qop {
            hash.of(&format!("{secret}:{nonce}:{count}:{cnonce}:auth:{request}"))
        } else {
            hash.of(&format!("{secret}:{nonce}:{request}"))
        };
        let mut value = format!(
            "Digest username=\"{}\", realm=\"{}\", nonce=\"{}\", uri=\"{uri}\", response=\"{response}\"",
            quoted(username),
            quoted(&self.realm),
            quoted(nonce)
        );
        if let Some(algorithm) = &self.algorithm {
            value.extend([", algorithm=", algorithm]);
        }
        if self.has_qop {
            value.extend([", qop=auth, nc=", &count, ", cnonce=\"", cnonce, "\""]);
        }
        if let Some(opaque) = &self.opaque {
            value.extend([", opaque=\"", &quoted(opaque), "\""]);
        }
        value
    }
}

fn quoted(text: &str) -> String {
    text.replace('\\', "\\\\").replace('"', "\\\"")
}

/// The digest challenges of one field (RFC 9110, section 11.6.1), each with whether the last nonce was only too old.
/// `None` stands for one that cannot be answered.
fn read(field: &str) -> Vec<(Option<Challenge>, bool)> {
    let mut challenges = Vec::new();
    let mut parameters: Option<Vec<(String, String)>> = None;
    for part in parts(field) {
        let (scheme, parameter) = split_scheme(part);
        if let Some(scheme) = scheme {
            challenges.extend(parameters.take().map(|parameters| challenge(&parameters)));
            parameters = scheme.eq_ignore_ascii_case("digest").then(Vec::new);
        }
        if let (Some(parameters), Some((name, value))) = (&mut parameters, parameter.split_once('=')) {
            parameters.push((name.trim().to_ascii_lowercase(), unquoted(value.trim())));
        }
    }
    challenges.extend(parameters.map(|parameters| challenge(&parameters)));
    challenges
}

/// The parts between commas that stand outside of quotes.
fn parts(field: &str) -> Vec<&str> {
    let (mut parts, mut begin, mut is_quoted, mut is_escaped) = (Vec::new(), 0, false, false);
    for (at, letter) in field.char_indices() {
        match letter {
            _ if is_escaped => is_escaped = false,
            '\\' if is_quoted => is_escaped = true,
            '"' => is_quoted = !is_quoted,
            ',' if !is_quoted => {
                parts.push(&field[begin..at]);
                begin = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&field[begin..]);
    parts.into_iter().map(str::trim).filter(|part| !part.is_empty()).collect()
}

/// A scheme that stands before a parameter, and the parameter.
fn split_scheme(part: &str) -> (Option<&str>, &str) {
    let word =
        part.find(|letter: char| !(letter.is_ascii_alphanumeric() || "-_.!#$%&'*+^`|~".contains(letter)));
    match word {
        None => (Some(part), ""),
        Some(end) if part[end..].starts_with([' ', '\t']) && !part[end..].trim_start().starts_with('=') => {
            (Some(&part[..end]), part[end..].trim_start())
        }
        Some(_) => (None, part),
    }
}

fn unquoted(value: &str) -> String {
    let Some(inside) = value.strip_prefix('"').and_then(|value| value.strip_suffix('"')) else {
        return value.to_owned();
    };
    let mut plain = String::with_capacity(inside.len());
    let mut letters = inside.chars();
    while let Some(letter) = letters.next() {
        plain.extend(if letter == '\\' { letters.next() } else { Some(letter) });
    }
    plain
}

fn challenge(parameters: &[(String, String)]) -> (Option<Challenge>, bool) {
    let get = |name: &str| parameters.iter().find(|(own, _)| own == name).map(|(_, value)| value.clone());
    let is_stale = get("stale").is_some_and(|stale| stale.eq_ignore_ascii_case("true"));
    let algorithm = get("algorithm");
    let upper = algorithm.as_deref().unwrap_or("MD5").to_ascii_uppercase();
    let (name, is_session) = upper.strip_suffix("-SESS").map_or((upper.as_str(), false), |name| (name, true));
    let hash = match name {
        "MD5" => Some(Hash::Md5),
        "SHA-256" => Some(Hash::Sha256),
        _ => None,
    };
    let qop = get("qop");
    let has_qop = qop.is_some();
    let knows_auth =
        qop.is_none_or(|qop| qop.split(',').any(|word| word.trim().eq_ignore_ascii_case("auth")));
    let read = || {
        let (hash, realm, nonce) = (hash.filter(|_| knows_auth)?, get("realm")?, get("nonce")?);
        Some(Challenge {
            realm,
            nonce,
            opaque: get("opaque"),
            hash,
            is_session,
            algorithm,
            has_qop,
            count: 0,
        })
    };
    (read(), is_stale)
}

#[cfg(test)]
mod tests;
