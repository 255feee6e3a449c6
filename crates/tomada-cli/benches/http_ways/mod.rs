//! The ways to make one call, from the bare client to the card.

use std::sync::Arc;

use semver::VersionReq;
use serde_json::{Value, json};
use tomada_core::{Auth, BoxFuture, Json, Request};
use tomada_egress::Outbound;
use tomada_host::{
    Connection, ConnectionSource, Credential, Egress, Exchanges, Host, Limits, Redactor, RunRequest, Scope,
    Secret,
};
use tomada_loader::Loader;

use crate::library;

const KEY: &str = "sk-0123456789abcdef0123456789abcdef";

/// One way.
pub(crate) struct Way {
    pub(crate) name: &'static str,
    pub(crate) call: Arc<dyn Fn() -> BoxFuture<'static, ()> + Send + Sync>,
}

impl Way {
    fn new<F, Fut>(name: &'static str, call: F) -> Self
    where
        F: Fn() -> Fut + Send + Sync + 'static,
        Fut: Future<Output = ()> + Send + 'static,
    {
        Self { name, call: Arc::new(move || Box::pin(call())) }
    }
}

/// All of them, the bare client first.
pub(crate) fn ways(port: u16) -> Vec<Way> {
    let outbound = outbound(port);
    vec![
        bare(port),
        egress(port, &outbound),
        run("run", port, &host("hello", Host::builder().without_journal(), &outbound), fetch(port)),
        run("run, memory journal", port, &host("hello", Host::builder(), &outbound), fetch(port)),
        run("card", port, &host("webhook", Host::builder().without_journal(), &outbound), call(port)),
    ]
}

fn url(port: u16) -> String {
    format!("http://127.0.0.1:{port}/v1/things")
}

fn bare(port: u16) -> Way {
    let client = reqwest::Client::builder().no_proxy().build().expect("a client");
    Way::new("bare client", move || {
        let request = client.get(url(port)).bearer_auth(KEY);
        async move {
            let answer = request.send().await.expect("an answer");
            assert_eq!(answer.bytes().await.expect("a body").len(), 15);
        }
    })
}

fn outbound(port: u16) -> Outbound {
    let opening = format!("127.0.0.1/32:{port}").parse().expect("an opening");
    Outbound::builder().allow([opening]).build().expect("it needs nothing")
}

fn egress(port: u16, outbound: &Outbound) -> Way {
    let http = outbound.open(scope(port));
    Way::new("egress", move || {
        let sent = http.send(Request::get(url(port)));
        async move {
            let answer = sent.await.expect("an answer");
            assert_eq!(answer.body.bytes().await.expect("a body").len(), 15);
        }
    })
}

fn scope(port: u16) -> Scope {
    let secret = Secret::new(KEY);
    Scope {
        redactor: Redactor::new([&secret]),
        project: "project".to_owned(),
        connection: "connection".to_owned(),
        allowed: vec![url(port)],
        credential: Some(Credential {
            auth: Auth::Bearer { optional: false },
            secrets: [("token".to_owned(), secret)].into(),
            origins: vec![url(port)],
        }),
        credential_optional: false,
        deadline_unix_ms: u64::MAX,
        exchanges: Arc::new(Exchanges::default()),
    }
}

fn host(plugin: &str, builder: tomada_host::Builder, outbound: &Outbound) -> Host {
    let plugin = Loader::new().open_bytes(&library::bytes(plugin)).expect("it opens");
    let limits = Limits { runs_per_connection: 16_384, runs: 16_384, ..Limits::default() };
    builder.integration(plugin).egress(Arc::new(outbound.clone())).limits(limits).build().expect("a host")
}

fn run(name: &'static str, port: u16, host: &Host, request: RunRequest) -> Way {
    let _ = port;
    let host = host.clone();
    Way::new(name, move || {
        let (host, request) = (host.clone(), request.clone());
        async move {
            host.run(request).await.result.expect("an answer");
        }
    })
}

fn fetch(port: u16) -> RunRequest {
    let settings = json!({ "base_url": format!("http://127.0.0.1:{port}") });
    request("hello", "fetch", settings, [].into(), json!({ "path": "v1/things" }))
}

fn call(port: u16) -> RunRequest {
    let settings = json!({ "base_url": format!("http://127.0.0.1:{port}") });
    let secrets = [("token".to_owned(), Secret::new(KEY))].into();
    request(
        "webhook",
        "call",
        settings,
        secrets,
        json!({ "url": "v1/{{ context.what }}", "context": { "what": "things" } }),
    )
}

fn request(
    integration: &str,
    action: &str,
    settings: Value,
    secrets: std::collections::BTreeMap<String, Secret>,
    input: Value,
) -> RunRequest {
    let connection = Connection {
        id: "connection".to_owned(),
        integration: integration.to_owned(),
        version: VersionReq::STAR,
        settings: Json::from(settings),
        auth: None,
        secrets,
    };
    let mut request = RunRequest::new("project", ConnectionSource::from(connection), integration, action);
    request.input = Json::from(input);
    request
}
