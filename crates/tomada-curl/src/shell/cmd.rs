//! Words as Windows makes them: first cmd.exe takes carets and variables out, then the C runtime splits the line.
//!
//! Two parsers, one after the other, and each has its own quotes ("Parsing C command-line arguments", Microsoft Learn;
//! `cmd /?`). Browsers write `^"` around words so that only the second sees the quotes.

use crate::fault::{Reason, Unreadable};
use crate::note::{Note, Topic};
use crate::shell::cursor::{Cursor, Making};
use crate::shell::{Gathered, Line, before};

/// The first command of `text`, if it calls curl.
pub(super) fn line(text: &str, gathered: &mut Gathered) -> Result<Line, Unreadable> {
    let characters = characters(text, gathered)?;
    let words = words(&characters)?;
    let found = words.first().map(|word| crate::coded::shown(&word.coded)).unwrap_or_default();
    let at = words.first().map_or(0, |word| word.at);
    match before::curl(&words) {
        Some(start) => Ok(Line { at: words[start].at, words: words[start + 1..].to_vec(), input: None }),
        None => Err(Unreadable::new(at, Reason::NotCurl { found })),
    }
}

/// A character that the C runtime sees, and where it stands in the text.
struct Seen {
    /// Coded.
    character: char,
    at: usize,
}

/// What cmd.exe makes of the text: the first command.
fn characters(text: &str, gathered: &mut Gathered) -> Result<Vec<Seen>, Unreadable> {
    let mut cursor = Cursor { text, at: text.len() - text.trim_start().len() };
    let mut seen = Vec::new();
    let mut quoted = false;
    loop {
        let at = cursor.at;
        let Some(character) = cursor.next() else { break };
        match character {
            '^' if !quoted => {
                // A caret before the end of a line takes that away, and the next character as it is.
                if cursor.take_newline() && cursor.rest().starts_with("\r\n") {
                    cursor.next();
                }
                push(&mut cursor, &mut seen);
            }
            '"' => {
                quoted = !quoted;
                seen.push(Seen { character, at });
            }
            '%' => match variable(&mut cursor) {
                Some(name) => {
                    let mark = gathered.shell_variable(name, at)?;
                    seen.push(Seen { character: mark, at });
                }
                None => seen.push(Seen { character, at }),
            },
            '\n' | '\r' if cursor.rest().trim().is_empty() => break,
            '\n' => {
                gathered.note(Note::new(Topic::MoreCommands, at));
                break;
            }
            '|' | '&' | '<' | '>' if !quoted => {
                let topic = match character {
                    '|' => Topic::Pipe,
                    '&' => Topic::MoreCommands,
                    _ => Topic::Redirection,
                };
                gathered.note(Note::new(topic, at));
                break;
            }
            _ => {
                cursor.at = at;
                push(&mut cursor, &mut seen);
            }
        }
    }
    Ok(seen)
}

fn push(cursor: &mut Cursor<'_>, seen: &mut Vec<Seen>) {
    let at = cursor.at;
    let Some(character) = cursor.next() else { return };
    let coded = crate::coded::encode(character.encode_utf8(&mut [0; 4]));
    seen.extend(coded.chars().map(|character| Seen { character, at }));
}

/// The name in `%name%`. Two hexadecimal digits are a percent-encoded byte and no name, whatever follows.
fn variable<'a>(cursor: &mut Cursor<'a>) -> Option<&'a str> {
    const NAME_MAX: usize = 64;
    let mut ahead = *cursor;
    let name = ahead.take_while(|c| c == '_' || c.is_ascii_alphanumeric());
    let percent_encoded = name.len() >= 2 && name.chars().take(2).all(|c| c.is_ascii_hexdigit());
    let begins = name.starts_with(|c: char| c == '_' || c.is_ascii_alphabetic());
    if !begins || (percent_encoded && name.len() < 4) || name.len() > NAME_MAX || !ahead.take("%") {
        return None;
    }
    *cursor = ahead;
    Some(name)
}

/// What the C runtime makes of it.
fn words(seen: &[Seen]) -> Result<Vec<crate::shell::Word>, Unreadable> {
    let mut words = Vec::new();
    let mut at = 0;
    loop {
        at += seen[at..].iter().take_while(|it| is_blank(it.character)).count();
        if at == seen.len() {
            return Ok(words);
        }
        let begin = seen[at].at;
        let mut making = Making::default();
        at = word(seen, at, &mut making)?;
        words.push(making.finish(begin));
    }
}

/// Past one word.
fn word(seen: &[Seen], mut at: usize, making: &mut Making) -> Result<usize, Unreadable> {
    let mut open = None;
    while let Some(it) = seen.get(at) {
        match it.character {
            blank if is_blank(blank) && open.is_none() => break,
            '\\' => {
                let count = seen[at..].iter().take_while(|it| it.character == '\\').count();
                at += count;
                let before_quote = seen.get(at).is_some_and(|it| it.character == '"');
                making.push_str(&"\\".repeat(if before_quote { count / 2 } else { count }));
                if before_quote && count % 2 == 1 {
                    making.push('"');
                    at += 1;
                }
                continue;
            }
            '"' if open.is_some() && seen.get(at + 1).is_some_and(|it| it.character == '"') => {
                making.push('"');
                at += 1;
            }
            '"' => {
                open = if open.is_some() { None } else { Some(it.at) };
                making.push_str("");
                making.quoted = true;
            }
            character => making.push_coded(character.encode_utf8(&mut [0; 4])),
        }
        at += 1;
    }
    match open {
        Some(at) => Err(Unreadable::new(at, Reason::Unclosed { opened: "\"".to_owned() })),
        None => Ok(at),
    }
}

fn is_blank(character: char) -> bool {
    character == ' ' || character == '\t'
}
