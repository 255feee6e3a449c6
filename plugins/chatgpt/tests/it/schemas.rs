//! The schema of an answer: what is known of it, what is refused, and that answers are judged as another judges them.

use chatgpt::schema::Schema;
use proptest::prelude::*;
use serde_json::{Value, json};
use tomada_sdk::Locale;

/// An object whose one field `a` is as `schema` says.
fn with_field(schema: &Value) -> Value {
    let properties = json!({ "a": schema });
    json!({ "type": "object", "properties": properties, "required": ["a"], "additionalProperties": false })
}

/// Whether `value` fits `schema`: the keyword that it breaks at `/a`, or below.
#[track_caller]
#[expect(clippy::needless_pass_by_value, reason = "rows read better without a mark before each value")]
fn check(schema: Value, value: Value, expected: Option<(&str, &str)>) {
    let schema = Schema::read(&with_field(&schema)).unwrap_or_else(|fault| panic!("{schema}: {fault:?}"));
    let found = schema.check(&json!({ "a": value })).err();
    let found = found.as_ref().map(|misfit| (misfit.at.as_str(), misfit.keyword));
    assert_eq!(found, expected, "{value}");
}

#[test]
fn an_answer_is_judged_by_each_keyword() {
    let types = [
        ("null", json!(null)),
        ("boolean", json!(false)),
        ("integer", json!(7)),
        ("number", json!(7.5)),
        ("string", json!("7")),
    ];
    for (name, value) in &types {
        for (other, wanted) in &types {
            let fits = name == other || (*name == "integer" && *other == "number");
            check(json!({ "type": other }), value.clone(), (!fits).then_some(("/a", "type")));
            assert!(wanted == value || name != other);
        }
        check(
            json!({ "type": ["object", name], "properties": {}, "additionalProperties": false }),
            value.clone(),
            None,
        );
    }
    check(json!({ "type": "integer" }), json!(7.0), None);
    check(json!({ "enum": ["x", 1, null] }), json!(1.0), None);
    check(json!({ "enum": ["x", 1, null] }), json!("1"), Some(("/a", "enum")));
    check(json!({ "const": [1] }), json!([2]), Some(("/a", "const")));
    check(json!({ "minimum": 1 }), json!(1), None);
    check(json!({ "minimum": 1 }), json!(0.5), Some(("/a", "minimum")));
    check(json!({ "maximum": 1 }), json!(1), None);
    check(json!({ "maximum": 1 }), json!(1.5), Some(("/a", "maximum")));
    check(json!({ "exclusiveMinimum": 1 }), json!(1), Some(("/a", "exclusiveMinimum")));
    check(json!({ "exclusiveMaximum": 1 }), json!(1), Some(("/a", "exclusiveMaximum")));
    check(json!({ "minimum": 1 }), json!("0"), None);
    check(json!({ "multipleOf": 0.1 }), json!(0.3), None);
    check(json!({ "multipleOf": 3 }), json!(-9), None);
    check(json!({ "multipleOf": 3 }), json!(10), Some(("/a", "multipleOf")));
    check(json!({ "minLength": 2, "maxLength": 2 }), json!("é🍵"), None);
    check(json!({ "minLength": 3 }), json!("é🍵"), Some(("/a", "minLength")));
    check(json!({ "maxLength": 1 }), json!("é🍵"), Some(("/a", "maxLength")));
    check(json!({ "pattern": "^[A-Z]{2}$" }), json!("BR"), None);
    check(json!({ "pattern": "b" }), json!("abc"), None);
    check(json!({ "pattern": "^[A-Z]{2}$" }), json!("br"), Some(("/a", "pattern")));
    let list = json!({ "type": "array", "items": { "type": "integer" }, "minItems": 1, "maxItems": 2 });
    check(list.clone(), json!([1, 2]), None);
    check(list.clone(), json!([]), Some(("/a", "minItems")));
    check(list.clone(), json!([1, 2, 3]), Some(("/a", "maxItems")));
    check(list, json!([1, "2"]), Some(("/a/1", "type")));
    check(with_field(&json!({})), json!({}), Some(("/a/a", "required")));
    check(with_field(&json!({})), json!({ "a": 1, "b/c~": 2 }), Some(("/a/b~1c~0", "additionalProperties")));
    let either = json!({ "anyOf": [{ "type": "null" }, { "type": "string" }] });
    check(either.clone(), json!("x"), None);
    check(either, json!(1), Some(("/a", "anyOf")));
}

#[test]
fn formats_are_judged() {
    let rows: [(&str, &[&str], &[&str]); 9] = [
        ("date", &["2026-02-28", "0001-12-31"], &["2026-13-01", "2026-1-1", "2026-02-32", "2026-02-28T", ""]),
        ("time", &["23:59:60Z", "00:00:00.5-03:00"], &["24:00:00Z", "12:00:00", "12:00Z"]),
        (
            "date-time",
            &["2026-11-24T10:00:00Z", "2026-11-24t10:00:00+01:00"],
            &["2026-11-24", "2026-11-24 10:00:00Z"],
        ),
        (
            "duration",
            &["P3Y6M4DT12H30M5S", "P2W", "PT36H", "P1D"],
            &["P", "PT", "P1S", "P1DT", "1D", "P1M1Y"],
        ),
        ("email", &["ana@example.com", "a.b+c@x"], &["ana", "@x", "ana@", "a b@x", "a@b@c"]),
        ("hostname", &["example.com", "a-b.c1", "localhost"], &["-a.b", "a..b", "a_b", "é.com", "a."]),
        ("ipv4", &["127.0.0.1"], &["256.0.0.1", "1.2.3", "01.2.3.4"]),
        ("ipv6", &["::1", "2001:db8::7"], &["1.2.3.4", ":::", "fe80::1%eth0"]),
        ("uuid", &["123e4567-e89b-12d3-a456-426614174000"], &["123e4567e89b12d3a456426614174000", "x"]),
    ];
    for (name, good, bad) in rows {
        for text in good {
            check(json!({ "format": name }), json!(text), None);
        }
        for text in bad {
            check(json!({ "format": name }), json!(text), Some(("/a", "format")));
        }
        check(json!({ "format": name }), json!(1), None);
    }
}

#[test]
fn what_would_not_be_judged_is_refused_with_its_place() {
    #[track_caller]
    fn refused(schema: &Value, at: &str, word: &str) {
        let fault = Schema::read(schema).expect_err("it is refused");
        assert_eq!(fault.at, at, "{schema}");
        for locale in Locale::ALL {
            assert!(fault.reason(locale).contains(word), "{schema}: {}", fault.reason(locale));
        }
    }
    let field = |schema: Value| with_field(&schema);
    refused(&json!({ "type": "string" }), "", "object");
    refused(&json!([]), "", "");
    refused(&json!({ "anyOf": [{ "type": "null" }] }), "", "anyOf");
    refused(&field(json!({ "allOf": [] })), "/properties/a/allOf", "allOf");
    refused(&field(json!({ "type": "strin" })), "/properties/a/type", "strin");
    refused(&field(json!({ "type": 1 })), "/properties/a/type", "1");
    refused(&field(json!({ "enum": [] })), "/properties/a/enum", "enum");
    refused(&field(json!({ "minimum": "1" })), "/properties/a/minimum", "minimum");
    refused(&field(json!({ "multipleOf": 0 })), "/properties/a/multipleOf", "multipleOf");
    refused(&field(json!({ "format": "uri" })), "/properties/a/format", "uri");
    refused(&field(json!({ "pattern": "(?=a)" })), "/properties/a/pattern", "(?=a)");
    refused(&field(json!({ "pattern": "((a{99}){99}){99}" })), "/properties/a/pattern", "{99}");
    refused(&field(json!({ "type": "array" })), "/properties/a", "items");
    refused(&field(json!({ "$ref": "#/$defs/b" })), "/properties/a/$ref", "#/$defs/b");
    refused(&field(json!({ "$ref": "https://a.test/b" })), "/properties/a/$ref", "https://a.test/b");
    refused(
        &field(json!({ "type": "object" })),
        "/properties/a/additionalProperties",
        "additionalProperties",
    );
    let mut open = field(json!({ "type": "string" }));
    open["properties"]["b/"] = json!({ "$defs": {} });
    refused(&open, "/properties/b~1/$defs", "$defs");
    open["properties"]["b/"] = json!({});
    refused(&open, "/required", "b/");
    open["required"] = json!(["a", "b/", "c"]);
    refused(&open, "/required", "c");
}

#[test]
fn a_schema_that_names_itself_ends() {
    let tree = json!({ "anyOf": [{ "type": "null" }, { "$ref": "#" }] });
    let schema = Schema::read(&with_field(&tree)).unwrap();
    let leaf = json!({ "a": null });
    let deep = (0..50).fold(leaf, |inner, _| json!({ "a": inner }));
    assert_eq!(schema.check(&deep), Ok(()));
    let mut endless = with_field(&json!({ "$ref": "#/$defs/one" }));
    endless["$defs"] = json!({ "one": { "$ref": "#/$defs/two" }, "two": { "$ref": "#/$defs/one" } });
    let misfit = Schema::read(&endless).unwrap().check(&json!({ "a": 1 })).unwrap_err();
    assert_eq!((misfit.at.as_str(), misfit.keyword), ("/a", "$ref"));
}

/// Two ways at each level would be 2⁶⁰ in the end.
#[test]
fn the_work_is_bounded() {
    let list = json!({ "type": "array", "items": { "$ref": "#/$defs/one" } });
    let mut schema = with_field(&json!({ "$ref": "#/$defs/one" }));
    schema["$defs"] = json!({ "one": { "anyOf": [list, list, { "type": "null" }] } });
    let deep = (0..60).fold(json!(1), |inner, _| json!([inner]));
    assert!(Schema::read(&schema).unwrap().check(&json!({ "a": deep })).is_err());
    let long = "a".repeat(1_100_000);
    check(json!({ "pattern": "^a" }), json!(long), Some(("/a", "pattern")));
}

fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        (-3_i64..4).prop_map(Value::from),
        (-6_i32..7).prop_map(|halves| json!(f64::from(halves) / 2.0)),
        "[ab]{0,3}".prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 12, 3, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..3).prop_map(Value::from),
            prop::collection::btree_map("[xy]", inner, 0..3).prop_map(|fields| json!(fields)),
        ]
    })
}

fn schema() -> impl Strategy<Value = Value> {
    let name = prop::sample::select(vec!["null", "boolean", "integer", "number", "string"]);
    let bound = prop::sample::select(vec![
        "minimum",
        "maximum",
        "exclusiveMinimum",
        "exclusiveMaximum",
        "minLength",
        "maxLength",
    ]);
    let leaf = prop_oneof![
        name.prop_map(|name| json!({ "type": name })),
        prop::collection::vec(value(), 1..4).prop_map(|values| json!({ "enum": values })),
        value().prop_map(|value| json!({ "const": value })),
        (bound, 0..3).prop_map(|(name, bound)| json!({ name: bound })),
        (1..3).prop_map(|of| json!({ "multipleOf": of })),
        "\\^?[ab]{1,2}\\$?".prop_map(|pattern| json!({ "pattern": pattern })),
        Just(json!({ "$ref": "#/$defs/leaf" })),
    ];
    leaf.prop_recursive(3, 12, 3, |inner| {
        let list = (inner.clone(), 0..2, 1..4);
        prop_oneof![
            prop::collection::vec(inner.clone(), 1..3).prop_map(|choices| json!({ "anyOf": choices })),
            list.prop_map(|(items, least, most)| {
                json!({ "type": "array", "items": items, "minItems": least, "maxItems": most })
            }),
            prop::collection::btree_map("[xy]", inner, 0..3).prop_map(|fields| {
                let names = fields.keys().cloned().collect::<Vec<_>>();
                json!({ "type": "object", "properties": fields, "required": names, "additionalProperties": false })
            }),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    /// The library with which the host checks inputs judges answers in the same way.
    #[test]
    fn another_judges_the_same(schema in schema(), value in value()) {
        let mut whole = with_field(&schema);
        whole["$defs"] = json!({ "leaf": { "type": ["string", "null"] } });
        let answer = json!({ "a": value });
        let other = jsonschema::draft202012::new(&whole).unwrap();
        let own = Schema::read(&whole).unwrap().check(&answer);
        prop_assert_eq!(own.is_ok(), other.is_valid(&answer), "{}\n{}\n{:?}", whole, answer, own);
    }

    /// Anything can come as a schema, and anything as an answer.
    #[test]
    fn nothing_breaks_it(schema in value(), answer in value()) {
        if let Ok(schema) = Schema::read(&with_field(&schema)) {
            let _ = schema.check(&answer);
        }
        let _ = Schema::read(&schema);
    }
}
