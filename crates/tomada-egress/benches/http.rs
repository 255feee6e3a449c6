//! What egress costs: the same requests to the same server on loopback, through a bare client and through egress, one
//! after the other and 64 in flight. `run` opens a way out for each request, as the host does for each run.
#![expect(clippy::disallowed_types, reason = "the bare client is what egress is compared with")]

use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, LazyLock};

use divan::Bencher;
use divan::counter::ItemsCount;
use tokio::runtime::Runtime;
use tomada_core::{Auth, Http, Request};
use tomada_egress::Outbound;
use tomada_host::{Credential, Egress, Exchanges, Redactor, Scope, Secret};

const ANSWER: &[u8] =
    b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 15\r\n\r\n{\"hello\":\"you\"}";

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

static SECRET: LazyLock<Secret> = LazyLock::new(|| Secret::new("sk-0123456789abcdef0123456789abcdef"));
/// The host has it before it opens a way out.
static REDACTOR: LazyLock<Redactor> = LazyLock::new(|| Redactor::new([&*SECRET]));

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

fn url() -> String {
    format!("http://127.0.0.1:{}/v1/things", *PORT)
}

fn outbound() -> Outbound {
    let opening = format!("127.0.0.1/32:{}", *PORT).parse().expect("an opening");
    Outbound::builder().allow([opening]).build().expect("it needs nothing")
}

fn scope() -> Scope {
    Scope {
        redactor: REDACTOR.clone(),
        project: "project".to_owned(),
        connection: "connection".to_owned(),
        allowed: vec![url()],
        credential: Some(Credential {
            auth: Auth::Bearer { optional: false },
            secrets: BTreeMap::from([(
                "token".to_owned(),
                Secret::new("sk-0123456789abcdef0123456789abcdef"),
            )]),
            origins: vec![url()],
        }),
        credential_optional: false,
        deadline_unix_ms: u64::MAX,
        exchanges: Arc::new(Exchanges::default()),
    }
}

/// Lets `in_flight` tasks each send 16 requests, one after the other.
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
                    for _ in 0..16 {
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
    bencher.counter(ItemsCount::new(in_flight * 16)).bench_local(round);
}

#[divan::bench(args = [1, 64])]
fn bare(bencher: Bencher<'_, '_>, in_flight: usize) {
    let client = reqwest::Client::builder().no_proxy().build().expect("a client");
    measure(bencher, in_flight, move || {
        let request = client.get(url()).bearer_auth("sk-0123456789abcdef0123456789abcdef");
        async move {
            let answer = request.send().await.expect("an answer");
            assert_eq!(answer.bytes().await.expect("a body").len(), 15);
        }
    });
}

#[divan::bench(args = [1, 64])]
fn egress_run(bencher: Bencher<'_, '_>, in_flight: usize) {
    let outbound = outbound();
    measure(bencher, in_flight, move || fetch(outbound.open(scope())));
}

#[divan::bench(args = [1, 64])]
fn egress_call(bencher: Bencher<'_, '_>, in_flight: usize) {
    let http = outbound().open(scope());
    measure(bencher, in_flight, move || fetch(Arc::clone(&http)));
}

async fn fetch(http: Arc<dyn Http>) {
    let answer = http.send(Request::get(url())).await.expect("an answer");
    assert_eq!(answer.body.bytes().await.expect("a body").len(), 15);
}

#[divan::bench]
fn open_a_run(bencher: Bencher<'_, '_>) {
    let outbound = outbound();
    bencher.with_inputs(scope).bench_local_values(|scope| outbound.open(scope));
}

fn main() {
    rustls::crypto::aws_lc_rs::default_provider().install_default().expect("it is the only one");
    divan::main();
}
