//! Documents that are made to harm, or are no documents.

use tomada_rest::{ResponseForm, decode};

use super::not;

#[track_caller]
fn refused(xml: &str, reason: &str) {
    let failure = decode(xml.as_bytes(), None, ResponseForm::Xml).unwrap_err();
    let found = &failure.arguments()["reason"];
    assert!(found.contains(reason), "{found}");
    assert!(found.len() < 300, "{found}");
}

#[track_caller]
fn value(xml: &str) -> serde_json::Value {
    decode(xml.as_bytes(), None, ResponseForm::Xml).unwrap().value
}

#[test]
fn a_document_type_is_refused_whatever_it_says() {
    for xml in [
        "<!DOCTYPE a><a/>",
        "<!DOCTYPE a SYSTEM 'http://127.0.0.1/x.dtd'><a/>",
        "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>",
        "<!DOCTYPE a [<!ENTITY % x SYSTEM 'http://127.0.0.1/'>%x;]><a/>",
        "<!DOCTYPE l [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;'>]><l>&b;&b;</l>",
        "<?xml version='1.0'?><!DOCTYPE html PUBLIC '-//W3C//DTD XHTML 1.0 Strict//EN' 'x.dtd'><html/>",
    ] {
        refused(xml, "a document type (DTD) is not read");
    }
    let utf_7 = "<?xml version='1.0' encoding='UTF-7'?>+ADwAIQ-DOCTYPE a><a/>";
    assert!(decode(utf_7.as_bytes(), None, ResponseForm::Xml).is_err());
}

#[test]
fn entities_are_five() {
    refused("<a>&nbsp;</a>", "the entity “&nbsp;” is not one of the five of XML");
    refused("<a x='&xxe;'/>", "xxe");
    refused("<a>&#0;</a>", "");
    refused("<a>&#x110000;</a>", "");
    refused("<a>&#99999999999999999999;</a>", "");
    refused("<a>a & b</a>", "");
}

#[test]
fn what_is_not_well_formed_is_told_with_its_place() {
    not(ResponseForm::Xml, b"<a>\n  <b></a>", ("2", "6", "9"), "expected `</b>`");
    not(ResponseForm::Xml, b"<a>", ("1", "4", "3"), "“a” is not closed");
    not(ResponseForm::Xml, b"<a/><b/>", ("1", "5", "4"), "second root");
    not(ResponseForm::Xml, b"<a/>text", ("1", "5", "4"), "outside of the root");
    not(ResponseForm::Xml, b"text", ("1", "1", "0"), "outside of the root");
    not(ResponseForm::Xml, b"<!-- only -->", ("1", "14", "13"), "no element");
    not(ResponseForm::Xml, b"<a x='1' x='2'/>", ("1", "1", "0"), "“x” stands twice");
    not(ResponseForm::Xml, b"<a x=1/>", ("1", "1", "0"), "");
    not(ResponseForm::Xml, b"</a>", ("1", "1", "0"), "");
    not(ResponseForm::Xml, b"<a", ("1", "1", "0"), "");
    refused("<r xmlns:p='urn:p' xmlns:q='urn:p'><a p:x='1' q:x='2'/></r>", "stands twice");
    refused("<a><#text>1</#text></a>", "is no name");
    refused("<a><@x>1</@x></a>", "is no name");
    refused("<a #text='1'/>", "is no name");
    refused("<a:></a:>", "is no name");
}

#[test]
fn limits_hold_and_what_is_within_them_is_read() {
    let nested = |depth: usize| "<a>".repeat(depth) + &"</a>".repeat(depth);
    assert!(value(&nested(50)).is_object());
    refused(&nested(51), "deeper than 50");
    refused(&nested(100_000), "deeper than 50");
    refused(&"<a>".repeat(1_000_000), "deeper than 50");
    let attributes = |count: usize| {
        let attributes = (0..count).map(|index| format!("a{index}=''")).collect::<Vec<_>>().join(" ");
        format!("<a {attributes}/>")
    };
    assert_eq!(value(&attributes(1_000))["a"].as_object().map(serde_json::Map::len), Some(1_000));
    refused(&attributes(40_000), "more than 1000 attributes");
    let declared = |count: usize| {
        let declared =
            (0..count).map(|index| format!("xmlns:p{index}='urn:{index}'")).collect::<Vec<_>>().join(" ");
        format!("<a {declared}/>")
    };
    assert!(value(&declared(128)).is_object());
    refused(&declared(40_000), "namespace");
    refused(&format!("<{}/>", "n".repeat(513)), "a name is longer than 512 bytes");
    refused(&format!("<a xmlns='{}'/>", "u".repeat(513)), "namespace is longer");
    refused(&format!("<a>{}</a>", "<b/>".repeat(1_000_000)), "more than 1000000");
}

/// A result is never deeper than what reads it, even if every element is in a list.
#[test]
fn the_result_is_not_too_deep() {
    let inner = (0..49).fold("<a x=''/><a/>".to_owned(), |inner, _| format!("<a>{inner}</a><a/>"));
    let xml = inner.strip_suffix("<a/>").unwrap();
    let text = value(xml).to_string();
    assert!(serde_json::from_str::<serde_json::Value>(&format!("[[[[[[[{text}]]]]]]]")).is_ok());
}

/// A namespace that is declared once can be named at each element.
#[test]
fn names_of_namespaces_do_not_multiply() {
    let long = "u".repeat(500);
    let many = "<p:a x=''><b x=''/></p:a>".repeat(20_000);
    refused(&format!("<r xmlns:p='{long}'>{many}</r>"), "namespaces change too often");
    let some = "<p:a x=''><b x=''/></p:a>".repeat(100);
    assert!(value(&format!("<r xmlns:p='{long}'>{some}</r>")).is_object());
}
