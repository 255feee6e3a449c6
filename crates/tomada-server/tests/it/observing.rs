//! What monitoring systems get, and what they must not get.

use axum::body::Body;
use axum::http::Request;
use serde_json::json;
use tomada_host::Secret;
use tomada_platform::{Actor, Role};
use tomada_server::Options;

use crate::stand::{Stand, token};

#[tokio::test]
async fn requests_are_counted_by_their_route_and_never_by_their_address() {
    let stand = Stand::new().await;
    for path in
        ["/v1/projects/hunter2/audit", "/v1/hunter2", "/v1/catalog?q=hunter2", "/v1/integrations/hunter2"]
    {
        stand.get(Some(Actor::OPERATOR), path).await;
    }
    stand
        .ask(None, Request::builder().method("HUNTER2").uri("/v1/catalog").body(Body::empty()).unwrap())
        .await;
    let metrics = stand.get(Some(Actor::OPERATOR), "/metrics").await;
    assert!(metrics.header("content-type").starts_with("application/openmetrics-text"));
    assert!(metrics.body.ends_with("# EOF\n"));
    for line in [
        r#"tomada_http_requests_total{method="GET",route="/v1/projects/{project}/audit",status="404"} 1"#,
        r#"tomada_http_requests_total{method="GET",route="none",status="404"} 1"#,
        r#"tomada_http_requests_total{method="GET",route="/v1/catalog",status="200"} 1"#,
        r#"tomada_http_requests_total{method="other",route="/v1/catalog",status="405"} 1"#,
        "tomada_journal_dropped_runs_total 0",
        "tomada_journal_dropped_bodies_total 0",
    ] {
        assert!(metrics.body.contains(line), "{line} is not in {}", metrics.body);
    }
    assert!(!metrics.body.to_lowercase().contains("hunter2"), "{}", metrics.body);
}

#[tokio::test]
async fn the_metrics_are_for_operators_and_for_who_has_their_token() {
    let word = "a-long-word-for-prometheus";
    for (configured, given, status) in [
        (Some(word), Some("Bearer a-long-word-for-prometheus"), 200),
        (Some(word), Some("Bearer a-long-word-for-prometheuS"), 401),
        (Some(word), Some("Bearer "), 401),
        (Some(word), Some("Basic a-long-word-for-prometheus"), 401),
        (Some(word), None, 401),
        (None, Some("Bearer a-long-word-for-prometheus"), 401),
        (None, Some("Bearer "), 401),
        (None, None, 401),
    ] {
        let metrics_token = configured.map(Secret::new);
        let stand = Stand::with(Options { metrics_token, ..Options::default() }).await;
        let mut request = Request::get("/metrics");
        if let Some(given) = given {
            request = request.header("authorization", given);
        }
        let answer = stand.ask(None, request.body(Body::empty()).unwrap()).await;
        assert_eq!(answer.status, status, "{configured:?} {given:?} {answer:?}");
    }
    let stand = Stand::new().await;
    let refused = stand.get(token(Role::Admin), "/metrics").await;
    assert_eq!((refused.status.as_u16(), refused.json()["code"].clone()), (403, json!("operators-only")));
}

#[tokio::test]
async fn a_store_that_is_closed_is_not_ready_but_alive() {
    let stand = Stand::new().await;
    assert_eq!(stand.get(None, "/ready").await.status, 200);
    stand.store.close().await.unwrap();
    assert_eq!(stand.get(None, "/health").await.body, "ok");
    let answer = stand.get(None, "/ready").await;
    assert_eq!(answer.status, 503, "{answer:?}");
    assert_eq!(answer.header("content-type"), "application/problem+json");
}
