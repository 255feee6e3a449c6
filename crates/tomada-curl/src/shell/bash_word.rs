//! One word as bash makes it: quotes, escapes, variables (Bash Reference Manual, sections 3.1.2 and 3.5).

use std::collections::HashMap;

use crate::fault::{Reason, Unreadable};
use crate::note::{Note, Topic};
use crate::shell::cursor::{Cursor, Making};
use crate::shell::{Gathered, Word};
use crate::variable::Origin;

/// What ends a word where nothing is quoted.
const METACHARACTERS: &str = " \t\n|&;()<>";

/// Reads words.
pub(super) struct Words<'a, 'b> {
    pub(super) cursor: Cursor<'a>,
    pub(super) gathered: &'b mut Gathered,
    /// Variables that the command has set before, coded.
    pub(super) known: HashMap<String, String>,
}

impl Words<'_, '_> {
    /// The word that begins here; one that is empty without quotes is none.
    pub(super) fn word(&mut self) -> Result<Option<Word>, Unreadable> {
        let at = self.cursor.at;
        let mut making = Making::default();
        let mut braces = Braces::default();
        while let Some(character) = self.cursor.peek() {
            match character {
                '\r' if self.cursor.rest().starts_with("\r\n") => break,
                '<' | '>' if self.is_process(character) => {
                    self.cursor.next();
                    self.dollar(&mut making, false)?;
                }
                _ if METACHARACTERS.contains(character) => break,
                '\\' => {
                    self.cursor.next();
                    if !self.cursor.take_newline() {
                        making.push(self.cursor.next().unwrap_or('\\'));
                    }
                }
                '\'' => self.single(&mut making)?,
                '"' => self.double(&mut making)?,
                '$' => self.dollar(&mut making, false)?,
                '`' => self.backticks(&mut making)?,
                _ => {
                    braces.see(character);
                    making.push(character);
                    self.cursor.next();
                }
            }
        }
        if braces.expand {
            self.gathered.note(Note::new(Topic::Expansion, at));
        }
        Ok(making.begun.then(|| making.finish(at)))
    }

    fn is_process(&self, character: char) -> bool {
        self.cursor.rest()[character.len_utf8()..].starts_with('(')
    }

    fn single(&mut self, making: &mut Making) -> Result<(), Unreadable> {
        let at = self.cursor.at;
        self.cursor.next();
        let text = self.cursor.take_until('\'').ok_or_else(|| unclosed(at, "'"))?;
        making.push_str(text);
        making.quoted = true;
        Ok(())
    }

    fn double(&mut self, making: &mut Making) -> Result<(), Unreadable> {
        let at = self.cursor.at;
        self.cursor.next();
        making.push_str("");
        making.quoted = true;
        loop {
            if self.cursor.take("\"") {
                return Ok(());
            }
            if !self.expanded(making, "$`\"\\")? {
                return Err(unclosed(at, "\""));
            }
        }
    }

    /// One step within double quotes or a here-document; `false` at the end of the text.
    pub(super) fn expanded(&mut self, making: &mut Making, escaped: &str) -> Result<bool, Unreadable> {
        match self.cursor.peek() {
            None => return Ok(false),
            Some('$') => self.dollar(making, true)?,
            Some('`') => self.backticks(making)?,
            Some('\\') => {
                self.cursor.next();
                match self.cursor.peek() {
                    _ if self.cursor.take_newline() => {}
                    Some(next) if escaped.contains(next) => {
                        self.cursor.next();
                        making.push(next);
                    }
                    _ => making.push('\\'),
                }
            }
            Some(character) => {
                self.cursor.next();
                making.push(character);
            }
        }
        Ok(true)
    }

    /// What a `$` begins; where it begins nothing it is itself.
    fn dollar(&mut self, making: &mut Making, within_quotes: bool) -> Result<(), Unreadable> {
        let at = self.cursor.at;
        self.cursor.take("$");
        match self.cursor.peek() {
            Some('\'') if !within_quotes => self.ansi_c(making, at),
            Some('"') if !within_quotes => self.double(making),
            Some('(') => {
                self.parentheses(at)?;
                self.substitution(making, at)
            }
            Some('{') => {
                let name = self.braced(at)?;
                self.variable(making, &name, at)
            }
            Some(first) if first == '_' || first.is_ascii_alphabetic() => {
                let name = self.cursor.take_while(|c| c == '_' || c.is_ascii_alphanumeric());
                self.variable(making, name, at)
            }
            Some(first) if "0123456789@*#?$!-".contains(first) => {
                self.cursor.next();
                let name = format!("argument_{}", if first.is_ascii_digit() { first } else { 's' });
                self.variable(making, &name, at)
            }
            _ => {
                making.push('$');
                Ok(())
            }
        }
    }

    fn variable(&mut self, making: &mut Making, name: &str, at: usize) -> Result<(), Unreadable> {
        if let Some(value) = self.known.get(name) {
            making.push_coded(value);
            return Ok(());
        }
        let mark = self.gathered.shell_variable(name, at)?;
        making.push_coded(mark.encode_utf8(&mut [0; 4]));
        Ok(())
    }

    fn substitution(&mut self, making: &mut Making, at: usize) -> Result<(), Unreadable> {
        let mark = self.gathered.variables.add("output", Origin::Command, at, None)?;
        let name = self.gathered.variables.name(mark).to_owned();
        self.gathered.note(Note::new(Topic::Substitution, at).with("name", name));
        making.push_coded(mark.encode_utf8(&mut [0; 4]));
        Ok(())
    }

    fn backticks(&mut self, making: &mut Making) -> Result<(), Unreadable> {
        let at = self.cursor.at;
        self.cursor.next();
        loop {
            match self.cursor.next() {
                None => return Err(unclosed(at, "`")),
                Some('`') => break,
                Some('\\') => {
                    self.cursor.next();
                }
                Some(_) => {}
            }
        }
        self.substitution(making, at)
    }

    /// Past the parenthesis that closes the one here, whatever is quoted between them.
    fn parentheses(&mut self, at: usize) -> Result<(), Unreadable> {
        let (mut depth, mut quoted) = (0_usize, false);
        loop {
            match self.cursor.next() {
                None => return Err(unclosed(at, "$(")),
                Some('"') => quoted = !quoted,
                Some('(' | ')' | '\'') if quoted => {}
                Some('(') => depth += 1,
                Some(')') if depth <= 1 => return Ok(()),
                Some(')') => depth -= 1,
                Some('\\') => {
                    self.cursor.next();
                }
                Some('\'') => {
                    self.cursor.take_until('\'').ok_or_else(|| unclosed(at, "$("))?;
                }
                Some(_) => {}
            }
        }
    }

    /// The name in `${name…}`.
    fn braced(&mut self, at: usize) -> Result<String, Unreadable> {
        self.cursor.next();
        self.cursor.take_while(|c| c == '!' || c == '#');
        let name = self.cursor.take_while(|c| c == '_' || c.is_ascii_alphanumeric()).to_owned();
        let mut depth = 1_usize;
        while depth > 0 {
            match self.cursor.next() {
                None => return Err(unclosed(at, "${")),
                Some('{') => depth += 1,
                Some('}') => depth -= 1,
                Some(_) => {}
            }
        }
        Ok(name)
    }

    /// `$'…'`: escapes as in C (Bash Reference Manual, section 3.1.2.4).
    fn ansi_c(&mut self, making: &mut Making, at: usize) -> Result<(), Unreadable> {
        self.cursor.next();
        making.push_str("");
        making.quoted = true;
        loop {
            match self.cursor.next() {
                None => return Err(unclosed(at, "$'")),
                Some('\'') => return Ok(()),
                Some('\\') => self.escape(making),
                Some(character) => making.push(character),
            }
        }
    }

    fn escape(&mut self, making: &mut Making) {
        let Some(character) = self.cursor.next() else { return making.push('\\') };
        match character {
            'n' => making.push('\n'),
            't' => making.push('\t'),
            'r' => making.push('\r'),
            'a' => making.push('\x07'),
            'b' => making.push('\x08'),
            'e' | 'E' => making.push('\x1b'),
            'f' => making.push('\x0c'),
            'v' => making.push('\x0b'),
            '\\' | '\'' | '"' | '?' => making.push(character),
            'c' => making.push_byte(self.cursor.next().map_or(0, |c| u8::try_from(c).unwrap_or(0) & 0x1f)),
            '0'..='7' => {
                self.cursor.at -= 1;
                // Bash takes the lowest eight bits of three digits.
                making.push_byte(self.number(8, 3).map_or(0, |number| (number & 0xff) as u8));
            }
            'x' => match self.number(16, 2) {
                Some(number) => making.push_byte((number & 0xff) as u8),
                None => making.push_str("\\x"),
            },
            'u' => self.character(4, "\\u", making),
            'U' => self.character(8, "\\U", making),
            other => {
                making.push('\\');
                making.push(other);
            }
        }
    }

    fn character(&mut self, digits: usize, otherwise: &str, making: &mut Making) {
        match self.number(16, digits) {
            None => making.push_str(otherwise),
            Some(code) => making.push(char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER)),
        }
    }

    /// Up to `digits` digits, as a number; `None` if there is none.
    fn number(&mut self, radix: u32, digits: usize) -> Option<u32> {
        let found = self.cursor.rest().chars().take(digits).take_while(|c| c.is_digit(radix)).count();
        let text = self.cursor.rest().get(..found)?;
        self.cursor.at += found;
        u32::from_str_radix(text, radix).ok()
    }
}

/// Sees whether unquoted braces would become several words: `{a,b}`.
#[derive(Default)]
struct Braces {
    open: bool,
    several: bool,
    expand: bool,
}

impl Braces {
    fn see(&mut self, character: char) {
        match character {
            '{' => (self.open, self.several) = (true, false),
            ',' => self.several |= self.open,
            '}' => {
                self.expand |= self.open && self.several;
                self.open = false;
            }
            _ => {}
        }
    }
}

fn unclosed(at: usize, opened: &str) -> Unreadable {
    Unreadable::new(at, Reason::Unclosed { opened: opened.to_owned() })
}
