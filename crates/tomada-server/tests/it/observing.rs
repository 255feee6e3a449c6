//! What monitoring systems get, and what they must not get.

use axum::body::Body;
use axum::http::Request;
use tomada_platform::Actor;

use crate::stand::Stand;

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
    let metrics = stand.get(None, "/metrics").await;
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
async fn a_store_that_is_closed_is_not_ready_but_alive() {
    let stand = Stand::new().await;
    assert_eq!(stand.get(None, "/ready").await.status, 200);
    stand.store.close().await.unwrap();
    assert_eq!(stand.get(None, "/health").await.body, "ok");
    let answer = stand.get(None, "/ready").await;
    assert_eq!(answer.status, 503, "{answer:?}");
    assert_eq!(answer.header("content-type"), "application/problem+json");
}
