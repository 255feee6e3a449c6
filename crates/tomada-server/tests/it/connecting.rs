//! Connections over the API: made, shown without their secrets, changed, tested and removed; another's is as good as none.

use serde_json::{Value, json};
use tomada_platform::{Actor, Role};

use crate::stand::{Answer, Stand, token};

const CONNECTIONS: &str = "/v1/projects/own/connections";
const SECRET: &str = "sk-7f3a-hunter2";

async fn connect(stand: &Stand, project: &str) -> String {
    let body = json!({"integration": "puppet", "label": "Mine", "secrets": {"token": SECRET}});
    let path = format!("/v1/projects/{project}/connections");
    let answer = stand.send(Some(Actor::OPERATOR), "POST", &path, &body).await;
    assert_eq!(answer.status, 201, "{answer:?}");
    assert!(!answer.body.contains(SECRET), "{answer:?}");
    answer.json()["connection"]["id"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn a_connection_is_made_shown_changed_tested_and_removed() {
    let stand = Stand::new().await;
    let id = connect(&stand, "own").await;
    let path = format!("{CONNECTIONS}/{id}");
    let shown = stand.get(token(Role::Viewer), &path).await.json();
    assert_eq!(shown["label"], "Mine");
    assert_eq!(shown["is_default"], true);
    assert_eq!(shown["secrets"][0]["name"], "token");
    assert_eq!(shown["secrets"][0]["set_by"], "operator");
    assert_eq!(shown["health"]["state"], "healthy", "{shown}");

    let changed = stand.send(token(Role::Editor), "PATCH", &path, &json!({"label": "Ours"})).await;
    assert_eq!(changed.json()["connection"]["label"], "Ours", "{changed:?}");
    let tested = stand.send(token(Role::Editor), "POST", &format!("{path}/test"), &json!({})).await;
    assert_eq!(tested.json()["output"], json!({}), "{tested:?}");
    let run = json!({"integration": "puppet", "action": "echo", "connection": id, "input": {"a": 1}});
    let run = stand.send(token(Role::Editor), "POST", "/v1/projects/own/runs", &run).await;
    assert_eq!(run.json()["output"], json!({"a": 1}), "{run:?}");

    assert_eq!(stand.send(token(Role::Editor), "DELETE", &path, &Value::Null).await.status, 204);
    assert_eq!(stand.get(token(Role::Viewer), &path).await.status, 404);
    let list = stand.get(token(Role::Viewer), CONNECTIONS).await.json();
    assert_eq!(list["items"], json!([]));
}

#[tokio::test]
async fn what_is_wrong_with_a_connection_is_told_and_nothing_is_kept() {
    let stand = Stand::new().await;
    for (body, status) in [
        (json!({"integration": "nothing", "label": "A"}), 404),
        (json!({"integration": "puppet", "label": ""}), 422),
        (json!({"integration": "puppet", "label": "A", "settings": {"base": 1}}), 422),
        (json!({"integration": "puppet", "label": "A", "secrets": {"tokn": SECRET}}), 422),
        (json!({"integration": "puppet", "label": "A", "secret": SECRET}), 422),
    ] {
        let answer = stand.send(token(Role::Editor), "POST", CONNECTIONS, &body).await;
        assert_eq!(answer.status, status, "{body} {answer:?}");
        assert!(!answer.body.contains(SECRET), "{answer:?}");
    }
    assert_eq!(stand.get(token(Role::Viewer), CONNECTIONS).await.json()["items"], json!([]));
}

#[tokio::test]
async fn lists_are_paged_by_key_and_hold_one_project() {
    let stand = Stand::new().await;
    let mut ids = Vec::new();
    for project in ["own", "own", "foreign", "own"] {
        let id = connect(&stand, project).await;
        if project == "own" {
            ids.push(id);
        }
    }
    let (mut found, mut after) = (Vec::new(), String::new());
    for _ in 0..ids.len() {
        let page = stand.get(token(Role::Viewer), &format!("{CONNECTIONS}?limit=1{after}")).await.json();
        found.push(page["items"][0]["id"].as_str().unwrap().to_owned());
        after = page["next"].as_str().map(|next| format!("&after={next}")).unwrap_or_default();
    }
    assert_eq!(after, "");
    found.sort();
    ids.sort();
    assert_eq!(found, ids);
}

#[tokio::test]
async fn another_projects_connection_answers_exactly_as_none() {
    let stand = Stand::new().await;
    let foreign = connect(&stand, "foreign").await;
    let unknown = "0".repeat(foreign.len());
    let run = |id: &str| json!({"integration": "puppet", "action": "echo", "connection": id});
    for (method, path, body) in [
        ("GET", format!("{CONNECTIONS}/ID"), None),
        ("PATCH", format!("{CONNECTIONS}/ID"), Some(json!({"label": "B"}))),
        ("PATCH", format!("{CONNECTIONS}/ID"), Some(json!({"secrets": {"token": "x"}}))),
        ("POST", format!("{CONNECTIONS}/ID/test"), Some(json!({}))),
        ("DELETE", format!("{CONNECTIONS}/ID"), None),
        ("POST", "/v1/projects/own/runs".to_owned(), None),
    ] {
        let mut answers = Vec::<Answer>::new();
        for id in [&foreign, &unknown] {
            let body = if path.ends_with("runs") { run(id) } else { body.clone().unwrap_or_default() };
            answers.push(
                stand.send(Some(token(Role::Admin).unwrap()), method, &path.replace("ID", id), &body).await,
            );
        }
        assert_eq!(answers[0].status, 404, "{method} {path} {answers:?}");
        let mut bodies = answers.iter().map(Answer::json).collect::<Vec<_>>();
        for body in &mut bodies {
            body.as_object_mut().unwrap().remove("run_id");
        }
        assert_eq!(
            bodies[0].to_string(),
            bodies[1].to_string().replace(&unknown, &foreign),
            "{method} {path}"
        );
    }
    let path = format!("/v1/projects/foreign/connections/{foreign}");
    assert_eq!(stand.get(Some(Actor::OPERATOR), &path).await.json()["label"], "Mine");
}
