//! JSON lines: a value on each line (<https://jsonlines.org>), or each behind a record separator (RFC 7464).

use serde_json::Value;

use super::decoded::Notes;
use super::json;
use super::unreadable::Unreadable;

/// What RFC 7464 puts before each value.
const RECORD_SEPARATOR: char = '\u{1e}';

/// Reads a list of the values; empty lines count for nothing.
pub(super) fn read(text: &str, notes: &mut Notes) -> Result<Value, Unreadable> {
    let mut values = Vec::new();
    let room = json::Room::for_text(text);
    let mut start = 0;
    for line in text.split_inclusive(['\n', RECORD_SEPARATOR]) {
        let value = line.trim_matches(|c: char| c.is_whitespace() || c == RECORD_SEPARATOR);
        if !value.is_empty() {
            let before = start + (value.as_ptr() as usize - line.as_ptr() as usize);
            let read = json::read(value, &room, notes);
            values.push(read.map_err(|error| Unreadable::at(text, before + error.byte, error.reason))?);
        }
        start += line.len();
    }
    Ok(Value::Array(values))
}

/// Whether `text`, which is no JSON, may be lines of it: there are several, and the first is a whole object or list.
pub(super) fn may_be(text: &str) -> bool {
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let (Some(first), Some(_)) = (lines.next(), lines.next()) else { return false };
    first.starts_with(['{', '[']) && first.ends_with(['}', ']'])
}
