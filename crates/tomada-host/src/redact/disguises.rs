//! The forms in which a secret comes back: what programs make of a text before they print or send it.
//!
//! Letters are compared without their case, so each form is here in one case only.

use base64::engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD};
use percent_encoding::{AsciiSet, CONTROLS, NON_ALPHANUMERIC, percent_encode};
use url::form_urlencoded;

/// What RFC 3986 calls unreserved stays as it is, as `encodeURIComponent` and most libraries have it.
const UNRESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');
/// What a WHATWG URL parser encodes in a query.
const QUERY: &AsciiSet = &CONTROLS.add(b' ').add(b'"').add(b'#').add(b'<').add(b'>').add(b'\'');
/// What it encodes in a path.
const PATH: &AsciiSet = &QUERY.remove(b'\'').add(b'?').add(b'^').add(b'`').add(b'{').add(b'}');
/// What it encodes in user names and passwords.
const USERINFO: &AsciiSet =
    &PATH.add(b'/').add(b':').add(b';').add(b'=').add(b'@').add(b'[').add(b'\\').add(b']').add(b'|');

/// Every form of `secret`.
pub(super) fn of(secret: &[u8]) -> Vec<Vec<u8>> {
    let mut forms = vec![secret.to_vec(), hexadecimal(secret)];
    for set in [NON_ALPHANUMERIC, UNRESERVED, QUERY, PATH, USERINFO] {
        forms.push(percent_encode(secret, set).to_string().into_bytes());
    }
    let form = percent_encode(secret, UNRESERVED).to_string();
    forms.push(form.replace("%20", "+").into_bytes());
    // RFC 6749, section 2.3.1, wants a client's secret form-encoded before it goes into a `Basic` field.
    let form = form_urlencoded::byte_serialize(secret).collect::<String>();
    let in_base64 = [secret, form.as_bytes()];
    for text in if form.as_bytes() == secret { &in_base64[..1] } else { &in_base64 } {
        for bytes_before in 0..3 {
            forms.push(base64(&STANDARD_NO_PAD, text, bytes_before));
            forms.push(base64(&URL_SAFE_NO_PAD, text, bytes_before));
        }
    }
    if let Ok(text) = std::str::from_utf8(secret) {
        forms.extend(json(text));
    }
    forms
}

fn hexadecimal(secret: &[u8]) -> Vec<u8> {
    let digit = |value: u8| b"0123456789abcdef"[usize::from(value)];
    secret.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 0xf)]).collect()
}

/// The middle of the base64 text of a message that holds `secret` behind `bytes_before` (mod 3) others: the letters
/// that depend on the secret alone.
fn base64(engine: &impl base64::Engine, secret: &[u8], bytes_before: usize) -> Vec<u8> {
    let message = [&[0; 3][..bytes_before], secret].concat();
    let letters = engine.encode(&message).into_bytes();
    let first = (bytes_before * 8).div_ceil(6);
    let end = message.len() * 8 / 6;
    letters[first..end].to_vec()
}

/// As it stands within a JSON string, in the ways that writers differ: as it must be, with `/` escaped, with
/// everything beyond ASCII escaped, and escaped twice, as in JSON within JSON.
fn json(secret: &str) -> [Vec<u8>; 4] {
    let once = escaped(secret);
    let twice = escaped(&once);
    let slashes = once.replace('/', "\\/");
    let ascii = once.chars().map(in_ascii).collect::<String>();
    [once, twice, slashes, ascii].map(String::into_bytes)
}

fn in_ascii(letter: char) -> String {
    if letter.is_ascii() {
        return letter.to_string();
    }
    letter.encode_utf16(&mut [0; 2]).iter().map(|unit| format!("\\u{unit:04x}")).collect::<Vec<_>>().concat()
}

fn escaped(text: &str) -> String {
    let quoted = serde_json::Value::from(text).to_string();
    quoted[1..quoted.len() - 1].to_owned()
}
