//! A run with one HTTP exchange, through host, boundary, plugin and egress, beside egress alone and the bare client: the
//! same request to the same server on loopback, 1 and 64 in flight. The bar: 0.90 of the bare client with the journal
//! off. `egress_run` opens a way out for each request, as the host does for each run.
//!
//! `cargo build --release -p hello && cargo bench -p tomada-cli --bench http`
#![expect(clippy::disallowed_types, reason = "the bare client is what a run is compared with")]

mod hello;

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, LazyLock};

use divan::Bencher;
use divan::counter::ItemsCount;
use semver::VersionReq;
use serde_json::json;
use tokio::runtime::Runtime;
use tomada_core::{Auth, Http, Json, Request};
use tomada_egress::Outbound;
use tomada_host::{
    Connection, ConnectionSource, Credential, Egress, Exchanges, Host, Limits, Redactor, RunRequest, Scope,
    Secret,
};
use tomada_loader::Loader;

const ANSWER: &[u8] =
    b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 15\r\n\r\n{\"hello\":\"you\"}";

const KEY: &str = "sk-0123456789abcdef0123456789abcdef";

/// Requests that each task sends, one after the other, in a round.
const REQUESTS: usize = 16;

static PORT: LazyLock<u16> = LazyLock::new(|| {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
    let port = listener.local_addr().expect("it is bound").port();
    std::thread::spawn(move || {
        for peer in listener.incoming().flatten() {
            std::thread::spawn(|| serve(peer));
        }
    });
    port
});

/// Answers each request; none has a body.
fn serve(mut peer: TcpStream) {
    let _ = peer.set_nodelay(true);
    let mut bytes = [0; 4096];
    while peer.read(&mut bytes).is_ok_and(|count| count > 0) {
        if peer.write_all(ANSWER).is_err() {
            return;
        }
    }
}

fn main() {
    rustls::crypto::aws_lc_rs::default_provider().install_default().expect("it is the only one");
    divan::main();
}

#[divan::bench(args = [1, 64])]
fn bare_client(bencher: Bencher<'_, '_>, in_flight: usize) {
    let client = reqwest::Client::builder().no_proxy().build().expect("a client");
    measure(bencher, in_flight, move || {
        let request = client.get(url()).bearer_auth(KEY);
        async move {
            let answer = request.send().await.expect("an answer");
            assert_eq!(answer.bytes().await.expect("a body").len(), 15);
        }
    });
}

#[divan::bench(args = [1, 64])]
fn run_without_journal(bencher: Bencher<'_, '_>, in_flight: usize) {
    runs(bencher, in_flight, host(Host::builder().without_journal()));
}

#[divan::bench(args = [1, 64])]
fn run_with_journal_in_memory(bencher: Bencher<'_, '_>, in_flight: usize) {
    runs(bencher, in_flight, host(Host::builder()));
}

#[divan::bench(args = [1, 64])]
fn egress_call(bencher: Bencher<'_, '_>, in_flight: usize) {
    let http = outbound().open(scope());
    measure(bencher, in_flight, move || fetch(Arc::clone(&http)));
}

#[divan::bench(args = [1, 64])]
fn egress_run(bencher: Bencher<'_, '_>, in_flight: usize) {
    let outbound = outbound();
    measure(bencher, in_flight, move || fetch(outbound.open(scope())));
}

async fn fetch(http: Arc<dyn Http>) {
    let answer = http.send(Request::get(url())).await.expect("an answer");
    assert_eq!(answer.body.bytes().await.expect("a body").len(), 15);
}

fn url() -> String {
    format!("http://127.0.0.1:{}/v1/things", *PORT)
}

fn outbound() -> Outbound {
    let opening = format!("127.0.0.1/32:{}", *PORT).parse().expect("an opening");
    Outbound::builder().allow([opening]).build().expect("it needs nothing")
}

fn scope() -> Scope {
    let secret = Secret::new(KEY);
    Scope {
        redactor: Redactor::new([&secret]),
        project: "project".to_owned(),
        connection: "connection".to_owned(),
        allowed: vec![url()],
        credential: Some(Credential {
            auth: Auth::Bearer { optional: false },
            secrets: [("token".to_owned(), secret)].into(),
            origins: vec![url()],
        }),
        credential_optional: false,
        deadline_unix_ms: u64::MAX,
        exchanges: Arc::new(Exchanges::default()),
    }
}

fn host(builder: tomada_host::Builder) -> Host {
    let plugin = Loader::new().open_bytes(&hello::library()).expect("it opens");
    let limits = Limits { runs_per_connection: 128, ..Limits::default() };
    builder.integration(plugin).egress(Arc::new(outbound())).limits(limits).build().expect("a host")
}

fn runs(bencher: Bencher<'_, '_>, in_flight: usize, host: Host) {
    measure(bencher, in_flight, move || {
        let host = host.clone();
        async move {
            let report = host.run(request()).await;
            report.result.expect("an answer");
        }
    });
}

fn request() -> RunRequest {
    let connection = Connection {
        id: "connection".to_owned(),
        integration: "hello".to_owned(),
        version: VersionReq::STAR,
        settings: Json::from(json!({ "base_url": format!("http://127.0.0.1:{}", *PORT) })),
        secrets: [].into(),
    };
    let mut request = RunRequest::new("project", ConnectionSource::Inline(connection), "hello", "fetch");
    request.input = Json::from(json!({ "path": "v1/things" }));
    request
}

/// Lets `in_flight` tasks each send their requests.
fn measure<F, Fut>(bencher: Bencher<'_, '_>, in_flight: usize, one: F)
where
    F: Fn() -> Fut + Clone + Send + Sync + 'static,
    Fut: Future<Output = ()> + Send,
{
    let runtime = Runtime::new().expect("a runtime");
    let round = || {
        runtime.block_on(async {
            let tasks = (0..in_flight).map(|_| {
                let one = one.clone();
                tokio::spawn(async move {
                    for _ in 0..REQUESTS {
                        one().await;
                    }
                })
            });
            for task in tasks.collect::<Vec<_>>() {
                task.await.expect("no request fails");
            }
        });
    };
    round();
    bencher.counter(ItemsCount::new(in_flight * REQUESTS)).bench_local(round);
}
