//! HTTP/2: spoken where the service offers it, and no less guarded. The peer speaks it frame by frame where it
//! misbehaves, over TLS on loopback.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use bytes::Bytes;
use h2::server::SendResponse;
use h2::{Reason, RecvStream};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;
use tomada_core::{Kind, Request};
use tomada_egress::Limits;
use tomada_host::Egress;

use crate::tls::{Authority, server_config};
use crate::world::{World, assert_said, once};

/// What the peer does with the `n`th request of all.
type Behave = fn(usize, &http::Request<RecvStream>, SendResponse<Bytes>) -> Then;

/// What it does with the connection then.
enum Then {
    Keep,
    GoAway(Reason),
}

/// An HTTP/2 service.
struct Service {
    port: u16,
    authority: Authority,
    connections: Arc<AtomicUsize>,
    seen: Arc<Mutex<Vec<String>>>,
}

impl Service {
    async fn start(behave: Behave) -> Self {
        let authority = Authority::new();
        let config = server_config(authority.certify("api.example.com", |_| {}), &[b"h2"]);
        let acceptor = TlsAcceptor::from(Arc::new(config));
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let service = Self { port, authority, connections: Arc::default(), seen: Arc::default() };
        let (connections, seen) = (service.connections.clone(), service.seen.clone());
        let count = Arc::new(AtomicUsize::new(0));
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                connections.fetch_add(1, Ordering::SeqCst);
                let (acceptor, seen, count) = (acceptor.clone(), seen.clone(), count.clone());
                tokio::spawn(async move {
                    let Ok(stream) = acceptor.accept(stream).await else { return };
                    let Ok(mut connection) = h2::server::handshake(stream).await else { return };
                    while let Some(Ok((request, respond))) = connection.accept().await {
                        seen.lock().unwrap().push(format!("{} {}", request.method(), request.uri()));
                        match behave(count.fetch_add(1, Ordering::SeqCst), &request, respond) {
                            Then::Keep => {}
                            Then::GoAway(reason) => connection.abrupt_shutdown(reason),
                        }
                    }
                });
            }
        });
        service
    }

    fn world(&self) -> World {
        World { trusted: vec![self.authority.pem()], ..World::open(self.port) }
    }

    fn url(&self, path: &str) -> String {
        format!("https://api.example.com:{}{path}", self.port)
    }

    fn connections(&self) -> usize {
        self.connections.load(Ordering::SeqCst)
    }
}

fn ok(mut respond: SendResponse<Bytes>) -> Then {
    let mut body = respond.send_response(http::Response::new(()), false).unwrap();
    body.send_data(Bytes::from_static(b"over http/2"), true).unwrap();
    Then::Keep
}

#[tokio::test]
async fn it_is_spoken_where_it_is_offered() {
    let service = Service::start(|_, _, respond| ok(respond)).await;
    let world = service.world();
    let http = world.http();
    for _ in 0..3 {
        let response = http.send(Request::post(service.url("/a?b")).body("text/plain", "x")).await.unwrap();
        assert_eq!((response.status, response.attempts), (200, 1));
        assert_eq!(response.body.bytes().await.unwrap(), b"over http/2");
    }
    assert_eq!(service.connections(), 1);
    let line = format!("POST https://api.example.com:{}/a?b", service.port);
    assert_eq!(*service.seen.lock().unwrap(), [line.as_str(); 3]);
    let exchanges = world.exchanges();
    let fields = |index: usize| exchanges[index].timings;
    assert!(fields(0).resolve_us.and(fields(0).connect_us).and(fields(0).tls_us).is_some());
    assert_eq!((fields(1).resolve_us, fields(1).connect_us, fields(1).tls_us), (None, None, None));
}

#[tokio::test]
async fn many_go_at_once_over_one_connection() {
    let service = Service::start(|_, _, respond| ok(respond)).await;
    let http = service.world().http();
    http.send(Request::get(service.url("/first"))).await.unwrap().body.bytes().await.unwrap();
    let calls = (0..20).map(|_| http.send(Request::get(service.url("/"))));
    for call in calls.map(tokio::spawn).collect::<Vec<_>>() {
        let response = call.await.unwrap().unwrap();
        assert_eq!(response.body.bytes().await.unwrap(), b"over http/2");
    }
    assert_eq!(service.connections(), 1);
}

#[tokio::test]
async fn connections_are_apart_by_connection_and_project() {
    let service = Service::start(|_, _, respond| ok(respond)).await;
    let world = service.world();
    let outbound = world.outbound();
    for (connection, connections) in [("one", 1), ("one", 1), ("two", 2), ("one", 2)] {
        let world = World { connection: connection.to_owned(), ..world.clone() };
        let response = outbound.open(world.scope()).send(Request::get(service.url("/"))).await.unwrap();
        response.body.bytes().await.unwrap();
        assert_eq!(service.connections(), connections, "{connection}");
    }
}

/// What one request becomes whose stream or connection is ended.
async fn check(behave: Behave, request: fn(String) -> Request, kind: Kind, code: &str) {
    let service = Service::start(behave).await;
    let mut world = service.world();
    world.limits.head_ms = 300;
    let outcome = world.fetch(request(service.url("/"))).await;
    assert_said(outcome, kind, code, "ended");
}

#[tokio::test]
async fn what_is_ended_is_a_typed_failure() {
    let get: fn(String) -> Request = |url| Request::get(url);
    let post: fn(String) -> Request = |url| Request::post(url);
    let reset: Behave = |_, _, mut respond| {
        respond.send_reset(Reason::INTERNAL_ERROR);
        Then::Keep
    };
    let refuse: Behave = |_, _, mut respond| {
        respond.send_reset(Reason::REFUSED_STREAM);
        Then::Keep
    };
    let accuse: Behave = |_, _, mut respond| {
        respond.send_reset(Reason::PROTOCOL_ERROR);
        Then::Keep
    };
    let go_away: Behave = |_, _, _| Then::GoAway(Reason::NO_ERROR);
    check(reset, get, Kind::Unavailable, "egress-connect").await;
    check(reset, post, Kind::Uncertain, "egress-connect").await;
    check(refuse, post, Kind::Unavailable, "egress-connect").await;
    check(accuse, get, Kind::Rejected, "egress-protocol").await;
    check(go_away, get, Kind::Unavailable, "egress-connect").await;
    check(go_away, post, Kind::Uncertain, "egress-connect").await;
    let stall: Behave = |_, _, respond| {
        std::mem::forget(respond);
        Then::Keep
    };
    check(stall, get, Kind::Unavailable, "egress-timeout").await;
    check(stall, post, Kind::Uncertain, "egress-timeout").await;
    let half: Behave = |_, _, mut respond| {
        let mut body = respond.send_response(http::Response::new(()), false).unwrap();
        body.send_data(Bytes::from_static(b"half"), false).unwrap();
        body.send_reset(Reason::INTERNAL_ERROR);
        Then::Keep
    };
    check(half, get, Kind::Unavailable, "egress-connect").await;
}

#[tokio::test]
async fn a_body_that_stalls_ends_with_its_call() {
    let stall: Behave = |_, _, mut respond| {
        std::mem::forget(respond.send_response(http::Response::new(()), false).unwrap());
        Then::Keep
    };
    let service = Service::start(stall).await;
    let outcome = service.world().fetch(Request::get(service.url("/")).timeout_ms(300)).await;
    assert_said(outcome, Kind::Unavailable, "egress-timeout", "a stalled body");
}

#[tokio::test]
async fn what_a_peer_did_not_process_is_sent_again() {
    // A refused stream for any method, on the same connection; one that was cut for what can be repeated, on another.
    for (behave, request, connections) in [
        (
            (|n, _, mut respond: SendResponse<Bytes>| {
                if n > 0 {
                    return ok(respond);
                }
                respond.send_reset(Reason::REFUSED_STREAM);
                Then::Keep
            }) as Behave,
            (|url| Request::post(url)) as fn(String) -> Request,
            1,
        ),
        (
            |n, _, respond| if n > 0 { ok(respond) } else { Then::GoAway(Reason::NO_ERROR) },
            |url| Request::get(url),
            2,
        ),
    ] {
        let service = Service::start(behave).await;
        let mut world = service.world();
        world.limits.retries = 1;
        world.limits.retry_step_ms = 1;
        let response = world.send(request(service.url("/"))).await.unwrap();
        assert_eq!((response.status, response.attempts), (200, 2));
        assert_eq!(response.body.bytes().await.unwrap(), b"over http/2");
        assert_eq!(service.connections(), connections);
    }
}

#[tokio::test]
async fn heads_and_bodies_have_limits_here_too() {
    let large_head: Behave = |_, _, mut respond| {
        let head = http::Response::builder().header("x", "y".repeat(9 * 1024)).body(()).unwrap();
        respond.send_response(head, true).unwrap();
        Then::Keep
    };
    check(large_head, Request::get, Kind::Rejected, "egress-too-large").await;
    let large_body: Behave = |_, _, mut respond| {
        let mut body = respond.send_response(http::Response::new(()), false).unwrap();
        body.send_data(Bytes::from(vec![0; 2_000]), true).unwrap();
        Then::Keep
    };
    check(large_body, |url| Request::get(url).body_max_bytes(1_000), Kind::Rejected, "egress-too-large")
        .await;
}

/// Interim answers have no limit in HTTP/2 itself.
#[tokio::test]
async fn a_flood_of_interim_answers_is_dammed() {
    let flood: Behave = |_, _, mut respond| {
        tokio::spawn(async move {
            loop {
                let hint = http::Response::builder().status(103).header("link", "x".repeat(8_000));
                if respond.send_informational(hint.body(()).unwrap()).is_err() {
                    return;
                }
                tokio::task::yield_now().await;
            }
        });
        Then::Keep
    };
    let service = Service::start(flood).await;
    let world = World { limits: once(Limits::default()), ..service.world() };
    let outcome = world.send(Request::get(service.url("/"))).await;
    assert_said(outcome, Kind::Rejected, "egress-protocol", "a flood");
}
