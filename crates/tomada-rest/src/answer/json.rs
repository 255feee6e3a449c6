//! JSON, with the damage that services do to it mended and told.
//!
//! Three things are let through that RFC 8259 forbids: a raw NUL, half of a surrogate pair, and, outside of texts, what
//! could not be read as a character. Of a member that stands twice the last counts. Too deep, or a number beyond the
//! bounds of a double, is not read. Nor is what would take far more memory than its text: `[{"":0},{"":0},…]` takes 85
//! times as much, for an object of one member takes as much room as one of eleven.

use std::cell::{Cell, RefCell};
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};

use super::decoded::{Note, NoteCode, Notes};
use super::unreadable::Unreadable;
use super::{DEPTH_MAX, REPLACEMENT};

/// How much memory a value may take for each byte of its text: an object of three short members takes about as much.
const ROOM_PER_BYTE: u64 = 32;
/// How much it may take in any case, in bytes: whatever an answer of the usual size holds fits.
const ROOM_MIN_BYTES: u64 = 64 << 20;
/// What a value in a list takes, with the room that the list grows by.
const VALUE_BYTES: u64 = 64;
/// What an object takes up to its eleventh member, and for each one after it.
const OBJECT_BYTES: u64 = 640;
const MEMBER_BYTES: u64 = 128;
/// How many members an object has room for from the start.
const MEMBERS: usize = 11;
/// What a text takes beside itself.
const TEXT_BYTES: u64 = 16;

/// The memory that values may still take.
pub(super) struct Room(Cell<u64>);

impl Room {
    /// The room for all that `text` holds.
    pub(super) fn for_text(text: &str) -> Self {
        Self(Cell::new((text.len() as u64).saturating_mul(ROOM_PER_BYTE).max(ROOM_MIN_BYTES)))
    }

    fn take<E: serde::de::Error>(&self, bytes: u64) -> Result<(), E> {
        let left = self.0.get().checked_sub(bytes);
        self.0.set(left.ok_or_else(|| E::custom(TOO_MUCH))?);
        Ok(())
    }
}

/// Why a value is not read that would take too much.
const TOO_MUCH: &str = "its values take too much memory for its size";

/// Reads one value, which is all that `text` holds.
pub(super) fn read(text: &str, room: &Room, notes: &mut Notes) -> Result<Value, Unreadable> {
    let before = room.0.get();
    let error = match parse(text, room) {
        Ok((value, found)) => {
            notes.extend(found);
            return Ok(value);
        }
        Err(error) => error,
    };
    room.0.set(before);
    let mended = mend(text).and_then(|mended| parse(&mended, room).ok());
    let Some((value, found)) = mended else { return Err(Unreadable::json(text, &error)) };
    notes.add(Note::new(NoteCode::JsonRepaired).line(error.line()));
    notes.extend(found);
    Ok(value)
}

fn parse(text: &str, room: &Room) -> Result<(Value, Notes), serde_json::Error> {
    let notes = RefCell::default();
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let value = Reader { notes: &notes, room, depth: 0 }.deserialize(&mut deserializer)?;
    deserializer.end()?;
    let mut notes = notes.into_inner();
    if let Some(note) = rounded(text) {
        notes.add(note);
    }
    Ok((value, notes))
}

/// Builds a value, and notices what `Value` itself would not.
#[derive(Clone, Copy)]
struct Reader<'a> {
    notes: &'a RefCell<Notes>,
    room: &'a Room,
    depth: usize,
}

impl Reader<'_> {
    fn deeper<E: serde::de::Error>(self) -> Result<Self, E> {
        if self.depth == DEPTH_MAX {
            return Err(E::custom(format_args!("deeper than {DEPTH_MAX} levels")));
        }
        Ok(Self { depth: self.depth + 1, ..self })
    }
}

impl<'de> DeserializeSeed<'de> for Reader<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        self.room.take(VALUE_BYTES)?;
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Reader<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, truth: bool) -> Result<Value, E> {
        Ok(Value::Bool(truth))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Value, E> {
        Ok(Value::Number(number.into()))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Value, E> {
        Ok(Value::Number(number.into()))
    }

    fn visit_f64<E: serde::de::Error>(self, number: f64) -> Result<Value, E> {
        Number::from_f64(number).map(Value::Number).ok_or_else(|| E::custom("number out of range"))
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Value, E> {
        self.visit_string(text.to_owned())
    }

    fn visit_string<E: serde::de::Error>(self, text: String) -> Result<Value, E> {
        self.room.take(TEXT_BYTES + text.len() as u64)?;
        Ok(Value::String(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let inner = self.deeper()?;
        let mut list = Vec::new();
        while let Some(item) = items.next_element_seed(inner)? {
            list.push(item);
        }
        Ok(Value::Array(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Value, A::Error> {
        let inner = self.deeper()?;
        let mut object = Map::new();
        while let Some(name) = members.next_key::<String>()? {
            let own = match object.len() {
                0 => OBJECT_BYTES,
                1..MEMBERS => 0,
                _ => MEMBER_BYTES,
            };
            self.room.take(own + TEXT_BYTES + name.len() as u64)?;
            let value = members.next_value_seed(inner)?;
            if object.contains_key(&name) {
                self.notes.borrow_mut().add(Note::new(NoteCode::MemberTwice).detail(name.clone()));
            }
            object.insert(name, value);
        }
        Ok(Value::Object(object))
    }
}

/// JSON text without raw NULs, halves of surrogate pairs, and what is no character outside of texts; `None` if there
/// are none.
fn mend(text: &str) -> Option<String> {
    let mut mended = String::with_capacity(text.len());
    let mut rest = text;
    let mut inside = false;
    while let Some(at) = rest.find(['\\', '\0', '"', REPLACEMENT]) {
        mended.push_str(&rest[..at]);
        rest = &rest[at..];
        let length = match rest.as_bytes()[0] {
            b'"' => {
                inside = !inside;
                mended.push('"');
                1
            }
            b'\\' => escape(rest, &mut mended),
            0 => {
                mended.extend(inside.then_some(REPLACEMENT));
                1
            }
            _ => {
                mended.extend(inside.then_some(REPLACEMENT));
                REPLACEMENT.len_utf8()
            }
        };
        rest = &rest[length..];
    }
    mended.push_str(rest);
    (mended != text).then_some(mended)
}

/// Writes the escape that `text` begins with, mended, and answers its length.
fn escape(text: &str, mended: &mut String) -> usize {
    match surrogate(text) {
        Some(Surrogate::High) if matches!(text.get(6..).and_then(surrogate), Some(Surrogate::Low)) => {
            mended.push_str(&text[..12]);
            12
        }
        Some(_) => {
            mended.push(REPLACEMENT);
            6
        }
        None => {
            // The character after a backslash may be a NUL, which no escape has.
            let length = text.chars().take(2).filter(|c| *c != '\0').map(char::len_utf8).sum();
            mended.push_str(&text[..length]);
            length
        }
    }
}

enum Surrogate {
    High,
    Low,
}

/// The half of a surrogate pair that `text` begins with, as an escape of JSON.
fn surrogate(text: &str) -> Option<Surrogate> {
    let digits = text.strip_prefix("\\u")?.get(..4)?;
    match u16::from_str_radix(digits, 16).ok()? {
        0xd800..=0xdbff => Some(Surrogate::High),
        0xdc00..=0xdfff => Some(Surrogate::Low),
        _ => None,
    }
}

/// The whole numbers of `text` that are beyond 64 bits, which become doubles: long numbers are identifiers.
fn rounded(text: &str) -> Option<Note> {
    let bytes = text.as_bytes();
    let (mut at, mut found) = (0, None::<Note>);
    while at < bytes.len() {
        match bytes[at] {
            b'"' => at = end_of_text(bytes, at + 1),
            b'-' | b'0'..=b'9' => {
                let length = bytes[at..].iter().take_while(|byte| b"+-.eE0123456789".contains(byte)).count();
                let number = &text[at..at + length];
                if length > 18 && is_rounded(number) {
                    let first = || Note::new(NoteCode::NumberRounded).detail(&number[..length.min(40)]);
                    let count = found.as_ref().map_or(0, |note| note.count) + 1;
                    found = Some(Note { count, ..found.unwrap_or_else(first) });
                }
                at += length;
            }
            _ => at += 1,
        }
    }
    found
}

fn is_rounded(number: &str) -> bool {
    let whole = number.bytes().all(|byte| byte == b'-' || byte.is_ascii_digit());
    whole && number.parse::<i64>().is_err() && number.parse::<u64>().is_err()
}

/// Behind the quotation mark that ends a text.
fn end_of_text(bytes: &[u8], mut at: usize) -> usize {
    while at < bytes.len() {
        match bytes[at] {
            b'"' => return at + 1,
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
    at
}
