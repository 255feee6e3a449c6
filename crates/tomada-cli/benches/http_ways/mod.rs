//! The ways to make one call, from the bare client to a run in the journal of the store.

use std::sync::Arc;

use semver::VersionReq;
use serde_json::{Value, json};
use tokio::runtime::Runtime;
use tomada_core::{Auth, BoxFuture, Json, Request};
use tomada_egress::Outbound;
use tomada_host::{
    Connection, ConnectionSource, Credential, Egress, Exchanges, Host, Limits, Redactor, RunRequest, Scope,
    Secret,
};
use tomada_loader::Loader;
use tomada_store::{Location, Options, Store};

use crate::library;

const KEY: &str = "sk-0123456789abcdef0123456789abcdef";

/// Makes one call.
pub(crate) type Call = Arc<dyn Fn() -> BoxFuture<'static, ()> + Send + Sync>;

/// One way. What it needs is made when it is opened, so that none pays for another's.
#[derive(Clone, Copy)]
pub(crate) struct Way {
    pub(crate) name: &'static str,
    open: fn(&Runtime, u16) -> Call,
}

impl Way {
    /// The way to the service at `port` of this machine.
    pub(crate) fn open(&self, runtime: &Runtime, port: u16) -> Call {
        (self.open)(runtime, port)
    }
}

/// All of them, the bare client first.
pub(crate) const WAYS: [Way; 6] = [
    Way { name: "bare client", open: |_, port| bare(port) },
    Way { name: "egress", open: |_, port| egress(port) },
    Way {
        name: "run",
        open: |_, port| run(&host("hello", Host::builder().without_journal(), port), fetch(port)),
    },
    Way {
        name: "run, memory journal",
        open: |_, port| run(&host("hello", Host::builder(), port), fetch(port)),
    },
    Way { name: "run, SQLite journal", open: stored },
    Way {
        name: "card",
        open: |_, port| run(&host("webhook", Host::builder().without_journal(), port), call(port)),
    },
];

fn of<F, Fut>(call: F) -> Call
where
    F: Fn() -> Fut + Send + Sync + 'static,
    Fut: Future<Output = ()> + Send + 'static,
{
    Arc::new(move || Box::pin(call()))
}

fn url(port: u16) -> String {
    format!("http://127.0.0.1:{port}/v1/things")
}

fn bare(port: u16) -> Call {
    let client = reqwest::Client::builder().no_proxy().build().expect("a client");
    of(move || {
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

fn egress(port: u16) -> Call {
    let http = outbound(port).open(scope(port));
    of(move || {
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

fn host(plugin: &str, builder: tomada_host::Builder, port: u16) -> Host {
    let plugin = Loader::new().open_bytes(&library::bytes(plugin)).expect("it opens");
    let limits = Limits { runs_per_connection: 16_384, runs: 16_384, ..Limits::default() };
    builder.integration(plugin).egress(Arc::new(outbound(port))).limits(limits).build().expect("a host")
}

fn run(host: &Host, request: RunRequest) -> Call {
    let host = host.clone();
    of(move || {
        let (host, request) = (host.clone(), request.clone());
        async move {
            host.run(request).await.result.expect("an answer");
        }
    })
}

/// Each run is committed to a database of its own before it is answered.
fn stored(runtime: &Runtime, port: u16) -> Call {
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder");
    let options = Options::new(Location::File(folder.path().join("tomada.db"))).expect("randomness");
    let store = runtime.block_on(Store::open(options)).expect("a database");
    let run = run(&host("hello", Host::builder().journal(Arc::new(store)), port), fetch(port));
    Arc::new(move || {
        // The folder goes away with the last call.
        let _kept = &folder;
        run()
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
