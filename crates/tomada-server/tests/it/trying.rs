//! Trying an action on its page: by a plain form, told to a script as it comes, shown before it is sent, refused.

use axum::body::{Body, to_bytes};
use axum::http::Request;
use serde_json::{Value, json};
use tomada_platform::{Actor, Role};
use tower::ServiceExt;

use crate::stand::{Answer, Stand, token};

const PAGE: &str = "/p/own/integrations/puppet/actions";
const FIELDS: &str = "%2Finput%2F0%2Fname=greeting&%2Finput%2F0%2Fvalue=Ol%C3%A1+%3Cb%3E";

fn form(action: &str, fields: &str) -> Request<Body> {
    let request =
        Request::post(format!("{PAGE}/{action}")).header("content-type", "application/x-www-form-urlencoded");
    request.body(Body::from(fields.to_owned())).unwrap()
}

async fn posted(stand: &Stand, role: Role, action: &str, fields: &str) -> Answer {
    stand.ask(token(role), form(action, fields)).await
}

/// How many runs the log has.
async fn runs(stand: &Stand) -> usize {
    let log = stand.get(token(Role::Editor), "/v1/projects/own/calls").await.json();
    log["items"].as_array().unwrap().len()
}

#[tokio::test]
async fn a_form_is_answered_with_the_page_and_what_came() {
    let stand = Stand::new().await;
    for (action, fields, expected) in [
        ("echo", FIELDS, &["class=\"done\"", "Olá &#60;b&#62;", "/p/own/calls/"][..]),
        ("fail", FIELDS, &["class=\"trouble\"", "Too much.", "/p/own/calls/"]),
        ("echo", "%2Finput~json=%7B", &["role=\"alert\"", "aria-invalid=\"true\""]),
    ] {
        let answer = posted(&stand, Role::Editor, action, fields).await;
        assert_eq!(answer.status, 200, "{answer:?}");
        for part in expected {
            assert!(answer.body.contains(part), "{action}: no {part} in {}", answer.body);
        }
    }
    let metrics = stand.get(Some(Actor::OPERATOR), "/metrics").await.body;
    assert!(metrics.contains(r#"tomada_runs_total{integration="puppet",outcome="ok"} 1"#), "{metrics}");
}

#[tokio::test]
async fn a_script_is_told_each_part_and_then_the_content() {
    let stand = Stand::new().await;
    for (action, parts, expected) in [("echo", 1, "class=\"done\""), ("fail", 0, "class=\"trouble\"")] {
        let mut request = form(action, FIELDS);
        request.headers_mut().insert("accept", "text/event-stream, text/html;q=0.9".parse().unwrap());
        request.extensions_mut().insert(token(Role::Editor).unwrap());
        let response = stand.app.clone().oneshot(request).await.unwrap();
        assert_eq!(response.headers()["content-type"], "text/event-stream");
        let body = to_bytes(response.into_body(), 1 << 20).await.unwrap();
        let text = String::from_utf8(body.to_vec()).unwrap();
        let events: Vec<_> = text.split("\n\n").filter_map(|event| event.split_once("\ndata: ")).collect();
        assert_eq!(events.len(), parts + 1, "{text}");
        if parts > 0 {
            let part: Value = serde_json::from_str(events[0].1).unwrap();
            assert_eq!((events[0].0, part), ("event: part", json!({"greeting": "Olá <b>"})));
        }
        let (name, data) = events[parts];
        let content: String = serde_json::from_str(data).unwrap();
        assert_eq!(name, "event: page");
        assert!(content.contains(expected) && content.contains("id=\"try\""), "{content}");
        assert!(!content.contains("<html") && !content.contains("<b>"), "{content}");
    }
}

#[tokio::test]
async fn what_would_be_sent_is_shown_and_no_run_is_begun() {
    let stand = Stand::new().await;
    let fields = format!("{FIELDS}&~do=show");
    let answer = posted(&stand, Role::Editor, "echo", &fields).await;
    assert!(answer.body.contains("The action ends without calling a service"), "{}", answer.body);
    let answer = posted(&stand, Role::Editor, "call", &fields).await;
    for part in [
        "<strong>PUT</strong>",
        r#"<mark class="from-field" title="from the field “Greeting”">&#34;Olá &#60;b&#62;&#34;</mark>"#,
        r#"<mark class="from-connection""#,
        "••••",
        r#"<mark class="from-egress" title="added when it is sent">1.2</mark>"#,
    ] {
        assert!(answer.body.contains(part), "no {part} in {}", answer.body);
    }
    assert_eq!(runs(&stand).await, 0);
}

#[tokio::test]
async fn what_was_typed_stays_whoever_is_refused() {
    let stand = Stand::new().await;
    for fields in [FIELDS.to_owned(), format!("{FIELDS}&~do=show")] {
        let answer = posted(&stand, Role::Viewer, "echo", &fields).await;
        assert!(answer.body.contains("class=\"trouble\""), "{}", answer.body);
        assert!(answer.body.contains("value=\"Olá &#60;b&#62;\""), "{}", answer.body);
    }
    assert_eq!(runs(&stand).await, 0);
}
