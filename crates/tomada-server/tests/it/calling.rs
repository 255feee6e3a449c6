//! The call log over the API: what was run is listed, shown, exported and made again.

use serde_json::{Value, json};
use tomada_platform::Role;

use crate::stand::{Stand, token};

const CALLS: &str = "/v1/projects/own/calls";

async fn run(stand: &Stand, action: &str, input: Value) -> String {
    let body = json!({"integration": "puppet", "action": action, "input": input});
    let answer = stand.send(token(Role::Editor), "POST", "/v1/projects/own/runs", &body).await;
    answer.json()["run_id"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn what_was_run_is_listed_filtered_and_shown_without_what_is_for_the_log() {
    let stand = Stand::new().await;
    let (good, bad) =
        (run(&stand, "echo", json!({"a": "needle"})).await, run(&stand, "refuse", json!({})).await);
    for (query, expected) in [
        ("", vec![&bad, &good]),
        ("?outcome=ok", vec![&good]),
        ("?outcome=failed", vec![&bad]),
        ("?outcome=rejected", vec![&bad]),
        ("?action=echo", vec![&good]),
        ("?integration=other", vec![]),
        ("?text=NEEDLE", vec![&good]),
        ("?limit=1", vec![&bad]),
    ] {
        let page = stand.get(token(Role::Viewer), &format!("{CALLS}{query}")).await;
        let items = page.json()["items"].clone();
        let found = items.as_array().unwrap().iter().map(|item| item["run_id"].as_str().unwrap());
        assert_eq!(found.collect::<Vec<_>>(), expected, "{query} {page:?}");
    }
    let call = stand.get(token(Role::Viewer), &format!("{CALLS}/{bad}")).await;
    assert_eq!(call.json()["failure"]["message"], "No.", "{call:?}");
    assert!(!call.body.contains("for the log alone"), "{call:?}");
    let export = stand.get(token(Role::Viewer), &format!("{CALLS}/export")).await;
    assert_eq!(export.body.lines().count(), 2, "{export:?}");
    assert!(!export.body.contains("for the log alone"), "{export:?}");
    let har = stand.get(token(Role::Viewer), &format!("{CALLS}/export?format=har")).await;
    assert_eq!(har.json()["log"]["entries"], json!([]), "{har:?}");
}

#[tokio::test]
async fn calls_are_made_again_one_and_many() {
    let stand = Stand::new().await;
    let id = run(&stand, "echo", json!({"a": 1})).await;
    let again = stand.send(token(Role::Editor), "POST", &format!("{CALLS}/{id}/replay"), &json!({})).await;
    assert_eq!(again.json()["run"]["output"], json!({"a": 1}), "{again:?}");
    assert_eq!(again.json()["differences"], json!([]), "{again:?}");
    let body = json!({"run_ids": [id, "unknown"], "pause_ms": 0});
    let many = stand.send(token(Role::Editor), "POST", &format!("{CALLS}/replay"), &body).await;
    let lines =
        many.body.lines().map(|line| serde_json::from_str::<Value>(line).unwrap()).collect::<Vec<_>>();
    assert_eq!(lines.len(), 2, "{many:?}");
    assert_eq!(lines[0]["replay"]["differences"], json!([]), "{many:?}");
    assert_eq!(lines[1]["problem"]["code"], "call-unknown", "{many:?}");
}
