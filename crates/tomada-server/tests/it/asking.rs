//! What bad requests get: problems that say what is wrong, where, and in the reader's language.

use axum::body::Body;
use axum::http::Request;
use serde_json::json;
use tomada_platform::{Actor, Role};

use crate::stand::{Answer, Stand, request, token};

const RUNS: &str = "/v1/projects/own/runs";

#[track_caller]
fn problem(answer: &Answer, status: u16, code: &str) {
    assert_eq!(answer.status, status, "{answer:?}");
    assert_eq!(answer.header("content-type"), "application/problem+json", "{answer:?}");
    let body = answer.json();
    assert_eq!(body["status"], status, "{answer:?}");
    assert_eq!(body["code"], code, "{answer:?}");
    assert!(body["type"].as_str().unwrap().starts_with("/problems/"), "{answer:?}");
    assert!(!body["detail"].as_str().unwrap().is_empty() && body["detail"] != code, "{answer:?}");
}

#[tokio::test]
async fn a_body_that_cannot_be_taken_is_told_with_its_place() {
    let stand = Stand::new().await;
    let run = json!({"integration": "puppet", "action": "echo"});
    let with = |name: &str, value: serde_json::Value| {
        let mut run = run.clone();
        run[name] = value;
        run.to_string()
    };
    for (kind, body, status, code, at) in [
        ("application/json", "{".to_owned(), 400, "api-body-invalid", None),
        ("application/json", String::new(), 400, "api-body-invalid", None),
        ("application/json", format!("{run} {run}"), 400, "api-body-invalid", None),
        ("application/json", "[]".to_owned(), 422, "api-body-invalid", None),
        (
            "application/json",
            json!({"action": "echo"}).to_string(),
            422,
            "api-body-invalid",
            Some("/integration"),
        ),
        ("application/json", with("conection", json!("a")), 422, "api-body-invalid", Some("/conection")),
        (
            "application/json",
            with("deadline_ms", json!("soon")),
            422,
            "api-body-invalid",
            Some("/deadline_ms"),
        ),
        ("application/json", with("version", json!("newest")), 422, "api-version-invalid", Some("/version")),
        ("text/plain", run.to_string(), 415, "api-content-type", None),
        (
            "application/json",
            with("input", json!({"a": "x".repeat(1 << 20)})),
            413,
            "api-body-too-large",
            None,
        ),
    ] {
        let request =
            Request::post(RUNS).header("content-type", kind).body(Body::from(body.clone())).unwrap();
        let answer = stand.ask(token(Role::Editor), request).await;
        problem(&answer, status, code);
        assert_eq!(answer.json()["at"].as_str(), at, "{answer:?}");
        assert!(answer.body.len() < 1_000, "{answer:?}");
    }
}

#[tokio::test]
async fn a_query_that_cannot_be_taken_is_told_with_its_name() {
    let stand = Stand::new().await;
    for (path, code, told) in [
        ("/v1/catalog?limit=many", "api-query-invalid", "limit"),
        ("/v1/catalog?limit=0", "api-out-of-bounds", "200"),
        ("/v1/catalog?limit=201", "api-out-of-bounds", "200"),
        ("/v1/catalog?categry=ai", "api-query-unknown", "category"),
        ("/v1/catalog?language=xx", "api-query-invalid", "language"),
        ("/v1/me?x=1", "api-query-unknown", "lang"),
        ("/v1/catalog?q=a%00b", "api-query-invalid", "q: U+0000"),
        (&format!("/v1/catalog?q={}", "x".repeat(201)), "api-query-invalid", "201 > 200"),
        ("/v1/projects/own/calls?status=99", "api-out-of-bounds", "599"),
        ("/v1/catalog?limit=1&limit=2", "api-query-invalid", "limit"),
        ("/v1/projects/own/calls?outcom=ok", "api-query-unknown", "outcome"),
        ("/v1/projects/own/calls?status=abc", "api-query-invalid", "status"),
        ("/v1/projects/own/calls/export?limit=10001", "api-out-of-bounds", "10000"),
        ("/v1/projects/own/calls/export?format=pdf", "api-query-invalid", "ndjson"),
        ("/v1/projects/own/overview?slices=201", "api-out-of-bounds", "200"),
    ] {
        let answer = stand.get(Some(Actor::OPERATOR), path).await;
        problem(&answer, 422, code);
        assert!(answer.body.contains(told), "{path} {answer:?}");
    }
}

#[tokio::test]
async fn an_address_or_a_method_that_does_not_exist_is_a_problem() {
    let stand = Stand::new().await;
    problem(&stand.get(Some(Actor::OPERATOR), "/v1/nothing").await, 404, "api-route-unknown");
    for path in ["/nothing", "/v1/projects/a%00b/calls", "/v1/projects/own/calls/a%00b"] {
        problem(&stand.get(Some(Actor::OPERATOR), path).await, 404, "api-route-unknown");
    }
    let answer = stand.send(Some(Actor::OPERATOR), "PUT", "/v1/catalog", &json!({})).await;
    problem(&answer, 405, "api-method");
    assert_eq!(answer.header("allow"), "GET,HEAD");
    problem(&stand.get(Some(Actor::OPERATOR), "/v1/integrations/nothing").await, 404, "integration-unknown");
}

#[tokio::test]
async fn a_problem_is_in_the_language_of_its_reader() {
    let stand = Stand::new().await;
    for (path, header, language, text) in [
        ("/v1/me", "", "en", "This needs somebody who has signed in"),
        ("/v1/me", "pt-BR,pt;q=0.9", "pt-BR", "É preciso entrar"),
        ("/v1/me?lang=es", "pt-BR", "es", "Hay que iniciar sesión"),
    ] {
        let request = Request::get(path).header("accept-language", header).body(Body::empty()).unwrap();
        let answer = stand.ask(None, request).await;
        assert_eq!(answer.header("content-language"), language);
        assert!(answer.json()["detail"].as_str().unwrap().starts_with(text), "{answer:?}");
    }
}

#[tokio::test]
async fn every_answer_has_an_id_a_trace_and_the_headers_of_a_careful_server() {
    let stand = Stand::new().await;
    let trace = "4bf92f3577b34da6a3ce929d0e0e4736";
    let request = Request::get("/v1/me")
        .header("traceparent", format!("00-{trace}-00f067aa0ba902b7-01"))
        .header("x-request-id", "mine-1")
        .body(Body::empty())
        .unwrap();
    let answer = stand.ask(Some(Actor::OPERATOR), request).await;
    assert_eq!(answer.header("x-request-id"), "mine-1");
    assert!(answer.header("traceparent").starts_with(&format!("00-{trace}-")), "{answer:?}");
    assert_eq!(answer.header("x-content-type-options"), "nosniff");
    assert!(answer.header("content-security-policy").contains("frame-ancestors 'none'"));

    let request = Request::get("/nothing").header("x-request-id", "a b").body(Body::empty()).unwrap();
    let answer = stand.ask(None, request).await;
    assert_eq!(answer.header("x-request-id").len(), 36, "{answer:?}");
    assert_eq!(answer.header("traceparent").len(), 55, "{answer:?}");
}

#[tokio::test]
async fn the_catalog_is_searched_paged_and_told_in_a_language() {
    let stand = Stand::new().await;
    for (query, found) in [
        ("", 1),
        ("?q=PUPP", 1),
        ("?q=nothing", 0),
        ("?category=test", 1),
        ("?category=ai", 0),
        ("?after=puppet", 0),
        ("?after=pup&limit=1", 1),
    ] {
        let answer = stand.get(token(Role::Viewer), &format!("/v1/catalog{query}")).await;
        assert_eq!(answer.json()["items"].as_array().unwrap().len(), found, "{query} {answer:?}");
    }
    let answer = stand.get(token(Role::Viewer), "/v1/catalog?language=es").await;
    assert_eq!(answer.json()["items"][0]["title"], "Puppet (es)");
    let detail = stand.get(token(Role::Viewer), "/v1/integrations/puppet").await.json();
    assert_eq!(detail["versions"], json!(["1.2.0"]));
    assert_eq!(detail["docs"], "https://docs.example.com");
    let action =
        stand.get(token(Role::Viewer), "/v1/integrations/puppet/actions/echo?version=^1").await.json();
    assert_eq!(action["input"]["type"], "object");
    let answer = stand.get(token(Role::Viewer), "/v1/integrations/puppet?version=^2").await;
    problem(&answer, 404, "integration-no-version");
}

#[tokio::test]
async fn a_whole_number_may_be_written_with_a_point() {
    let stand = Stand::new().await;
    for (written, status) in [("1000", 200), ("1000.0", 200), ("1e3", 200), ("1000.5", 422), ("-1", 422)] {
        let body = format!(r#"{{"integration": "puppet", "action": "echo", "deadline_ms": {written}}}"#);
        let request = Request::post(RUNS).header("content-type", "application/json").body(Body::from(body));
        let answer = stand.ask(token(Role::Editor), request.unwrap()).await;
        assert_eq!(answer.status, status, "{written} {answer:?}");
    }
}

#[tokio::test]
async fn a_wrong_secret_is_not_told_again() {
    let stand = Stand::new().await;
    let body = json!({"integration": "puppet", "label": "A", "secrets": {"token": 7_177_135}});
    let answer = stand.ask(token(Role::Editor), request("POST", "/v1/projects/own/connections", &body)).await;
    problem(&answer, 422, "api-body-invalid");
    assert!(!answer.body.contains("7177135"), "{answer:?}");
}
