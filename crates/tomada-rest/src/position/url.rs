//! A value in a URL: letters of a host, or percent-encoded data of a path or query; never a `/`, `?`, `#`, `@` or `:`.
//!
//! The one exception is a url that is nothing but one expression: its author says that the value *is* the URL, and it is
//! taken as it stands. Browsers' parsing rules (WHATWG URL) are kept in mind throughout, for egress parses by them: a
//! backslash is a slash, tabs and line feeds vanish, `%2e%2e` is `..`.

use std::ops::Range;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::Value;
use tomada_core::Failure;

use crate::names::Names;
use crate::place::Place;
use crate::template::{self, Piece};

/// Everything but the unreserved characters (RFC 3986, section 2.3).
pub(crate) const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

const SLASHES: [char; 2] = ['/', '\\'];
const AFTER_HOST: [char; 4] = ['/', '\\', '?', '#'];

/// Renders the url `source`: an absolute one, or one that lies under `base`.
pub(crate) fn render(source: &str, base: Option<&str>, names: &Names, at: &Place) -> Result<String, Failure> {
    let url = match template::sole_expression(source) {
        Some(_) => whole(source, names, at)?,
        None => pieces(source, names, at)?,
    };
    let url = url.trim_matches(' ');
    if url.is_empty() {
        return Err(at.failure("url-empty"));
    }
    if let Some(control) = url.chars().find(|c| c.is_control()) {
        return Err(bad_character(control, at));
    }
    join(base, url, at)
}

fn whole(source: &str, names: &Names, at: &Place) -> Result<String, Failure> {
    let Value::String(url) = template::value(source, names, at)? else {
        return Err(at.failure("url-not-text"));
    };
    match url.chars().find(|c| c.is_whitespace() || "<>\"\\^`{|}".contains(*c)) {
        Some(character) => Err(bad_character(character, at)),
        None => Ok(url),
    }
}

fn pieces(source: &str, names: &Names, at: &Place) -> Result<String, Failure> {
    let rendered = template::text(source, names, at)?;
    let mut url = String::new();
    let mut values = Vec::new();
    for piece in rendered.pieces() {
        match piece {
            Piece::Written(text) => url.push_str(text),
            Piece::Value(value) if is_in_host(&url) => {
                check_host(value, at)?;
                url.push_str(value);
            }
            Piece::Value(value) => {
                let start = url.len();
                url.extend(utf8_percent_encode(value, RESERVED));
                values.push(start..url.len());
            }
        }
    }
    check_steps(&url, &values, at)?;
    Ok(url)
}

/// Whether what follows `url` still belongs to its host.
fn is_in_host(url: &str) -> bool {
    after_scheme(url).is_some_and(|rest| !rest.trim_start_matches(SLASHES).contains(AFTER_HOST))
}

/// What follows `http:` or `https:`, if `url` begins so.
fn after_scheme(url: &str) -> Option<&str> {
    let (scheme, rest) = url.trim_start_matches(' ').split_once(':')?;
    (scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https")).then_some(rest)
}

fn check_host(value: &str, at: &Place) -> Result<(), Failure> {
    let allowed = |c: char| c.is_alphanumeric() || "-._".contains(c);
    match value.chars().find(|c| !allowed(*c)) {
        Some(character) => Err(at.failure("url-host-character").with_argument("character", shown(character))),
        None => Ok(()),
    }
}

/// Refuses a path segment that a value made into `.` or `..`, which would lead to another path.
fn check_steps(url: &str, values: &[Range<usize>], at: &Place) -> Result<(), Failure> {
    let end = url.find(['?', '#']).unwrap_or(url.len());
    let mut start = 0;
    for segment in url[..end].split(SLASHES) {
        let range = start..start + segment.len();
        start = range.end + 1;
        let has_value = values.iter().any(|value| value.start < range.end && range.start < value.end);
        if has_value && matches!(segment.to_ascii_lowercase().replace("%2e", ".").as_str(), "." | "..") {
            return Err(at.failure("url-value-is-step").with_argument("found", segment));
        }
    }
    Ok(())
}

/// An absolute `url` as it is, another one under `base`, with exactly one slash between them.
fn join(base: Option<&str>, url: &str, at: &Place) -> Result<String, Failure> {
    if after_scheme(url).is_some() {
        return Ok(url.to_owned());
    }
    let Some(base) = base else {
        return Err(at.failure("url-not-absolute").with_argument("found", excerpt(url)));
    };
    let base = base.trim_end_matches('/');
    if url.starts_with(['?', '#']) {
        return Ok(format!("{base}{url}"));
    }
    Ok(format!("{base}/{}", url.trim_start_matches(SLASHES)))
}

fn bad_character(character: char, at: &Place) -> Failure {
    at.failure("url-character").with_argument("character", shown(character))
}

fn shown(character: char) -> String {
    character.escape_debug().to_string()
}

fn excerpt(text: &str) -> String {
    text.chars().take(100).collect()
}
