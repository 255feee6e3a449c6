//! Values against schemas: what is closed, what stays open, and how problems are told.
#![allow(clippy::needless_pass_by_value, reason = "rows are written as values")]

use serde_json::{Value, json};
use tomada_core::Locale;

use super::Schema;

/// The problems of `value`, as `at code`, or their words if that is what is expected.
#[track_caller]
fn check(schema: &Value, value: &Value, expected: &[&str]) {
    let schema = Schema::closed(schema).unwrap();
    let problems = schema.problems(value);
    let found = problems.iter().map(|it| format!("{} {}", it.at, it.code)).collect::<Vec<_>>();
    assert_eq!(found, expected, "of {value}");
}

#[track_caller]
fn words(schema: &Value, value: &Value, expected: &str) {
    let schema = Schema::closed(schema).unwrap();
    let words = schema.problems(value).iter().map(|it| it.in_words(Locale::En)).collect::<Vec<_>>();
    assert_eq!(words.join("; "), expected);
}

#[test]
fn a_field_that_is_not_described_is_refused_wherever_it_stands() {
    let inner = || json!({"type": "object", "properties": {"a": {"type": "integer"}}});
    let schema = json!({
        "type": "object",
        "properties": {
            "direct": inner(),
            "list": {"type": "array", "items": inner()},
            "pair": {"prefixItems": [inner()]},
            "map": {"type": "object", "additionalProperties": inner()},
            "by_pattern": {"patternProperties": {"^x": inner()}},
            "option": {"anyOf": [{"$ref": "#/$defs/Inner"}, {"type": "null"}]},
            "reference": {"$ref": "#/$defs/Inner"},
            "whole": {"allOf": [inner(), {"properties": {"b": {}}}]}
        },
        "$defs": {"Inner": {"type": "object", "properties": {"a": {"type": "integer"}, "deep": inner()}}}
    });
    let refuse = |value: Value, at: &str| check(&schema, &value, &[&format!("{at} input-unknown-field")]);
    check(&schema, &json!({}), &[]);
    refuse(json!({"zzz": 1}), "/zzz");
    refuse(json!({"direct": {"a": 1, "zzz": 1}}), "/direct/zzz");
    refuse(json!({"list": [{"a": 1}, {"zzz": 1}]}), "/list/1/zzz");
    refuse(json!({"pair": [{"zzz": 1}]}), "/pair/0/zzz");
    refuse(json!({"map": {"free": {"zzz": 1}}}), "/map/free/zzz");
    refuse(json!({"by_pattern": {"xa": {"zzz": 1}}}), "/by_pattern/xa/zzz");
    refuse(json!({"option": {"a": 1, "zzz": 1}}), "/option/zzz");
    refuse(json!({"reference": {"deep": {"zzz": 1}}}), "/reference/deep/zzz");
    refuse(json!({"whole": {"a": 1, "b": 2, "zzz": 1}}), "/whole/zzz");
    check(&schema, &json!({"whole": {"a": 1, "b": 2}, "option": null, "map": {"any": {"a": 1}}}), &[]);
}

#[test]
fn what_says_that_it_is_open_stays_open() {
    let open = json!({"type": "object", "properties": {"a": {}}, "additionalProperties": true});
    check(&open, &json!({"a": 1, "b": 2}), &[]);
    let free = json!({"properties": {"context": {"type": "object"}, "any": {}, "yes": true}});
    check(&free, &json!({"context": {"b": {"c": 1}}, "any": {"x": 1}, "yes": {"y": 1}}), &[]);
    let flattened =
        json!({"allOf": [{"properties": {"a": {}}}, {"additionalProperties": {"type": "string"}}]});
    check(&flattened, &json!({"b": "text"}), &[]);
}

#[test]
fn an_action_without_fields_takes_none() {
    check(&json!({"type": "object"}), &json!({"a": 1}), &["/a input-no-fields"]);
    check(&json!({}), &json!({"a": 1}), &["/a input-no-fields"]);
    check(&json!({}), &json!({}), &[]);
}

/// A wrong value does not make its field unknown, in whatever way the schema is closed.
#[test]
fn a_field_that_is_wrong_is_told_once() {
    let alone = json!({"properties": {"a": {"type": "string"}}});
    check(&alone, &json!({"a": 1}), &["/a input-wrong-type"]);
    let whole = json!({"allOf": [{"properties": {"a": {"type": "string"}}}], "properties": {"b": {"type": "string"}}});
    check(
        &whole,
        &json!({"a": 1, "b": 1, "c": 1}),
        &["/a input-wrong-type", "/b input-wrong-type", "/c input-unknown-field"],
    );
}

#[test]
fn everything_wrong_is_told_in_the_order_of_places() {
    let schema = json!({
        "type": "object",
        "required": ["url", "method"],
        "properties": {
            "url": {"type": "string"},
            "method": {"enum": ["GET", "POST"]},
            "tries": {"type": "integer", "minimum": 1, "maximum": 5},
            "tags": {"type": "array", "maxItems": 1, "items": {"type": "string", "minLength": 2}}
        }
    });
    check(
        &schema,
        &json!({"metod": "GET", "tries": 9, "tags": ["a", "bc"]}),
        &[
            "/method input-missing-field",
            "/metod input-field-misspelt",
            "/tags input-wrong-count",
            "/tags/0 input-wrong-length",
            "/tries input-out-of-range",
            "/url input-missing-field",
        ],
    );
    words(
        &schema,
        &json!({"url": 1, "method": "PUT"}),
        "/method: found \"PUT\", accepted: \"GET\", \"POST\"; /url: found a whole number, expected text",
    );
    words(
        &schema,
        &json!({"url": "", "method": "GET", "metod": 1}),
        "/metod: there is no such field; did you mean method?",
    );
    words(
        &schema,
        &json!({"url": "", "method": "GET", "tries": 0}),
        "/tries: found 0, expected a number ≥ 1",
    );
    words(&schema, &json!([]), "#: the input is a list, expected an object with fields");
}

#[test]
fn of_several_schemas_the_nearest_one_speaks() {
    let schema = json!({"properties": {
        "body": {"oneOf": [
            {"type": "object", "required": ["kind", "text"],
             "properties": {"kind": {"const": "text"}, "text": {"type": "string"}}},
            {"type": "object", "required": ["kind", "json"],
             "properties": {"kind": {"const": "json"}, "json": {}, "pretty": {"type": "boolean"}}}
        ]},
        "mode": {"oneOf": [{"const": "fast"}, {"const": "slow"}]},
        "size": {"anyOf": [{"type": "integer"}, {"type": "string"}, {"type": "null"}]}
    }});
    check(&schema, &json!({"body": {"kind": "text", "text": "a"}}), &[]);
    check(&schema, &json!({"body": {"kind": "text"}}), &["/body/text input-missing-field"]);
    check(&schema, &json!({"body": 1}), &["/body input-wrong-type"]);
    words(&schema, &json!({"mode": "medium"}), "/mode: found \"medium\", accepted: \"fast\", \"slow\"");
    words(
        &schema,
        &json!({"size": 1.5}),
        "/size: found a number, expected a whole number | nothing (null) | text",
    );
}

#[test]
fn names_with_odd_letters_become_right_pointers() {
    let schema = json!({"properties": {"x/y~z": {"type": "string"}}, "required": ["x/y~z"]});
    check(&schema, &json!({}), &["/x~1y~0z input-missing-field"]);
    check(&schema, &json!({"x/y~z": 1}), &["/x~1y~0z input-wrong-type"]);
    check(&schema, &json!({"x/y~z": "", "ã/": 1}), &["/ã~1 input-unknown-field"]);
}

#[test]
fn what_is_no_schema_says_why() {
    #[track_caller]
    fn refused(schema: Value) {
        assert!(Schema::closed(&schema).is_err(), "{schema}");
    }
    refused(json!({"type": "strin"}));
    refused(json!({"$ref": "https://example.com/schema.json"}));
    refused(json!({"properties": {"a": {"pattern": "("}}}));
    // Only a backtracking engine could match it, and take forever over it.
    refused(json!({"properties": {"a": {"pattern": "(a+)+\\1$"}}}));
}

#[test]
fn a_flood_of_problems_is_cut() {
    let schema = json!({"type": "object", "properties": {"list": {"items": {"type": "string"}}}});
    let value = json!({"list": vec![1; 1_000]});
    assert_eq!(Schema::closed(&schema).unwrap().problems(&value).len(), Schema::PROBLEMS_MAX);
}
