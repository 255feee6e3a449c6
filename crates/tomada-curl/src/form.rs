//! The value of -F: content or files, and what is said of them behind semicolons (curl's manual, --form).

use crate::coded;

/// What -F says after `name=`.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Parsed {
    pub(crate) source: Source,
    pub(crate) filename: Option<String>,
    pub(crate) content_type: Option<String>,
    /// How many things were said that a part cannot hold: headers, an encoder.
    pub(crate) lost: usize,
}

/// Where the content comes from.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Source {
    Text(String),
    /// `@a,b`: files.
    Files(Vec<String>),
    /// `<a`: what a file holds, as text.
    Content(String),
    /// `(`: parts within a part.
    Opens,
    /// `)` without a name.
    Closes,
}

/// Parses it; `None` for a type that is none.
pub(crate) fn parse(text: &str) -> Option<Parsed> {
    let mut reader = Reader { rest: text, filename: None, content_type: None, lost: 0 };
    let source = match text.chars().next() {
        Some('(') => Source::Opens,
        Some(')') if text.len() == 1 => Source::Closes,
        Some('@') => {
            let mut paths = Vec::new();
            while !reader.rest.is_empty() {
                reader.rest = &reader.rest[1..];
                paths.push(reader.content(',')?);
            }
            Source::Files(paths)
        }
        Some('<') => {
            reader.rest = &text[1..];
            Source::Content(reader.content('\0')?)
        }
        _ => Source::Text(reader.content('\0')?),
    };
    let Reader { filename, content_type, lost, .. } = reader;
    Some(Parsed { source, filename, content_type, lost })
}

struct Reader<'a> {
    rest: &'a str,
    filename: Option<String>,
    content_type: Option<String>,
    lost: usize,
}

impl Reader<'_> {
    /// Content up to `end`, and the parameters behind it.
    fn content(&mut self, end: char) -> Option<String> {
        let content = self.word(end);
        // Whether what follows may still belong to the type, as in `type=text/plain;charset=utf-8`.
        let mut in_type = false;
        while self.rest.starts_with(';') {
            let behind = &self.rest[1..];
            self.rest = behind.trim_start();
            let space = &behind[..behind.len() - self.rest.len()];
            if let Some(rest) = prefix(self.rest, "type=").filter(|_| !in_type) {
                self.rest = rest.trim_start();
                self.content_type = Some(self.kind(end)?);
                in_type = true;
            } else if let Some(rest) = prefix(self.rest, "filename=") {
                self.rest = rest;
                self.filename = Some(self.word(end));
                in_type = false;
            } else if let Some(rest) = prefix(self.rest, "headers=").or(prefix(self.rest, "encoder=")) {
                self.rest = rest;
                self.word(end);
                self.lost += 1;
                in_type = false;
            } else if in_type {
                let more = self.until(end).trim_end().to_owned();
                if let Some(kind) = &mut self.content_type {
                    *kind = format!("{kind};{space}{more}");
                }
            } else {
                // curl skips what it does not know.
                self.word(end);
            }
        }
        Some(content)
    }

    fn kind(&mut self, end: char) -> Option<String> {
        let kind = self.until(end).trim_end().to_owned();
        let (major, minor) = kind.split_once('/')?;
        (!major.is_empty() && !minor.is_empty() && !major.contains(' ') || coded::has_marks(&kind))
            .then_some(kind)
    }

    /// A word, in quotes or up to a semicolon.
    fn word(&mut self, end: char) -> String {
        self.rest = self.rest.trim_start();
        match self.rest.strip_prefix('"').and_then(quoted) {
            Some((word, rest)) => {
                self.rest = rest;
                self.until(end);
                word
            }
            None => self.until(end).trim_end().to_owned(),
        }
    }

    fn until(&mut self, end: char) -> &str {
        let length = self.rest.find([';', end]).unwrap_or(self.rest.len());
        let (found, rest) = self.rest.split_at(length);
        self.rest = rest;
        found
    }
}

/// The word up to the closing quote, its escapes resolved, and the rest; `None` if there is none.
fn quoted(text: &str) -> Option<(String, &str)> {
    let mut word = String::new();
    let mut characters = text.char_indices();
    while let Some((at, character)) = characters.next() {
        match character {
            '"' => return Some((word, &text[at + 1..])),
            '\\' if text[at + 1..].starts_with(['\\', '"']) => {
                word.extend(characters.next().map(|(_, escaped)| escaped));
            }
            _ => word.push(character),
        }
    }
    None
}

/// What follows `name`, whatever its case.
fn prefix<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    let start = text.get(..name.len())?;
    start.eq_ignore_ascii_case(name).then(|| &text[name.len()..])
}

/// The type that curl takes for a file, by the end of its name.
pub(crate) fn type_of(filename: &str) -> &'static str {
    let ending = filename.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    match ending.as_str() {
        "gif" => "image/gif",
        "jpg" | "jpeg" => "image/jpeg",
        "png" => "image/png",
        "svg" => "image/svg+xml",
        "txt" => "text/plain",
        "htm" | "html" => "text/html",
        "pdf" => "application/pdf",
        "xml" => "application/xml",
        _ => "application/octet-stream",
    }
}
