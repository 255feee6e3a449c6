//! Puts the texts of one language into the command tree: descriptions, arguments, headings, placeholders, usage.
//!
//! A text's id follows from the names on the way: `cli-run-about`, `cli-run-after` (examples), `cli-run-deadline-ms`;
//! those of several commands are `cli-json` and the like, placeholders `cli-value-file`. A test walks the tree and finds
//! an id without text.

use clap::builder::{StyledStr, Styles};
use clap::{Arg, ArgAction, Command};
use tomada_core::Locale;

use crate::terminal::LINE_MAX_COLUMNS;

/// The command tree in `locale`.
pub(crate) fn localize(command: Command, locale: Locale) -> Command {
    let command = command.max_term_width(LINE_MAX_COLUMNS).disable_version_flag(true).disable_help_flag(true);
    let version = Arg::new("version").short('V').long("version").action(ArgAction::Version);
    let mut command = command.arg(help_flag()).arg(version);
    command.build();
    walk(command, "cli", &[], locale)
}

fn help_flag() -> Arg {
    Arg::new("help").short('h').long("help").global(true).action(ArgAction::Help)
}

fn walk(command: Command, id: &str, globals: &[String], locale: Locale) -> Command {
    let word = |name: &str| text(locale, &format!("cli-{name}"));
    let own_globals =
        command.get_arguments().filter(|it| it.is_global_set()).map(|it| it.get_id().to_string());
    let globals = globals.iter().cloned().chain(own_globals).collect::<Vec<_>>();
    let usage = usage(&command, &globals, locale);
    let template = format!(
        "{{about-with-newline}}\n{heading}{title}{heading:#} {{usage}}\n\n{{all-args}}{{after-help}}",
        heading = Styles::styled().get_usage(),
        title = word("heading-usage"),
    );
    let command = command
        .about(text(locale, &format!("{id}-about")))
        .after_help(text(locale, &format!("{id}-after")))
        .override_usage(usage)
        .help_template(StyledStr::from(template))
        .subcommand_help_heading(word("heading-commands"))
        .mut_args(|argument| localize_argument(argument, id, &globals, locale));
    command.mut_subcommands(|below| {
        let id = format!("{id}-{}", below.get_name());
        walk(below, &id, &globals, locale)
    })
}

fn localize_argument(argument: Arg, command_id: &str, globals: &[String], locale: Locale) -> Arg {
    let name = argument.get_id().to_string();
    let global = globals.contains(&name) || name == "version";
    let id = if global { format!("cli-{name}") } else { format!("{command_id}-{name}") };
    let heading = match (global, argument.is_positional()) {
        (true, _) => "cli-heading-global",
        (false, true) => "cli-heading-arguments",
        (false, false) => "cli-heading-options",
    };
    let help = told(locale, &id, &name);
    let argument = argument.help(help).help_heading(text(locale, heading));
    let argument = match argument.get_index() {
        Some(index) => argument.display_order(index),
        None => argument,
    };
    let placeholders =
        argument.get_value_names().unwrap_or_default().iter().map(|name| placeholder(name, locale));
    let placeholders = placeholders.collect::<Vec<_>>();
    if placeholders.is_empty() { argument } else { argument.value_names(placeholders) }
}

/// The argument's own text in this command, or the one that several commands share.
fn told(locale: Locale, id: &str, name: &str) -> String {
    let (own, shared) = (id.replace('_', "-"), format!("cli-{}", name.replace('_', "-")));
    tomada_text::text(locale, &own, []).unwrap_or_else(|| text(locale, &shared))
}

/// `tomada run <INTEGRATION> <ACTION> [OPTIONS]`.
fn usage(command: &Command, globals: &[String], locale: Locale) -> String {
    let mut usage = vec![command.get_bin_name().unwrap_or(command.get_name()).to_owned()];
    usage.extend(command.get_positionals().map(|argument| positional(argument, locale)));
    let has_options = command.get_opts().any(|option| !globals.contains(&option.get_id().to_string()));
    if command.has_subcommands() {
        usage.push(text(locale, "cli-usage-command"));
    }
    if has_options || command.has_subcommands() {
        usage.push(text(locale, "cli-usage-options"));
    }
    usage.join(" ")
}

fn positional(argument: &Arg, locale: Locale) -> String {
    let name = argument.get_value_names().and_then(|names| names.first());
    let name = name.map(|name| placeholder(name, locale)).unwrap_or_default();
    let several = if matches!(argument.get_action(), ArgAction::Append) { "…" } else { "" };
    if argument.is_required_set() { format!("<{name}>") } else { format!("[{name}]{several}") }
}

fn placeholder(name: &str, locale: Locale) -> String {
    text(locale, &format!("cli-value-{name}"))
}

/// The text of `id`; the id itself where a text is missing, which a test would have found.
fn text(locale: Locale, id: &str) -> String {
    tomada_text::text(locale, id, []).unwrap_or_else(|| id.to_owned())
}
