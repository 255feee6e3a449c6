//! No value, whatever its characters, changes the structure of a URL, a header or a JSON body.

use proptest::prelude::*;
use serde_json::{Value, json};
use tomada_rest::{BodyTemplate, Field, Fields, RequestTemplate, Scalar};
use url::Url;

use crate::world::{names, one};

/// Texts that are thick with the characters that mean something somewhere.
fn hostile() -> impl Strategy<Value = String> {
    let special = prop::sample::select(vec![
        "/",
        "\\",
        "?",
        "#",
        "&",
        "=",
        "@",
        ":",
        ";",
        "%",
        "%2f",
        "%2e",
        "..",
        ".",
        "//",
        " ",
        "+",
        "\t",
        "\r",
        "\n",
        "\0",
        "\"",
        "'",
        "\\\"",
        "{{",
        "}}",
        "{%",
        "%}",
        "{#",
        "<",
        ">",
        ",",
        "[",
        "]",
        "\u{85}",
        "\u{2028}",
        "\u{feff}",
        "é",
        "😀",
        "https://",
        "javascript:",
        "\\u0000",
        "null",
        "true",
    ]);
    prop::collection::vec(prop_oneof![3 => special.prop_map(str::to_owned), 1 => any::<String>()], 1..12)
        .prop_map(|parts| parts.concat())
}

fn template(url: &str) -> RequestTemplate {
    RequestTemplate { method: "GET".into(), url: url.into(), ..RequestTemplate::default() }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_url_keeps_its_structure(value in hostile()) {
        let names = names(&json!({ "v": value }));
        let template = template("https://a.example/x/{{ context.v }}/y?q={{ context.v }}&r=1#{{ context.v }}");
        match template.render(None, &names, [7; 16]) {
            Ok(request) => {
                let url = Url::parse(&request.url).unwrap();
                prop_assert_eq!(url.origin().ascii_serialization(), "https://a.example");
                prop_assert!(url.username().is_empty() && url.password().is_none());
                let segments = url.path().split('/').collect::<Vec<_>>();
                prop_assert_eq!((segments.len(), segments[1], segments[3]), (4, "x", "y"));
                let decoded = percent_decoded(segments[2]);
                prop_assert_eq!(decoded, value.clone());
                let pairs = url.query_pairs().collect::<Vec<_>>();
                prop_assert_eq!(pairs.len(), 2);
                prop_assert_eq!((&*pairs[0].0, &*pairs[0].1), ("q", value.as_str()));
                prop_assert_eq!((&*pairs[1].0, &*pairs[1].1), ("r", "1"));
            }
            Err(failure) => prop_assert_eq!(failure.code(), Some("url-value-is-step")),
        }
    }

    #[test]
    fn a_relative_url_stays_at_its_base(value in hostile()) {
        let names = names(&json!({ "v": value }));
        for url in ["{{ context.v }}/y", "x{{ context.v }}", "?q={{ context.v }}"] {
            match template(url).render(Some("https://a.example/v1"), &names, [7; 16]) {
                Ok(request) => {
                    let url = Url::parse(&request.url).unwrap();
                    prop_assert_eq!(url.origin().ascii_serialization(), "https://a.example");
                    prop_assert!(url.path() == "/v1" || url.path().starts_with("/v1/"), "{}", url);
                }
                Err(failure) => prop_assert_eq!(failure.code(), Some("url-value-is-step")),
            }
        }
    }

    #[test]
    fn a_host_keeps_to_itself(value in hostile()) {
        let names = names(&json!({ "v": value }));
        for url in ["https://{{ context.v }}.a.example/x", "http:\\\\b.{{ context.v }}.a.example"] {
            match template(url).render(None, &names, [7; 16]) {
                Ok(request) => {
                    if let Ok(url) = Url::parse(&request.url) {
                        prop_assert!(url.host_str().unwrap().ends_with(".a.example"), "{}", url);
                        prop_assert!(url.username().is_empty() && url.password().is_none() && url.port().is_none());
                    }
                }
                Err(failure) => prop_assert_eq!(failure.code(), Some("url-host-character")),
            }
        }
    }

    #[test]
    fn a_url_taken_whole_has_no_character_that_vanishes(value in hostile()) {
        if let Ok(request) = template("{{ context.v }}").render(Some("https://a.example/"), &names(&json!({ "v": value })), [7; 16]) {
            prop_assert!(!request.url.contains(|c: char| c.is_control() || c.is_whitespace() || c == '\\'));
        }
    }

    #[test]
    fn parameters_and_forms_keep_their_number(name in hostile(), value in hostile()) {
        let names = names(&json!({ "n": name, "v": [value, value] }));
        let fields: Fields = [("{{ context.n }}", one("{{ context.v }}")), ("last", Field::One(Scalar::Truth(true)))].into_iter().collect();
        let request = RequestTemplate {
            query: fields.clone(),
            body: BodyTemplate::Form { form: fields },
            ..template("https://a.example/")
        }.render(None, &names, [7; 16]).unwrap();
        let url = Url::parse(&request.url).unwrap();
        let expected = vec![(name.clone(), value.clone()), (name, value), ("last".to_owned(), "true".to_owned())];
        prop_assert_eq!(url.query_pairs().into_owned().collect::<Vec<_>>(), expected.clone());
        prop_assert_eq!(form_urlencoded::parse(&request.body).into_owned().collect::<Vec<_>>(), expected);
    }

    #[test]
    fn a_header_is_one_line(name in hostile(), value in hostile()) {
        let names = names(&json!({ "n": name, "v": value }));
        let headers = [("x-a", one("a{{ context.v }}b")), ("x{{ context.n }}", one("c"))].into_iter().collect();
        match (RequestTemplate { headers, ..template("https://a.example/") }).render(None, &names, [7; 16]) {
            Ok(request) => {
                let sent = request.headers.iter().collect::<Vec<_>>();
                prop_assert_eq!(sent.len(), 2);
                prop_assert_eq!(sent[0].1.to_owned(), format!("a{value}b"));
                prop_assert!(!sent[0].1.contains(['\r', '\n', '\0']));
                let delimiters = b":,;()<>@\\\"/[]?={}";
                let is_token = sent[1].0.bytes().all(|b| b.is_ascii_graphic() && !delimiters.contains(&b));
                prop_assert!(is_token);
            }
            Err(failure) => prop_assert!(matches!(failure.code(), Some("header-control" | "header-not-token"))),
        }
    }

    #[test]
    fn a_json_body_keeps_its_structure(name in hostile(), value in hostile()) {
        let names = names(&json!({ "n": name, "v": value }));
        let body = json!({"a": "x{{ context.v }}y", "whole": "{{ context.v }}", "m": {"_{{ context.n }}": ["{{ context.v }}{{ context.v }}"]}});
        let request = RequestTemplate { body: BodyTemplate::Json { json: body }, ..template("https://a.example/") }.render(None, &names, [7; 16]).unwrap();
        let sent: Value = serde_json::from_slice(&request.body).unwrap();
        let expected = json!({"a": format!("x{value}y"), "whole": value, "m": {format!("_{name}"): [format!("{value}{value}")]}});
        prop_assert_eq!(sent, expected);
    }

    #[test]
    fn any_template_ends_without_a_panic(template in hostile()) {
        let names = names(&json!({ "v": template }));
        let _ = RequestTemplate {
            body: BodyTemplate::Json { json: json!([template, {template.clone(): 1}]) },
            headers: [(template.clone(), one(&template))].into_iter().collect(),
            ..self::template(&template)
        }.render(Some("https://a.example"), &names, [7; 16]);
    }

    /// An independent reader gets back what was put in, and no tag besides.
    #[test]
    fn xml_keeps_its_structure(value in hostile()) {
        let xml = "<n a='{{ context.v }}' b=\"{{ context.v }}\">{{ context.v }}</n>";
        let body = BodyTemplate::Xml { xml: xml.into(), content_type: "application/xml".into() };
        let names = names(&json!({ "v": value }));
        match (RequestTemplate { body, ..template("https://a.example/") }).render(None, &names, [7; 16]) {
            Ok(request) => {
                let (attributes, text) = xml_of(&String::from_utf8(request.body).unwrap());
                prop_assert_eq!(attributes, vec![value.clone(), value.clone()]);
                prop_assert_eq!(text, value);
            }
            Err(failure) => prop_assert_eq!(failure.code(), Some("xml-character")),
        }
    }

    /// Whoever splits the body at the boundary, as readers do, finds the parts that were put in.
    #[test]
    fn a_multipart_body_keeps_its_parts(values in prop::collection::vec(hostile(), 0..4)) {
        let part = |index: usize| json!({"name": "{{ context.v }}", "text": format!("{{{{ context.v[{index}] }}}}")});
        let parts = (0..values.len()).map(part).collect::<Vec<_>>();
        let body = serde_json::from_value(json!({"kind": "multipart", "parts": parts})).unwrap();
        let names = names(&json!({ "v": values }));
        let request = RequestTemplate { body, ..template("https://a.example/") }.render(None, &names, [7; 16]).unwrap();
        let content_type = request.headers.get("content-type").unwrap();
        let separator = format!("\r\n--{}", content_type.split_once('=').unwrap().1);
        let body = format!("\r\n{}", String::from_utf8(request.body).unwrap());
        let mut found = body.split(&separator).skip(1).collect::<Vec<_>>();
        prop_assert_eq!(found.pop(), Some("--\r\n"));
        let contents = found.iter().map(|part| part.split_once("\r\n\r\n").unwrap().1).collect::<Vec<_>>();
        prop_assert_eq!(contents, values);
    }

}

fn percent_decoded(text: &str) -> String {
    // A form reader does it, if a plus stands for itself.
    let pair = format!("v={}", text.replace('+', "%2B"));
    form_urlencoded::parse(pair.as_bytes()).next().map(|(_, value)| value.into_owned()).unwrap_or_default()
}

/// The attributes' values and the text of a document with one element.
fn xml_of(xml: &str) -> (Vec<String>, String) {
    use quick_xml::events::Event;
    use quick_xml::{Reader, XmlVersion};
    let mut reader = Reader::from_str(xml);
    let (mut attributes, mut text) = (Vec::new(), String::new());
    loop {
        match reader.read_event().unwrap() {
            Event::Start(start) => {
                assert!(attributes.is_empty(), "a second element in {xml}");
                let values = start.attributes().map(|attribute| attribute.unwrap());
                attributes = values
                    .map(|value| value.normalized_value(XmlVersion::Explicit1_0).unwrap().into_owned())
                    .collect();
            }
            Event::Text(part) => text.push_str(&part.xml10_content()),
            Event::GeneralRef(part) => text.push_str(&reference(&part)),
            Event::End(_) => {}
            Event::Eof => return (attributes, text),
            other => panic!("{other:?} in {xml}"),
        }
    }
}

fn reference(part: &quick_xml::events::BytesRef<'_>) -> String {
    if let Some(c) = part.resolve_char_ref().unwrap() {
        return c.to_string();
    }
    quick_xml::escape::resolve_predefined_entity(part).unwrap().to_owned()
}
