//! From the words that curl is given to what they ask for, flag by flag, as curl's own parser takes them.
//!
//! Letters may be joined (`-sSLk`, `-XPOST`), a later flag wins over an earlier one of its kind, and data adds up.

mod content;
mod take;

use crate::call::Part;
use crate::coded;
use crate::fault::{Reason, Unreadable};
use crate::flags::{self, Flag, Found, Row, Use};
use crate::note::{Note, Topic};
use crate::shell::{Gathered, Line, Word};

/// What a command line asks for.
#[derive(Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of curl, and any may be with any")]
pub(crate) struct Options {
    pub(crate) urls: Vec<Word>,
    pub(crate) method: Option<Word>,
    pub(crate) headers: Vec<Word>,
    /// The data of all -d together, coded, and where the first stands.
    pub(crate) data: Option<(String, usize)>,
    pub(crate) is_json: bool,
    pub(crate) parts: Vec<Part>,
    pub(crate) first_part_at: Option<usize>,
    /// What --url-query adds up to.
    pub(crate) query: Option<String>,
    pub(crate) into_query: bool,
    pub(crate) head_at: Option<usize>,
    /// The content of what is uploaded, coded.
    pub(crate) upload: Option<(String, usize)>,
    pub(crate) user: Option<Word>,
    pub(crate) bearer: Option<Word>,
    pub(crate) sigv4: Option<Word>,
    /// The kinds of authentication that are switched on.
    pub(crate) schemes: Vec<Flag>,
    pub(crate) agent: Option<Word>,
    pub(crate) referer: Option<Word>,
    pub(crate) range: Option<Word>,
    pub(crate) cookies: Vec<Word>,
    pub(crate) follows: bool,
    pub(crate) redirects_max: Option<(u32, usize)>,
    pub(crate) timeout_ms: Option<(u64, usize)>,
    pub(crate) retries: Option<(u32, usize)>,
    pub(crate) body_max_bytes: Option<(u64, usize)>,
    pub(crate) fails_on_status: bool,
    pub(crate) no_globs: bool,
    pub(crate) scheme: Option<String>,
    /// How deep within `-F name=(` the next part stands.
    nested: usize,
}

/// Reads what `line` asks for.
pub(crate) fn read(line: Line, gathered: &mut Gathered) -> Result<Options, Unreadable> {
    let Line { words, input, at: _ } = line;
    let mut reader = Reader { options: Options::default(), input, gathered, words: words.into_iter() };
    reader.all()?;
    Ok(reader.options)
}

struct Reader<'a> {
    options: Options,
    /// What is there to be read from the standard input.
    input: Option<String>,
    gathered: &'a mut Gathered,
    words: std::vec::IntoIter<Word>,
}

/// A flag as it stands in the command.
struct Written {
    /// Such as `-X` or `--request`.
    flag: String,
    at: usize,
}

impl Reader<'_> {
    fn all(&mut self) -> Result<(), Unreadable> {
        let mut flags_end = false;
        while let Some(word) = self.words.next() {
            let text = word.coded.as_str();
            if flags_end || !text.starts_with('-') {
                self.options.urls.push(word);
            } else if text == "--" {
                flags_end = true;
            } else if text == "--next" || text == "-:" {
                self.gathered.note(Note::flag(Topic::Next, word.at, text));
                return Ok(());
            } else if text.starts_with("--") {
                self.long(&word)?;
            } else {
                self.letters(&word)?;
            }
        }
        Ok(())
    }

    fn long(&mut self, word: &Word) -> Result<(), Unreadable> {
        let mut name = &word.coded[2..];
        let mut joined = None;
        if let Some((before, value)) = name.split_once('=') {
            let value_at = word.at + 3 + before.len();
            joined = Some(Word { coded: value.to_owned(), at: value_at, bare: false });
            name = before;
        }
        let (mut row, mut on) = (flags::long(name), true);
        if let (Found::Unclear(_), Some(rest)) = (&row, name.strip_prefix("no-")) {
            (row, on) = (flags::long(rest), false);
        }
        let written = Written { flag: format!("--{}", coded::shown(name)), at: word.at };
        let row = match row {
            Found::One(row) => row,
            Found::Unclear(nearest) => return Err(unknown(written, nearest)),
        };
        if row.takes_value && !on {
            return Err(unknown(written, format!("--{}", row.name)));
        }
        if joined.is_some() {
            self.gathered.note(Note::flag(Topic::EqualsSign, word.at, &written.flag));
        } else if name.trim_start_matches("no-").len() < row.name.len() && !row.name.ends_with(name) {
            let note = Note::flag(Topic::Abbreviated, word.at, &written.flag);
            self.gathered.note(note.with("meant", format!("--{}", row.name)));
        }
        self.use_row(row, on, &written, joined)
    }

    /// Letters, the last of which may be followed by its value.
    fn letters(&mut self, word: &Word) -> Result<(), Unreadable> {
        let mut rest = word.coded[1..].chars();
        if rest.as_str().is_empty() {
            return Err(unknown(Written { flag: "-".to_owned(), at: word.at }, "--".to_owned()));
        }
        while let Some(letter) = rest.next() {
            // The first letter is where its dash is.
            let at = word.at + word.coded.len() - rest.as_str().len() - letter.len_utf8();
            let at = if at == word.at + 1 { word.at } else { at };
            let written = Written { flag: format!("-{}", coded::shown(&letter.to_string())), at };
            let Some(row) = flags::short(letter) else { return Err(unknown(written, "--help".to_owned())) };
            if !row.takes_value {
                self.use_row(row, true, &written, None)?;
                continue;
            }
            let value = rest.as_str();
            let joined =
                Word { coded: value.to_owned(), at: word.at + word.coded.len() - value.len(), bare: false };
            return self.use_row(row, true, &written, (!value.is_empty()).then_some(joined));
        }
        Ok(())
    }

    fn use_row(
        &mut self,
        row: &'static Row,
        on: bool,
        written: &Written,
        joined: Option<Word>,
    ) -> Result<(), Unreadable> {
        let value = match joined {
            Some(value) => Some(value),
            None if row.takes_value => {
                let missing = |flag| Unreadable::new(written.at, Reason::MissingValue { flag });
                Some(self.words.next().ok_or_else(|| missing(written.flag.clone()))?)
            }
            None => None,
        };
        match (row.becomes, value) {
            // Switching off what is off, or only shows something, changes nothing.
            (Use::Means(_), _) if !on => Ok(()),
            (Use::Means(topic), _) => {
                self.gathered.note(Note::flag(topic, written.at, &written.flag));
                Ok(())
            }
            (Use::Does(flag), Some(value)) if row.takes_value => self.value(flag, value, written),
            (Use::Does(flag), _) => {
                self.switch(flag, on, written);
                Ok(())
            }
        }
    }
}

fn unknown(written: Written, nearest: String) -> Unreadable {
    Unreadable::new(written.at, Reason::UnknownFlag { flag: written.flag, nearest })
}
