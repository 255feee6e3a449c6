//! How two JSON values differ, place by place, for people who wrote the expected one.

use serde_json::Value;

/// How much of a value is shown, in letters.
const SHOWN_MAX: usize = 300;

/// Every place where `found` is not `expected`; nothing if they are equal.
pub(crate) fn exact(expected: &Value, found: &Value) -> Vec<String> {
    compare(expected, found, Fields::All)
}

/// The same, but `found` may have fields that `expected` does not name.
pub(crate) fn subset(expected: &Value, found: &Value) -> Vec<String> {
    compare(expected, found, Fields::Named)
}

/// Which fields of an object count.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fields {
    All,
    Named,
}

fn compare(expected: &Value, found: &Value, fields: Fields) -> Vec<String> {
    let mut told = Vec::new();
    walk("", expected, found, fields, &mut told);
    told
}

fn walk(at: &str, expected: &Value, found: &Value, fields: Fields, told: &mut Vec<String>) {
    match (expected, found) {
        (Value::Object(expected), Value::Object(found)) => {
            for (name, value) in expected {
                let at = below(at, name);
                match found.get(name) {
                    Some(found) => walk(&at, value, found, fields, told),
                    None => told.push(difference(&at, Some(value), None)),
                }
            }
            for (name, value) in found.iter().filter(|(name, _)| !expected.contains_key(*name)) {
                if fields == Fields::All {
                    told.push(difference(&below(at, name), None, Some(value)));
                }
            }
        }
        (Value::Array(expected), Value::Array(found)) => {
            for index in 0..expected.len().max(found.len()) {
                let at = format!("{at}/{index}");
                match (expected.get(index), found.get(index)) {
                    (Some(expected), Some(found)) => walk(&at, expected, found, fields, told),
                    (expected, found) => told.push(difference(&at, expected, found)),
                }
            }
        }
        _ if same(expected, found) => {}
        _ => told.push(difference(at, Some(expected), Some(found))),
    }
}

/// Whether two values are the same, numbers by what they count: 1 is 1.0.
fn same(expected: &Value, found: &Value) -> bool {
    let both = expected.as_f64().zip(found.as_f64());
    let both_are_large = expected.as_i64().or(found.as_i64()).is_some_and(|it| it.unsigned_abs() >= 1 << 53);
    expected == found
        || (!both_are_large && both.is_some_and(|(expected, found)| expected.total_cmp(&found).is_eq()))
}

/// The place `name` in `at`, as a JSON pointer (RFC 6901).
fn below(at: &str, name: &str) -> String {
    format!("{at}/{}", name.replace('~', "~0").replace('/', "~1"))
}

fn difference(at: &str, expected: Option<&Value>, found: Option<&Value>) -> String {
    let shown = |value: Option<&Value>| value.map_or("nothing".to_owned(), |value| cut(&value.to_string()));
    let at = if at.is_empty() { "the whole" } else { at };
    format!("{at}\n  expected {}\n  found    {}", shown(expected), shown(found))
}

/// The beginning of `text`.
pub(crate) fn cut(text: &str) -> String {
    match text.char_indices().nth(SHOWN_MAX) {
        None => text.to_owned(),
        Some((end, _)) => format!("{} … ({} bytes)", &text[..end], text.len()),
    }
}

/// Lines, each a step to the right.
pub(crate) fn indented(lines: &[String]) -> String {
    let lines = lines.iter().flat_map(|line| line.lines()).map(|line| format!("  {line}"));
    lines.collect::<Vec<_>>().join("\n")
}
