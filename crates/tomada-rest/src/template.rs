//! Jinja, strict and bounded: one template and its names to text, with a note of which parts of it are values.
//!
//! Everything that limits a template is here. Strict: an undefined name and a null are failures, never nothing. Bounded:
//! a template's length, its result, and its fuel, which pays for steps and for every byte that a value grows by, so a
//! template can take neither time nor memory. Closed: minijinja is built without macros, includes and imports.

use std::ops::Range;
use std::sync::LazyLock;

use minijinja::value::ValueKind;
use minijinja::{Environment, Error, ErrorKind, Output, OutputSpanKind, State, UndefinedBehavior};
use serde_json::Value;
use tomada_core::Failure;

use crate::data::{self, NotData};
use crate::names::Names;
use crate::place::Place;
use crate::trace::TracedPiece;

/// How long a template may be.
const SOURCE_MAX_BYTES: usize = 64 * 1024;

/// How long its result may be.
const RESULT_MAX_BYTES: usize = 1024 * 1024;

/// Steps, or 64 bytes each of data that values grow by. A loop over 1,000 items with ten fields takes less than half.
const FUEL: u64 = 200_000;

/// The same for what comes after the first templates of a request: whoever has many has small ones.
const FUEL_LATER: u64 = 10_000;

/// How many templates of a request are the first.
const FIRST: u32 = 32;

/// How deep a recursive loop may go.
const RECURSION_MAX: usize = 64;

static FIRST_ONES: LazyLock<Environment<'static>> = LazyLock::new(|| environment(FUEL));
static LATER_ONES: LazyLock<Environment<'static>> = LazyLock::new(|| environment(FUEL_LATER));

fn environment(fuel: u64) -> Environment<'static> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_auto_escape_callback(|_| minijinja::AutoEscape::None);
    environment.set_formatter(write);
    environment.set_fuel(Some(fuel));
    environment.set_recursion_limit(RECURSION_MAX);
    // So that an undefined name can be told, in release builds, too. It costs something only where one is met.
    environment.set_debug(true);
    // They are for HTML: here the place escapes, and it alone.
    for name in ["safe", "escape", "e"] {
        environment.remove_filter(name);
    }
    // It would tell a template about the engine.
    environment.remove_global("debug");
    environment
}

/// Writes one value as text: lists and objects as JSON, and no null, for nobody means the word "none".
fn write(output: &mut Output<'_>, state: &mut State<'_, '_>, value: &minijinja::Value) -> Result<(), Error> {
    match value.kind() {
        ValueKind::String => Ok(output.write_str(value.as_str().unwrap_or_default())?),
        ValueKind::Bool | ValueKind::Number => Ok(write!(output, "{value}")?),
        ValueKind::None => Err(Error::new(ErrorKind::InvalidOperation, NULL)),
        ValueKind::Seq | ValueKind::Map | ValueKind::Iterable => {
            let json = data::json(value, RESULT_MAX_BYTES)
                .map_err(|error| Error::new(ErrorKind::InvalidOperation, error.to_string()))?;
            Ok(write!(output, "{json}")?)
        }
        // Undefined among them, which the engine words best itself.
        _ => minijinja::escape_formatter(output, state, value),
    }
}

/// Marks the engine's error for a null.
const NULL: &str = "a null cannot be written as text";

/// What a template gave.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Rendered {
    text: String,
    values: Vec<Given>,
}

/// A part of a rendered text that an expression gave.
#[derive(Debug, PartialEq, Eq)]
struct Given {
    range: Range<usize>,
    /// The expression, in the source.
    expression: Range<usize>,
}

impl Rendered {
    /// The whole text.
    pub(crate) fn into_text(self) -> String {
        self.text
    }

    /// The text in pieces: what the author wrote, and what a value gave.
    pub(crate) fn pieces(&self) -> impl Iterator<Item = Piece<'_>> {
        let mut end = 0;
        let mut pieces = Vec::with_capacity(self.values.len() * 2 + 1);
        for Given { range, .. } in &self.values {
            pieces.push(Piece::Written(&self.text[end..range.start]));
            pieces.push(Piece::Value(&self.text[range.clone()]));
            end = range.end;
        }
        pieces.push(Piece::Written(&self.text[end..]));
        pieces.into_iter()
    }

    /// The same pieces, for people: where each comes from.
    fn traced(&self, source: &str) -> Vec<TracedPiece> {
        let expressions =
            self.values.iter().map(|given| source.get(given.expression.clone()).unwrap_or_default());
        let mut expressions = expressions.map(str::trim);
        let pieces = self.pieces().filter_map(|piece| match piece {
            Piece::Written("") => None,
            Piece::Written(text) => Some(TracedPiece::new(text, None)),
            Piece::Value(text) => Some(TracedPiece::new(text, expressions.next())),
        });
        pieces.collect()
    }
}

/// A part of a rendered text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Piece<'a> {
    /// By the template's author.
    Written(&'a str),
    /// By an expression in it.
    Value(&'a str),
}

/// Renders a name: as text, but told only if it is a template, for its value is told at the same place.
pub(crate) fn name(source: &str, names: &Names, at: &Place) -> Result<String, Failure> {
    if is_template(source) { Ok(text(source, names, at)?.into_text()) } else { Ok(source.to_owned()) }
}

/// Renders `source` to text.
pub(crate) fn text(source: &str, names: &Names, at: &Place) -> Result<Rendered, Failure> {
    let rendered = render(source, names, at)?;
    names.trace(at, || rendered.traced(source));
    Ok(rendered)
}

fn render(source: &str, names: &Names, at: &Place) -> Result<Rendered, Failure> {
    if !is_template(source) {
        return Ok(Rendered { text: source.to_owned(), values: Vec::new() });
    }
    let rendered = admit(source, names, at)?
        .template_from_named_str("", source)
        .and_then(|template| template.render_with_spans(names.values()));
    let (text, spans) = rendered.map_err(|error| failure(&error, names, at))?;
    if text.len() > RESULT_MAX_BYTES {
        return Err(too_large(at));
    }
    let given = spans.iter().filter(|span| span.kind() == OutputSpanKind::Expression);
    let given = given.map(|span| Given { range: span.output_range(), expression: span.source_range() });
    Ok(Rendered { values: given.collect(), text })
}

/// Renders `source` to a value: that of the expression, with its type, if the whole source is one expression; text
/// otherwise.
pub(crate) fn value(source: &str, names: &Names, at: &Place) -> Result<Value, Failure> {
    let Some(expression) = sole_expression(source) else {
        return Ok(Value::String(text(source, names, at)?.into_text()));
    };
    let value = admit(source, names, at)?
        .compile_expression(expression)
        .and_then(|expression| expression.eval(names.values()))
        .map_err(|error| failure(&error, names, at))?;
    let value = data::json(&value, RESULT_MAX_BYTES).map_err(|error| match error {
        NotData::Undefined => undefined(1, expression.trim(), names, at),
        NotData::TooLarge(_) => too_large(at),
        NotData::Other(_) => failed(1, &error.to_string(), at),
    })?;
    names.trace(at, || {
        let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        vec![TracedPiece::new(&text, Some(expression.trim()))]
    });
    Ok(value)
}

/// The expression of a source that is nothing but one.
pub(crate) fn sole_expression(source: &str) -> Option<&str> {
    let inside = source.strip_prefix("{{")?.strip_suffix("}}")?;
    let inside = inside.strip_prefix(['-', '+']).unwrap_or(inside);
    let inside = inside.strip_suffix(['-', '+']).unwrap_or(inside);
    FIRST_ONES.compile_expression(inside).is_ok().then_some(inside)
}

fn is_template(source: &str) -> bool {
    ["{{", "{%", "{#"].iter().any(|mark| source.contains(mark))
}

/// The environment that `source` is rendered in, if it may be.
fn admit(source: &str, names: &Names, at: &Place) -> Result<&'static Environment<'static>, Failure> {
    if source.len() > SOURCE_MAX_BYTES {
        return Err(at.failure("template-too-long").with_argument("max_bytes", SOURCE_MAX_BYTES));
    }
    Ok(if names.count(at)? <= FIRST { &FIRST_ONES } else { &LATER_ONES })
}

fn too_large(at: &Place) -> Failure {
    at.failure("template-result-too-large").with_argument("max_bytes", RESULT_MAX_BYTES)
}

/// The failure for what the engine reports, in words that need no knowledge of the engine.
fn failure(error: &Error, names: &Names, at: &Place) -> Failure {
    let line = error.line().unwrap_or(1);
    let reason = error.detail().unwrap_or_default();
    match error.kind() {
        ErrorKind::UndefinedError => undefined(line, between_ticks(reason), names, at),
        ErrorKind::OutOfFuel => at.failure("template-too-much-work").with_argument("line", line),
        ErrorKind::SyntaxError | ErrorKind::BadEscape => {
            at.failure("template-syntax").with_argument("line", line).with_argument("reason", reason)
        }
        ErrorKind::InvalidOperation if reason == NULL => {
            at.failure("template-null").with_argument("line", line)
        }
        kind => {
            let reason = if reason.is_empty() { kind.to_string() } else { format!("{kind}: {reason}") };
            failed(line, &reason, at)
        }
    }
}

fn failed(line: usize, reason: &str, at: &Place) -> Failure {
    at.failure("template-failed").with_argument("line", line).with_argument("reason", reason)
}

fn undefined(line: usize, name: &str, names: &Names, at: &Place) -> Failure {
    let failure = match names.known(name) {
        Some(known) => at.failure("template-undefined").with_argument("known", known),
        None => at.failure("template-undefined-here"),
    };
    failure.with_argument("line", line).with_argument("name", name)
}

/// The expression that the engine quotes.
fn between_ticks(text: &str) -> &str {
    text.split('`').nth(1).unwrap_or(text)
}
