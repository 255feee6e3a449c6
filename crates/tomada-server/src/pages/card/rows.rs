//! Rows of a name and a value, as parameters, header fields and form fields are written.
//!
//! Rule: a row's number in the form is its number in the request, so that a failure which names a row finds it.

use serde_json::{Value, json};

use crate::pages::common::Words;
use crate::pages::form::{Form, Line, Member, Posted, Shape, Wrong, rows};

/// Ends the name of a field that holds its place as JSON.
const AS_JSON: &str = "~json";

/// The lists of the card whose rows are numbered.
pub(super) const LISTS: [&str; 8] = [
    "/query",
    "/headers",
    "/body/form",
    "/body/parts",
    "/context",
    "/response/members",
    "/response/xml/lists",
    "/response/xml/namespaces",
];

/// Rows of a name and a value; a name may stand twice.
pub(super) fn named(w: Words) -> Shape {
    let name = Member::new("name", w.t("page-form-name"), String::new(), false, Shape::TEXT);
    let value = Member::new("value", w.t("page-form-value"), String::new(), false, Shape::TEXT);
    Shape::Rows(Box::new(Shape::Object(vec![name, value])))
}

/// Closes the gaps that empty rows leave.
pub(super) fn close_gaps(posted: &mut Posted) {
    for at in LISTS {
        let mut next = 0;
        for row in 0..rows(posted, at) {
            let start = format!("{at}/{row}");
            let fields: Vec<_> =
                below(posted, &start).map(|(name, text)| (name.clone(), text.clone())).collect();
            for (name, _) in &fields {
                posted.remove(name);
            }
            if fields.iter().all(|(_, text)| text.is_empty()) {
                continue;
            }
            let moved =
                |(name, text): (String, String)| (format!("{at}/{next}{}", &name[start.len()..]), text);
            posted.extend(fields.into_iter().map(moved));
            next += 1;
        }
    }
}

/// The fields of one row: itself, as JSON, and what is below it.
fn below<'a>(posted: &'a Posted, start: &'a str) -> impl Iterator<Item = (&'a String, &'a String)> {
    let all = posted.range(start.to_owned()..).take_while(move |(name, _)| name.starts_with(start));
    all.filter(|(name, _)| matches!(name.as_bytes().get(start.len()), None | Some(b'/' | b'~')))
}

/// A field's text, and `None` if nothing was written.
pub(super) fn text<'a>(posted: &'a Posted, name: &str) -> Option<&'a str> {
    posted.get(name).map(|text| text.trim()).filter(|text| !text.is_empty())
}

/// Asks for the names of rows that have none, and gives an empty text to those without a value.
pub(super) fn complete(rows: &mut Value, at: &str, wrong: &mut Vec<Wrong>) {
    for (index, row) in rows.as_array_mut().into_iter().flatten().enumerate() {
        let Some(row) = row.as_object_mut() else { continue };
        row.entry("value").or_insert_with(|| json!(""));
        if !row.contains_key("name") {
            wrong.push(Wrong { at: format!("{at}/{index}/name"), message: "page-form-needed" });
        }
    }
}

/// Names and values in either of their forms as rows.
pub(super) fn in_rows(value: &mut Value) {
    let Some(members) = value.as_object() else { return };
    let mut found = Vec::new();
    for (name, value) in members {
        let values = value.as_array().cloned().unwrap_or_else(|| vec![value.clone()]);
        found.extend(values.into_iter().map(|value| json!({ "name": name, "value": value })));
    }
    *value = Value::Array(found);
}

/// The row of the list at `at` whose name is `name`.
pub(super) fn row_named(posted: &Posted, at: &str, name: &str) -> Option<usize> {
    (0..rows(posted, at)).find(|row| posted.get(&format!("{at}/{row}/name")).is_some_and(|it| it == name))
}

/// Whether a row has a value.
pub(super) fn has_value(posted: &Posted, row: &str) -> bool {
    let value = format!("{row}/value");
    text(posted, &value).is_some() || text(posted, &format!("{value}{AS_JSON}")).is_some()
}

/// Draws rows of a name and a value in one line each.
pub(super) fn in_lines(form: &mut Form) {
    for at in 0..form.lines.len() {
        let ends = |index: usize, end: &str| matches!(form.lines.get(index), Some(Line::Field(field)) if field.name.trim_end_matches(AS_JSON).ends_with(end));
        let is_row = ends(at + 1, "/name")
            && ends(at + 2, "/value")
            && matches!(form.lines.get(at + 3), Some(Line::Close));
        if let (true, Line::Open { legend, is_row, .. }) = (is_row, &mut form.lines[at]) {
            legend.clear();
            *is_row = true;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_keep_their_order_and_lose_their_gaps() {
        let row = |row: usize, name: &str| (format!("/query/{row}/name"), name.to_owned());
        let mut posted: Posted = [row(0, ""), row(2, "b"), row(10, "k"), row(1, "a")].into_iter().collect();
        posted.insert("/query/10/value~json".to_owned(), "[1]".to_owned());
        posted.extend(["0", "3"].map(|row| (format!("/response/xml/lists/{row}"), row.replace('0', ""))));
        close_gaps(&mut posted);
        assert_eq!(posted.remove("/response/xml/lists/0").as_deref(), Some("3"));
        let mut expected: Posted = [row(0, "a"), row(1, "b"), row(2, "k")].into_iter().collect();
        expected.insert("/query/2/value~json".to_owned(), "[1]".to_owned());
        assert_eq!(posted, expected);
    }
}
