//! JSON as a tree of `details`, laid flat for a template: what came from outside is text and nothing else.

use serde_json::Value;

/// How many lines a tree may have; the rest is left out, and that is said.
const LINES_MAX: usize = 2_000;
/// How many characters of a text are shown.
const TEXT_MAX: usize = 4_000;
/// Groups above this depth are open at first: of the card, what a service answered and the members of its members.
const OPEN_DEPTH: usize = 4;

/// One line of a tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum TreeLine {
    Open {
        key: String,
        about: String,
        is_open: bool,
    },
    Leaf {
        key: String,
        text: String,
        kind: &'static str,
        at: String,
    },
    Close,
    /// There is more.
    More,
}

/// A tree.
pub(crate) fn tree(value: &Value) -> Vec<TreeLine> {
    let mut lines = Vec::new();
    grow("", value, "", 0, &mut lines);
    lines
}

fn grow(key: &str, value: &Value, at: &str, depth: usize, lines: &mut Vec<TreeLine>) {
    let (open, close, count) = match value {
        Value::Object(members) => ('{', '}', members.len()),
        Value::Array(items) => ('[', ']', items.len()),
        _ => return lines.push(leaf(key, value, at)),
    };
    if count == 0 {
        return lines.push(TreeLine::Leaf {
            key: key.to_owned(),
            text: format!("{open}{close}"),
            kind: "nothing",
            at: at.to_owned(),
        });
    }
    lines.push(TreeLine::Open {
        key: key.to_owned(),
        about: format!("{open}{count}{close}"),
        is_open: depth < OPEN_DEPTH,
    });
    let mut inner = |name: &str, value: &Value, place: String| {
        if lines.len() < LINES_MAX {
            grow(name, value, &place, depth + 1, lines);
            return true;
        }
        false
    };
    let whole = match value {
        Value::Object(members) => members.iter().all(|(name, value)| inner(name, value, step(at, name))),
        Value::Array(items) => items
            .iter()
            .enumerate()
            .all(|(index, value)| inner(&index.to_string(), value, format!("{at}[{index}]"))),
        _ => true,
    };
    if !whole && lines.last() != Some(&TreeLine::More) {
        lines.push(TreeLine::More);
    }
    lines.push(TreeLine::Close);
}

/// A member as JMESPath names it, which a mapping takes.
fn step(at: &str, name: &str) -> String {
    let is_plain = name.starts_with(|letter: char| letter.is_ascii_alphabetic() || letter == '_')
        && name.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '_');
    let name = if is_plain { name.to_owned() } else { Value::from(name).to_string() };
    if at.is_empty() { name } else { format!("{at}.{name}") }
}

fn leaf(key: &str, value: &Value, at: &str) -> TreeLine {
    let (text, kind) = match value {
        Value::String(text) if text.chars().count() > TEXT_MAX => {
            (text.chars().take(TEXT_MAX).chain(['…']).collect(), "text")
        }
        Value::String(text) => (text.clone(), "text"),
        Value::Number(number) => (number.to_string(), "number"),
        other => (other.to_string(), "word"),
    };
    TreeLine::Leaf { key: key.to_owned(), text, kind, at: at.to_owned() }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn groups_are_opened_and_closed_however_much_there_is() {
        let many: Vec<_> = (0..5_000).map(|index| json!({"n": index})).collect();
        for (value, is_cut) in [(json!({"a": [1, {"b": "<i>"}], "c": {}}), false), (json!(many), true)] {
            let lines = tree(&value);
            let opened = lines.iter().filter(|line| matches!(line, TreeLine::Open { .. })).count();
            let closed = lines.iter().filter(|line| **line == TreeLine::Close).count();
            assert_eq!(opened, closed);
            assert_eq!(lines.contains(&TreeLine::More), is_cut);
        }
    }

    #[test]
    fn a_place_is_written_as_jmespath() {
        let lines = tree(&json!({"a b": [{"c": 1}]}));
        let places: Vec<_> = lines
            .iter()
            .filter_map(|line| if let TreeLine::Leaf { at, .. } = line { Some(at.as_str()) } else { None })
            .collect();
        assert_eq!(places, ["\"a b\"[0].c"]);
    }
}
