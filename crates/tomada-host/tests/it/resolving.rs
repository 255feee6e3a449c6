//! Stations 1 and 2: what the request names is in bounds and exists, and the answer says what would.

use std::sync::Arc;

use serde_json::json;
use tomada_core::{BoxFuture, Failure, Kind, Locale};
use tomada_host::{Connection, ConnectionSource, Host, RunRequest, Vault};

use crate::stand::{Puppet, connection, failure, host, manifest_with, output, request};

#[tokio::test]
async fn a_plain_struct_runs_with_no_file_and_no_network() {
    let report = host(Puppet::echo()).run(request("look", json!({"name": "Ana"}))).await;
    assert_eq!(output(&report), json!({"name": "Ana"}));
    assert_eq!(report.version.map(|version| version.to_string()).as_deref(), Some("1.2.0"));
    assert!(uuid::Uuid::parse_str(&report.run_id).unwrap().get_version_num() == 7);
    assert_eq!(report.exchanges, []);
}

#[tokio::test]
async fn what_is_out_of_bounds_or_unknown_is_told() {
    let host = host(Puppet::echo());
    let check = async |change: fn(&mut RunRequest), kind, code: &str| {
        let mut request = request("look", json!({}));
        change(&mut request);
        assert_eq!(failure(&host, request).await, (kind, code.to_owned()));
    };
    check(|it| it.project.clear(), Kind::InvalidInput, "run-out-of-bounds").await;
    check(|it| it.project = "x".repeat(256), Kind::InvalidInput, "run-out-of-bounds").await;
    check(|it| it.deadline_ms = 0, Kind::InvalidInput, "run-out-of-bounds").await;
    check(|it| it.deadline_ms = 900_001, Kind::InvalidInput, "run-out-of-bounds").await;
    check(|it| it.idempotency_key = Some(String::new()), Kind::InvalidInput, "run-out-of-bounds").await;
    check(|it| it.action = "lok".to_owned(), Kind::NotFound, "action-misspelt").await;
    check(|it| it.action = "zzzz".to_owned(), Kind::NotFound, "action-unknown").await;
    check(|it| it.version = "^2".parse().unwrap(), Kind::NotFound, "integration-no-version").await;
    check(|it| it.integration = "pupet".to_owned(), Kind::InvalidInput, "connection-of-another-integration")
        .await;
    check(
        |it| it.connection = ConnectionSource::Stored("x".to_owned()),
        Kind::NotFound,
        "connection-unknown",
    )
    .await;
}

#[tokio::test]
async fn an_unknown_integration_is_told_with_what_was_meant() {
    let host = host(Puppet::echo());
    for (id, code) in [("pupet", "integration-misspelt"), ("zzz", "integration-unknown")] {
        let connection = Connection { integration: id.to_owned(), ..connection() };
        let request = RunRequest::new("project", ConnectionSource::from(connection), id, "look");
        assert_eq!(failure(&host, request).await, (Kind::NotFound, code.to_owned()));
    }
}

#[tokio::test]
async fn failures_are_told_in_the_language_asked_for() {
    let mut request = request("lok", json!({}));
    request.locale = Locale::PtBr;
    let failure = host(Puppet::echo()).run(request).await.result.unwrap_err();
    assert_eq!(failure.message(), "puppet não tem a ação “lok”.");
    assert_eq!(failure.hint(), Some("Você quis dizer look?"));
}

#[tokio::test]
async fn the_highest_version_that_connection_and_request_allow_runs() {
    let versions = ["1.2.0", "1.9.0", "2.0.0"];
    let builder = versions.iter().fold(Host::builder(), |builder, version| {
        let manifest = manifest_with(json!({"version": version}));
        builder.integration(Puppet::new(manifest, |input, _| async { Ok(tomada_core::Output::new(input)) }))
    });
    let host = builder.build().unwrap();
    for (pinned, asked, expected) in [
        ("*", "*", Some("2.0.0")),
        ("^1", "*", Some("1.9.0")),
        ("*", "=1.2.0", Some("1.2.0")),
        ("^1", "<1.5", Some("1.2.0")),
        ("^1", "^2", None),
    ] {
        let mut request = request("look", json!({}));
        request.connection =
            ConnectionSource::from(Connection { version: pinned.parse().unwrap(), ..connection() });
        request.version = asked.parse().unwrap();
        let version = host.run(request).await.version.map(|version| version.to_string());
        assert_eq!(version.as_deref(), expected, "{pinned} and {asked}");
    }
}

#[test]
fn the_same_version_twice_makes_no_host() {
    let twice = Host::builder().integration(Puppet::echo()).integration(Puppet::echo()).build();
    assert_eq!(
        twice.err().unwrap().to_string(),
        "integration puppet 1.2.0 is there twice: give one of the two another version or leave it out"
    );
}

/// A vault that knows the connection `main` of the project `ours`.
struct OneConnection;

impl Vault for OneConnection {
    fn connection(&self, project: &str, id: &str) -> BoxFuture<'_, Result<Arc<Connection>, Failure>> {
        let found = (project == "ours" && id == "main").then(|| Arc::new(connection()));
        let unknown = Failure::coded(Kind::NotFound, "connection-unknown").with_argument("connection", id);
        Box::pin(std::future::ready(found.ok_or(unknown)))
    }
}

#[tokio::test]
async fn a_foreign_connection_answers_as_an_unknown_one() {
    let host = Host::builder().integration(Puppet::echo()).vault(Arc::new(OneConnection)).build().unwrap();
    let run = async |project: &str, id: &str| {
        let request = RunRequest::new(project, ConnectionSource::Stored(id.to_owned()), "puppet", "look");
        host.run(request).await.result
    };
    assert!(run("ours", "main").await.is_ok());
    let foreign = run("theirs", "main").await.unwrap_err();
    let unknown = run("ours", "mein").await.unwrap_err();
    assert_eq!((foreign.kind(), foreign.code()), (unknown.kind(), unknown.code()));
    assert_eq!(foreign.message().replace("main", "mein"), unknown.message());
}
