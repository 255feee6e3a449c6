//! Parses the command line and says in the reader's language what is wrong with it.

use std::ffi::OsString;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{CommandFactory, FromArgMatches};
use tomada_core::Locale;
use tomada_host::RunRequest;

use crate::arguments::Arguments;
use crate::localize::localize;

/// What became of the command line.
pub(crate) enum Parsed {
    /// Something to do.
    Command(Box<Arguments>),
    /// Help or version were asked for.
    Text(clap::builder::StyledStr),
    /// There was no command: help, but nobody asked for it.
    Help(clap::builder::StyledStr),
    /// It cannot be understood.
    Wrong(Usage),
}

/// A command line that cannot be understood, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Usage {
    pub(crate) message: String,
    pub(crate) hint: String,
}

/// Parses `arguments`, the program's name first.
pub(crate) fn parse(arguments: &[OsString], locale: Locale) -> Parsed {
    let command = localize(Arguments::command(), locale);
    let matches = command.try_get_matches_from(arguments);
    match matches.and_then(|matches| Arguments::from_arg_matches(&matches)) {
        Ok(arguments) => Parsed::Command(Box::new(arguments)),
        Err(error) => match error.kind() {
            ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => Parsed::Text(error.render()),
            ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => Parsed::Help(error.render()),
            _ => Parsed::Wrong(usage(&error, locale)),
        },
    }
}

fn usage(error: &clap::Error, locale: Locale) -> Usage {
    let context = |kind| error.get(kind).map(words).unwrap_or_default();
    let argument = context(ContextKind::InvalidArg);
    let found = context(ContextKind::InvalidValue);
    let accepted = context(ContextKind::ValidValue);
    let (id, arguments) = match error.kind() {
        ErrorKind::InvalidValue if found.is_empty() => ("cli-value-missing", vec![("argument", argument)]),
        ErrorKind::InvalidValue => {
            ("cli-value-unknown", vec![("argument", argument), ("found", found), ("accepted", accepted)])
        }
        ErrorKind::ValueValidation if !argument.starts_with("--deadline-ms") => {
            ("cli-value-not-a-number", vec![("argument", argument), ("found", found)])
        }
        ErrorKind::ValueValidation => {
            let max = RunRequest::DEADLINE_MAX_MS.to_string();
            ("cli-value-not-milliseconds", vec![("argument", argument), ("found", found), ("max", max)])
        }
        ErrorKind::UnknownArgument => unknown(
            argument,
            context(ContextKind::SuggestedArg),
            "cli-argument-unknown",
            "cli-argument-misspelt",
        ),
        ErrorKind::InvalidSubcommand => unknown(
            context(ContextKind::InvalidSubcommand),
            context(ContextKind::SuggestedSubcommand),
            "cli-command-unknown",
            "cli-command-misspelt",
        ),
        ErrorKind::MissingRequiredArgument => ("cli-argument-missing", vec![("argument", argument)]),
        ErrorKind::ArgumentConflict => ("cli-argument-twice", vec![("argument", argument)]),
        ErrorKind::InvalidUtf8 => ("cli-not-text", vec![]),
        other => ("cli-not-understood", vec![("reason", other.to_string())]),
    };
    let arguments = arguments.iter().map(|(name, value)| (*name, value.as_str()));
    Usage {
        message: tomada_text::text(locale, id, arguments.clone()).unwrap_or_else(|| id.to_owned()),
        hint: tomada_text::hint(locale, id, arguments)
            .or_else(|| tomada_text::text(locale, "cli-see-help", []))
            .unwrap_or_default(),
    }
}

type Message = (&'static str, Vec<(&'static str, String)>);

fn unknown(found: String, nearest: String, unknown: &'static str, misspelt: &'static str) -> Message {
    if nearest.is_empty() {
        return (unknown, vec![("found", found)]);
    }
    (misspelt, vec![("found", found), ("nearest", nearest)])
}

fn words(value: &ContextValue) -> String {
    match value {
        ContextValue::String(one) => one.clone(),
        ContextValue::Strings(several) => several.join(", "),
        ContextValue::Number(number) => number.to_string(),
        _ => String::new(),
    }
}
