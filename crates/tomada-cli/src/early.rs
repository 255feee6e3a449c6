//! What must be known before the command line is parsed, because parsing may end in help or an error: language, colour
//! and whether a program reads along.
//!
//! Rule: what is wrong here is not repaired but left to the parser, which refuses it in the language that was found.

use std::ffi::OsString;

use tomada_core::Locale;

use crate::arguments::When;

/// Language, colour, JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Early {
    pub(crate) locale: Locale,
    pub(crate) color: When,
    pub(crate) json: bool,
}

impl Early {
    /// Looks at the arguments and the environment of this process.
    pub(crate) fn look(arguments: &[OsString]) -> Self {
        let arguments = arguments.iter().filter_map(|argument| argument.to_str()).skip(1).collect::<Vec<_>>();
        Self::read(&arguments, |name| std::env::var(name).ok())
    }

    fn read(arguments: &[&str], variable: impl Fn(&str) -> Option<String>) -> Self {
        let arguments = match arguments.iter().position(|argument| *argument == "--") {
            Some(end) => &arguments[..end],
            None => arguments,
        };
        let color = match value(arguments, "--color") {
            Some("always") => When::Always,
            Some("never") => When::Never,
            _ => When::Auto,
        };
        let asked = value(arguments, "--lang").and_then(|tag| tag.parse().ok());
        let locale = asked.unwrap_or_else(|| locale(variable));
        Self { locale, color, json: arguments.contains(&"--json") }
    }
}

/// The value of the option `name`, written `--name value` or `--name=value`.
fn value<'a>(arguments: &[&'a str], name: &str) -> Option<&'a str> {
    let apart = || {
        let at = arguments.iter().position(|argument| *argument == name)?;
        arguments.get(at + 1).copied()
    };
    let joined = arguments.iter().find_map(|argument| argument.strip_prefix(name)?.strip_prefix('='));
    joined.or_else(apart)
}

/// The first of the three variables that is set decides, as POSIX says; a language that Tomada does not speak, and
/// `C`, mean English.
fn locale(variable: impl Fn(&str) -> Option<String>) -> Locale {
    let set =
        ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().filter_map(variable).find(|value| !value.is_empty());
    set.and_then(|value| value.parse().ok()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(arguments: &[&str], environment: &[(&str, &str)], expected: Locale) {
        let variable =
            |name: &str| environment.iter().find(|(it, _)| *it == name).map(|(_, value)| (*value).to_owned());
        assert_eq!(Early::read(arguments, variable).locale, expected, "{arguments:?} {environment:?}");
    }

    #[test]
    fn the_option_decides_then_the_first_variable_that_is_set() {
        let brazil = ("LANG", "pt_BR.UTF-8");
        check(&[], &[], Locale::En);
        check(&[], &[brazil], Locale::PtBr);
        check(&[], &[brazil, ("LC_MESSAGES", "es_MX")], Locale::Es);
        check(&[], &[brazil, ("LC_ALL", "C")], Locale::En);
        check(&[], &[brazil, ("LC_ALL", "")], Locale::PtBr);
        check(&[], &[("LANG", "fr_FR")], Locale::En);
        check(&["--lang", "es"], &[brazil], Locale::Es);
        check(&["list", "--lang=es"], &[brazil], Locale::Es);
        check(&["run", "--", "--lang=es"], &[brazil], Locale::PtBr);
        check(&["--lang", "klingon"], &[brazil], Locale::PtBr);
        check(&["--lang"], &[brazil], Locale::PtBr);
    }
}
