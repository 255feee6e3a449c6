//! Words in one text: characters as they are, values that are not known yet, and bytes that are no text.
//!
//! A word of a shell may hold a variable (`$TOKEN`) or a lone byte (`$'\xff'`). To parse urls, headers and JSON all the
//! same, such a word is one `String` in which characters of a private plane stand for them. The rule: a private
//! character that the command itself holds is coded as its bytes, so nothing that is written can pass for a mark.

use std::fmt::Write as _;
use std::ops::RangeInclusive;

/// Marks: `FIRST_MARK` is variable 0.
const MARKS: RangeInclusive<u32> = 0xF_0000..=0xF_0FFF;
/// Bytes: `FIRST_BYTE` is byte 0.
const BYTES: RangeInclusive<u32> = 0x10_FE00..=0x10_FEFF;

/// How many variables one command may have.
pub(crate) const VARIABLES_MAX: usize = 4096;

/// The character that stands for the variable of this number, if there is one left.
pub(crate) fn mark(number: usize) -> Option<char> {
    let number = u32::try_from(number).ok()?;
    let code = MARKS.start().checked_add(number).filter(|code| MARKS.contains(code))?;
    char::from_u32(code)
}

/// The number of the variable that `character` stands for.
pub(crate) fn number(character: char) -> Option<usize> {
    let code = u32::from(character);
    MARKS.contains(&code).then(|| (code - MARKS.start()) as usize)
}

pub(crate) fn is_mark(character: char) -> bool {
    number(character).is_some()
}

pub(crate) fn has_marks(coded: &str) -> bool {
    coded.contains(is_mark)
}

fn byte(character: char) -> Option<u8> {
    u8::try_from(u32::from(character).checked_sub(*BYTES.start())?).ok()
}

/// Adds bytes: text as text, anything else coded.
pub(crate) fn push_bytes(bytes: &[u8], coded: &mut String) {
    for chunk in bytes.utf8_chunks() {
        for character in chunk.valid().chars() {
            if is_mark(character) || byte(character).is_some() {
                character.encode_utf8(&mut [0; 4]).bytes().for_each(|byte| push_byte(byte, coded));
            } else {
                coded.push(character);
            }
        }
        chunk.invalid().iter().for_each(|byte| push_byte(*byte, coded));
    }
}

fn push_byte(byte: u8, coded: &mut String) {
    coded.extend(char::from_u32(BYTES.start() + u32::from(byte)));
}

/// Text from outside, coded.
pub(crate) fn encode(text: &str) -> String {
    let mut coded = String::with_capacity(text.len());
    push_bytes(text.as_bytes(), &mut coded);
    coded
}

/// The bytes that a coded text stands for, without those of variables.
pub(crate) fn bytes(coded: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(coded.len());
    for character in coded.chars().filter(|character| !is_mark(*character)) {
        match byte(character) {
            Some(byte) => bytes.push(byte),
            None => bytes.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes()),
        }
    }
    bytes
}

/// Whether it is text throughout, but for variables.
pub(crate) fn is_text(coded: &str) -> bool {
    !coded.contains(|character| byte(character).is_some()) || String::from_utf8(bytes(coded)).is_ok()
}

/// As people may read it: variables as `$n`, other bytes as U+FFFD. For notes and failures only.
pub(crate) fn shown(coded: &str) -> String {
    const MAX: usize = 60;
    let mut text = String::new();
    for (count, character) in coded.chars().enumerate() {
        match number(character) {
            _ if count == MAX => {
                text.push('…');
                break;
            }
            Some(_) => text.push_str("$…"),
            None if byte(character).is_some() => text.push(char::REPLACEMENT_CHARACTER),
            None if character.is_control() => {
                let _ = write!(text, "{}", character.escape_debug());
            }
            None => text.push(character),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_is_written_passes_for_a_mark() {
        for text in ["", "é", "\u{F0000}", "a\u{10FE41}b", "\u{10FFFF}"] {
            let coded = encode(text);
            assert!(!has_marks(&coded), "{text:?}");
            assert_eq!(bytes(&coded), text.as_bytes());
            assert!(is_text(&coded));
        }
    }

    #[test]
    fn bytes_come_back() {
        let mut coded = String::new();
        push_bytes(b"a\xff\xc3", &mut coded);
        assert_eq!(bytes(&coded), b"a\xff\xc3");
        assert!(!is_text(&coded));
    }
}
