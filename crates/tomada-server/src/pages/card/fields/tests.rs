//! What is filled in comes out, and what is written stays.

use tomada_core::Locale;

use super::*;

const W: Words = Words(Locale::En);

fn filled(call: &Value) -> Posted {
    let mut posted = Posted::new();
    fill(call, &mut posted, W);
    posted
}

fn read(posted: &Posted) -> Value {
    input(&mut posted.clone(), &mut Vec::new(), W)
}

#[test]
fn a_call_comes_out_of_the_card_as_it_was_filled_in() {
    let part = json!({"name": "file", "base64": "AAE=", "file_name": "a.bin", "content_type": "image/png"});
    for (body, pages, map) in [
        (
            json!({"kind": "json", "json": {"a": "{{ context.x }}", "b": [1, null]}}),
            json!({"next": {"by": "link_header"}, "keep": "pages"}),
            json!("items[].name"),
        ),
        (
            json!({"kind": "form", "form": [{"name": "a", "value": "1"}, {"name": "a", "value": "2"}]}),
            json!({"next": {"by": "cursor", "at": "meta.next"}, "items": "data"}),
            json!({"names": "items[].name", "page": "header('x-page')"}),
        ),
        (
            json!({"kind": "xml", "xml": "<a/>", "content_type": "text/xml"}),
            json!({"next": {"by": "number", "first": 0, "size": 10}, "items": "@", "pages_max": 3}),
            json!("@"),
        ),
        (
            json!({"kind": "multipart", "parts": [{"name": "a", "text": ""}, part]}),
            json!({"next": {"by": "offset"}, "has_more": "more", "items_max": 5, "bytes_max": 100}),
            json!("a.\"b c\""),
        ),
        (
            json!({"kind": "text", "text": "line\nline"}),
            json!({"next": {"by": "link", "at": "next"}}),
            json!("a"),
        ),
    ] {
        let call = json!({
            "method": "PUT", "url": "/orders/{{ context.id }}",
            "query": [{"name": "q", "value": "a"}, {"name": "q", "value": "b"}],
            "headers": [{"name": "Accept", "value": "*/*"}],
            "body": body, "context": {"id": 7, "x": "7"}, "pages": pages,
            "response": {"as": "json", "map": map, "charset": "utf-8"},
            "retries": 1, "repeatable": true, "redirects": 3, "timeout_ms": 10
        });
        let (mut posted, mut wrong) = (filled(&call), Vec::new());
        assert_eq!(input(&mut posted, &mut wrong, W), call);
        assert_eq!(wrong, Vec::new());
    }
}

#[test]
fn another_method_or_kind_leaves_every_body_where_it_was() {
    let mut posted = filled(&json!({"method": "POST", "url": "/", "body": {"kind": "text", "text": "mine"}}));
    fill(&json!({"body": {"kind": "form", "form": {"a": "1"}}}), &mut posted, W);
    posted.insert("method".to_owned(), "GET".to_owned());
    assert_eq!(read(&posted)["body"]["form"], json!([{"name": "a", "value": "1"}]));
    posted.insert(body::KIND.to_owned(), "none".to_owned());
    assert_eq!(read(&posted).get("body"), None);
    posted.insert(body::KIND.to_owned(), "text".to_owned());
    assert_eq!(read(&posted)["body"], json!({"kind": "text", "text": "mine"}));
}

#[test]
fn what_is_missing_or_too_much_is_told_where_it_is() {
    for (fields, at) in [
        (vec![("url", "")], "/url"),
        (vec![("/query/3/value", "x")], "/query/0/name"),
        (vec![("/body/kind", "json")], "/body/json"),
        (vec![("/body/kind", "json"), ("/body/json~json", "{")], "/body/json"),
        (vec![("/body/kind", "multipart"), ("/body/parts/0/text", "x")], "/body/parts/0/name"),
        (vec![("/pages/by", "cursor")], "/pages/cursor_at"),
        (vec![("/pages/by", "number"), ("/pages/number_size", "many")], "/pages/number_size"),
        (
            vec![
                ("/response/map", "a"),
                ("/response/members/0/name", "a"),
                ("/response/members/0/value", "b"),
            ],
            "/response/map",
        ),
        (vec![("/reliability/retries", "x")], "/reliability/retries"),
        (
            vec![
                ("/context/0/name", "a"),
                ("/context/0/value", "1"),
                ("/context/1/name", "a"),
                ("/context/1/value", "2"),
            ],
            "/context/1/name",
        ),
    ] {
        let mut posted: Posted = [("url".to_owned(), "/".to_owned())].into_iter().collect();
        posted.extend(fields.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())));
        let mut wrong = Vec::new();
        input(&mut posted, &mut wrong, W);
        assert_eq!(wrong.iter().map(|wrong| wrong.at.as_str()).collect::<Vec<_>>(), [at], "{fields:?}");
    }
}

#[test]
fn a_mistake_in_a_kind_that_is_not_chosen_is_no_mistake() {
    let posted = [
        ("url", "/"),
        (body::KIND, "text"),
        ("/body/text", "x"),
        ("/body/json~json", "{"),
        ("/context/0/name", "later"),
    ];
    let mut posted: Posted =
        posted.into_iter().map(|(name, text)| (name.to_owned(), text.to_owned())).collect();
    let mut wrong = Vec::new();
    let read = input(&mut posted, &mut wrong, W);
    assert_eq!(
        (read, wrong),
        (json!({"method": "GET", "url": "/", "body": {"kind": "text", "text": "x"}}), Vec::new())
    );
    assert_eq!((posted["/body/json~json"].as_str(), posted["/context/0/name"].as_str()), ("{", "later"));
}
