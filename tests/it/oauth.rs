//! OAuth 2.0 client credentials against oidc-provider, a server that others wrote: through the built webhook plugin, the
//! real host and the real egress.
//!
//! `cargo xtask test` starts it and says where it is in `TOMADA_OAUTH`; without that, these tests say so and pass.

use serde_json::{Value, json};
use tomada_core::{Json, Kind};
use tomada_host::RunReport;

use crate::httpbin::run_as;

/// As `xtask/serve_oauth.mjs` has it.
const SECRET: &str = "oauth-secret-93d1b7c2";

/// The address of the server, such as `http://127.0.0.1:40051`.
fn server() -> Option<String> {
    let url = std::env::var("TOMADA_OAUTH").ok();
    if url.is_none() {
        println!("skipped: TOMADA_OAUTH says not where the server is; `cargo xtask test` starts it");
    }
    url
}

/// Calls the route that wants a token, as the client `id`.
async fn call(url: &str, id: &str, secret: &str, more: Value) -> RunReport {
    let mut auth =
        json!({"kind": "client_credentials", "token_url": format!("{url}/token"), "client_id": id});
    auth.as_object_mut().expect("an object").extend(more.as_object().expect("an object").clone());
    let auth = serde_json::from_value(auth).expect("client credentials");
    let input = json!({"url": "/protected", "fail_on_status": true});
    run_as(url, "call", input, Some(auth), ("client_secret", secret)).await
}

#[tokio::test]
async fn a_client_gets_a_token_and_its_call_goes_in() {
    let Some(url) = server() else { return };
    let api = "https://api.example.com/";
    let rows = [
        ("robot-header", json!({}), json!(""), json!(null)),
        ("robot-body", json!({"client_auth": "body"}), json!(""), json!(null)),
        ("robot-header", json!({"scope": "read", "resource": api}), json!("read"), json!(api)),
        (
            "robot-body",
            json!({"client_auth": "body", "scope": "read write", "resource": api}),
            json!("read write"),
            json!(api),
        ),
    ];
    for (id, more, scope, audience) in rows {
        let report = call(&url, id, SECRET, more.clone()).await;
        let output = report.result.as_ref().map(Json::to_value);
        let output = output.unwrap_or_else(|failure| panic!("{id} {more}: {failure:?}"));
        let expected = json!({"client": id, "account": null, "scope": scope, "audience": audience});
        assert_eq!(output["body"], expected, "{id} {more}");
        let told = format!("{report:?}");
        assert!(!told.contains(SECRET), "{id} {more}: {told}");
    }
}

#[tokio::test]
async fn a_client_that_is_refused_is_told_so() {
    let Some(url) = server() else { return };
    let rows = [
        ("robot-header", "another-secret", json!({})),
        ("robot-body", "another-secret", json!({"client_auth": "body"})),
        ("nobody", SECRET, json!({})),
        ("menu-header", SECRET, json!({})),
    ];
    for (id, secret, more) in rows {
        let report = call(&url, id, secret, more.clone()).await;
        let failure = report.result.expect_err("it is refused");
        let found = (failure.kind(), failure.code());
        assert_eq!(found, (Kind::Unauthorized, Some("egress-token-refused")), "{id} {more}: {failure:?}");
    }
}
