//! Words as PowerShell makes them: backticks, single quotes, double quotes with variables (`about_Quoting_Rules`,
//! `about_Special_Characters`, Microsoft Learn). What it passes to a program is taken as PowerShell 7.3 does: unchanged.

use crate::fault::{Reason, Unreadable};
use crate::note::{Note, Topic};
use crate::shell::cursor::{Cursor, Making};
use crate::shell::{Gathered, Line, Word, before};

/// The first command of `text`, if it calls curl.
pub(super) fn line(text: &str, gathered: &mut Gathered) -> Result<Line, Unreadable> {
    let cursor = Cursor { text, at: text.len() - text.trim_start().len() };
    let words = Words { cursor, gathered }.all()?;
    let found = words.first().map(|word| crate::coded::shown(&word.coded)).unwrap_or_default();
    let at = words.first().map_or(0, |word| word.at);
    match before::curl(&words) {
        Some(start) => Ok(Line { at: words[start].at, words: words[start + 1..].to_vec(), input: None }),
        None => Err(Unreadable::new(at, Reason::NotCurl { found })),
    }
}

struct Words<'a, 'b> {
    cursor: Cursor<'a>,
    gathered: &'b mut Gathered,
}

impl Words<'_, '_> {
    fn all(mut self) -> Result<Vec<Word>, Unreadable> {
        let mut words = Vec::new();
        loop {
            self.cursor.take_while(|c| c == ' ' || c == '\t');
            if self.cursor.take("`\n") || self.cursor.take("`\r\n") {
                continue;
            }
            let at = self.cursor.at;
            match self.cursor.peek() {
                None => return Ok(words),
                Some('#') => {
                    self.cursor.take_line();
                    self.cursor.at -= usize::from(self.cursor.at < self.cursor.text.len());
                }
                Some('\r' | '\n' | ';' | '|' | '>' | '<') => {
                    self.end(at);
                    return Ok(words);
                }
                Some('&') => {
                    self.cursor.next();
                }
                Some(_) => words.push(self.word()?),
            }
        }
    }

    fn end(&mut self, at: usize) {
        let topic = match self.cursor.next() {
            Some('|') => Topic::Pipe,
            Some('<' | '>') => Topic::Redirection,
            _ if self.cursor.rest().trim().is_empty() => return,
            _ => Topic::MoreCommands,
        };
        self.gathered.note(Note::new(topic, at));
    }

    fn word(&mut self) -> Result<Word, Unreadable> {
        let at = self.cursor.at;
        let mut making = Making::default();
        while let Some(character) = self.cursor.peek() {
            match character {
                ' ' | '\t' | '\r' | '\n' | ';' | '|' => break,
                '\'' => self.single(&mut making)?,
                '"' => self.double(&mut making)?,
                '`' if self.cursor.rest().starts_with("`\n") || self.cursor.rest().starts_with("`\r\n") => {
                    break;
                }
                '`' => self.escape(&mut making),
                '$' => self.dollar(&mut making)?,
                _ => {
                    self.cursor.next();
                    making.push(character);
                }
            }
        }
        Ok(making.finish(at))
    }

    fn single(&mut self, making: &mut Making) -> Result<(), Unreadable> {
        let at = self.cursor.at;
        self.cursor.next();
        making.quoted = true;
        loop {
            let text = self.cursor.take_until('\'').ok_or_else(|| unclosed(at, "'"))?;
            making.push_str(text);
            if !self.cursor.take("'") {
                return Ok(());
            }
            making.push('\'');
        }
    }

    fn double(&mut self, making: &mut Making) -> Result<(), Unreadable> {
        let at = self.cursor.at;
        self.cursor.next();
        making.push_str("");
        making.quoted = true;
        loop {
            match self.cursor.peek() {
                None => return Err(unclosed(at, "\"")),
                Some('"') => {
                    self.cursor.next();
                    if !self.cursor.take("\"") {
                        return Ok(());
                    }
                    making.push('"');
                }
                Some('`') => self.escape(making),
                Some('$') => self.dollar(making)?,
                Some(character) => {
                    self.cursor.next();
                    making.push(character);
                }
            }
        }
    }

    fn escape(&mut self, making: &mut Making) {
        self.cursor.next();
        match self.cursor.next() {
            Some('n') => making.push('\n'),
            Some('t') => making.push('\t'),
            Some('r') => making.push('\r'),
            Some('0') => making.push('\0'),
            Some('e') => making.push('\x1b'),
            Some(other) => making.push(other),
            None => making.push('`'),
        }
    }

    fn dollar(&mut self, making: &mut Making) -> Result<(), Unreadable> {
        let at = self.cursor.at;
        self.cursor.next();
        let braced = self.cursor.take("{");
        self.cursor.take("env:");
        let name = self.cursor.take_while(|c| c == '_' || c.is_ascii_alphanumeric());
        if braced && !self.cursor.take("}") {
            return Err(unclosed(at, "${"));
        }
        if name.is_empty() {
            making.push('$');
            return Ok(());
        }
        let mark = self.gathered.shell_variable(name, at)?;
        making.push_coded(mark.encode_utf8(&mut [0; 4]));
        Ok(())
    }
}

fn unclosed(at: usize, opened: &str) -> Unreadable {
    Unreadable::new(at, Reason::Unclosed { opened: opened.to_owned() })
}
