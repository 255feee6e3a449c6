//! CSV to rows.

use serde_json::{Value, json};
use tomada_rest::NoteCode::{ColumnRenamed, QuoteUnpaired, RowRagged};
use tomada_rest::{Form, NoteCode, ResponseForm, decode};

use super::{auto, codes, options};

#[track_caller]
fn check_with(settings: &Value, text: &str, expected: &Value, notes: &[NoteCode]) {
    let reader = options(json!({"as": "csv", "csv": settings})).prepare().unwrap();
    let decoded = reader.decode(text.as_bytes(), None).unwrap();
    assert_eq!(
        (decoded.form, &decoded.value, codes(&decoded)),
        (Form::Csv, expected, notes.to_vec()),
        "{text}"
    );
}

#[track_caller]
fn check(text: &str, expected: &Value, notes: &[NoteCode]) {
    check_with(&json!({}), text, expected, notes);
}

#[test]
fn rows_are_objects_and_values_stay_text() {
    let expected = json!([{"name": "Ana", "phone": "0049123"}, {"name": "Zoë", "phone": "1e5"}]);
    check("name,phone\nAna,0049123\nZoë,1e5\n", &expected, &[]);
    check("\u{feff}name,phone\r\nAna,0049123\r\n\r\nZoë,1e5", &expected, &[]);
    check("name,phone\n", &json!([]), &[]);
    check("a,b\n\"x,\"\"y\"\"\nz\",\n", &json!([{"a": "x,\"y\"\nz", "b": ""}]), &[]);
    check("=a,b\n=1+1,@x\n", &json!([{"=a": "=1+1", "b": "@x"}]), &[]);
    for content_type in ["text/csv", "application/csv", "text/csv; header=present"] {
        assert_eq!(auto(b"a,b\n1,2", Some(content_type)).value, json!([{"a": "1", "b": "2"}]));
    }
}

#[test]
fn without_a_header_rows_are_lists() {
    check_with(&json!({"header": false}), "a,b\n1,2\n", &json!([["a", "b"], ["1", "2"]]), &[]);
    check_with(&json!({"header": false}), "a,b\n1\n", &json!([["a", "b"], ["1"]]), &[RowRagged]);
}

#[test]
fn the_delimiter_is_found() {
    for delimiter in [',', ';', '\t', '|'] {
        check(
            &"a,b\n1,2\n3,4".replace(',', &delimiter.to_string()),
            &json!([{"a": "1", "b": "2"}, {"a": "3", "b": "4"}]),
            &[],
        );
    }
    check(
        "preço;qtd\n1,5;2\n3,25;4",
        &json!([{"preço": "1,5", "qtd": "2"}, {"preço": "3,25", "qtd": "4"}]),
        &[],
    );
    check("a;b,c\n1;2,3", &json!([{"a;b": "1;2", "c": "3"}]), &[]);
    check("one\n1\n2", &json!([{"one": "1"}, {"one": "2"}]), &[]);
    check(
        "a,b|c\n1|2,3|4\n5|6\n7|8",
        &json!([{"a,b": "1", "c": "2,3", "column_3": "4"}, {"a,b": "5", "c": "6"}, {"a,b": "7", "c": "8"}]),
        &[RowRagged],
    );
    check("sep=|\na|b,c\n1|2,3", &json!([{"a": "1", "b,c": "2,3"}]), &[]);
    assert_eq!(
        auto(b"a,b\tc\n1,2\t3", Some("text/tab-separated-values")).value,
        json!([{"a,b": "1,2", "c": "3"}])
    );
    check_with(&json!({"delimiter": ":"}), "a:b,c\n1:2,3", &json!([{"a": "1", "b,c": "2,3"}]), &[]);
    for delimiter in ["\"", "\n", "a", "é", "\0"] {
        let failure = options(json!({"csv": {"delimiter": delimiter}})).prepare().unwrap_err();
        assert_eq!(
            (failure.code(), failure.at()),
            (Some("response-csv-delimiter"), Some("/response/csv/delimiter"))
        );
    }
}

#[test]
fn no_cell_is_dropped() {
    check(
        "a,b\n1\n2,3,4,5\n6,7",
        &json!([{"a": "1"}, {"a": "2", "b": "3", "column_3": "4", "column_4": "5"}, {"a": "6", "b": "7"}]),
        &[RowRagged],
    );
    let decoded = decode(b"a,b\n1,2\n\"x\ny\",2,3\n4\n", None, ResponseForm::Csv).unwrap();
    let note = &decoded.notes[0];
    assert_eq!((note.count, note.line, note.detail.as_deref()), (2, Some(3), Some("3")));
}

#[test]
fn every_column_has_a_name_of_its_own() {
    check(
        "a,,a,a,\n1,2,3,4,5",
        &json!([{"a": "1", "column_2": "2", "a_2": "3", "a_3": "4", "column_5": "5"}]),
        &[ColumnRenamed],
    );
    check(
        "a,a_2,a,\n1,2,3,4",
        &json!([{"a": "1", "a_2": "2", "a_2_": "3", "column_4": "4"}]),
        &[ColumnRenamed],
    );
    check("column_2,b\n1,2,3", &json!([{"column_2": "1", "b": "2", "column_3": "3"}]), &[RowRagged]);
    check("column_3,b\n1,2,3", &json!([{"column_3": "1", "b": "2", "column_3_": "3"}]), &[RowRagged]);
}

#[test]
fn a_quotation_mark_that_is_not_closed_is_told() {
    check("a,b\n\"1,2\n3,4", &json!([{"a": "1,2\n3,4"}]), &[QuoteUnpaired, RowRagged]);
}

#[test]
fn rows_do_not_take_more_memory_than_the_text_allows() {
    let long = format!("{}\n{}", "n".repeat(100_000), "a\n".repeat(100_000));
    let failure = decode(long.as_bytes(), None, ResponseForm::Csv).unwrap_err();
    assert!(failure.arguments()["reason"].contains("set header to false"), "{failure}");
    let wide = format!(
        "a
{}",
        ",".repeat(100_000)
    );
    let decoded = decode(wide.as_bytes(), None, ResponseForm::Csv);
    assert!(decoded.is_ok_and(|decoded| decoded.value.as_array().is_some_and(|rows| rows.len() == 1)));
    let short = "a\n".repeat(500_000);
    assert!(decode(short.as_bytes(), None, ResponseForm::Csv).is_err());
    let reader = options(json!({"csv": {"header": false}})).prepare().unwrap();
    assert!(reader.decode(short.as_bytes(), Some("text/csv")).is_ok_and(|decoded| decoded.form == Form::Csv));
}
