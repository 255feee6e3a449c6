//! A decoded answer: its value, what it was taken as, and what somebody should know about it.

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

/// A decoded body.
#[derive(Clone, Debug, PartialEq)]
pub struct Decoded {
    /// What it holds; null if it is empty.
    pub value: Value,
    /// What it was taken as.
    pub form: Form,
    /// The character set that it was read in, by its WHATWG name, such as `UTF-8`; `None` for no text.
    pub charset: Option<&'static str>,
    /// What was replaced, ignored or guessed, each kind once.
    pub notes: Vec<Note>,
}

/// What an answer was taken as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Form {
    /// Nothing: there is no body. The value is null.
    Empty,
    /// JSON (RFC 8259).
    Json,
    /// XML. The value is an object with one member, the root.
    Xml,
    /// A table. The value is a list of rows.
    Csv,
    /// A JSON value on each line. The value is a list of them.
    Jsonl,
    /// Fields of a form, `a=1&b=2`. The value is an object.
    Form,
    /// A page. The value is an object with its title, text and links.
    Html,
    /// Text. The value is one text.
    Text,
    /// Bytes that are no text. The value is a text in base64 (RFC 4648, section 4).
    Base64,
}

/// Something that was replaced, ignored or guessed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Note {
    /// What happened.
    pub code: NoteCode,
    /// How often; 1 where that is not counted.
    pub count: usize,
    /// The line where it happened first, from 1; absent where it has no place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<usize>,
    /// More about the first one, such as a name; absent where there is nothing to say.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
}

impl Note {
    /// A note without a place.
    pub(super) fn new(code: NoteCode) -> Self {
        Self { code, count: 1, line: None, detail: None }
    }

    pub(super) fn detail(self, detail: impl Into<String>) -> Self {
        Self { detail: Some(detail.into()), ..self }
    }

    pub(super) fn line(self, line: usize) -> Self {
        Self { line: Some(line), ..self }
    }
}

/// What a [`Note`] is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum NoteCode {
    /// Bytes that are no characters of the character set became U+FFFD.
    TextReplaced,
    /// The content type, or the text itself, names a character set that nobody knows (`detail`); another was taken.
    CharsetUnknown,
    /// Nothing names the character set, and it is not UTF-8: windows-1252 was taken.
    CharsetGuessed,
    /// In JSON, NULs and halves of surrogate pairs became U+FFFD, or were dropped outside of texts.
    JsonRepaired,
    /// In JSON, an object has a member twice (`detail`): the last one counts.
    MemberTwice,
    /// In JSON, a number has more digits than can be kept (`detail`), and was rounded.
    NumberRounded,
    /// In XML, elements or attributes of one name (`detail`) and several namespaces came into one list.
    NamespacesMixed,
    /// In XML, nothing declares a prefix (`detail`): its names are taken to be in no namespace.
    NamespaceUnknown,
    /// In XML, text and elements stand side by side in an element (`detail`): their order is not kept.
    MixedContent,
    /// In a table, rows have more or fewer cells than the first one; `detail` says how many the first such row has.
    RowRagged,
    /// In a table, columns have no name, or one that another has: the first of them is called `detail`.
    ColumnRenamed,
    /// In a table, a quotation mark is not closed: cells may have run into each other.
    QuoteUnpaired,
    /// In a page, data for machines (`application/ld+json`) is no JSON, for the reason in `detail`, and was left out.
    DataUnreadable,
    /// In a page, there are more links or data than are kept (`detail`): the rest was left out.
    PageCut,
    /// The content type names a form that the body does not have, for the reason in `detail`: it is text.
    NotAsDeclared,
}

/// Collects notes, each kind once.
#[derive(Debug, Default)]
pub(super) struct Notes(Vec<Note>);

impl Notes {
    /// Adds a note; of a kind that is there already, only the count grows.
    pub(super) fn add(&mut self, note: Note) {
        match self.0.iter_mut().find(|other| other.code == note.code) {
            Some(other) => other.count += note.count,
            None => self.0.push(note),
        }
    }

    pub(super) fn extend(&mut self, other: Self) {
        other.0.into_iter().for_each(|note| self.add(note));
    }

    pub(super) fn into_vec(self) -> Vec<Note> {
        self.0
    }
}
