//! A value comes out of a form as it was put in, whatever the schema; errors find their fields.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::drawing::Drawing;
use super::{Form, Line, Posted, Shape};

fn schema() -> Value {
    json!({
        "$defs": {
            "Role": {"oneOf": [{"const": "user", "title": "User"}, {"const": "system"}]},
            "Message": {
                "type": "object",
                "properties": {"role": {"$ref": "#/$defs/Role"}, "text": {"type": "string"}},
                "required": ["role", "text"]
            },
            "Loop": {"type": "object", "properties": {"again": {"$ref": "#/$defs/Loop"}}}
        },
        "type": "object",
        "properties": {
            "a": {"type": "string"},
            "b": {"type": ["integer", "null"]},
            "c": {"type": "number"},
            "d": {"type": "boolean"},
            "e/~": {"enum": ["one", 2, null]},
            "f": {"type": "array", "items": {"$ref": "#/$defs/Message"}},
            "g": {"additionalProperties": {"type": "string"}, "type": "object"},
            "h": {"anyOf": [{"$ref": "#/$defs/Message"}, {"type": "null"}]},
            "i": {},
            "j": {"$ref": "#/$defs/Loop"},
            "k": {"type": "object", "additionalProperties": true},
            "l": {"type": "array", "items": {"type": "string"}}
        },
        "required": ["a"]
    })
}

fn any_json() -> impl Strategy<Value = Value> {
    let text = prop_oneof!["[a-z \\r\\n\"{}0-9~/]{0,8}", Just("user".to_owned()), Just("one".to_owned())];
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        (-1e9..1e9).prop_map(|number: f64| Value::from(number)),
        text.prop_map(Value::from),
    ];
    let name = prop_oneof!["[a-l]", Just("role".to_owned()), Just("text".to_owned()), Just("e/~".to_owned())];
    leaf.prop_recursive(4, 32, 4, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::btree_map(name.clone(), inner, 0..6).prop_map(Value::from_iter),
        ]
    })
}

fn drawing<'a>(posted: &'a Posted, errors: &'a [(String, String)], add: Option<&'a str>) -> Drawing<'a> {
    let (name_label, value_label, more_label) = (String::new(), String::new(), String::new());
    Drawing { posted, errors, name_label, value_label, more_label, add }
}

proptest! {
    #[test]
    fn a_value_comes_out_of_a_form_as_it_was_put_in(value in any_json()) {
        let shape = Shape::of(&schema());
        let mut posted = Posted::new();
        shape.write(&value, "/input", true, &mut posted);
        // What a browser does to the lines of a text.
        for text in posted.values_mut() {
            *text = text.replace("\r\n", "\n").replace('\n', "\r\n");
        }
        let mut wrong = Vec::new();
        prop_assert_eq!(shape.read(&posted, "/input", true, &mut wrong), Some(value));
        prop_assert_eq!(wrong, Vec::new());
    }
}

#[test]
fn what_is_wrong_is_told_at_its_field() {
    for (fields, at, message) in [
        (vec![("/b", "1.5"), ("/a", "x")], "/b", "page-form-integer"),
        (vec![("/c", "x"), ("/a", "x")], "/c", "page-form-number"),
        (vec![], "/a", "page-form-needed"),
        (vec![("/a", "x"), ("/f/0/role", "nobody"), ("/f/0/text", "t")], "/f/0/role", "page-form-choice"),
        (vec![("/a", "x"), ("/f/0/role", ""), ("/f/1/role", "user")], "/f/1/text", "page-form-needed"),
        (vec![("/a", "x"), ("/g/0/value", "v")], "/g/0/name", "page-form-needed"),
        (vec![("/a", "x"), ("/i~json", "{")], "/i", "page-form-json"),
        (
            vec![
                ("/a", "x"),
                ("/g/0/name", "n"),
                ("/g/0/value", "1"),
                ("/g/1/name", "n"),
                ("/g/1/value", "2"),
            ],
            "/g/1/name",
            "page-form-twice",
        ),
    ] {
        let posted: Posted =
            fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        let mut wrong = Vec::new();
        Shape::of(&schema()).read(&posted, "", true, &mut wrong);
        let found: Vec<_> = wrong.iter().map(|wrong| (wrong.at.as_str(), wrong.message)).collect();
        assert_eq!(found, [(at, message)], "{fields:?}");
    }
}

#[test]
fn what_was_typed_is_drawn_again_and_a_secret_is_not() {
    let schema = json!({"type": "object", "properties": {
        "count": {"type": "integer"},
        "key": {"type": "string", "writeOnly": true}
    }});
    let posted =
        Posted::from([("/count".to_owned(), "many".to_owned()), ("/key".to_owned(), "hidden".to_owned())]);
    let errors = [("/count".to_owned(), "No number.".to_owned())];
    let drawing = drawing(&posted, &errors, None);
    let form = Form::draw(&Shape::of(&schema), "", &drawing);
    let drawn: Vec<_> = form
        .lines
        .iter()
        .filter_map(|line| match line {
            Line::Field(field) => Some((field.name.as_str(), field.value.as_str(), field.error.as_str())),
            _ => None,
        })
        .collect();
    assert_eq!(drawn, [("/count", "many", "No number."), ("/key", "", "")]);
}

#[test]
fn the_fields_that_are_drawn_post_what_is_read() {
    let shape = Shape::of(&schema());
    let value = json!({"a": "x", "f": [{"role": "user", "text": "t"}], "g": {"n": "v"}, "k": {"z": [1]}});
    let mut posted = Posted::new();
    shape.write(&value, "", true, &mut posted);
    let drawing = drawing(&posted, &[], None);
    let fields = Form::draw(&shape, "", &drawing).lines.into_iter().filter_map(|line| match line {
        Line::Field(field) => Some((field.name, field.value)),
        _ => None,
    });
    let again: Posted = fields.collect();
    assert_eq!(shape.read(&again, "", true, &mut Vec::new()), Some(value));
}

/// A form's lines in short: fields by their names, groups with what is in them.
fn outline(form: &Form) -> String {
    let line = |line: &Line| match line {
        Line::Open { .. } => "{".to_owned(),
        Line::Close => "}".to_owned(),
        Line::Fold { is_open: true, filled, .. } => format!("[{filled}:"),
        Line::Fold { is_open: false, .. } => "(".to_owned(),
        Line::Unfold => ")".to_owned(),
        Line::Add { .. } => "+".to_owned(),
        Line::Field(field) => field.name.clone(),
    };
    form.lines.iter().map(line).collect::<Vec<_>>().join(" ")
}

#[test]
fn what_need_not_be_given_is_folded_until_it_is_begun() {
    let schema = json!({
        "type": "object", "required": ["z"], "examples": [{"b": 1}, {"a": 1, "b": 2}],
        "properties": {
            "a": {"type": "string"}, "b": {"type": "string"}, "c": {"type": "string"}, "z": {"type": "string"},
            "l": {"type": "array", "items": {"type": "object", "properties": {"t": {"type": "string"}}}}
        }
    });
    let wrong = [("/l/0/t".to_owned(), "No.".to_owned())];
    for (posted, errors, add, expected) in [
        (vec![], &[][..], None, "/z /b /a ( /c ( { /l/0/t } + ) )"),
        (vec![("/c", "x"), ("/l/0/t", "")], &[], None, "/z /b /a [1: /c ( { /l/0/t } { /l/1/t } + ) )"),
        (vec![("/l/0/t", "x")], &[], None, "/z /b /a [1: /c [1: { /l/0/t } { /l/1/t } + ) )"),
        (vec![], &wrong, None, "/z /b /a [0: /c [0: { /l/0/t } + ) )"),
        (vec![], &[], Some("/l"), "/z /b /a [0: /c [0: { /l/0/t } { /l/1/t } + ) )"),
    ] {
        let posted =
            posted.iter().map(|(name, text): &(&str, &str)| ((*name).to_owned(), (*text).to_owned()));
        let posted: Posted = posted.collect();
        let form = Form::draw(&Shape::of(&schema), "", &drawing(&posted, errors, add));
        assert_eq!(outline(&form), expected);
    }
}

#[test]
fn what_stays_folded_and_empty_is_read_as_absent() {
    let shape = Shape::of(&schema());
    let posted = Posted::from([("/a".to_owned(), "x".to_owned())]);
    let drawing = drawing(&posted, &[], None);
    let form = Form::draw(&shape, "", &drawing);
    assert!(form.lines.iter().any(|line| matches!(line, Line::Fold { is_open: false, .. })));
    let fields = form.lines.into_iter().filter_map(|line| match line {
        Line::Field(field) => Some((field.name, field.value)),
        _ => None,
    });
    let mut wrong = Vec::new();
    assert_eq!(shape.read(&fields.collect(), "", true, &mut wrong), Some(json!({"a": "x"})));
    assert_eq!(wrong, []);
}
