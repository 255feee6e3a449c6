//! Writes that are asked for twice with one key are done once: after a restart, on another host, and though whoever asked
//! first went away.

use axum::body::Body;
use axum::http::Request;
use serde_json::{Value, json};
use tomada_platform::{Actor, Once, OnceKey, Role};

use crate::described::document;
use crate::stand::{Answer, Stand, request, token};

const CONNECTIONS: &str = "/v1/projects/own/connections";
const AUDIT: &str = "/v1/projects/own/audit";

fn keyed(path: &str, key: &str, body: &Value) -> Request<Body> {
    let mut asked = request("POST", path, body);
    asked.headers_mut().insert("idempotency-key", key.parse().unwrap());
    asked
}

async fn ask(stand: &Stand, actor: Option<Actor>, path: &str, key: &str, body: &Value) -> Answer {
    stand.ask(actor, keyed(path, key, body)).await
}

fn connection() -> Value {
    json!({"integration": "puppet", "label": "A", "secrets": {"token": "a secret"}})
}

#[tokio::test]
async fn the_same_key_and_body_get_the_first_answer_after_a_restart() {
    let mut stand = Stand::new().await;
    let first = ask(&stand, token(Role::Editor), CONNECTIONS, "a", &connection()).await;
    assert_eq!(first.status, 201, "{first:?}");
    stand.again().await;
    let second = ask(&stand, token(Role::Editor), CONNECTIONS, "a", &connection()).await;
    assert_eq!((second.status, &second.body), (first.status, &first.body));
    assert_eq!(second.header("content-type"), first.header("content-type"));
    let other = json!({"integration": "puppet", "label": "B", "secrets": {"token": "a secret"}});
    let reused = ask(&stand, token(Role::Editor), CONNECTIONS, "a", &other).await;
    assert_eq!((reused.status.as_u16(), reused.json()["code"].clone()), (422, json!("api-key-reused")));
    let told = stand.get(token(Role::Admin), AUDIT).await;
    assert_eq!(told.body.matches("connection.create").count(), 1, "{told:?}");
}

#[tokio::test]
async fn a_key_belongs_to_whoever_asked_and_to_one_address() {
    let stand = Stand::new().await;
    let first = ask(&stand, token(Role::Editor), CONNECTIONS, "a", &connection()).await;
    for (actor, path, key, status) in [
        (token(Role::Editor), CONNECTIONS, "b", 201),
        (Some(Actor::OPERATOR), CONNECTIONS, "a", 201),
        (Some(Actor::OPERATOR), "/v1/projects/foreign/connections", "a", 201),
        (token(Role::Editor), "/v1/projects/foreign/connections", "a", 404),
        (None, CONNECTIONS, "a", 401),
        (token(Role::Editor), CONNECTIONS, " ", 422),
    ] {
        let answer = ask(&stand, actor, path, key, &connection()).await;
        assert_eq!(answer.status, status, "{answer:?}");
        assert_ne!(answer.body, first.body, "{answer:?}");
    }
}

/// What a role or time can change is asked anew; what would be so again is told again, in the reader's language.
#[tokio::test]
async fn a_refusal_is_told_again_if_it_would_come_again() {
    let stand = Stand::new().await;
    let wrong = json!({"integration": "nothing", "label": "A"});
    let first = ask(&stand, token(Role::Editor), CONNECTIONS, "a", &wrong).await;
    assert_eq!(
        (first.status.as_u16(), first.json()["code"].clone()),
        (404, json!("integration-unknown-here"))
    );
    let mut asked = keyed(CONNECTIONS, "a", &wrong);
    asked.headers_mut().insert("accept-language", "es".parse().unwrap());
    let second = stand.ask(token(Role::Editor), asked).await;
    assert_eq!((second.status, second.json()["code"].clone()), (first.status, first.json()["code"].clone()));
    assert_eq!(second.header("content-language"), "es");
    assert_ne!(second.json()["detail"], first.json()["detail"]);

    let refused = ask(&stand, token(Role::Viewer), CONNECTIONS, "b", &connection()).await;
    assert_eq!(refused.status, 403, "{refused:?}");
    let answer = ask(&stand, token(Role::Editor), CONNECTIONS, "b", &connection()).await;
    assert_eq!(answer.status, 201, "{answer:?}");
}

#[tokio::test]
async fn a_key_that_another_host_is_answering_is_busy() {
    let stand = Stand::new().await;
    let here = stand.platform.enter(&token(Role::Editor).unwrap(), "own").await.unwrap();
    let key = OnceKey { key: "a", method: "POST", path: CONNECTIONS };
    let body = connection().to_string();
    let Once::First(begun) = here.once(key, body.as_bytes()).await.unwrap() else {
        panic!("nobody has asked")
    };
    let busy = ask(&stand, token(Role::Editor), CONNECTIONS, "a", &connection()).await;
    assert_eq!((busy.status.as_u16(), busy.json()["code"].clone()), (409, json!("api-key-busy")));
    begun.forget().await.unwrap();
    assert_eq!(ask(&stand, token(Role::Editor), CONNECTIONS, "a", &connection()).await.status, 201);
}

#[tokio::test]
async fn who_goes_away_and_asks_again_gets_what_came_of_it() {
    let stand = Stand::new().await;
    stand.gate.open.notify_one();
    let run = json!({"integration": "puppet", "action": "wait"});
    let recorded = stand.send(token(Role::Editor), "POST", "/v1/projects/own/runs", &run).await;
    stand.gate.reached.notified().await;
    let replay = format!("/v1/projects/own/calls/{}/replay", recorded.json()["run_id"].as_str().unwrap());
    {
        let asking = ask(&stand, token(Role::Editor), &replay, "a", &Value::Null);
        tokio::select! {
            answer = asking => panic!("it waits: {answer:?}"),
            () = stand.gate.reached.notified() => {}
        }
    }
    let busy = ask(&stand, token(Role::Editor), &replay, "a", &Value::Null).await;
    assert_eq!(busy.json()["code"], "api-key-busy", "{busy:?}");
    stand.gate.open.notify_one();
    let answer = loop {
        let answer = ask(&stand, token(Role::Editor), &replay, "a", &Value::Null).await;
        if answer.status != 409 {
            break answer;
        }
    };
    assert_eq!(answer.status, 200, "{answer:?}");
    let calls = stand.get(token(Role::Viewer), "/v1/projects/own/calls").await.json();
    assert_eq!(calls["items"].as_array().unwrap().len(), 2, "{calls}");
}

/// What is shown once is never kept, not even sealed: a token or a link that got lost is made anew.
#[test]
fn no_route_that_answers_with_something_that_is_shown_once_takes_a_key() {
    let document = document();
    let mut shown_once = 0;
    for item in document["paths"].as_object().unwrap().values() {
        for operation in item.as_object().unwrap().values() {
            let schemas = operation["responses"].as_object().unwrap().values();
            let schemas =
                schemas.filter_map(|it| it["content"]["application/json"]["schema"]["$ref"].as_str());
            let secret = |schema: &str| {
                let members = document.pointer(&schema[1..]).unwrap()["properties"].clone();
                members.get("secret").is_some() || members.get("link").is_some()
            };
            if schemas.clone().any(secret) {
                shown_once += 1;
                let parameters = operation["parameters"].to_string();
                assert!(!parameters.contains("Idempotency-Key"), "{operation}");
            }
        }
    }
    assert_eq!(shown_once, 2, "a token and a link");
}
