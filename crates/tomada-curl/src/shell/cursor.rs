//! A place in a command, and the word that is being put together there.

use crate::coded;
use crate::shell::Word;

/// A place in a text, in bytes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cursor<'a> {
    pub(super) text: &'a str,
    pub(super) at: usize,
}

impl<'a> Cursor<'a> {
    pub(super) fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    pub(super) fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    pub(super) fn next(&mut self) -> Option<char> {
        let character = self.peek()?;
        self.at += character.len_utf8();
        Some(character)
    }

    /// Goes past `text` if it stands here.
    pub(super) fn take(&mut self, text: &str) -> bool {
        let found = self.rest().starts_with(text);
        if found {
            self.at += text.len();
        }
        found
    }

    /// Goes past all characters that `accepts` and answers them.
    pub(super) fn take_while(&mut self, accepts: impl Fn(char) -> bool) -> &'a str {
        let rest = self.rest();
        let end = rest.find(|character| !accepts(character)).unwrap_or(rest.len());
        self.at += end;
        &rest[..end]
    }

    /// Goes past `text` up to and with `end`; `None` if it is not there.
    pub(super) fn take_until(&mut self, end: char) -> Option<&'a str> {
        let rest = self.rest();
        let length = rest.find(end)?;
        self.at += length + end.len_utf8();
        Some(&rest[..length])
    }

    /// Goes past a line break, `\n` or `\r\n`.
    pub(super) fn take_newline(&mut self) -> bool {
        self.take("\n") || self.take("\r\n")
    }

    /// The rest of the line, and past its end.
    pub(super) fn take_line(&mut self) -> &'a str {
        let rest = self.rest();
        let length = rest.find('\n').unwrap_or(rest.len());
        self.at += (length + 1).min(rest.len());
        rest[..length].strip_suffix('\r').unwrap_or(&rest[..length])
    }
}

/// A word in the making.
#[derive(Debug, Default)]
pub(super) struct Making {
    coded: String,
    /// Bytes that are not coded yet: several together may be one character.
    bytes: Vec<u8>,
    /// Whether there is a word, even an empty one.
    pub(super) begun: bool,
    /// Whether a part of it is quoted.
    pub(super) quoted: bool,
}

impl Making {
    pub(super) fn push(&mut self, character: char) {
        self.push_str(character.encode_utf8(&mut [0; 4]));
    }

    pub(super) fn push_str(&mut self, text: &str) {
        self.bytes.extend_from_slice(text.as_bytes());
        self.begun = true;
    }

    pub(super) fn push_byte(&mut self, byte: u8) {
        self.bytes.push(byte);
        self.begun = true;
    }

    /// Adds what is coded already: a mark, or the known value of a variable.
    pub(super) fn push_coded(&mut self, coded: &str) {
        self.flush();
        self.coded.push_str(coded);
        self.begun = true;
    }

    fn flush(&mut self) {
        coded::push_bytes(&self.bytes, &mut self.coded);
        self.bytes.clear();
    }

    pub(super) fn finish(mut self, at: usize) -> Word {
        self.flush();
        let mut characters = self.coded.chars();
        let sole = characters.next().is_some_and(coded::is_mark) && characters.next().is_none();
        Word { bare: sole && !self.quoted, coded: self.coded, at }
    }
}
