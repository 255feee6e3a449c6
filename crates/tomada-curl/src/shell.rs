//! From a command line to the words that curl is given, as the shell would make them.
//!
//! Three shells quote in three ways. What each leaves open, such as a variable or a pipe, is marked and noted here, so
//! that what follows sees words only.

mod bash;
mod bash_word;
mod before;
mod cmd;
mod cursor;
mod powershell;

use crate::fault::Unreadable;
use crate::note::{self, Note, Topic};
use crate::variable::Variables;

/// Whose quoting a command line has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shell {
    /// That of bash, zsh and other POSIX shells.
    #[default]
    Bash,
    /// That of Windows' cmd.exe.
    Cmd,
    /// That of PowerShell.
    PowerShell,
}

impl Shell {
    /// The shell that a command was most likely written for: lines that go on with `^` or a backtick tell, and so does
    /// `^"`, with which browsers begin a word for cmd.exe.
    pub fn of(command: &str) -> Self {
        let goes_on = |mark| command.lines().any(|line| line.trim_end().ends_with(mark));
        if goes_on(" ^") || command.contains(" ^\"") {
            return Self::Cmd;
        }
        if goes_on(" `") {
            return Self::PowerShell;
        }
        Self::Bash
    }
}

/// One word, coded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Word {
    pub(crate) coded: String,
    /// Where it begins in the command, in bytes.
    pub(crate) at: usize,
    /// Whether it is one variable without quotes, which may be any number of words.
    pub(crate) bare: bool,
}

/// A call of curl.
#[derive(Debug, Default)]
pub(crate) struct Line {
    /// What curl is given.
    pub(crate) words: Vec<Word>,
    /// What it would read from its standard input, coded, if that is known.
    pub(crate) input: Option<String>,
    /// Where curl is called.
    pub(crate) at: usize,
}

/// What is gathered while a command is read.
#[derive(Debug, Default)]
pub(crate) struct Gathered {
    pub(crate) variables: Variables,
    pub(crate) notes: Vec<Note>,
}

impl Gathered {
    pub(crate) fn note(&mut self, note: Note) {
        note::add(&mut self.notes, note);
    }

    /// The mark of a variable of the shell, which is noted where it stands first.
    fn shell_variable(&mut self, name: &str, at: usize) -> Result<char, Unreadable> {
        let (mark, is_new) = self.variables.shell(name, at)?;
        if is_new {
            self.note(Note::new(Topic::Variable, at).with("name", self.variables.name(mark)));
        }
        Ok(mark)
    }
}

/// The words of the first call of curl in `command`.
pub(crate) fn line(command: &str, shell: Shell, gathered: &mut Gathered) -> Result<Line, Unreadable> {
    match shell {
        Shell::Bash => bash::line(command, gathered),
        Shell::Cmd => cmd::line(command, gathered),
        Shell::PowerShell => powershell::line(command, gathered),
    }
}

/// Whether a word calls curl: by its name, with a path or an extension.
fn is_curl(word: &str) -> bool {
    let name = word.rsplit(['/', '\\']).next().unwrap_or_default();
    name.eq_ignore_ascii_case("curl") || name.eq_ignore_ascii_case("curl.exe")
}
