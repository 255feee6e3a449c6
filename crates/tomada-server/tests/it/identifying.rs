//! Who asks: by a session's cookie, by a token, or by nothing.

use axum::body::Body;
use axum::http::{HeaderName, Request};
use serde_json::{Value, json};
use tomada_platform::Actor;
use tomada_server::Options;

use crate::stand::{Answer, Stand};

async fn ask(stand: &Stand, method: &str, path: &str, body: &Value, fields: &[(&str, &str)]) -> Answer {
    let mut request = Request::builder().method(method).uri(path).header("content-type", "application/json");
    for (name, value) in fields {
        request = request.header(name.parse::<HeaderName>().unwrap(), *value);
    }
    stand.ask(None, request.body(Body::from(body.to_string())).unwrap()).await
}

async fn cookie(stand: &Stand, name: &str) -> String {
    let link = stand.platform.first_link().await.unwrap().unwrap();
    let session = stand.platform.sign_in_by_link(std::str::from_utf8(link.expose()).unwrap()).await.unwrap();
    format!("{name}={}", std::str::from_utf8(session.token.expose()).unwrap())
}

#[tokio::test]
async fn a_session_reads_and_writes_only_from_our_own_pages() {
    let stand = Stand::new().await;
    let cookie = cookie(&stand, "tomada").await;
    let cookie = ("cookie", cookie.as_str());
    let me = ask(&stand, "GET", "/v1/me", &Value::Null, &[cookie]).await;
    assert_eq!(me.json()["operator"], true, "{me:?}");
    let new = json!({"id": "new", "name": "New"});
    for (fields, status) in [
        (&[cookie][..], 403),
        (&[cookie, ("sec-fetch-site", "cross-site")], 403),
        (&[cookie, ("origin", "https://evil.example.com"), ("host", "localhost")], 403),
        (&[cookie, ("origin", "http://localhost"), ("host", "localhost")], 201),
        (&[cookie, ("sec-fetch-site", "same-origin")], 409),
        (&[("cookie", "tomada=nonsense"), ("sec-fetch-site", "same-origin")], 401),
    ] {
        let answer = ask(&stand, "POST", "/v1/projects", &new, fields).await;
        assert_eq!(answer.status, status, "{fields:?} {answer:?}");
    }
}

#[tokio::test]
async fn by_https_only_the_cookie_that_other_hosts_cannot_set_counts() {
    let options = Options { public_url: "https://tomada.example.com".to_owned(), ..Options::default() };
    let stand = Stand::with(options).await;
    let secure = cookie(&stand, "__Host-tomada").await;
    let plain = secure.replace("__Host-", "");
    assert_eq!(ask(&stand, "GET", "/v1/me", &Value::Null, &[("cookie", &secure)]).await.status, 200);
    assert_eq!(ask(&stand, "GET", "/v1/me", &Value::Null, &[("cookie", &plain)]).await.status, 401);
}

#[tokio::test]
async fn a_token_opens_its_project_until_it_is_ended() {
    let stand = Stand::new().await;
    let tokens = "/v1/projects/own/tokens";
    let body = json!({"label": "A program", "role": "editor"});
    let made = stand.send(Some(Actor::OPERATOR), "POST", tokens, &body).await;
    assert_eq!(made.status, 201, "{made:?}");
    let (id, secret) = (made.json()["token"]["id"].clone(), made.json()["secret"].clone());
    let bearer = format!("Bearer {}", secret.as_str().unwrap());
    let fields = [("authorization", bearer.as_str())];
    let me = ask(&stand, "GET", "/v1/me", &Value::Null, &fields).await.json();
    assert_eq!(me["project"], "own");
    let run = json!({"integration": "puppet", "action": "echo"});
    assert_eq!(ask(&stand, "POST", "/v1/projects/own/runs", &run, &fields).await.status, 200);
    assert_eq!(ask(&stand, "GET", tokens, &Value::Null, &fields).await.status, 403);
    assert_eq!(
        ask(&stand, "GET", "/v1/projects/foreign/connections", &Value::Null, &fields).await.status,
        404
    );
    let list = stand.get(Some(Actor::OPERATOR), tokens).await;
    assert!(
        list.body.contains(id.as_str().unwrap()) && !list.body.contains(secret.as_str().unwrap()),
        "{list:?}"
    );

    let path = format!("{tokens}/{}", id.as_str().unwrap());
    assert_eq!(stand.send(Some(Actor::OPERATOR), "DELETE", &path, &Value::Null).await.status, 204);
    let refused = ask(&stand, "GET", "/v1/me", &Value::Null, &fields).await;
    assert_eq!((refused.status.as_u16(), refused.json()["code"].clone()), (401, json!("api-token-refused")));
    for wrong in ["Bearer tmd_nonsense", "Basic YTpi", "Bearer", ""] {
        let answer = ask(&stand, "GET", "/v1/me", &Value::Null, &[("authorization", wrong)]).await;
        assert_eq!(answer.status, 401, "{wrong} {answer:?}");
    }
}
