//! Running commands, each printed before it runs as one would type it in the workspace.

use std::ffi::OsStr;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::folders;
use crate::problem::Problem;

/// The cargo that runs us, for another command.
///
/// What cargo tells us of our own package is taken away: it is not so for what is built next. Everything is built in the
/// workspace's own `target`, where the catalog and the tests look for it.
pub(crate) fn cargo() -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(folders::root()).env_remove("CARGO_TARGET_DIR");
    for (name, _) in std::env::vars_os() {
        let text = name.to_string_lossy();
        if text.starts_with("CARGO_PKG_") || text.starts_with("CARGO_MANIFEST_") {
            command.env_remove(&name);
        }
    }
    command
}

/// Prints the command, runs it and waits for it.
pub(crate) fn run(command: &mut Command) -> Result<(), Problem> {
    let line = shown(command);
    println!("{}", style(Style::Command, &format!("$ {line}")));
    let status = command.status().map_err(|source| Problem::Start { command: line.clone(), source })?;
    if status.success() { Ok(()) } else { Err(Problem::Ended { command: line, status }) }
}

/// Whether the command can be started and ends well; what it prints is thrown away.
pub(crate) fn works(program: &str, arguments: &[&str]) -> bool {
    let mut command = Command::new(program);
    command.args(arguments).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command.status().is_ok_and(|status| status.success())
}

/// The command as one would type it in the workspace.
pub(crate) fn shown(command: &Command) -> String {
    let variables = command
        .get_envs()
        .filter_map(|(name, value)| Some(format!("{}={}", name.to_string_lossy(), quoted(value?))));
    let program = Path::new(command.get_program());
    let program = match program.file_name() {
        Some(name) if name == "cargo" => name,
        _ => folders::relative(program).as_os_str(),
    };
    let words = std::iter::once(program).chain(command.get_args()).map(quoted);
    variables.chain(words).collect::<Vec<_>>().join(" ")
}

/// One word of a command line for a shell, in single quotes where it needs them.
fn quoted(word: &OsStr) -> String {
    let word = word.to_string_lossy();
    let word = word.strip_prefix(&format!("{}/", folders::root().display())).unwrap_or(&word);
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_./:=@%+,".contains(c);
    if !word.is_empty() && word.chars().all(plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', r"'\''"))
    }
}

/// How a line looks on a terminal.
#[derive(Clone, Copy)]
pub(crate) enum Style {
    Heading,
    Command,
    Good,
    Bad,
}

/// `text` in its style, or plain where nobody looks at colours.
pub(crate) fn style(style: Style, text: &str) -> String {
    use std::io::IsTerminal;
    if std::env::var_os("NO_COLOR").is_some() || !std::io::stdout().is_terminal() {
        return text.to_owned();
    }
    let code = match style {
        Style::Heading => "1",
        Style::Command => "36",
        Style::Good => "32",
        Style::Bad => "1;31",
    };
    format!("\x1b[{code}m{text}\x1b[0m")
}

#[cfg(test)]
mod tests {
    use std::process::Command;

    use super::shown;

    #[track_caller]
    fn check(words: &[&str], expected: &str) {
        let mut command = Command::new(words[0]);
        command.args(&words[1..]);
        assert_eq!(shown(&command), expected);
    }

    #[test]
    fn a_command_is_shown_as_one_would_type_it() {
        check(&["/opt/rust/bin/cargo", "test"], "cargo test");
        check(&["tomada", "--input", r#"{"name":"Ada"}"#], r#"tomada --input '{"name":"Ada"}'"#);
        check(&["echo", "it's", ""], r"echo 'it'\''s' ''");
        check(&["tomada", "--secret", "key=@target/try/key"], "tomada --secret key=@target/try/key");
    }
}
