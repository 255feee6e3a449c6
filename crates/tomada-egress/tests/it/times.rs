//! Where the time of an exchange goes: each part by itself, and none that there was not.

use std::sync::Arc;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;
use tomada_core::{Kind, Request, Timings};

use crate::peer::{Peer, Then, answer, reply};
use crate::tls::{Authority, server_config};
use crate::world::{World, assert_said};

/// Which parts there were: resolving, connecting, TLS, waiting, the body.
fn parts(timings: Timings) -> [bool; 5] {
    let Timings { resolve_us, connect_us, tls_us, wait_us, body_us } = timings;
    [resolve_us, connect_us, tls_us, wait_us, body_us].map(|part| part.is_some())
}

#[tokio::test]
async fn over_plain_http_there_is_no_tls_and_a_used_connection_is_not_dialled() {
    let peer = Peer::start(|_| answer(200, "", "ok")).await;
    let world = World::open(peer.port);
    let http = world.http();
    for (url, first) in [
        (peer.at("api.example.com", "/"), true),
        (peer.at("api.example.com", "/"), false),
        (peer.url("/"), true),
    ] {
        let named = url.contains("example");
        let response = http.send(Request::get(url)).await.unwrap();
        assert_eq!(parts(response.timings), [first && named, first, false, true, false]);
        response.body.bytes().await.unwrap();
        let kept = world.exchanges().last().unwrap().clone();
        assert_eq!(parts(kept.timings), [first && named, first, false, true, true]);
        assert_eq!(Timings { body_us: None, ..kept.timings }, response.timings);
        let sum =
            [kept.timings.resolve_us, kept.timings.connect_us, kept.timings.wait_us, kept.timings.body_us];
        let sum = sum.into_iter().flatten().sum::<u64>();
        assert!(sum / 1_000 <= kept.elapsed_ms, "{sum} us are parts of {} ms", kept.elapsed_ms);
    }
}

#[tokio::test]
async fn over_https_the_handshake_is_a_part_of_its_own() {
    let authority = Authority::new();
    let config = server_config(authority.certify("api.example.com", |_| {}), &[b"http/1.1"]);
    let acceptor = TlsAcceptor::from(Arc::new(config));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(async move {
        let (stream, _) = listener.accept().await.unwrap();
        let mut stream = acceptor.accept(stream).await.unwrap();
        while stream.read(&mut [0; 4_096]).await.is_ok_and(|bytes| bytes > 0) {
            stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok").await.unwrap();
        }
    });
    let world = World { trusted: vec![authority.pem()], ..World::open(port) };
    let http = world.http();
    for first in [true, false] {
        let response = http.send(Request::get(format!("https://api.example.com:{port}/"))).await.unwrap();
        assert_eq!(parts(response.timings), [first, first, first, true, false]);
        assert_eq!(response.body.bytes().await.unwrap(), b"ok");
    }
}

#[tokio::test]
async fn what_failed_tells_how_far_it_came() {
    let closed = {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        listener.local_addr().unwrap().port()
    };
    let cut = Peer::start(|_| reply("", Then::Close)).await;
    // A listener that never reads: TLS is not answered.
    let silent = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let silent = silent.local_addr().map(|address| (address.port(), silent)).unwrap();
    for (url, port, code, expected, sent) in [
        ("http://missing.example.com", 80, "egress-dns", [true, false, false, false, false], false),
        ("http://api.example.com", closed, "egress-connect", [true, true, false, false, false], false),
        ("https://api.example.com", silent.0, "egress-timeout", [true, true, true, false, false], false),
        ("http://api.example.com", cut.port, "egress-connect", [true, true, false, false, false], true),
    ] {
        let mut world = World::open(port);
        world.limits.tls_ms = 50;
        let outcome = world.send(Request::get(format!("{url}:{port}/"))).await;
        assert_said(outcome, Kind::Unavailable, code, url);
        let exchange = &world.exchanges()[0];
        assert_eq!((parts(exchange.timings), exchange.sent), (expected, sent), "{url}");
    }
}

#[test]
fn parts_are_written_in_microseconds_and_absent_ones_not_at_all() {
    let timings = Timings { resolve_us: Some(1), wait_us: Some(2), ..Timings::default() };
    assert_eq!(serde_json::to_string(&timings).unwrap(), r#"{"resolve_us":1,"wait_us":2}"#);
}
