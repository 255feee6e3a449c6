//! Writes that are asked for twice with one key are done once.

use axum::body::Body;
use axum::http::Request;
use serde_json::{Value, json};
use tomada_platform::{Actor, Role};

use crate::stand::{Answer, Stand, request, token};

const CONNECTIONS: &str = "/v1/projects/own/connections";

async fn ask(stand: &Stand, actor: Option<Actor>, path: &str, key: &str, body: &Value) -> Answer {
    let mut asked: Request<Body> = request("POST", path, body);
    asked.headers_mut().insert("idempotency-key", key.parse().unwrap());
    stand.ask(actor, asked).await
}

/// The same mistake is answered from memory: the second answer comes although the store is closed.
#[tokio::test]
async fn the_same_key_and_body_get_the_same_answer() {
    let stand = Stand::new().await;
    let body = json!({"integration": 1});
    let first = ask(&stand, token(Role::Editor), CONNECTIONS, "a", &body).await;
    assert_eq!(first.status, 422, "{first:?}");
    stand.store.close().await.unwrap();
    let second = ask(&stand, token(Role::Editor), CONNECTIONS, "a", &body).await;
    assert_eq!((second.status, &second.body), (first.status, &first.body));
    for (actor, path, key, body, status) in [
        (token(Role::Editor), CONNECTIONS, "a", json!({"integration": 2}), 422),
        (token(Role::Editor), CONNECTIONS, "b", body.clone(), 503),
        (Some(Actor::OPERATOR), CONNECTIONS, "a", body.clone(), 503),
        (token(Role::Editor), "/v1/projects/foreign/connections", "a", body.clone(), 404),
        (None, CONNECTIONS, "a", body.clone(), 401),
        (token(Role::Editor), CONNECTIONS, " ", body.clone(), 422),
    ] {
        let answer = ask(&stand, actor, path, key, &body).await;
        assert_eq!(answer.status, status, "{answer:?}");
        assert_ne!(answer.body, first.body, "{answer:?}");
    }
    let reused = ask(&stand, token(Role::Editor), CONNECTIONS, "a", &json!({})).await;
    assert_eq!(reused.json()["code"], "api-key-reused", "{reused:?}");
}
