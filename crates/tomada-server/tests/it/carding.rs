//! The webhook card's page without the webhook: what was typed stays, whatever becomes of it. What the card does with the
//! integration behind it is told by the stories in `tests/browser/stories/card.mjs`.

use axum::body::Body;
use axum::http::Request;
use tomada_platform::Role;

use crate::stand::{Answer, Stand, token};

const CARD: &str = "/p/own/webhook";

async fn post(stand: &Stand, fields: &[(&str, &str)]) -> Answer {
    let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
    let request = Request::post(CARD).header("content-type", "application/x-www-form-urlencoded");
    stand.ask(token(Role::Editor), request.body(Body::from(body)).unwrap()).await
}

#[tokio::test]
async fn what_was_typed_stays_whatever_is_wrong_with_it() {
    let stand = Stand::new().await;
    let typed = [
        ("method", "PROPFIND"),
        ("url", ""),
        ("/query/4/value", "query-typed"),
        ("/headers/0/name", "header-typed"),
        ("/body/kind", "json"),
        ("/body/json~json", "{json-typed"),
        ("/body/xml", "xml-typed"),
        ("/body/parts/1/text", "part-typed"),
        ("/context/0/name", "variable-typed"),
        ("/pages/by", "cursor"),
        ("/pages/items", "items-typed"),
        ("/response/members/0/value", "path-typed"),
        ("/reliability/retries", "retries-typed"),
        ("curl", "curl --unclosed-typed"),
    ];
    for button in ["look", "call", "map", "fill", "live"] {
        let answer = post(&stand, &[&typed[..], &[("~do", button)]].concat()).await;
        assert_eq!(answer.status, 200, "{button} {answer:?}");
        for (name, value) in typed.iter().filter(|(_, value)| value.contains("typed")) {
            assert!(answer.body.contains(value), "{button} loses {name}: {answer:?}");
        }
        assert!(answer.body.contains("<option selected>PROPFIND"), "{button} {answer:?}");
        // The rows stand without the gap before them.
        assert!(
            !matches!(button, "look" | "call")
                || answer.body.contains("name=\"/query/0/value\" type=\"text\" value=\"query-typed\""),
            "{answer:?}"
        );
    }
    let answer = post(&stand, &[&typed[..], &[("~do", "look")]].concat()).await;
    assert!(
        answer.body.contains("id=\"url~error\"") && answer.body.contains("This is not JSON."),
        "{answer:?}"
    );
}

#[tokio::test]
async fn a_row_is_added_where_it_was_asked_for() {
    let stand = Stand::new().await;
    let before = stand.get(token(Role::Editor), CARD).await;
    let after = post(&stand, &[("~add", "/headers"), ("~tab", "headers")]).await;
    let rows = |answer: &Answer| answer.body.matches("name=\"/headers/").count();
    assert_eq!(rows(&after), rows(&before) + 2, "{after:?}");
    assert!(after.body.contains("value=\"headers\" checked"), "{after:?}");
}

#[tokio::test]
async fn a_link_opens_the_card_as_it_was_kept() {
    let stand = Stand::new().await;
    let map = [("/response/members/0/name", "total"), ("/response/members/0/value", "order.total")];
    let fields =
        [("url", "https://a.example/{{ context.id }}"), ("/body/kind", "text"), ("/body/text", "a & <b>")];
    let kept = post(&stand, &[&fields[..], &map[..], &[("~do", "look")]].concat()).await;
    let start = kept.body.find("/p/own/webhook?card=").unwrap_or_else(|| panic!("{kept:?}"));
    let link = kept.body[start..].split('"').next().unwrap();
    let opened = stand.get(token(Role::Editor), link).await;
    for text in [
        "a &#38; &#60;b&#62;",
        "value=\"order.total\"",
        "value=\"total\"",
        "value=\"id\"",
        "https://a.example/",
    ] {
        assert!(opened.body.contains(text), "{text} {opened:?}");
    }
}

#[tokio::test]
async fn a_card_may_hold_files_but_not_any_amount() {
    let stand = Stand::new().await;
    for (bytes, status) in [(2 << 20, 200), (5 << 20, 413)] {
        let answer = post(&stand, &[("/body/base64", &"A".repeat(bytes)), ("~do", "live")]).await;
        assert_eq!(answer.status, status, "{bytes}");
    }
}
