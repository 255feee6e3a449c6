//! The menu's pages of connections, trying and calls, walked as a person walks them: forms posted, links followed.

use axum::body::Body;
use axum::http::Request;
use tomada_platform::Role;

use crate::stand::{Answer, Stand, token};

const EVIL: &str = "<script>alert(1)</script>";

async fn post(stand: &Stand, path: &str, fields: &[(&str, &str)]) -> Answer {
    let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
    let request = Request::post(path).header("content-type", "application/x-www-form-urlencoded");
    stand.ask(token(Role::Editor), request.body(Body::from(body)).unwrap()).await
}

/// The address of the first link that begins so.
fn link<'a>(answer: &'a Answer, start: &str) -> &'a str {
    let at = answer.body.find(&format!("href=\"{start}")).unwrap_or_else(|| panic!("{answer:?}"));
    answer.body[at + 6..].split('"').next().unwrap()
}

#[tokio::test]
async fn every_page_is_there_in_every_language_with_all_its_texts() {
    let stand = Stand::new().await;
    for path in [
        "connections",
        "calls",
        "calls?outcome=failed&text=x",
        "overview",
        "webhook",
        "integrations/puppet/connect",
        "integrations/puppet/actions/echo",
    ] {
        for language in ["en", "pt-BR", "es"] {
            let request = Request::get(format!("/p/own/{path}")).header("accept-language", language);
            let answer = stand.ask(token(Role::Editor), request.body(Body::empty()).unwrap()).await;
            assert_eq!(answer.status, 200, "{path}: {answer:?}");
            assert!(answer.body.contains(&format!("lang=\"{language}\"")), "{path}: {answer:?}");
            // An id that has no text is drawn as itself.
            assert!(!answer.body.contains(">page-"), "{path}: {answer:?}");
            assert!(!answer.body.contains("style="), "{path}: {answer:?}");
        }
    }
}

#[tokio::test]
async fn what_is_connected_is_listed_changed_and_removed_and_its_secret_is_never_shown() {
    let stand = Stand::new().await;
    let connect = "/p/own/integrations/puppet/connect";
    let answer = post(&stand, connect, &[("/label", ""), ("/secrets/bearer/token", "planted-7c1")]).await;
    assert_eq!(answer.status, 200);
    assert!(answer.body.contains("This is needed."), "{answer:?}");
    assert!(!answer.body.contains("planted-7c1"), "{answer:?}");
    let answer = post(&stand, connect, &[("/label", EVIL)]).await;
    assert_eq!(answer.status, 303, "{answer:?}");
    let place = answer.header("location").to_owned();
    let answer = stand.get(token(Role::Editor), &place).await;
    assert_eq!(answer.status, 200, "{answer:?}");
    assert!(!answer.body.contains(EVIL), "{answer:?}");
    let list = stand.get(token(Role::Editor), "/p/own/connections").await;
    let own = link(&list, "/p/own/connections/").to_owned();
    assert!(place.starts_with(&own), "{place} {own}");
    assert_eq!(post(&stand, &own, &[("/label", "Shop")]).await.status, 303);
    assert!(stand.get(token(Role::Editor), "/p/own/connections").await.body.contains("Shop"));
    assert_eq!(stand.get(token(Role::Editor), &own.replace("/p/own/", "/p/foreign/")).await.status, 404);
    assert_eq!(post(&stand, &format!("{own}/delete"), &[]).await.status, 303);
    assert_eq!(stand.get(token(Role::Editor), &own).await.status, 404);
}

#[tokio::test]
async fn what_is_tried_is_answered_on_the_page_and_found_among_the_calls() {
    let stand = Stand::new().await;
    let try_it = |action: &str| format!("/p/own/integrations/puppet/actions/{action}");
    let fields = [("/input/0/name", "said"), ("/input/0/value", EVIL)];
    let answer = post(&stand, &try_it("echo"), &fields).await;
    assert_eq!(answer.status, 200, "{answer:?}");
    assert!(answer.body.contains("&#60;script&#62;alert(1)"), "{answer:?}");
    assert!(!answer.body.contains(EVIL), "{answer:?}");
    let call = stand.get(token(Role::Viewer), link(&answer, "/p/own/calls/")).await;
    assert_eq!(call.status, 200, "{call:?}");
    assert!(!call.body.contains(EVIL) && call.body.contains("said"), "{call:?}");
    let har = stand.get(token(Role::Viewer), link(&call, "/p/own/calls/")).await;
    assert_eq!(har.status, 200, "{har:?}");
    let answer = post(&stand, &try_it("refuse"), &fields).await;
    assert!(answer.body.contains("No.") && !answer.body.contains("for the log alone"), "{answer:?}");
    // What was typed is still there.
    assert!(answer.body.contains("value=\"said\""), "{answer:?}");
    let list = stand.get(token(Role::Viewer), "/p/own/calls?outcome=rejected").await;
    assert_eq!(list.body.matches("<tr data-run=").count(), 1, "{list:?}");
}

#[tokio::test]
async fn nobody_is_led_to_sign_in() {
    let stand = Stand::new().await;
    for path in ["connections", "calls", "overview", "webhook"] {
        let answer = stand.get(None, &format!("/p/own/{path}")).await;
        assert_eq!(answer.status, 303, "{path}: {answer:?}");
        assert!(answer.header("location").starts_with("/sign-in"), "{path}: {answer:?}");
    }
}
