//! Lists for people: a heading, rows, columns as wide as they need, within the terminal.

use comfy_table::{Attribute, Cell, ContentArrangement, Table, presets};
use serde_json::Value;

use crate::escape::on_one_line;
use crate::session::Session;
use crate::terminal::{self, Palette};

/// A table whose headings are the texts of `headings`.
pub(crate) fn table(
    session: &Session,
    headings: &[&str],
    rows: impl IntoIterator<Item = Vec<String>>,
) -> String {
    let mut table = Table::new();
    table.load_style(presets::NOTHING).set_content_arrangement(ContentArrangement::Dynamic);
    table.set_width(u16::try_from(terminal::columns()).unwrap_or(u16::MAX));
    if session.palette == Palette::default() {
        table.force_no_tty();
    } else {
        table.enforce_styling();
    }
    table.set_header(headings.iter().map(|id| Cell::new(session.text(id)).add_attribute(Attribute::Bold)));
    for row in rows {
        table.add_row(row.iter().map(|text| on_one_line(text)));
    }
    for column in table.column_iter_mut() {
        column.set_padding((0, 2));
    }
    table.trim_fmt() + "\n"
}

/// The text at `name` of a JSON object, as people read it; empty if there is none.
pub(crate) fn text(of: &Value, name: &str) -> String {
    match of.get(name) {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(text)) => text.clone(),
        Some(other) => other.to_string(),
    }
}

/// The time at `name`, in milliseconds since 1970-01-01 UTC, as people read it.
pub(crate) fn time(of: &Value, name: &str) -> String {
    let read = of.get(name).and_then(Value::as_i64).and_then(|ms| jiff::Timestamp::from_millisecond(ms).ok());
    read.map(|time| time.strftime("%Y-%m-%d %H:%M:%SZ").to_string()).unwrap_or_default()
}

/// The items of a page.
pub(crate) fn items(page: &Value) -> &[Value] {
    page.get("items").and_then(Value::as_array).map_or(&[], Vec::as_slice)
}
