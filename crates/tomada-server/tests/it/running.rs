//! Runs: answered whole, told while they run, refused, and asked for twice.

use axum::body::{Body, to_bytes};
use axum::http::Request;
use serde_json::{Value, json};
use tomada_platform::{Actor, Role};
use tower::ServiceExt;

use crate::stand::{Stand, request, token};

const RUNS: &str = "/v1/projects/own/runs";

fn ask(action: &str) -> Value {
    json!({"integration": "puppet", "action": action, "input": {"a": [1, 2]}})
}

#[tokio::test]
async fn a_run_is_answered_with_its_output_and_its_name() {
    let stand = Stand::new().await;
    let answer = stand.send(token(Role::Editor), "POST", RUNS, &ask("echo")).await;
    assert_eq!(answer.status, 200, "{answer:?}");
    let body = answer.json();
    assert_eq!(body["output"], json!({"a": [1, 2]}));
    assert_eq!(body["version"], "1.2.0");
    assert_eq!(body["run_id"].as_str().unwrap().len(), 36);
    let metrics = stand.get(Some(Actor::OPERATOR), "/metrics").await.body;
    assert!(metrics.contains(r#"tomada_runs_total{integration="puppet",outcome="ok"} 1"#), "{metrics}");
}

#[tokio::test]
async fn a_run_that_failed_is_a_problem_that_names_it_and_keeps_what_is_for_the_log() {
    let stand = Stand::new().await;
    let with = |name: &str, value: Value| {
        let mut body = ask("echo");
        body[name] = value;
        body
    };
    for (body, status, kind, code) in [
        (ask("fail"), 429, "rate_limited", Value::Null),
        (ask("fial"), 404, "not_found", json!("action-misspelt")),
        (with("integration", json!("nothing")), 404, "not_found", json!("integration-unknown")),
        (with("connection", json!("x")), 404, "not_found", json!("connection-unknown")),
        (with("deadline_ms", json!(0)), 422, "invalid_input", json!("run-out-of-bounds")),
    ] {
        let answer = stand.send(token(Role::Editor), "POST", RUNS, &body).await;
        assert_eq!(answer.status, status, "{answer:?}");
        let problem = answer.json();
        assert_eq!(problem["type"], format!("/problems/{kind}"), "{answer:?}");
        assert_eq!(problem["code"], code, "{answer:?}");
        assert!(!answer.body.contains("for the log alone"), "{answer:?}");
        if status == 429 {
            assert_eq!(problem["retry_after_ms"], 1_500);
            assert_eq!(answer.header("retry-after"), "2");
            assert!(problem["run_id"].is_string(), "{answer:?}");
        }
    }
}

#[tokio::test]
async fn a_run_is_told_part_by_part_and_ends_with_its_result() {
    let stand = Stand::new().await;
    for (action, parts, member) in [("echo", 1, "output"), ("fail", 0, "problem")] {
        let mut asked: Request<Body> = request("POST", RUNS, &ask(action));
        asked.headers_mut().insert("accept", "text/event-stream".parse().unwrap());
        asked.extensions_mut().insert(token(Role::Editor).unwrap());
        let response = stand.app.clone().oneshot(asked).await.unwrap();
        assert_eq!(response.headers()["content-type"], "text/event-stream");
        let body = to_bytes(response.into_body(), 1 << 20).await.unwrap();
        let text = String::from_utf8(body.to_vec()).unwrap();
        let events = text.split("\n\n").filter(|event| event.starts_with("event:")).collect::<Vec<_>>();
        let told = events.iter().filter(|event| event.starts_with("event: part\n")).count();
        assert_eq!(told, parts, "{text}");
        let (name, data) = events.last().unwrap().split_once("\ndata: ").unwrap();
        assert_eq!((name, events.len()), ("event: result", parts + 1), "{text}");
        assert!(!serde_json::from_str::<Value>(data).unwrap()[member].is_null(), "{text}");
    }
}

#[tokio::test]
async fn the_same_key_gets_the_same_run() {
    let stand = Stand::new().await;
    let mut runs = Vec::new();
    for key in ["a", "a", "b"] {
        let mut asked = request("POST", RUNS, &ask("echo"));
        asked.headers_mut().insert("idempotency-key", key.parse().unwrap());
        runs.push(stand.ask(token(Role::Editor), asked).await.json()["run_id"].clone());
    }
    assert_eq!(runs[0], runs[1]);
    assert_ne!(runs[0], runs[2]);
    for key in ["", "with space"] {
        let mut asked = request("POST", RUNS, &ask("echo"));
        asked.headers_mut().insert("idempotency-key", key.parse().unwrap());
        assert_eq!(stand.ask(token(Role::Editor), asked).await.json()["code"], "api-header-invalid");
    }
}
