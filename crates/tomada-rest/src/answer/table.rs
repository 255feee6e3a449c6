//! CSV (RFC 4180, as far as anybody keeps it) to rows. Values stay text: a number may be a phone number.
//!
//! The first row names the columns, and each other row is an object; with `header: false` each row is a list. A column
//! without a name is called `column_3`, one whose name is there already `name_2`, and so are cells beyond the last
//! column; a row with fewer cells lacks the last members. Both are told. Empty lines count for nothing.
//!
//! The delimiter is the one that the builder names; a tab, if the content type says so; the one in a first line
//! `sep=;`, as Excel writes it; else, of comma, semicolon, tab and bar, the one that gives the first 20 rows most
//! evenly more than one cell, the earlier one of equals. Where none does, there is one column.

use std::collections::{HashMap, HashSet};

use csv::{ReaderBuilder, StringRecord};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Map, Value};
use tomada_core::Failure;

use super::decoded::{Note, NoteCode, Notes};
use super::unreadable::Unreadable;
use crate::place::Place;

/// In the order of preference.
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// How many rows decide on the delimiter, and how much text at most.
const SAMPLE_ROWS: usize = 20;
const SAMPLE_BYTES: usize = 64 * 1024;

/// About how much memory the rows may take: this much, and so many times the text. Short rows with long names would
/// take any amount.
const MEMORY_BYTES: usize = 4 * 1024 * 1024;
const MEMORY_RATIO: usize = 128;

/// About what an object takes with up to 11 members, and what each text takes beside its characters.
const OBJECT_BYTES: usize = 640;
const TEXT_BYTES: usize = 40;

/// How a table is taken.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct CsvOptions {
    /// Whether the first row names the columns: then rows are objects, else lists.
    pub header: bool,
    /// What divides cells, one character of ASCII; found out if absent.
    pub delimiter: Option<char>,
}

impl Default for CsvOptions {
    fn default() -> Self {
        Self { header: true, delimiter: None }
    }
}

impl CsvOptions {
    pub(super) fn check(&self, at: &Place) -> Result<TableRules, Failure> {
        let delimiter = match self.delimiter {
            None => None,
            Some(c) if c.is_ascii() && !c.is_ascii_alphanumeric() && !"\"\r\n\0".contains(c) => {
                u8::try_from(c).ok()
            }
            Some(c) => {
                let at = at.child("delimiter");
                return Err(at.failure("response-csv-delimiter").with_argument("found", c.escape_debug()));
            }
        };
        Ok(TableRules { header: self.header, delimiter })
    }
}

/// The same, checked.
#[derive(Clone, Copy, Debug)]
pub(super) struct TableRules {
    pub(super) header: bool,
    pub(super) delimiter: Option<u8>,
}

/// Reads a table.
pub(super) fn read(text: &str, rules: TableRules, notes: &mut Notes) -> Result<Value, Unreadable> {
    let (text, skipped, told) = match hint(text) {
        Some((delimiter, rest)) => (rest, 1, Some(delimiter)),
        None => (text, 0, None),
    };
    let delimiter = rules.delimiter.or(told).unwrap_or_else(|| delimiter(text));
    if text.bytes().filter(|byte| *byte == b'"').count() % 2 == 1 {
        notes.add(Note::new(NoteCode::QuoteUnpaired));
    }
    let mut table = Table {
        memory: text.len().saturating_mul(MEMORY_RATIO).saturating_add(MEMORY_BYTES),
        rows: Vec::new(),
    };
    let mut columns = None::<Columns>;
    for record in builder(delimiter).from_reader(text.as_bytes()).records() {
        let record = record.map_err(|error| Unreadable::at(text, 0, error.to_string()))?;
        let line = record.position().map_or(0, |at| usize::try_from(at.line()).unwrap_or(0)) + skipped;
        if rules.header && columns.is_none() {
            columns = Some(Columns::new(&record, notes));
            continue;
        }
        let width = columns.get_or_insert_with(|| Columns::unnamed(record.len())).width;
        if record.len() != width {
            notes.add(Note::new(NoteCode::RowRagged).line(line).detail(record.len().to_string()));
        }
        let names = columns.as_mut().filter(|_| rules.header);
        table.push(&record, names).map_err(|reason| {
            let byte = record.position().map_or(0, |at| usize::try_from(at.byte()).unwrap_or(0));
            Unreadable::at(text, byte, reason)
        })?;
    }
    Ok(Value::Array(table.rows))
}

struct Table {
    memory: usize,
    rows: Vec<Value>,
}

impl Table {
    fn push(&mut self, record: &StringRecord, columns: Option<&mut Columns>) -> Result<(), String> {
        let texts = record.as_slice().len() + record.len() * TEXT_BYTES;
        let row = match columns {
            None => {
                self.take(texts)?;
                record.iter().collect()
            }
            Some(columns) => {
                columns.widen(record.len());
                let names = &columns.names[..record.len()];
                let naming = names.iter().map(|name| name.len() + TEXT_BYTES).sum::<usize>();
                self.take(texts + naming + OBJECT_BYTES * (1 + record.len() / 11))?;
                let cells = record.iter().map(Value::from);
                Value::Object(names.iter().cloned().zip(cells).collect::<Map<_, _>>())
            }
        };
        self.rows.push(row);
        Ok(())
    }

    fn take(&mut self, bytes: usize) -> Result<(), String> {
        let left = self.memory.checked_sub(bytes);
        self.memory =
            left.ok_or("rows this short would take too much memory as objects: set header to false")?;
        Ok(())
    }
}

/// The names of the columns.
struct Columns {
    names: Vec<String>,
    taken: HashSet<String>,
    /// How many the header has.
    width: usize,
}

impl Columns {
    /// Of a table without a header, as many as its first row has.
    fn unnamed(width: usize) -> Self {
        Self { names: Vec::new(), taken: HashSet::new(), width }
    }

    fn new(header: &StringRecord, notes: &mut Notes) -> Self {
        let taken = header.iter().map(str::to_owned).collect();
        let mut columns = Self { names: Vec::with_capacity(header.len()), taken, width: header.len() };
        let mut seen = HashMap::<&str, usize>::new();
        for name in header {
            let count = seen.entry(name).and_modify(|count| *count += 1).or_insert(1);
            if *count == 1 && !name.is_empty() {
                columns.names.push(name.to_owned());
                continue;
            }
            match name {
                "" => columns.add(format!("column_{}", columns.names.len() + 1)),
                _ => columns.add(format!("{name}_{count}")),
            }
            let renamed = columns.names.last().map_or("", String::as_str);
            notes.add(Note::new(NoteCode::ColumnRenamed).line(1).detail(renamed));
        }
        columns
    }

    /// Names cells beyond the last column.
    fn widen(&mut self, width: usize) {
        while self.names.len() < width {
            self.add(format!("column_{}", self.names.len() + 1));
        }
    }

    /// Adds a name, changed until nothing else is called so.
    fn add(&mut self, mut name: String) {
        while !self.taken.insert(name.clone()) {
            name.push('_');
        }
        self.names.push(name);
    }
}

fn builder(delimiter: u8) -> ReaderBuilder {
    let mut builder = ReaderBuilder::new();
    builder.has_headers(false).flexible(true).delimiter(delimiter);
    builder
}

/// The delimiter that a first line `sep=;` names, and what follows it.
fn hint(text: &str) -> Option<(u8, &str)> {
    let (line, rest) = text.split_once('\n')?;
    match line.trim_end_matches('\r').strip_prefix("sep=")?.as_bytes() {
        [delimiter] if DELIMITERS.contains(delimiter) => Some((*delimiter, rest)),
        _ => None,
    }
}

fn delimiter(text: &str) -> u8 {
    let mut best = (0, DELIMITERS[0]);
    for delimiter in DELIMITERS {
        let score = evenness(text, delimiter);
        if score > best.0 {
            best = (score, delimiter);
        }
    }
    best.1
}

/// Of the first rows, how many have as many cells as the first one, which has several.
fn evenness(text: &str, delimiter: u8) -> usize {
    let mut end = text.len().min(SAMPLE_BYTES);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let mut reader = builder(delimiter).from_reader(&text.as_bytes()[..end]);
    let widths = reader.records().take(SAMPLE_ROWS).map_while(Result::ok).map(|record| record.len());
    let widths = widths.collect::<Vec<_>>();
    let first = widths.first().copied().unwrap_or_default();
    if first < 2 { 0 } else { widths.iter().filter(|width| **width == first).count() }
}
