//! What goes out, byte for byte, and what an action may not send.

use tomada_core::{Kind, Request};
use tomada_egress::Limits;

use crate::peer::{Peer, Then, answer, reply};
use crate::world::{World, assert_said, once};

#[tokio::test]
async fn a_request_goes_out_as_it_was_written() {
    let peer = Peer::start(|_| answer(200, "", "")).await;
    let request = Request::post(peer.at("api.example.com", "/a%20b/ü?q=1&q=2"))
        .header("X-Mixed", "one")
        .header("x-mixed", "two")
        .header("X-Latin", "caf\u{e9}")
        .body("text/plain", "body")
        .idempotency_key("key-1");
    World::open(peer.port).send(request).await.unwrap();
    let seen = &peer.seen()[0];
    assert_eq!(seen.line(), "POST /a%20b/%C3%BC?q=1&q=2 HTTP/1.1");
    let port = peer.port;
    let mut fields = seen.head.lines().skip(1).filter(|line| !line.is_empty()).collect::<Vec<_>>();
    fields.sort_unstable();
    let host = format!("host: api.example.com:{port}");
    let mut expected = vec![
        "accept-encoding: gzip, deflate, br, zstd",
        "accept: */*",
        "content-length: 4",
        "content-type: text/plain",
        host.as_str(),
        "idempotency-key: key-1",
        "user-agent: tomada/0.1.0",
        "x-latin: caf\u{fffd}",
        "x-mixed: one",
        "x-mixed: two",
    ];
    expected.sort_unstable();
    assert_eq!(fields, expected);
    assert_eq!(seen.body, b"body");
}

#[tokio::test]
async fn the_length_is_told_where_the_method_has_a_meaning_for_it() {
    let peer = Peer::start(|_| answer(200, "", "")).await;
    let world = World::open(peer.port);
    for (method, length) in [
        ("GET", None),
        ("HEAD", None),
        ("OPTIONS", None),
        ("DELETE", None),
        ("POST", Some("0")),
        ("PATCH", Some("0")),
        ("PURGE", Some("0")),
    ] {
        world.send(Request::new(method, peer.url("/"))).await.unwrap();
        let seen = peer.seen();
        assert_eq!(seen.last().unwrap().header("content-length"), length, "{method}");
        assert_eq!(seen.last().unwrap().header("transfer-encoding"), None, "{method}");
    }
}

#[tokio::test]
async fn what_would_break_the_message_is_refused() {
    let peer = Peer::start(|_| answer(200, "", "")).await;
    let world = World::open(peer.port);
    for (name, value, code) in [
        ("x", "a\r\nb: c", "egress-header-invalid"),
        ("x", "a\nb", "egress-header-invalid"),
        ("x", "a\rb", "egress-header-invalid"),
        ("x", "a\0b", "egress-header-invalid"),
        ("x", "\u{10a}", "egress-header-invalid"),
        ("x", "\u{141}", "egress-header-invalid"),
        ("x", "\u{7f}", "egress-header-invalid"),
        ("", "a", "egress-header-invalid"),
        ("x y", "a", "egress-header-invalid"),
        ("x:", "a", "egress-header-invalid"),
        ("x\r\nhost", "a", "egress-header-invalid"),
        ("ü", "a", "egress-header-invalid"),
        ("Host", "evil.example.com", "egress-header-reserved"),
        ("Content-Length", "4", "egress-header-reserved"),
        ("Transfer-Encoding", "chunked", "egress-header-reserved"),
        ("CONNECTION", "close", "egress-header-reserved"),
        ("te", "trailers", "egress-header-reserved"),
        ("Trailer", "x", "egress-header-reserved"),
        ("Upgrade", "h2c", "egress-header-reserved"),
        ("Keep-Alive", "timeout=5", "egress-header-reserved"),
        ("HTTP2-Settings", "x", "egress-header-reserved"),
        ("Proxy-Authorization", "Basic x", "egress-header-reserved"),
        ("Proxy-Connection", "close", "egress-header-reserved"),
    ] {
        let request = Request::get(peer.url("/")).header(name, value);
        assert_said(world.send(request).await, Kind::InvalidInput, code, &format!("{name:?}: {value:?}"));
    }
    for method in ["", "GET / HTTP/1.1\r\nX", "GE T", "GET\0", "CONNECT", "ü"] {
        let request = Request::new(method, peer.url("/"));
        assert_said(world.send(request).await, Kind::InvalidInput, "egress-method-invalid", method);
    }
    let twice = Request::post(peer.url("/")).header("Idempotency-Key", "a").idempotency_key("b");
    assert_said(world.send(twice).await, Kind::InvalidInput, "egress-header-reserved", "two keys");
    let split = Request::post(peer.url("/")).idempotency_key("a\r\nb: c");
    assert_said(world.send(split).await, Kind::InvalidInput, "egress-header-invalid", "split key");
    let many = (0..101)
        .fold(Request::get(peer.url("/")), |request, index| request.header(format!("x-{index}"), "a"));
    assert_said(world.send(many).await, Kind::InvalidInput, "egress-head-too-large", "101 fields");
    let large = Request::get(peer.url("/")).header("x", "a".repeat(64 * 1024));
    assert_said(world.send(large).await, Kind::InvalidInput, "egress-head-too-large", "64 KiB");
    assert_eq!((peer.connections(), world.exchanges().len()), (0, 0), "nothing was sent");
}

#[tokio::test]
async fn line_ends_in_a_path_stay_encoded() {
    let peer = Peer::start(|_| answer(200, "", "")).await;
    World::open(peer.port).send(Request::get(peer.url("/a%0d%0aX:%20y?b%0d%0a"))).await.unwrap();
    assert_eq!(peer.seen()[0].line(), "GET /a%0d%0aX:%20y?b%0d%0a HTTP/1.1");
    assert_eq!(peer.seen().len(), 1);
}

#[tokio::test]
async fn a_large_body_arrives_whole() {
    let peer = Peer::start(|_| answer(200, "", "")).await;
    let body = vec![7; 3 * 1024 * 1024];
    for method in ["POST", "PUT"] {
        World::open(peer.port)
            .send(Request::new(method, peer.url("/")).body("application/octet-stream", body.clone()))
            .await
            .unwrap();
    }
    assert!(peer.seen().iter().all(|seen| seen.body == body));
}

/// What a call without an answer is said to be depends on what the service may have done.
#[tokio::test]
async fn a_request_without_an_answer_is_uncertain_unless_it_can_be_repeated() {
    let peer = Peer::start(|seen| match seen.path() {
        "/reset" => reply("", Then::Close),
        "/half" => reply("HTTP/1.1 200 OK\r\ncontent-le", Then::Close),
        "/garbage" => reply("SMTP ready\r\n\r\n", Then::Close),
        _ => reply("", Then::Stall),
    })
    .await;
    let mut limits = once(Limits::default());
    limits.head_ms = 50;
    let world = World { limits, ..World::open(peer.port) };
    for (path, code, repeatable) in [
        ("/reset", "egress-connect", Kind::Unavailable),
        ("/half", "egress-connect", Kind::Unavailable),
        ("/garbage", "egress-protocol", Kind::Rejected),
        ("/stall", "egress-timeout", Kind::Unavailable),
    ] {
        for method in ["GET", "HEAD", "OPTIONS", "PUT", "DELETE"] {
            let outcome = world.send(Request::new(method, peer.url(path))).await;
            assert_said(outcome, repeatable, code, &format!("{method} {path}"));
        }
        for method in ["POST", "PATCH", "PURGE"] {
            let outcome = world.send(Request::new(method, peer.url(path))).await;
            assert_said(outcome, Kind::Uncertain, code, &format!("{method} {path}"));
        }
        let with_body = Request::post(peer.url(path)).body("text/plain", "x");
        assert_said(world.send(with_body).await, Kind::Uncertain, code, path);
    }
}

#[tokio::test]
async fn what_never_went_out_is_not_uncertain() {
    let port = {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        listener.local_addr().unwrap().port()
    };
    let world = World::open(port);
    let request = Request::post(format!("http://127.0.0.1:{port}/"));
    assert_said(world.send(request).await, Kind::Unavailable, "egress-connect", "closed port");

    // A listener that accepts nothing: TLS is never answered.
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let request = Request::post(format!("https://127.0.0.1:{port}/")).timeout_ms(50);
    assert_said(World::open(port).send(request).await, Kind::Unavailable, "egress-timeout", "no handshake");
}

#[tokio::test]
async fn a_run_that_is_over_sends_nothing() {
    let peer = Peer::start(|_| answer(200, "", "")).await;
    let world = World { time_left: std::time::Duration::ZERO, ..World::open(peer.port) };
    assert_said(world.send(Request::post(peer.url("/"))).await, Kind::Unavailable, "egress-timeout", "over");
    assert_eq!(peer.connections(), 0);
}
