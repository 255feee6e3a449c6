//! What is wrong with one place of a value, in words that say what was found and what is accepted.

use std::fmt::Display;

use jsonschema::error::{TypeKind, ValidationErrorKind as Error};
use jsonschema::{JsonType, ValidationError};
use serde_json::Value;
use tomada_core::Locale;

use super::names;
use crate::nearest::{listed, nearest};

/// One problem with one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Problem {
    /// The place, as a JSON pointer (RFC 6901).
    pub(crate) at: String,
    /// The message in the catalogue.
    pub(crate) code: &'static str,
    /// The message's arguments beside `at`.
    pub(crate) arguments: Vec<(&'static str, String)>,
}

impl Problem {
    fn new(at: &str, code: &'static str) -> Self {
        Self { at: at.to_owned(), code, arguments: Vec::new() }
    }

    fn with(mut self, name: &'static str, value: impl Display) -> Self {
        self.arguments.push((name, value.to_string()));
        self
    }

    /// The same problem, the value being the field `name` of another.
    pub(crate) fn below(mut self, name: &str) -> Self {
        self.at = join("", name) + &self.at;
        if self.code == "input-not-object" {
            self.code = "input-wrong-type";
        }
        self
    }

    /// The arguments as the message wants them: the place named, the JSON types in the reader's language.
    pub(crate) fn arguments_in(&self, locale: Locale) -> Vec<(&'static str, String)> {
        // `#` is how a URI fragment writes the pointer to the whole value, which is empty.
        let at = if self.at.is_empty() { "#" } else { &self.at };
        let own = self.arguments.iter().map(|(name, value)| match *name {
            "found_type" | "accepted_types" => (*name, types_in(locale, value)),
            name => (name, value.clone()),
        });
        std::iter::once(("at", at.to_owned())).chain(own).collect()
    }

    /// The problem in a sentence.
    pub(crate) fn in_words(&self, locale: Locale) -> String {
        let arguments = self.arguments_in(locale);
        let arguments = arguments.iter().map(|(name, value)| (*name, value.as_str()));
        tomada_text::text(locale, self.code, arguments)
            .unwrap_or_else(|| format!("{}: {}", self.at, self.code))
    }
}

fn types_in(locale: Locale, names: &str) -> String {
    let name = |name: &str| tomada_text::text(locale, &format!("json-{name}"), []);
    let words = names.split(' ').map(|word| name(word).unwrap_or_else(|| word.to_owned()));
    words.collect::<Vec<_>>().join(" | ")
}

/// What `error` says, in problems of ours. `root` is the schema.
pub(super) fn of(error: &ValidationError<'_>, root: &Value) -> Vec<Problem> {
    match error.kind() {
        Error::AdditionalProperties { unexpected } | Error::UnevaluatedProperties { unexpected } => {
            unknown_fields(error, unexpected, root)
        }
        Error::AnyOf { context } | Error::OneOfNotValid { context } => of_choice(error, context, root),
        kind => vec![of_one(error, kind)],
    }
}

fn of_one(error: &ValidationError<'_>, kind: &Error) -> Problem {
    let at = error.instance_path().as_str();
    let found = error.instance();
    let told = |code, found: &dyn Display, accepted: &dyn Display| {
        Problem::new(at, code).with("found", found).with("accepted", accepted)
    };
    let range = |sign, limit: &Value| told("input-out-of-range", &shown(found), &format!("{sign} {limit}"));
    let length = |sign, limit| told("input-wrong-length", &size(found), &format!("{sign} {limit}"));
    let count = |sign, limit| told("input-wrong-count", &size(found), &format!("{sign} {limit}"));
    match kind {
        Error::Required { property } => missing(at, property),
        Error::Type { kind } => wrong_type(at, found, &type_names(kind)),
        Error::Enum { options } => one_of(at, found, options.as_array().map_or(&[], Vec::as_slice)),
        Error::Constant { expected_value } => one_of(at, found, std::slice::from_ref(&**expected_value)),
        Error::Minimum { limit } => range("≥", limit),
        Error::Maximum { limit } => range("≤", limit),
        Error::ExclusiveMinimum { limit } => range(">", limit),
        Error::ExclusiveMaximum { limit } => range("<", limit),
        Error::MinLength { limit } => length("≥", limit),
        Error::MaxLength { limit } => length("≤", limit),
        Error::MinItems { limit } | Error::MinProperties { limit } => count("≥", limit),
        Error::MaxItems { limit } | Error::MaxProperties { limit } => count("≤", limit),
        Error::Pattern { pattern } => told("input-wrong-format", &shown(found), pattern),
        Error::Format { format } => told("input-wrong-format", &shown(found), format),
        // The rest is rare in the schema of a form; the validator's own words name the keyword.
        _ => Problem::new(at, "input-not-accepted").with("reason", cut(&error.masked().to_string())),
    }
}

fn missing(at: &str, property: &Value) -> Problem {
    let name = property.as_str().map_or_else(|| property.to_string(), str::to_owned);
    Problem::new(&join(at, &name), "input-missing-field")
}

fn unknown_fields(error: &ValidationError<'_>, unexpected: &[String], root: &Value) -> Vec<Problem> {
    let keyword = error.schema_path().as_str();
    let place = keyword.rsplit_once('/').map_or("", |(place, _)| place);
    let known = names::fields_at(root, place);
    let names = || known.iter().map(String::as_str);
    let described = |name: &&String| !known.contains(name);
    let unknown = |name: &String| {
        let at = join(error.instance_path().as_str(), name);
        match nearest(name, names()) {
            _ if known.is_empty() => Problem::new(&at, "input-no-fields"),
            Some(near) => Problem::new(&at, "input-field-misspelt").with("nearest", near),
            None => Problem::new(&at, "input-unknown-field").with("known", listed(names())),
        }
    };
    // A field that is described but wrong counts as not evaluated; it has a problem of its own.
    unexpected.iter().filter(described).map(unknown).collect()
}

/// A value that fits none of several schemas: what is wrong by the one that it comes nearest to.
fn of_choice(
    error: &ValidationError<'_>,
    branches: &[Vec<ValidationError<'static>>],
    root: &Value,
) -> Vec<Problem> {
    let at = error.instance_path();
    let refuses_the_whole = |branch: &&Vec<ValidationError<'static>>| {
        branch.iter().any(|error| error.instance_path() == at && is_about_the_whole(error.kind()))
    };
    let near = branches.iter().filter(|branch| !refuses_the_whole(branch)).min_by_key(|branch| branch.len());
    if let Some(branch) = near {
        return branch.iter().flat_map(|error| of(error, root)).collect();
    }
    let kinds =
        branches.iter().flatten().filter(|error| error.instance_path() == at).map(ValidationError::kind);
    let (mut options, mut types) = (Vec::new(), Vec::new());
    for kind in kinds {
        match kind {
            Error::Enum { options: several } => {
                options.extend(several.as_array().cloned().unwrap_or_default());
            }
            Error::Constant { expected_value } => options.push((**expected_value).clone()),
            Error::Type { kind } => types.extend(type_names(kind)),
            _ => {}
        }
    }
    types.sort_unstable();
    types.dedup();
    let problem = if options.is_empty() {
        wrong_type(at.as_str(), error.instance(), &types)
    } else {
        one_of(at.as_str(), error.instance(), &options)
    };
    vec![problem]
}

fn is_about_the_whole(kind: &Error) -> bool {
    matches!(kind, Error::Type { .. } | Error::Enum { .. } | Error::Constant { .. })
}

fn wrong_type(at: &str, found: &Value, accepted: &[&'static str]) -> Problem {
    let whole_object = at.is_empty() && accepted == ["object"];
    let code = if whole_object { "input-not-object" } else { "input-wrong-type" };
    Problem::new(at, code).with("found_type", type_name(found)).with("accepted_types", accepted.join(" "))
}

fn one_of(at: &str, found: &Value, options: &[Value]) -> Problem {
    let options = options.iter().map(shown).collect::<Vec<_>>();
    Problem::new(at, "input-not-one-of")
        .with("found", shown(found))
        .with("accepted", listed(options.iter().map(String::as_str)))
}

fn type_names(kind: &TypeKind) -> Vec<&'static str> {
    match kind {
        TypeKind::Single(one) => vec![one.as_str()],
        TypeKind::Multiple(several) => several.iter().map(JsonType::as_str).collect(),
    }
}

fn type_name(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(number) if number.is_f64() => "number",
        Value::Number(_) => "integer",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    }
}

fn size(value: &Value) -> usize {
    match value {
        Value::String(text) => text.chars().count(),
        Value::Array(items) => items.len(),
        Value::Object(fields) => fields.len(),
        _ => 0,
    }
}

fn shown(value: &Value) -> String {
    cut(&value.to_string())
}

fn cut(text: &str) -> String {
    const SHOWN_MAX_BYTES: usize = 80;
    let end = text.floor_char_boundary(SHOWN_MAX_BYTES);
    if end == text.len() { text.to_owned() } else { format!("{}…", &text[..end]) }
}

/// One more step of a JSON pointer.
fn join(at: &str, name: &str) -> String {
    format!("{at}/{}", name.replace('~', "~0").replace('/', "~1"))
}
