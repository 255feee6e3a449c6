//! From bytes to characters: which character set an answer is in, by what it says and by what it is.
//!
//! In this order: a byte order mark; what the builder says; the content type; what the text says of itself (an XML
//! declaration, a `meta` of HTML); zeros where UTF-16 has them; UTF-8, if it is that; windows-1252, as browsers do
//! (<https://encoding.spec.whatwg.org>). Bytes that are no characters become U+FFFD, and are told.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::decoded::{Note, NoteCode, Notes};
use super::{Form, REPLACEMENT};

/// How far into a text its own declaration is looked for, as browsers do.
const DECLARATION_MAX_BYTES: usize = 1024;

/// A body as text.
pub(super) struct Text<'a> {
    /// Without the byte order mark.
    pub(super) characters: Cow<'a, str>,
    /// The WHATWG name.
    pub(super) charset: &'static str,
    /// Whether something said so, a mark or a name: then it is text.
    pub(super) declared: bool,
    pub(super) notes: Notes,
}

/// A character set by any of its names.
pub(super) fn known(label: &str) -> Option<&'static Encoding> {
    Encoding::for_label(label.as_bytes())
}

/// Decodes `bytes`. `given` is what the builder says, `header` what the content type names.
pub(super) fn text<'a>(
    bytes: &'a [u8],
    given: Option<&'static Encoding>,
    header: Option<&str>,
    form: Option<Form>,
) -> Text<'a> {
    let mut notes = Notes::default();
    let (bytes, found) = match Encoding::for_bom(bytes) {
        Some((encoding, length)) => (&bytes[length..], Some(encoding)),
        None => (bytes, given.or_else(|| named(bytes, header, form, &mut notes))),
    };
    let encoding = found.unwrap_or_else(|| guess(bytes, &mut notes));
    let (characters, replaced) = encoding.decode_without_bom_handling(bytes);
    if replaced {
        let line = characters.split(REPLACEMENT).next().map_or(0, |before| before.matches('\n').count()) + 1;
        let count = characters.matches(REPLACEMENT).count();
        notes.add(Note { count, ..Note::new(NoteCode::TextReplaced).line(line) });
    }
    Text { characters, charset: encoding.name(), declared: found.is_some(), notes }
}

/// What a name says, of those that are known.
fn named(
    bytes: &[u8],
    header: Option<&str>,
    form: Option<Form>,
    notes: &mut Notes,
) -> Option<&'static Encoding> {
    let itself = declaration(bytes, form);
    for label in header.into_iter().chain(itself.as_deref()) {
        match known(label) {
            // A declaration that can be read byte by byte is not in UTF-16, whatever it says.
            Some(encoding) if encoding == UTF_16LE || encoding == UTF_16BE => {
                let zeros = bytes.contains(&0).then_some(encoding);
                return Some(looks_like_utf_16(bytes).or(zeros).unwrap_or(UTF_8));
            }
            Some(encoding) => return Some(encoding),
            None => notes.add(Note::new(NoteCode::CharsetUnknown).detail(label)),
        }
    }
    None
}

/// The name that a text of XML or HTML gives itself.
fn declaration(bytes: &[u8], form: Option<Form>) -> Option<String> {
    let head = &bytes[..bytes.len().min(DECLARATION_MAX_BYTES)];
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    let start = head.trim_start();
    let (after, name) = if start.starts_with("<?xml") {
        (start.split("?>").next()?, "encoding")
    } else if form == Some(Form::Html) || start.starts_with("<!doctype html") || start.starts_with("<html") {
        (&start[start.find("<meta")?..], "charset")
    } else {
        return None;
    };
    let value = after[after.find(name)? + name.len()..].trim_start().strip_prefix('=')?.trim_start();
    let value = value.trim_start_matches(['"', '\'']);
    let end = value.find(|c: char| !c.is_ascii_alphanumeric() && !"-_.:".contains(c)).unwrap_or(value.len());
    (end > 0).then(|| value[..end].to_owned())
}

/// Where nothing says anything.
fn guess(bytes: &[u8], notes: &mut Notes) -> &'static Encoding {
    if let Some(encoding) = looks_like_utf_16(bytes) {
        return encoding;
    }
    if is_mostly_utf_8(bytes) {
        return UTF_8;
    }
    notes.add(Note::new(NoteCode::CharsetGuessed));
    WINDOWS_1252
}

/// JSON and XML begin with two characters of ASCII, so zeros tell (RFC 4627, section 3; XML 1.0, appendix F).
fn looks_like_utf_16(bytes: &[u8]) -> Option<&'static Encoding> {
    match bytes {
        [0, b'{' | b'[' | b'<' | b'"', 0, second, ..] if *second != 0 => Some(UTF_16BE),
        [b'{' | b'[' | b'<' | b'"', 0, second, 0, ..] if *second != 0 => Some(UTF_16LE),
        _ => None,
    }
}

/// Whether there are more whole characters of several bytes than strays: one broken character does not make a text
/// another character set's.
fn is_mostly_utf_8(bytes: &[u8]) -> bool {
    let (mut whole, mut strays) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        whole += chunk.valid().bytes().filter(|byte| *byte >= 0xc0).count();
        strays += usize::from(!chunk.invalid().is_empty());
    }
    strays == 0 || whole > strays
}

/// Whether a text that nothing declares to be one is one: it has no control character that texts do not have
/// (<https://mimesniff.spec.whatwg.org>, "binary data byte").
pub(super) fn is_text(text: &str) -> bool {
    !text.bytes().any(|byte| matches!(byte, 0..=8 | 0x0b | 0x0e..=0x1a | 0x1c..=0x1f))
}
