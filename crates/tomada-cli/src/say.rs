//! Says what came of a command: answers on stdout; what went wrong on stderr, or on stdout for programs, with the exit
//! code.

use std::io::{self, Write};
use std::process::ExitCode;

use clap::builder::StyledStr;
use serde_json::{Value, json};
use tomada_core::{Failure, Kind};

use crate::early::Early;
use crate::parse::Usage;
use crate::session::{Session, Trouble};
use crate::terminal::{Palette, Stream, styled};
use crate::{USAGE, escape, exit_code};

/// Prints an answer for people, as it is: what comes from outside has been escaped where it was put in.
pub(crate) fn text(text: &str) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes()).and_then(|()| out.flush()).map_err(|error| {
        Failure::coded(Kind::Unavailable, "cli-output-closed").with_argument("reason", error)
    })
}

/// Prints to stderr. There is nobody to tell when that cannot be printed.
pub(crate) fn aside(text: &str) {
    let _ = io::stderr().lock().write_all(text.as_bytes());
}

/// Prints an answer for programs, on a line of its own.
pub(crate) fn json(value: &Value) -> Result<(), Failure> {
    text(&(escape::json(&value.to_string()).into_owned() + "\n"))
}

/// Help or version, which were asked for.
pub(crate) fn help(early: Early, text: &StyledStr) -> ExitCode {
    let text = rendered(text, Stream::Out.in_color(early.color));
    self::text(&text).map_or(ExitCode::from(exit_code(Kind::Unavailable)), |()| ExitCode::SUCCESS)
}

/// Help that nobody asked for.
pub(crate) fn missing_command(early: Early, text: &StyledStr) -> ExitCode {
    aside(&rendered(text, Stream::Error.in_color(early.color)));
    ExitCode::from(USAGE)
}

fn rendered(text: &StyledStr, in_color: bool) -> String {
    if in_color { text.ansi().to_string() } else { text.to_string() }
}

/// A command line that cannot be understood.
pub(crate) fn usage(early: Early, usage: &Usage) -> ExitCode {
    let label = tomada_text::text(early.locale, "cli-wrong-usage", []).unwrap_or_default();
    if early.json {
        failure("usage", &usage.message, Some(&usage.hint));
    } else {
        let palette = Palette::new(Stream::Error.in_color(early.color));
        aside(&in_words(palette, &label, &usage.message, Some(&usage.hint)));
    }
    ExitCode::from(USAGE)
}

/// A command that did not do what it was asked.
pub(crate) fn trouble(session: &Session, trouble: Trouble) -> ExitCode {
    let (failure, kind, label, code) = match trouble {
        Trouble::Told(kind) => return ExitCode::from(exit_code(kind)),
        Trouble::Usage(failure) => (failure, "usage", session.text("cli-wrong-usage"), USAGE),
        Trouble::Failed(failure) => {
            let kind = failure.kind();
            (failure, kind.as_str(), tomada_text::kind_label(kind, session.locale), exit_code(kind))
        }
    };
    let failure = tomada_text::render(failure, session.locale);
    if session.json {
        self::failure(kind, failure.message(), failure.hint());
    } else {
        aside(&in_words(session.aside, &label, failure.message(), failure.hint()));
    }
    ExitCode::from(code)
}

/// Tells a program what went wrong. There is nobody to tell when that cannot be told.
fn failure(kind: &str, message: &str, hint: Option<&str>) {
    let _ = json(&json!({"ok": false, "failure": {"kind": kind, "message": message, "hint": hint}}));
}

/// A rendered failure for programs.
pub(crate) fn failure_json(failure: &Failure) -> Value {
    json!({"kind": failure.kind(), "message": failure.message(), "hint": failure.hint()})
}

/// A failure for people: what kind, what happened, what to do next.
pub(crate) fn in_words(palette: Palette, label: &str, message: &str, hint: Option<&str>) -> String {
    let told = format!("{}: {}\n", styled(palette.bad, label), escape::for_people(message));
    let hint = hint.map(|hint| format!("  {}\n", styled(palette.careful, escape::for_people(hint))));
    told + &hint.unwrap_or_default()
}
