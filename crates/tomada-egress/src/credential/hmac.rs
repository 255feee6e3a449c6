//! A signature over the request with a shared secret (RFC 2104), as the manifest declares it.

use std::fmt::Write;

use aws_lc_rs::{digest, hmac};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use http::{HeaderName, HeaderValue};
use tomada_core::{Failure, HmacAlgorithm, HmacSignature, SignatureEncoding};
use tomada_host::Secret;

use super::{Outgoing, unusable};
use crate::headers;

/// What is signed, with what, and where it goes.
pub(super) struct Signature {
    key: hmac::Key,
    encoding: SignatureEncoding,
    content: Vec<Piece>,
    headers: Vec<(HeaderName, Vec<Piece>)>,
}

/// A part of a declared text.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    Text(String),
    Method,
    Url,
    Host,
    Path,
    Query,
    Body,
    BodySha256,
    Timestamp,
    TimestampMs,
    Nonce,
    Header(HeaderName),
    Signature,
}

impl Signature {
    pub(super) fn new(data: &HmacSignature, secret: &Secret) -> Result<Self, Failure> {
        let algorithm = match data.algorithm {
            HmacAlgorithm::Sha1 => hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY,
            HmacAlgorithm::Sha256 => hmac::HMAC_SHA256,
            HmacAlgorithm::Sha512 => hmac::HMAC_SHA512,
        };
        let content = pieces("content", &data.content)?;
        if content.contains(&Piece::Signature) {
            return Err(unusable("content", "{signature} stands in what is signed"));
        }
        let field = |(name, value): (&String, &String)| Ok((headers::name(name)?, pieces("headers", value)?));
        let headers = data.headers.iter().map(field).collect::<Result<Vec<_>, Failure>>()?;
        if !headers.iter().any(|(_, value)| value.contains(&Piece::Signature)) {
            return Err(unusable("headers", "none holds {signature}"));
        }
        let key = hmac::Key::new(algorithm, secret.expose());
        Ok(Self { key, encoding: data.encoding, content, headers })
    }

    /// Whether it sets the field `name`.
    pub(super) fn sets(&self, name: &HeaderName) -> bool {
        self.headers.iter().any(|(own, _)| own == name)
    }

    pub(super) fn place(&self, request: &mut Outgoing<'_>) -> Result<(), Failure> {
        let now = request.clock.now();
        let mut nonce = [0; 16];
        request.random.fill(&mut nonce);
        let facts = Facts { seconds: now.as_secs(), millis: now.as_millis(), nonce: hex(&nonce) };
        let content = facts.write(&self.content, request, "");
        let signature = hmac::sign(&self.key, &content);
        let signature = match self.encoding {
            SignatureEncoding::Hex => hex(signature.as_ref()),
            SignatureEncoding::Base64 => STANDARD.encode(signature.as_ref()),
        };
        for (name, value) in &self.headers {
            let value = facts.write(value, request, &signature);
            let mut value = HeaderValue::from_bytes(&value).map_err(|error| unusable("headers", error))?;
            value.set_sensitive(true);
            request.headers.insert(name.clone(), value);
        }
        Ok(())
    }
}

/// What is the same in everything that one request carries.
struct Facts {
    seconds: u64,
    millis: u128,
    nonce: String,
}

impl Facts {
    fn write(&self, pieces: &[Piece], request: &Outgoing<'_>, signature: &str) -> Vec<u8> {
        let url = &*request.url;
        let mut written = Vec::new();
        for piece in pieces {
            match piece {
                Piece::Text(text) => written.extend_from_slice(text.as_bytes()),
                Piece::Method => written.extend_from_slice(request.method.as_str().as_bytes()),
                Piece::Url => written.extend_from_slice(url.as_str().as_bytes()),
                Piece::Host => written.extend_from_slice(super::sigv4::host(url).as_bytes()),
                Piece::Path => written.extend_from_slice(url.path().as_bytes()),
                Piece::Query => written.extend_from_slice(url.query().unwrap_or_default().as_bytes()),
                Piece::Body => written.extend_from_slice(request.body),
                Piece::BodySha256 => written.extend_from_slice(sha256_hex(request.body).as_bytes()),
                Piece::Timestamp => written.extend_from_slice(self.seconds.to_string().as_bytes()),
                Piece::TimestampMs => written.extend_from_slice(self.millis.to_string().as_bytes()),
                Piece::Nonce => written.extend_from_slice(self.nonce.as_bytes()),
                Piece::Header(name) => {
                    let value = request.headers.get(name).map(HeaderValue::as_bytes);
                    written.extend_from_slice(value.unwrap_or_default());
                }
                Piece::Signature => written.extend_from_slice(signature.as_bytes()),
            }
        }
        written
    }
}

fn pieces(parameter: &str, declared: &str) -> Result<Vec<Piece>, Failure> {
    let mut pieces = Vec::new();
    let mut rest = declared;
    while let Some((before, inside)) = rest.split_once('{') {
        let (word, after) = inside
            .split_once('}')
            .ok_or_else(|| unusable(parameter, format_args!("`{{{inside}` has no end")))?;
        pieces.push(Piece::Text(before.to_owned()));
        pieces.push(piece(word).ok_or_else(|| unusable(parameter, format_args!("`{{{word}}}` is unknown")))?);
        rest = after;
    }
    pieces.push(Piece::Text(rest.to_owned()));
    pieces.retain(|piece| *piece != Piece::Text(String::new()));
    Ok(pieces)
}

fn piece(word: &str) -> Option<Piece> {
    Some(match word {
        "method" => Piece::Method,
        "url" => Piece::Url,
        "host" => Piece::Host,
        "path" => Piece::Path,
        "query" => Piece::Query,
        "body" => Piece::Body,
        "body_sha256" => Piece::BodySha256,
        "timestamp" => Piece::Timestamp,
        "timestamp_ms" => Piece::TimestampMs,
        "nonce" => Piece::Nonce,
        "signature" => Piece::Signature,
        _ => Piece::Header(HeaderName::from_bytes(word.strip_prefix("header:")?.as_bytes()).ok()?),
    })
}

/// The SHA-256 of `bytes` in hexadecimal.
pub(super) fn sha256_hex(bytes: &[u8]) -> String {
    hex(digest::digest(&digest::SHA256, bytes).as_ref())
}

/// `bytes` in hexadecimal, in lower case.
pub(super) fn hex(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        // Writing to a string does not fail.
        let _ = write!(text, "{byte:02x}");
    }
    text
}

#[cfg(test)]
mod tests;
