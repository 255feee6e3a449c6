//! The address as curl takes it: what it guesses, expands, cuts off and adds.

mod glob;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_encode};

use crate::coded;
use crate::fault::{Reason, Unreadable};
use crate::note::{Note, Topic};
use crate::options::Options;
use crate::shell::{Gathered, Word};

/// Everything but the unreserved characters (RFC 3986, section 2.3).
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Hosts whose name lets curl guess another protocol than HTTP.
const OTHER_HOSTS: [&str; 6] = ["dict.", "ftp.", "imap.", "ldap.", "pop3.", "smtp."];

/// An address in parts, coded.
#[derive(Debug, Default)]
pub(crate) struct Address {
    /// Scheme, host and path; what follows a variable that it begins with.
    pub(crate) url: String,
    /// Parameters that can be written as fields without changing a byte.
    pub(crate) query: Vec<(String, String)>,
    /// The name of the variable that it begins with: a base address.
    pub(crate) base: Option<String>,
    /// Name and password in the address.
    pub(crate) user: Option<Word>,
}

/// The address of the one request that is read.
pub(crate) fn address(
    options: &mut Options,
    gathered: &mut Gathered,
    at: usize,
) -> Result<Address, Unreadable> {
    let word = chosen(options, gathered, at)?;
    let mut url = word.coded.clone();
    if !options.no_globs {
        url = glob::first(&word, gathered)?;
    }
    cut(&mut url, word.at)?;
    let mut address = Address::default();
    let scheme = scheme(&mut url, options, gathered, word.at)?;
    let Some(scheme) = scheme else {
        let mark = url.remove(0);
        let name = gathered.variables.name(mark).to_owned();
        gathered.note(Note::new(Topic::BaseAddress, word.at).with("name", &name));
        address.base = Some(name);
        address.url = url;
        query(&mut address, options, word.at)?;
        return Ok(address);
    };
    let end = url.find(['/', '?']).unwrap_or(url.len());
    let (authority, path) = url.split_at(end);
    let (user, host) =
        authority.rsplit_once('@').map_or((None, authority), |(user, host)| (Some(user), host));
    if host.is_empty() || host.starts_with(':') || host.contains('\\') {
        return Err(wrong_url(word.at, if host.is_empty() { "://" } else { host }));
    }
    address.user = user.map(|user| Word { coded: decode(user), at: word.at, bare: false });
    let slash = if path.starts_with('/') { "" } else { "/" };
    address.url = format!("{scheme}://{host}{slash}{path}");
    query(&mut address, options, word.at)?;
    Ok(address)
}

/// Cuts the fragment off, which is never sent. Spaces and controls are refused, as curl does.
fn cut(url: &mut String, at: usize) -> Result<(), Unreadable> {
    if let Some(wrong) = url.chars().find(|c| c.is_control() || *c == ' ') {
        return Err(wrong_url(at, &wrong.to_string()));
    }
    if let Some(end) = url.find('#') {
        url.truncate(end);
    }
    Ok(())
}

/// The first url; variables that may be flags are none where there is another.
fn chosen(options: &mut Options, gathered: &mut Gathered, at: usize) -> Result<Word, Unreadable> {
    if options.urls.iter().any(|word| !word.bare) {
        options.urls.retain(|word| !word.bare);
    }
    let mut urls = options.urls.drain(..);
    let first = urls.next().ok_or_else(|| Unreadable::new(at, Reason::NoUrl))?;
    if let Some(second) = urls.next() {
        gathered.note(Note::new(Topic::MoreUrls, second.at).with("count", urls.count() + 1));
    }
    if coded::bytes(&first.coded).is_empty() && !coded::has_marks(&first.coded) {
        return Err(Unreadable::new(first.at, Reason::NoUrl));
    }
    Ok(first)
}

/// Takes the scheme off, guessed if there is none; `None` for an address that begins with a variable.
fn scheme(
    url: &mut String,
    options: &Options,
    gathered: &mut Gathered,
    at: usize,
) -> Result<Option<String>, Unreadable> {
    let is_scheme = |name: &str| {
        name.starts_with(|c: char| c.is_ascii_alphabetic())
            && name.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
    };
    if let Some((name, rest)) = url.split_once(":/").filter(|(name, _)| is_scheme(name)) {
        let name = name.to_ascii_lowercase();
        if name != "http" && name != "https" {
            return Err(wrong_url(at, &format!("{name}:")));
        }
        *url = rest.trim_start_matches('/').to_owned();
        return Ok(Some(name));
    }
    if url.starts_with(coded::is_mark)
        && !url[url.chars().next().map_or(0, char::len_utf8)..].starts_with(['.', ':'])
    {
        return Ok(None);
    }
    let lower = url.to_ascii_lowercase();
    if let (Some(other), None) = (OTHER_HOSTS.iter().find(|it| lower.starts_with(**it)), &options.scheme) {
        return Err(wrong_url(at, other));
    }
    let scheme = options.scheme.clone().unwrap_or_else(|| "http".to_owned());
    if scheme != "http" && scheme != "https" {
        return Err(wrong_url(at, &format!("{scheme}:")));
    }
    gathered.note(Note::new(Topic::SchemeGuessed, at).with("scheme", &scheme));
    Ok(Some(scheme))
}

/// Adds what -G or --url-query say, and moves the query into fields where that changes nothing.
fn query(address: &mut Address, options: &mut Options, at: usize) -> Result<(), Unreadable> {
    let added = if options.into_query { options.data.take().map(|(data, _)| data) } else { None };
    if let Some(added) = added.or_else(|| options.query.take()) {
        let separator = match address.url.split_once('?') {
            None if added.is_empty() => "",
            None => "?",
            Some((_, query)) if query.is_empty() || query.ends_with('&') => "",
            Some(_) => "&",
        };
        address.url.push_str(separator);
        address.url.push_str(&added);
        cut(&mut address.url, at)?;
    }
    if let Some((before, query)) = address.url.split_once('?')
        && let Some(fields) = fields(query)
    {
        address.query = fields;
        address.url = before.to_owned();
    }
    Ok(())
}

/// The fields of `name=value&…`, if writing them as such gives the same bytes again.
pub(crate) fn fields(encoded: &str) -> Option<Vec<(String, String)>> {
    if encoded.is_empty() {
        return None;
    }
    let pair = |pair: &str| pair.split_once('=').map(|(name, value)| (decode(name), decode(value)));
    let fields = encoded.split('&').map(pair).collect::<Option<Vec<_>>>()?;
    let same = fields.iter().map(|(name, value)| format!("{}={}", encode(name), encode(value)));
    let same = same.collect::<Vec<_>>().join("&") == encoded;
    let plain = fields.iter().all(|(name, value)| {
        !name.is_empty() && !coded::has_marks(name) && coded::is_text(name) && coded::is_text(value)
    });
    (same && plain).then_some(fields)
}

/// Percent-decoded. What comes out is coded anew, so that nothing encoded can pass for a mark.
fn decode(text: &str) -> String {
    let mut decoded = String::with_capacity(text.len());
    let mut bytes = Vec::new();
    let mut rest = text;
    while let Some(character) = rest.chars().next() {
        let byte = rest.strip_prefix('%').and_then(|rest| rest.get(..2));
        let byte = byte.filter(|digits| digits.chars().all(|c| c.is_ascii_hexdigit()));
        if let Some(byte) = byte.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            bytes.push(byte);
            rest = &rest[3..];
            continue;
        }
        coded::push_bytes(&std::mem::take(&mut bytes), &mut decoded);
        decoded.push(character);
        rest = &rest[character.len_utf8()..];
    }
    coded::push_bytes(&bytes, &mut decoded);
    decoded
}

/// Percent-encoded, all but unreserved characters and marks.
pub(crate) fn encode(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for piece in text.split_inclusive(coded::is_mark) {
        let mark = piece.chars().next_back().filter(|c| coded::is_mark(*c));
        let plain = &piece[..piece.len() - mark.map_or(0, char::len_utf8)];
        encoded.extend(percent_encode(&coded::bytes(plain), RESERVED));
        encoded.extend(mark);
    }
    encoded
}

/// As --data-urlencode does: everything but unreserved characters, a space as `+`.
pub(crate) fn encode_as_curl(text: &str) -> String {
    encode(text).replace("%20", "+")
}

fn wrong_url(at: usize, found: &str) -> Unreadable {
    Unreadable::new(at, Reason::WrongUrl { found: coded::shown(found) })
}
