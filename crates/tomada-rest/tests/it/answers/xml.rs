//! XML to JSON: the rules of the decoder's own documentation, one row each.

use serde_json::{Value, json};
use tomada_core::Kind;
use tomada_rest::NoteCode::{MixedContent, NamespaceUnknown, NamespacesMixed, NotAsDeclared};
use tomada_rest::{Decoded, Form, NoteCode, ResponseForm, decode};

use super::{auto, codes, options};

#[track_caller]
fn read(xml: &str, settings: &Value) -> Decoded {
    let reader = options(json!({"as": "xml", "xml": settings})).prepare().unwrap();
    reader.decode(xml.as_bytes(), None).unwrap()
}

#[track_caller]
fn noted(xml: &str, expected: &Value, notes: &[NoteCode]) {
    let decoded = read(xml, &json!({}));
    assert_eq!((&decoded.value, codes(&decoded)), (expected, notes.to_vec()), "{xml}");
}

#[track_caller]
fn check(xml: &str, expected: &Value) {
    noted(xml, expected, &[]);
}

#[test]
fn text_attributes_and_elements() {
    check("<a>text</a>", &json!({"a": "text"}));
    check("<a/>", &json!({"a": ""}));
    check("<a></a>", &json!({"a": ""}));
    check("<a> x\r\ny </a>", &json!({"a": " x\ny "}));
    check("<a x='1'/>", &json!({"a": {"@x": "1"}}));
    check("<a x=\"1\" y='&lt;&#65;'>text</a>", &json!({"a": {"@x": "1", "@y": "<A", "#text": "text"}}));
    check("<a x='1'><b>2</b></a>", &json!({"a": {"@x": "1", "b": "2"}}));
    check("<a><b><c>007</c></b></a>", &json!({"a": {"b": {"c": "007"}}}));
    check(
        "<?xml version='1.0' encoding='UTF-8'?>\n<!-- c --><a>\n  <b>1</b>\n  <?pi x?>\n</a>\n<!-- d -->",
        &json!({"a": {"b": "1"}}),
    );
}

#[test]
fn what_stands_several_times_is_a_list() {
    check("<a><b>1</b><b>2</b></a>", &json!({"a": {"b": ["1", "2"]}}));
    check("<a><b>1</b><c/><b x='y'/></a>", &json!({"a": {"b": ["1", {"@x": "y"}], "c": ""}}));
    let settings = json!({"lists": ["order.items.item", "order.note", "a.b-c"]});
    let one = read("<order><items><item>1</item></items><note/></order>", &settings);
    assert_eq!(one.value, json!({"order": {"items": {"item": ["1"]}, "note": [""]}}));
    let two = read("<order><items><item>1</item><item>2</item></items></order>", &settings);
    assert_eq!(two.value, json!({"order": {"items": {"item": ["1", "2"]}}}));
    let elsewhere = read("<order><item>1</item><x><items><item>1</item></items></x></order>", &settings);
    assert_eq!(elsewhere.value, json!({"order": {"item": "1", "x": {"items": {"item": "1"}}}}));
    assert_eq!(read("<a><b-c>1</b-c><b>2</b></a>", &settings).value, json!({"a": {"b-c": ["1"], "b": "2"}}));
    assert_eq!(read("<x.y><z>1</z></x.y>", &json!({"lists": ["x.y.z"]})).value, json!({"x.y": {"z": ["1"]}}));
}

#[test]
fn text_beside_elements_is_kept_without_its_order() {
    noted(
        "<p>one <b>2</b> three</p>",
        &json!({"p": {"#text": ["one ", " three"], "b": "2"}}),
        &[MixedContent],
    );
    noted("<p>one<b/> </p>", &json!({"p": {"#text": "one", "b": ""}}), &[MixedContent]);
    noted("<p><b/><![CDATA[ ]]></p>", &json!({"p": {"#text": " ", "b": ""}}), &[MixedContent]);
}

#[test]
fn character_data_and_entities_are_their_text() {
    check("<a><![CDATA[<x>&amp;]]></a>", &json!({"a": "<x>&amp;"}));
    check("<a>a<![CDATA[b]]>c</a>", &json!({"a": "abc"}));
    check("<a>&lt;&gt;&amp;&quot;&apos;&#233;&#x1F600;</a>", &json!({"a": "<>&\"'é😀"}));
}

#[test]
fn nil_is_null() {
    let xsi = "xmlns:i='http://www.w3.org/2001/XMLSchema-instance'";
    check(
        &format!(
            "<r {xsi}><a i:nil='true'/><b i:nil='1' x='y'/><c i:nil='false'/><d i:type='t'/><e nil='true'/></r>"
        ),
        &json!({"r": {
            "a": null, "b": {"@x": "y", "#text": null}, "c": {"@nil": "false"}, "d": {"@type": "t"}, "e": {"@nil": "true"},
        }}),
    );
}

#[test]
fn prefixes_never_decide() {
    let expected = json!({"e": {"@xmlns": "urn:a", "b": {"@xmlns": "urn:b", "c": "1"}, "d": "2"}});
    check("<e xmlns='urn:a'><b xmlns='urn:b'><c>1</c></b><d>2</d></e>", &expected);
    check("<x:e xmlns:x='urn:a' xmlns:y='urn:b'><y:b><y:c>1</y:c></y:b><x:d>2</x:d></x:e>", &expected);
    check("<y:e xmlns:y='urn:a' xmlns:x='urn:b'><x:b><x:c>1</x:c></x:b><y:d>2</y:d></y:e>", &expected);
    check(
        "<e xmlns='urn:a'><b xmlns=''><c/></b></e>",
        &json!({"e": {"@xmlns": "urn:a", "b": {"@xmlns": "", "c": ""}}}),
    );
    noted("<q:a><b/></q:a>", &json!({"a": {"b": ""}}), &[NamespaceUnknown]);
}

#[test]
fn a_builder_names_namespaces() {
    let feed = |m: &str| {
        format!(
            "<rss xmlns:{m}='http://search.yahoo.com/mrss/'><item><title>a</title><{m}:title {m}:x='1' y='2'>b</{m}:title></item></rss>"
        )
    };
    let settings =
        json!({"namespaces": {"media": "http://search.yahoo.com/mrss/"}, "lists": ["rss.item.media:title"]});
    for prefix in ["m", "media", "q"] {
        assert_eq!(
            read(&feed(prefix), &settings).value,
            json!({"rss": {"item": {"title": "a", "media:title": [{"@media:x": "1", "@y": "2", "#text": "b"}]}}})
        );
        noted(
            &feed(prefix),
            &json!({"rss": {"item": {"title": ["a", {"@xmlns": "http://search.yahoo.com/mrss/", "@x": "1", "@y": "2", "#text": "b"}]}}}),
            &[NamespacesMixed],
        );
    }
    noted(
        "<r xmlns:p='urn:p'><a p:x='1' x='2'/></r>",
        &json!({"r": {"a": {"@x": ["1", "2"]}}}),
        &[NamespacesMixed],
    );
}

#[test]
fn a_soap_answer_is_readable() {
    let answer = r#"<?xml version="1.0" encoding="utf-8"?>
<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/">
  <soap:Body>
    <GetPriceResponse xmlns="https://shop.example/prices">
      <Price currency="BRL">10.50</Price>
      <Item><Name>Caf&#233;</Name></Item>
    </GetPriceResponse>
  </soap:Body>
</soap:Envelope>"#;
    let decoded = auto(answer.as_bytes(), Some("text/xml; charset=utf-8"));
    assert_eq!((decoded.form, codes(&decoded)), (Form::Xml, vec![]));
    assert_eq!(
        decoded.value,
        json!({"Envelope": {"@xmlns": "http://schemas.xmlsoap.org/soap/envelope/", "Body": {"GetPriceResponse": {
            "@xmlns": "https://shop.example/prices",
            "Price": {"@currency": "BRL", "#text": "10.50"},
            "Item": {"Name": "Café"},
        }}}})
    );
}

#[test]
fn a_soap_fault_is_readable() {
    let fault = r#"<S:Envelope xmlns:S="http://schemas.xmlsoap.org/soap/envelope/"><S:Body><S:Fault>
        <faultcode>S:Client</faultcode><faultstring>Unknown item</faultstring>
        <detail><e:code xmlns:e="urn:e">42</e:code></detail>
    </S:Fault></S:Body></S:Envelope>"#;
    let fault = auto(fault.as_bytes(), Some("application/soap+xml")).value;
    assert_eq!(
        fault["Envelope"]["Body"]["Fault"],
        json!({"faultcode": "S:Client", "faultstring": "Unknown item",
        "detail": {"@xmlns": "", "code": "42"}})
    );
}

#[test]
fn it_is_recognised_by_its_type_or_its_declaration() {
    for content_type in [
        "text/xml",
        "application/xml",
        "application/atom+xml",
        "image/svg+xml",
        "Application/SOAP+XML; charset=utf-8",
    ] {
        assert_eq!(auto(b"<a/>", Some(content_type)).form, Form::Xml, "{content_type}");
    }
    for content_type in [None, Some("text/plain"), Some("text/html"), Some("application/octet-stream")] {
        assert_eq!(auto(b"<a/>", content_type).form, Form::Text);
        assert_eq!(auto(b"\n<?xml version='1.0'?><a/>".trim_ascii(), content_type).form, Form::Xml);
    }
    let decoded = auto(b"<a>\n<b></a>", Some("text/xml"));
    assert_eq!(
        (decoded.form, decoded.value.as_str(), codes(&decoded)),
        (Form::Text, Some("<a>\n<b></a>"), vec![NotAsDeclared])
    );
    assert_eq!(decoded.notes[0].line, Some(2));
}

#[test]
fn its_own_declaration_of_characters_counts() {
    let decoded = auto(b"<?xml version='1.0' encoding='ISO-8859-1'?><a>caf\xe9</a>", Some("application/xml"));
    assert_eq!((decoded.value, decoded.charset), (json!({"a": "café"}), Some("windows-1252")));
    let utf_16 = "<?xml version=\"1.0\" encoding=\"UTF-16\"?><a>é</a>"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect::<Vec<_>>();
    assert_eq!(auto(&utf_16, Some("application/xml")).value, json!({"a": "é"}));
    assert_eq!(
        auto("<?xml version='1.0' encoding='UTF-16'?><a>é</a>".as_bytes(), None).value,
        json!({"a": "é"})
    );
}

#[test]
fn options_are_checked() {
    #[track_caller]
    fn refused(options: Value, code: &str, at: &str) {
        let failure = super::options(options).prepare().unwrap_err();
        assert_eq!(
            (failure.kind(), failure.code(), failure.at()),
            (Kind::InvalidInput, Some(code), Some(at))
        );
    }
    refused(json!({"xml": {"lists": ["a.b", "a..b"]}}), "response-xml-path", "/response/xml/lists/1");
    refused(json!({"xml": {"lists": [""]}}), "response-xml-path", "/response/xml/lists/0");
    refused(json!({"xml": {"lists": vec!["a"; 101]}}), "response-xml-too-many", "/response/xml");
    refused(
        json!({"xml": {"namespaces": {"a:b": "urn:x"}}}),
        "response-xml-prefix",
        "/response/xml/namespaces/a:b",
    );
    refused(
        json!({"xml": {"namespaces": {"a": "urn:x", "b": "urn:x"}}}),
        "response-xml-prefix",
        "/response/xml/namespaces/b",
    );
    refused(json!({"as": "json", "xml": {}}), "response-option-idle", "/response/xml");
    refused(json!({"as": "xml", "csv": {}}), "response-option-idle", "/response/csv");
    assert!(decode(b"<a/>", None, ResponseForm::Xml).is_ok());
}
