//! What a form posts, made JSON by a shape, and JSON made what a form would post.
//!
//! Rule: `read` of what `write` wrote is the value that was written, whatever the shape; where fields cannot hold it, it is
//! written as JSON text in its place.

use std::collections::BTreeMap;

use serde_json::{Map, Number, Value};

use super::shape::{Member, Shape, plain};

/// How many rows of a list are looked at.
const ROWS_MAX: usize = 500;
/// Ends the name of a field that holds its place as JSON.
pub(crate) const AS_JSON: &str = "~json";

/// Fields by their names, the last of a name winning.
pub(crate) type Posted = BTreeMap<String, String>;

/// A field that cannot be taken: where, and the message that says why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Wrong {
    pub(crate) at: String,
    pub(crate) message: &'static str,
}

impl Wrong {
    fn new(at: &str, message: &'static str) -> Self {
        Self { at: at.to_owned(), message }
    }
}

/// Appends a member's name to a JSON pointer.
pub(crate) fn under(at: &str, name: &str) -> String {
    format!("{at}/{}", name.replace('~', "~0").replace('/', "~1"))
}

/// How many rows stand below `at`.
pub(crate) fn rows(posted: &Posted, at: &str) -> usize {
    let start = format!("{at}/");
    let below = posted.range(start.clone()..).take_while(|(name, _)| name.starts_with(&start));
    let index = |(name, _): (&String, &String)| {
        let digits: String = name[start.len()..].chars().take_while(char::is_ascii_digit).collect();
        digits.parse::<usize>().ok().filter(|row| *row < ROWS_MAX)
    };
    below.filter_map(index).max().map_or(0, |last| last + 1)
}

/// How many fields at `at` and below it were filled in.
pub(crate) fn filled(posted: &Posted, at: &str) -> usize {
    let all = posted.range(at.to_owned()..).take_while(|(name, _)| name.starts_with(at));
    all.filter(|(name, text)| is_within(name, at) && !text.is_empty()).count()
}

/// Whether a field is the one at `at`, its JSON, or one below it.
pub(crate) fn is_within(name: &str, at: &str) -> bool {
    name.strip_prefix(at).is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '~']))
}

impl Shape {
    /// The value at `at`; `None` if nothing was given. What is wrong is added to `wrong`.
    pub(crate) fn read(
        &self,
        posted: &Posted,
        at: &str,
        required: bool,
        wrong: &mut Vec<Wrong>,
    ) -> Option<Value> {
        let before = wrong.len();
        let value = match posted.get(&format!("{at}{AS_JSON}")).map(|text| text.trim()) {
            Some("") | None => self.read_fields(posted, at, required, wrong),
            Some(text) => {
                let value = serde_json::from_str(text).ok();
                if value.is_none() {
                    wrong.push(Wrong::new(at, "page-form-json"));
                }
                value
            }
        };
        if value.is_none() && required && wrong.len() == before {
            wrong.push(Wrong::new(at, "page-form-needed"));
        }
        value
    }

    fn read_fields(
        &self,
        posted: &Posted,
        at: &str,
        required: bool,
        wrong: &mut Vec<Wrong>,
    ) -> Option<Value> {
        match self {
            Self::Object(members) => read_object(members, posted, at, required, wrong),
            Self::Rows(row) => {
                let all = 0..rows(posted, at);
                let read = |index| row.read(posted, &format!("{at}/{index}"), false, wrong);
                let values: Vec<_> = all.filter_map(read).collect();
                (required || !values.is_empty()).then_some(Value::Array(values))
            }
            Self::Pairs(value) => read_pairs(value, posted, at, required, wrong),
            Self::Raw => None,
            Self::Text { .. } | Self::Integer | Self::Number | Self::Switch | Self::Choice(_) | Self::Any => {
                let text = posted.get(at).filter(|text| !text.is_empty())?;
                let value = self.read_text(text);
                if value.is_none() {
                    wrong.push(Wrong::new(at, self.refusal()));
                }
                value
            }
        }
    }

    fn read_text(&self, text: &str) -> Option<Value> {
        match self {
            Self::Integer => {
                let text = text.trim();
                let number = text.parse::<i64>().map(Number::from);
                number.or_else(|_| text.parse::<u64>().map(Number::from)).ok().map(Value::Number)
            }
            Self::Number => serde_json::from_str::<Number>(text.trim()).ok().map(Value::Number),
            Self::Switch => text.parse().ok().map(Value::Bool),
            Self::Choice(choices) => {
                let chosen = choices.iter().find(|choice| plain(&choice.value) == text);
                chosen.map(|choice| choice.value.clone())
            }
            Self::Any => Some(serde_json::from_str(text).unwrap_or_else(|_| Value::String(lines_of(text)))),
            _ => Some(Value::String(lines_of(text))),
        }
    }

    fn refusal(&self) -> &'static str {
        match self {
            Self::Integer => "page-form-integer",
            Self::Number => "page-form-number",
            _ => "page-form-choice",
        }
    }

    /// The fields of `value` at `at`.
    pub(crate) fn write(&self, value: &Value, at: &str, required: bool, posted: &mut Posted) {
        let mut own = Posted::new();
        self.write_fields(value, at, &mut own);
        let mut wrong = Vec::new();
        let read = self.read(&own, at, required, &mut wrong);
        if read.as_ref() != Some(value) || !wrong.is_empty() {
            let text = serde_json::to_string_pretty(value).unwrap_or_else(|_| value.to_string());
            own = Posted::from([(format!("{at}{AS_JSON}"), text)]);
        }
        posted.append(&mut own);
    }

    fn write_fields(&self, value: &Value, at: &str, posted: &mut Posted) {
        match (self, value) {
            (Self::Object(members), Value::Object(values)) => {
                for member in members {
                    if let Some(value) = values.get(&member.name) {
                        member.shape.write(value, &under(at, &member.name), member.required, posted);
                    }
                }
            }
            (Self::Rows(row), Value::Array(values)) => {
                for (index, value) in values.iter().enumerate() {
                    row.write(value, &format!("{at}/{index}"), false, posted);
                }
            }
            (Self::Pairs(shape), Value::Object(values)) => {
                for (index, (name, value)) in values.iter().enumerate() {
                    posted.insert(format!("{at}/{index}/name"), name.clone());
                    shape.write(value, &format!("{at}/{index}/value"), true, posted);
                }
            }
            (Self::Object(_) | Self::Rows(_) | Self::Pairs(_) | Self::Raw, _) => {}
            (Self::Any, Value::String(text)) if serde_json::from_str::<Value>(text).is_err() => {
                posted.insert(at.to_owned(), text.clone());
            }
            (Self::Any, value) => drop(posted.insert(at.to_owned(), value.to_string())),
            (_, value) => drop(posted.insert(at.to_owned(), plain(value))),
        }
    }
}

/// Browsers end lines with CR LF, whatever the page had.
fn lines_of(text: &str) -> String {
    text.replace("\r\n", "\n")
}

fn read_object(
    members: &[Member],
    posted: &Posted,
    at: &str,
    required: bool,
    wrong: &mut Vec<Wrong>,
) -> Option<Value> {
    // An object that nobody has begun is not there, whatever it would need.
    if !required && filled(posted, at) == 0 {
        return None;
    }
    let before = wrong.len();
    let mut values = Map::new();
    for member in members {
        let value = member.shape.read(posted, &under(at, &member.name), member.required, wrong);
        if let Some(value) = value {
            values.insert(member.name.clone(), value);
        }
    }
    if required || !values.is_empty() {
        return Some(Value::Object(values));
    }
    // Nothing of it was given, and it need not be: then nothing of it is missing.
    wrong.retain({
        let mut index = 0;
        move |found| {
            index += 1;
            index <= before || found.message != "page-form-needed"
        }
    });
    None
}

fn read_pairs(
    shape: &Shape,
    posted: &Posted,
    at: &str,
    required: bool,
    wrong: &mut Vec<Wrong>,
) -> Option<Value> {
    let mut values = Map::new();
    for index in 0..rows(posted, at) {
        let row = format!("{at}/{index}");
        let name = posted.get(&format!("{row}/name")).map(String::as_str).unwrap_or_default();
        let place = format!("{row}/value");
        let mut unnamed = Vec::new();
        let is_named = !name.is_empty();
        let value = shape.read(posted, &place, is_named, if is_named { wrong } else { &mut unnamed });
        match value {
            Some(_) if !is_named => wrong.push(Wrong::new(&format!("{row}/name"), "page-form-needed")),
            Some(value) => {
                let earlier = values.insert(name.to_owned(), value);
                wrong.extend(earlier.map(|_| Wrong::new(&format!("{row}/name"), "page-form-twice")));
            }
            None => {}
        }
    }
    (required || !values.is_empty()).then_some(Value::Object(values))
}
