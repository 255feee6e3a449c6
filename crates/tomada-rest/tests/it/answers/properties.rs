//! Any bytes are decoded or refused, and what comes out is in proportion; what is written comes back when it is read.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use proptest::prelude::*;
use serde_json::{Map, Value, json};
use tomada_core::Headers;
use tomada_rest::{Answered, Mapping, MappingSource, ResponseForm, decode};

use super::options;

const FORMS: [ResponseForm; 9] = [
    ResponseForm::Auto,
    ResponseForm::Json,
    ResponseForm::Xml,
    ResponseForm::Csv,
    ResponseForm::Jsonl,
    ResponseForm::Form,
    ResponseForm::Html,
    ResponseForm::Text,
    ResponseForm::Base64,
];

const CONTENT_TYPES: [Option<&str>; 9] = [
    None,
    Some("application/json"),
    Some("text/xml; charset=utf-16"),
    Some("text/csv; charset=shift_jis"),
    Some("application/x-ndjson"),
    Some("application/x-www-form-urlencoded"),
    Some("text/html"),
    Some("text/plain; charset=gb18030"),
    Some("application/octet-stream"),
];

/// Pieces that mean something to one of the decoders, in any order.
fn nearly() -> impl Strategy<Value = Vec<u8>> {
    let pieces = prop::sample::select(vec![
        &b"{"[..],
        b"}",
        b"[",
        b"]",
        b"\"",
        b":",
        b",",
        b"\\",
        b"\\u",
        b"d800",
        b"\\ud83d\\ude00",
        b"null",
        b"1e999",
        b"-0",
        b"123456789012345678901",
        b"\0",
        b"\xff",
        b"\xfe\xff",
        b"\xff\xfe",
        b"\xef\xbb\xbf",
        b"\xc3\xa9",
        b"<",
        b">",
        b"</",
        b"/>",
        b"<a>",
        b"</a>",
        b"<a x='1'",
        b"<p:b xmlns:p='urn:p'>",
        b"</p:b>",
        b"<![CDATA[",
        b"]]>",
        b"<!--",
        b"-->",
        b"<?xml version='1.0' encoding='",
        b"?>",
        b"<!DOCTYPE",
        b"&amp;",
        b"&#x0;",
        b"&x;",
        b"=",
        b"&",
        b"%",
        b"%zz",
        b"+",
        b";",
        b"\t",
        b"|",
        b"\r\n",
        b"\n",
        b"\x1e",
        b"sep=;\n",
        b" ",
        b"a",
        b"7",
        b"<script type=application/ld+json>",
        b"</script>",
        b"<title>",
        b"<meta charset=",
        b"<a href=x>",
    ]);
    let piece =
        prop_oneof![8 => pieces.prop_map(<[u8]>::to_vec), 1 => prop::collection::vec(any::<u8>(), 1..4)];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

/// About how much memory a value takes.
fn weight(value: &Value) -> usize {
    32 + match value {
        Value::String(text) => text.len(),
        Value::Array(items) => items.iter().map(weight).sum(),
        Value::Object(members) => {
            members.iter().map(|(name, value)| 32 + name.len() + weight(value)).sum::<usize>()
        }
        _ => 0,
    }
}

fn depth(value: &Value) -> usize {
    match value {
        Value::Array(items) => 1 + items.iter().map(depth).max().unwrap_or(0),
        Value::Object(members) => 1 + members.values().map(depth).max().unwrap_or(0),
        _ => 0,
    }
}

/// A tree as the rules for XML make it, which is also what they make of it when it is written: elements by name, each
/// a text, an object, or a list of several.
fn element() -> impl Strategy<Value = Value> {
    let name = "[a-z][a-z0-9_.-]{0,4}";
    let text = "[^\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\r]{0,12}";
    let attributes = prop::collection::btree_map(name, text, 0..3);
    let leaf = (attributes.clone(), text).prop_map(|(attributes, text)| with(attributes, Map::new(), &text));
    leaf.prop_recursive(4, 40, 5, move |inner| {
        let several = prop::collection::vec(inner, 1..4).prop_map(|mut several| match several.len() {
            1 => several.remove(0),
            _ => Value::Array(several),
        });
        let children = prop::collection::btree_map(name, several, 1..4);
        (attributes.clone(), children)
            .prop_map(|(attributes, children)| with(attributes, children.into_iter().collect(), ""))
    })
}

fn with(attributes: BTreeMap<String, String>, mut members: Map<String, Value>, text: &str) -> Value {
    // The value of an attribute has no line breaks and tabs of its own.
    let attributes = attributes
        .into_iter()
        .map(|(name, value)| (format!("@{name}"), Value::from(value.replace(['\n', '\t'], " "))));
    members.extend(attributes);
    if members.is_empty() {
        return Value::from(text);
    }
    if !text.is_empty() {
        members.insert("#text".to_owned(), Value::from(text));
    }
    Value::Object(members)
}

fn write(name: &str, value: &Value, xml: &mut String) {
    let escape = |text: &str| {
        text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
    };
    match value {
        Value::Array(several) => several.iter().for_each(|value| write(name, value, xml)),
        Value::Object(members) => {
            write!(xml, "<{name}").unwrap();
            for (name, value) in
                members.iter().filter_map(|(name, value)| Some((name.strip_prefix('@')?, value)))
            {
                write!(xml, " {name}=\"{}\"", escape(value.as_str().unwrap())).unwrap();
            }
            *xml += ">";
            for (name, value) in members.iter().filter(|(name, _)| !name.starts_with('@')) {
                match name.as_str() {
                    "#text" => *xml += &escape(value.as_str().unwrap()),
                    name => write(name, value, xml),
                }
            }
            write!(xml, "</{name}>").unwrap();
        }
        text => write!(xml, "<{name}>{}</{name}>", escape(text.as_str().unwrap())).unwrap(),
    }
}

fn quoted(cell: &str) -> String {
    format!("\"{}\"", cell.replace('"', "\"\""))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_decoded_or_refused(
        bytes in prop_oneof![nearly(), prop::collection::vec(any::<u8>(), 0..300)],
        content_type in prop::sample::select(CONTENT_TYPES.to_vec()),
    ) {
        for form in FORMS {
            match decode(&bytes, content_type, form) {
                Ok(decoded) => {
                    prop_assert!(weight(&decoded.value) <= 256 * (bytes.len() + 8), "{form:?} {content_type:?}");
                    prop_assert!(depth(&decoded.value) <= 101);
                    prop_assert!(decoded.notes.len() <= 8);
                }
                Err(failure) => {
                    prop_assert!(form != ResponseForm::Auto);
                    prop_assert_eq!(failure.code(), Some("answer-not-of-form"));
                    let byte = failure.arguments()["byte"].parse::<usize>().unwrap();
                    prop_assert!(byte <= 3 * bytes.len() + 3);
                }
            }
        }
    }

    #[test]
    fn json_is_what_serde_makes_of_it(bytes in nearly()) {
        if let Ok(expected) = serde_json::from_slice::<Value>(&bytes) {
            prop_assert_eq!(decode(&bytes, None, ResponseForm::Json).unwrap().value, expected);
        }
    }

    #[test]
    fn xml_that_is_written_comes_back(tree in element()) {
        let mut xml = String::new();
        write("root", &tree, &mut xml);
        let decoded = decode(xml.as_bytes(), None, ResponseForm::Xml).unwrap();
        prop_assert_eq!(decoded.value, json!({"root": tree}), "{}", xml);
        prop_assert!(decoded.notes.is_empty());
    }

    #[test]
    fn a_table_that_is_written_comes_back(
        rows in (1_usize..6).prop_flat_map(|width| prop::collection::vec(prop::collection::vec("[^\\x00]{0,8}", width), 1..8)),
        delimiter in prop::sample::select(vec![',', ';', '\t', '|', ':']),
    ) {
        // A row of one empty cell that is not quoted is an empty line, so all are quoted.
        let line = |row: &Vec<String>| row.iter().map(|cell| quoted(cell)).collect::<Vec<_>>().join(&delimiter.to_string());
        let text = rows.iter().map(line).collect::<Vec<_>>().join("\r\n");
        let settings = json!({"as": "csv", "csv": {"header": false, "delimiter": delimiter}});
        let decoded = options(settings).prepare().unwrap().decode(text.as_bytes(), Some("text/csv; charset=utf-8")).unwrap();
        prop_assert_eq!(decoded.value, json!(rows));
        prop_assert!(decoded.notes.is_empty());
    }

    #[test]
    fn any_expression_ends(
        pieces in prop::collection::vec(prop::sample::select(vec![
            "a", "b", "@", ".", "[", "]", "[]", "[*]", "*", "[?", "{", "}", ":", ",", "|", "||", "&&", "&", "!", "==", "<",
            "(", ")", "'x'", "`1`", "`[1, 2]`", "\"q\"", "0", "-1", "::", "sort_by(", "map(&", "length(@)", "to_array(@)",
            "join('', ", "[@,@]", "merge(@, @)", "not_null(", "[::-1]", "values(@)", "reverse(@)", "body()", " ",
        ]), 0..25),
        tail in any::<String>(),
    ) {
        let body = json!({"a": [{"b": 1, "a": ["x", "y"]}, {"b": 2}], "b": {"a": "text"}, "q": null});
        let source = pieces.concat();
        for source in [source.clone(), source + &tail] {
            if let Ok(mapping) = Mapping::compile(&MappingSource::One(source)) {
                let mapped = mapping.apply(&Answered { body: &body, status: 200, headers: &Headers::default() });
                if let Ok(mapped) = mapped {
                    prop_assert!(depth(&mapped) <= 100);
                }
            }
        }
    }
}
