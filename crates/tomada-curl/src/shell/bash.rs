//! Simple commands of bash: words, redirections, here-documents, and which of the commands calls curl.
//!
//! Bash Reference Manual, sections 3.2.1, 3.6 and 3.7.1. Commands before the call count where they set variables or
//! print what curl reads; everything else around it is noted.

use std::collections::HashMap;
use std::mem;

use crate::coded;
use crate::fault::{Reason, Unreadable};
use crate::note::{Note, Topic};
use crate::shell::bash_word::Words;
use crate::shell::before::{self, Command};
use crate::shell::cursor::{Cursor, Making};
use crate::shell::{Gathered, Line, Word};

/// Signs of a prompt that are copied along with a command.
const PROMPTS: [&str; 3] = ["$ ", "% ", "> "];

/// The first call of curl in `text`.
pub(super) fn line(text: &str, gathered: &mut Gathered) -> Result<Line, Unreadable> {
    let start = text.len() - text.trim_start().len();
    let prompt = PROMPTS.iter().find(|prompt| text[start..].starts_with(**prompt)).map_or(0, |it| it.len());
    let cursor = Cursor { text, at: start + prompt };
    Commands { words: Words { cursor, gathered, known: HashMap::new() }, documents: Vec::new() }.line()
}

struct Commands<'a, 'b> {
    words: Words<'a, 'b>,
    documents: Vec<Document>,
}

/// A here-document whose lines are still to come.
struct Document {
    end: String,
    literal: bool,
    tabs_cut: bool,
    at: usize,
}

/// What redirects, the longer ones first.
const OPERATORS: [&str; 12] = ["<<<", "<<-", "<<", "<&", "<>", "<", "&>>", "&>", ">>", ">&", ">|", ">"];

/// What ended a command.
#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    Text,
    Line,
    Pipe,
    Other,
}

impl Commands<'_, '_> {
    fn line(mut self) -> Result<Line, Unreadable> {
        let mut piped = None;
        let mut first = None;
        loop {
            let (mut command, end) = self.command()?;
            first = first.or_else(|| command.words.first().cloned());
            if let Some(line) = command.curl(self.words.gathered, &mut piped) {
                self.after(end);
                return Ok(line);
            }
            if end == End::Text {
                let (at, found) =
                    first.map_or((0, String::new()), |word| (word.at, coded::shown(&word.coded)));
                return Err(Unreadable::new(at, Reason::NotCurl { found }));
            }
            piped = (end == End::Pipe).then(|| before::prints(&command)).flatten();
            before::sets(&command, &mut self.words.known);
        }
    }

    /// One command up to what ends it.
    fn command(&mut self) -> Result<(Command, End), Unreadable> {
        let mut command = Command::default();
        loop {
            self.blanks();
            let at = self.words.cursor.at;
            if let Some(end) = self.end(&command) {
                self.documents(&mut command, end)?;
                return Ok((command, end));
            }
            if self.redirection(&mut command)? {
                continue;
            }
            match self.words.word()? {
                Some(word) => command.push(word),
                // A character that begins nothing, such as a parenthesis, groups commands.
                None if self.words.cursor.at == at => {
                    self.words.cursor.next();
                }
                None => {}
            }
        }
    }

    fn blanks(&mut self) {
        let cursor = &mut self.words.cursor;
        loop {
            cursor.take_while(|c| c == ' ' || c == '\t');
            if cursor.rest().starts_with('#') {
                cursor.take_while(|c| c != '\n');
            }
            if !cursor.take("\\\n") && !cursor.take("\\\r\n") {
                break;
            }
        }
    }

    /// Past what ends a command, if that stands here. An empty line ends none that has not begun.
    fn end(&mut self, command: &Command) -> Option<End> {
        let cursor = &mut self.words.cursor;
        if cursor.peek().is_none() {
            return Some(End::Text);
        }
        if cursor.take_newline() {
            return (!command.is_empty()).then_some(End::Line);
        }
        for (operator, end) in [("||", End::Other), ("|&", End::Pipe), ("|", End::Pipe), (";", End::Other)] {
            if cursor.take(operator) {
                return Some(end);
            }
        }
        if !cursor.rest().starts_with("&>") && (cursor.take("&&") || cursor.take("&")) {
            return Some(End::Other);
        }
        None
    }

    /// Past a redirection, if one stands here.
    fn redirection(&mut self, command: &mut Command) -> Result<bool, Unreadable> {
        let at = self.words.cursor.at;
        let mut ahead = self.words.cursor;
        let descriptor = ahead.take_while(|c| c.is_ascii_digit());
        let operator =
            OPERATORS.iter().find(|it| ahead.rest().starts_with(**it)).copied().unwrap_or_default();
        let rest = &ahead.rest()[operator.len()..];
        if operator.is_empty() || (rest.starts_with('(') && operator.len() == 1) {
            return Ok(false);
        }
        ahead.at += operator.len();
        self.words.cursor = ahead;
        self.blanks();
        let target_at = self.words.cursor.at;
        let target = self.words.word()?;
        let into_input = descriptor.is_empty() || descriptor == "0";
        match (operator, target) {
            ("<<<", Some(word)) if into_input => command.input = Some(word.coded + "\n"),
            ("<<" | "<<-", Some(word)) => {
                let literal =
                    self.words.cursor.text[target_at..self.words.cursor.at].contains(['\'', '"', '\\']);
                let end = String::from_utf8_lossy(&coded::bytes(&word.coded)).into_owned();
                self.documents.push(Document { end, literal, tabs_cut: operator == "<<-", at });
            }
            // Where messages go is nobody's business.
            _ if descriptor == "2" => {}
            _ => command.redirections.push(at),
        }
        Ok(true)
    }

    /// Reads the here-documents of a command, which begin on the next line.
    fn documents(&mut self, command: &mut Command, end: End) -> Result<(), Unreadable> {
        let documents = mem::take(&mut self.documents);
        if documents.is_empty() {
            return Ok(());
        }
        if end != End::Line {
            // The rest of this line is of other commands.
            command.rest_at = Some(self.words.cursor.at);
            self.words.cursor.take_line();
        }
        for document in documents {
            command.input = Some(self.document(&document)?);
        }
        Ok(())
    }

    fn document(&mut self, document: &Document) -> Result<String, Unreadable> {
        let unclosed =
            || Unreadable::new(document.at, Reason::Unclosed { opened: format!("<< {}", document.end) });
        let mut making = Making::default();
        loop {
            if self.words.cursor.peek().is_none() {
                return Err(unclosed());
            }
            let start = self.words.cursor.at;
            let line = self.words.cursor.take_line();
            let cut = if document.tabs_cut { line.trim_start_matches('\t') } else { line };
            if cut == document.end {
                return Ok(making.finish(document.at).coded);
            }
            let begin = start + (line.len() - cut.len());
            if document.literal {
                making.push_str(cut);
            } else {
                self.expand(&mut making, begin, begin + cut.len())?;
            }
            making.push('\n');
        }
    }

    /// One line of a here-document, with its variables.
    fn expand(&mut self, making: &mut Making, begin: usize, end: usize) -> Result<(), Unreadable> {
        let whole = self.words.cursor;
        self.words.cursor = Cursor { text: &whole.text[..end], at: begin };
        while self.words.expanded(making, "$`\\")? {}
        self.words.cursor = whole;
        Ok(())
    }

    /// Notes what comes after the call.
    fn after(&mut self, end: End) {
        let at = self.words.cursor.at;
        let rest = self.words.cursor.rest().lines().map(str::trim_start);
        let more = rest.clone().any(|line| !line.is_empty() && !line.starts_with('#'));
        match end {
            End::Pipe => self.words.gathered.note(Note::new(Topic::Pipe, at)),
            _ if more => self.words.gathered.note(Note::new(Topic::MoreCommands, at)),
            _ => {}
        }
    }
}

impl Command {
    fn push(&mut self, word: Word) {
        match before::assignment(&word.coded) {
            Some((name, value)) if self.words.is_empty() => {
                self.sets.push((name.to_owned(), value.to_owned()));
                self.begun_at.get_or_insert(word.at);
            }
            _ => self.words.push(word),
        }
    }

    fn is_empty(&self) -> bool {
        self.words.is_empty() && self.sets.is_empty() && self.redirections.is_empty() && self.input.is_none()
    }

    /// The call of curl, if this is one; `piped` is what the command before it prints.
    fn curl(&mut self, gathered: &mut Gathered, piped: &mut Option<String>) -> Option<Line> {
        let start = before::curl(&self.words)?;
        if let Some(at) = self.begun_at {
            let names = self.sets.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>().join(" ");
            gathered.note(Note::new(Topic::Environment, at).with("name", names));
        }
        for at in &self.redirections {
            gathered.note(Note::new(Topic::Redirection, *at));
        }
        if let Some(at) = self.rest_at {
            gathered.note(Note::new(Topic::Pipe, at));
        }
        let mut words = mem::take(&mut self.words);
        let at = words[start].at;
        let words = words.split_off(start + 1);
        Some(Line { words, input: self.input.take().or_else(|| piped.take()), at })
    }
}
