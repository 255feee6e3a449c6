//! What a command leaves open: variables of the shell, files, and secrets that were taken out of it.

use std::collections::HashMap;
use std::fmt;

use crate::coded;
use crate::fault::{Reason, Unreadable};

/// A value that the fields name but do not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variable {
    /// A name that fits into a template: letters, digits and `_`.
    pub name: String,
    /// Where the value would come from.
    pub origin: Origin,
    /// Where it stands in the command, in bytes.
    pub at: usize,
    /// The value, where the command has it: only a secret does.
    pub value: Option<Hidden>,
}

/// Where the value of a variable would come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A variable of the shell, such as `$HOST`.
    Shell,
    /// What a command prints, such as `$(date)`.
    Command,
    /// What a file holds.
    File,
    /// What arrives on the standard input.
    Input,
    /// The command itself, which holds a secret there.
    Secret,
}

impl Origin {
    /// The name in a result, such as `shell`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Shell => "shell",
            Self::Command => "command",
            Self::File => "file",
            Self::Input => "input",
            Self::Secret => "secret",
        }
    }
}

/// A secret that was found in a command. It is never printed and has no form in which it could be stored.
#[derive(Clone, PartialEq, Eq)]
pub struct Hidden(String);

impl Hidden {
    pub(crate) fn new(value: impl Into<String>) -> Self {
        Self(value.into())
    }

    /// The secret, for whoever stores it in a connection.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Hidden {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Hidden(…)")
    }
}

/// A part of a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    /// Text as the command has it.
    Literal(String),
    /// A value that is not known here.
    Variable(&'a Variable),
}

/// The variables of one command.
#[derive(Debug, Default)]
pub(crate) struct Variables {
    all: Vec<Variable>,
    of_the_shell: HashMap<String, char>,
    /// Each name that was given, with the last number that was added to it.
    names: HashMap<String, usize>,
}

impl Variables {
    /// The mark of a variable of the shell, the same for the same name, and whether it is a new one.
    pub(crate) fn shell(&mut self, name: &str, at: usize) -> Result<(char, bool), Unreadable> {
        if let Some(mark) = self.of_the_shell.get(name) {
            return Ok((*mark, false));
        }
        let mark = self.add(name, Origin::Shell, at, None)?;
        self.of_the_shell.insert(name.to_owned(), mark);
        Ok((mark, true))
    }

    /// A new variable. Its name is made to fit and to be its own.
    pub(crate) fn add(
        &mut self,
        wanted: &str,
        origin: Origin,
        at: usize,
        value: Option<Hidden>,
    ) -> Result<char, Unreadable> {
        let too_many = || Unreadable::new(at, Reason::TooMany { max: coded::VARIABLES_MAX });
        let mark = coded::mark(self.all.len()).ok_or_else(too_many)?;
        let name = self.free(fitting(wanted));
        self.all.push(Variable { name, origin, at, value });
        Ok(mark)
    }

    /// `name`, or the next of `name_2`, `name_3` that nobody has.
    fn free(&mut self, name: String) -> String {
        let mut number = self.names.get(&name).copied().unwrap_or_default() + 1;
        let mut free = name.clone();
        while number > 1 || self.names.contains_key(&free) {
            free = format!("{name}_{}", number.max(2));
            number = number.max(2) + 1;
            if !self.names.contains_key(&free) {
                break;
            }
        }
        self.names.insert(name, number.max(2) - 1);
        self.names.entry(free.clone()).or_insert(1);
        free
    }

    pub(crate) fn name(&self, mark: char) -> &str {
        let known = coded::number(mark).and_then(|number| self.all.get(number));
        known.map_or("", |variable| variable.name.as_str())
    }

    pub(crate) fn into_inner(self) -> Vec<Variable> {
        self.all
    }
}

/// The pieces of a coded text.
pub(crate) fn pieces<'a>(coded: &str, variables: &'a [Variable]) -> Vec<Piece<'a>> {
    let mut pieces = Vec::new();
    let mut literal = String::new();
    for character in coded.chars() {
        match coded::number(character).and_then(|number| variables.get(number)) {
            Some(variable) => {
                push_literal(&mut literal, &mut pieces);
                pieces.push(Piece::Variable(variable));
            }
            None => literal.push(character),
        }
    }
    push_literal(&mut literal, &mut pieces);
    pieces
}

fn push_literal(literal: &mut String, pieces: &mut Vec<Piece<'_>>) {
    if !literal.is_empty() {
        let bytes = coded::bytes(&std::mem::take(literal));
        pieces.push(Piece::Literal(String::from_utf8_lossy(&bytes).into_owned()));
    }
}

fn fitting(wanted: &str) -> String {
    const MAX: usize = 40;
    let fits = |character: char| if character.is_ascii_alphanumeric() { character } else { '_' };
    let name: String =
        wanted.trim_matches(|c: char| !c.is_ascii_alphanumeric()).chars().map(fits).take(MAX).collect();
    match name.chars().next() {
        None => "value".to_owned(),
        Some(first) if first.is_ascii_digit() => format!("value_{name}"),
        Some(_) => name,
    }
}
