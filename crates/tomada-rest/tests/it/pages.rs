//! Reading pages: a row is a service, given as its pages, and what becomes of reading it.

use serde_json::{Value, json};
use tomada_core::{Headers, Kind, Request};
use tomada_rest::{Keep, Page, Pager, PagesOptions, PagesRead, Stopped};

/// The most pages that any row may take.
const PATIENCE: usize = 50;

fn options(written: &Value) -> PagesOptions {
    serde_json::from_value(written.clone()).unwrap()
}

/// Reads the pages of a service that answers each request, given what templates know of `page` and where it was sent.
#[track_caller]
#[allow(clippy::needless_pass_by_value, reason = "rows are values")]
fn read(written: Value, service: impl Fn(&Value, &str) -> (Value, Headers)) -> (PagesRead, Vec<String>) {
    let mut pager = Pager::new(options(&written)).unwrap();
    let mut asked = Vec::new();
    loop {
        assert!(asked.len() < PATIENCE, "it does not end: {asked:?}");
        let page = pager.page();
        let query = format!("c={}&n={}&o={}", page["cursor"], page["number"], page["offset"]);
        let mut request = Request::get(format!("https://a.example/v1/list?{query}"));
        if let Err(stopped) = pager.aim(&mut request) {
            pager.stop(stopped);
            break;
        }
        asked.push(request.url.clone());
        let (body, headers) = service(&page, &request.url);
        let bytes = body.to_string().into_bytes();
        let page = Page { url: &request.url, status: 200, headers: &headers, body: &body, bytes: &bytes };
        if !pager.take(&page).unwrap() {
            break;
        }
    }
    (pager.finish(), asked)
}

/// Three pages of two, two and one item.
fn items(page: u64) -> Value {
    match page {
        0 => json!([1, 2]),
        1 => json!([3, 4]),
        2 => json!([5]),
        _ => json!([]),
    }
}

#[track_caller]
fn check(read: &(PagesRead, Vec<String>), kept: &Value, pages: u32, stopped: Option<Stopped>) {
    assert_eq!(
        (json!(read.0.kept), read.0.pages, read.0.stopped),
        (kept.clone(), pages, stopped),
        "{:?}",
        read.1
    );
    assert!(read.0.next.is_none() || stopped.is_some(), "an end has nothing after it");
}

fn linked(target: &str) -> Headers {
    [("Link", format!("<{target}>; rel=\"next\""))].into_iter().collect()
}

#[test]
fn a_link_header_leads_on() {
    let service = |_: &Value, url: &str| match url {
        url if url.ends_with("page=3") => (items(2), Headers::default()),
        url if url.ends_with("page=2") => (items(1), linked("?page=3#x")),
        _ => (items(0), linked("/v1/list?page=2")),
    };
    let found = read(json!({"next": {"by": "link_header"}, "items": "@"}), service);
    check(&found, &json!([1, 2, 3, 4, 5]), 3, None);
    assert_eq!(found.1[1..], ["https://a.example/v1/list?page=2", "https://a.example/v1/list?page=3"]);
    let found = read(json!({"next": {"by": "link_header"}, "keep": "pages"}), service);
    check(&found, &json!([[1, 2], [3, 4], [5]]), 3, None);
    assert_eq!(found.0.items, None);
}

#[test]
fn a_link_in_the_body_leads_on() {
    for end in [json!(null), json!(""), json!(false)] {
        let service = |_: &Value, url: &str| match url {
            url if url.ends_with("list2") => {
                (json!({"data": items(1), "links": {"next": end.clone()}}), Headers::default())
            }
            _ => (json!({"data": items(0), "links": {"next": "list2"}}), Headers::default()),
        };
        let found = read(json!({"next": {"by": "link", "at": "links.next"}, "items": "data"}), service);
        check(&found, &json!([1, 2, 3, 4]), 2, None);
    }
    let in_field = |_: &Value, url: &str| match url {
        url if url.ends_with("list2") => (items(1), Headers::default()),
        _ => (items(0), [("X-Next", "list2")].into_iter().collect()),
    };
    let found = read(json!({"next": {"by": "link", "at": "header('x-next')"}, "items": "@"}), in_field);
    check(&found, &json!([1, 2, 3, 4]), 2, None);
}

#[test]
fn a_cursor_leads_on() {
    let service = |page: &Value, _: &str| {
        let at = page["cursor"].as_u64().unwrap_or_default();
        let next = if at < 2 { json!(at + 1) } else { json!(0) };
        (json!({"items": items(at), "next": next}), Headers::default())
    };
    let found = read(json!({"next": {"by": "cursor", "at": "next"}, "items": "items"}), service);
    check(&found, &json!([1, 2, 3, 4, 5]), 3, None);
    assert_eq!(found.1[0], "https://a.example/v1/list?c=null&n=1&o=0");
}

#[test]
fn numbers_and_offsets_count_up() {
    let by_number =
        |page: &Value, _: &str| (json!({"i": items(page["number"].as_u64().unwrap())}), Headers::default());
    let found = read(json!({"next": {"by": "number", "first": 0}, "items": "i"}), by_number);
    check(&found, &json!([1, 2, 3, 4, 5]), 4, None);
    let found = read(json!({"next": {"by": "number", "first": 0, "size": 2}, "items": "i"}), by_number);
    check(&found, &json!([1, 2, 3, 4, 5]), 3, None);
    let by_offset = |page: &Value, _: &str| (items(page["offset"].as_u64().unwrap() / 2), Headers::default());
    let found = read(json!({"next": {"by": "offset", "size": 2}, "items": "@"}), by_offset);
    check(&found, &json!([1, 2, 3, 4, 5]), 3, None);
    assert!(found.1[2].ends_with("o=4"));
    let found = read(json!({"next": {"by": "offset", "first": 2, "size": 2}, "items": "@"}), by_offset);
    check(&found, &json!([3, 4, 5]), 2, None);
}

#[test]
fn what_says_that_there_is_more_decides() {
    let service = |page: &Value, _: &str| {
        let number = page["number"].as_u64().unwrap();
        (json!({"i": items(number), "more": number < 1}), Headers::default())
    };
    let rule = json!({"next": {"by": "number", "first": 0, "size": 9}, "items": "i", "has_more": "more"});
    check(&read(rule, service), &json!([1, 2, 3, 4]), 2, None);
    let without_items = json!({"next": {"by": "number", "first": 0}, "has_more": "more"});
    let found = read(without_items, service);
    assert_eq!((found.0.pages, found.0.stopped, found.0.kept.len()), (2, None, 2));
}

#[test]
fn no_step_is_made_twice() {
    let to_itself = |_: &Value, _: &str| (items(0), linked("/v1/list?page=2"));
    let found = read(json!({"next": {"by": "link_header"}, "items": "@"}), to_itself);
    check(&found, &json!([1, 2, 1, 2]), 2, Some(Stopped::Loop));
    let same_cursor = |_: &Value, _: &str| (json!({"i": [1], "next": "x"}), Headers::default());
    let found = read(json!({"next": {"by": "cursor", "at": "next"}, "items": "i"}), same_cursor);
    check(&found, &json!([1, 1]), 2, Some(Stopped::Loop));
    assert_eq!(json!(found.0.next), json!({"cursor": "x"}));
}

/// A builder forgot to say where the cursor goes.
#[test]
fn a_request_that_never_changes_is_sent_once() {
    let mut pager = Pager::new(options(&json!({"next": {"by": "cursor", "at": "next"}}))).unwrap();
    let mut request = Request::get("https://a.example/");
    assert_eq!(pager.aim(&mut request), Ok(()));
    assert_eq!(pager.aim(&mut request), Err(Stopped::Loop));
}

#[test]
fn a_service_that_gives_nothing_new_is_left() {
    let deaf = |_: &Value, _: &str| (items(0), Headers::default());
    for by in ["number", "offset"] {
        let found = read(json!({"next": {"by": by}, "items": "@"}), deaf);
        check(&found, &json!([1, 2]), 1, Some(Stopped::NoProgress));
    }
    let empty = |page: &Value, _: &str| {
        let next = page["cursor"].as_u64().unwrap_or_default() + 1;
        (json!({"i": [], "next": next}), Headers::default())
    };
    let found = read(json!({"next": {"by": "cursor", "at": "next"}, "items": "i"}), empty);
    check(&found, &json!([]), 1, Some(Stopped::NoProgress));
}

#[test]
fn everything_is_capped() {
    let endless = |page: &Value, _: &str| {
        let number = page["number"].as_u64().unwrap();
        (json!([number * 2, number * 2 + 1]), Headers::default())
    };
    let row = |caps: Value| {
        let mut written = json!({"next": {"by": "number", "first": 0}, "items": "@"});
        written.as_object_mut().unwrap().extend(caps.as_object().unwrap().clone());
        read(written, endless)
    };
    check(&row(json!({"pages_max": 2})), &json!([0, 1, 2, 3]), 2, Some(Stopped::PagesMax));
    check(&row(json!({"items_max": 3})), &json!([0, 1, 2]), 2, Some(Stopped::ItemsMax));
    check(&row(json!({"items_max": 4})), &json!([0, 1, 2, 3]), 2, Some(Stopped::ItemsMax));
    check(&row(json!({"bytes_max": 10})), &json!([0, 1, 2, 3]), 2, Some(Stopped::BytesMax));
    assert_eq!(json!(row(json!({"pages_max": 2})).0.next), json!({"number": 2}));
    assert_eq!(row(json!({})).0.pages, 20);
    let whole = |page: &Value, _: &str| (items(page["number"].as_u64().unwrap()), Headers::default());
    let exactly = json!({"next": {"by": "number", "first": 0, "size": 2}, "items": "@", "items_max": 5, "pages_max": 3});
    check(&read(exactly, whole), &json!([1, 2, 3, 4, 5]), 3, None);
}

#[test]
fn a_link_to_elsewhere_is_told_and_not_followed() {
    for (target, stopped) in [
        ("https://evil.example/v1/list", Stopped::OtherOrigin),
        ("//evil.example/", Stopped::OtherOrigin),
        ("http://a.example/v1/list", Stopped::OtherOrigin),
        ("https://a.example:8443/", Stopped::OtherOrigin),
        ("\\\\evil.example/", Stopped::OtherOrigin),
        ("javascript:alert(1)", Stopped::OtherOrigin),
        ("https://a.example:99999/", Stopped::BadLink),
        ("https://[", Stopped::BadLink),
    ] {
        let found =
            read(json!({"next": {"by": "link_header"}, "items": "@"}), |_, _| (items(0), linked(target)));
        check(&found, &json!([1, 2]), 1, Some(stopped));
        assert_eq!(found.0.next.is_some(), stopped == Stopped::OtherOrigin, "{target}");
    }
}

#[test]
fn a_first_page_that_lacks_its_items_is_a_failure_and_a_later_one_an_end() {
    let take = |pager: &mut Pager, body: Value| {
        let bytes = body.to_string().into_bytes();
        let headers = Headers::default();
        pager.take(&Page {
            url: "https://a.example/",
            status: 200,
            headers: &headers,
            body: &body,
            bytes: &bytes,
        })
    };
    let written = json!({"next": {"by": "link", "at": "next"}, "items": "data"});
    let mut pager = Pager::new(options(&written)).unwrap();
    for body in [json!({}), json!({"data": 1}), json!("text")] {
        let failure = take(&mut pager, body).unwrap_err();
        let found = (failure.kind(), failure.code(), failure.at());
        assert_eq!(found, (Kind::Rejected, Some("pages-items-not-list"), Some("/pages/items")));
    }
    let failure = take(&mut pager, json!({"data": [], "next": 7})).unwrap_err();
    assert_eq!((failure.code(), failure.at()), (Some("pages-link-not-text"), Some("/pages/next/at")));
    assert_eq!(take(&mut pager, json!({"data": [1], "next": "2"})), Ok(true));
    assert_eq!(take(&mut pager, json!({"data": {"a": 1}})), Ok(false));
    let read = pager.finish();
    assert_eq!((read.kept, read.pages, read.stopped), (vec![json!(1)], 1, Some(Stopped::BadPage)));
}

#[test]
fn options_that_cannot_work_send_nothing() {
    for (written, code, at) in [
        (json!({"next": {"by": "number"}}), "pages-without-items", "/pages"),
        (json!({"next": {"by": "offset"}, "has_more": "more"}), "pages-without-items", "/pages"),
        (json!({"next": {"by": "link_header"}, "items_max": 3}), "pages-without-items", "/pages/items_max"),
        (json!({"next": {"by": "link", "at": "a["}}), "map-syntax-end", "/pages/next/at"),
        (json!({"next": {"by": "link_header"}, "items": "|"}), "map-syntax", "/pages/items"),
        (json!({"next": {"by": "link_header"}, "has_more": "|"}), "map-syntax", "/pages/has_more"),
    ] {
        let failure = Pager::new(options(&written)).unwrap_err();
        assert_eq!(
            (failure.kind(), failure.code(), failure.at()),
            (Kind::InvalidInput, Some(code), Some(at)),
            "{written}"
        );
    }
    assert_eq!(options(&json!({"next": {"by": "link_header"}})).keep, Keep::Items);
}
