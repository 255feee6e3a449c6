//! Hostile answers: each row is a peer's bytes and what becomes of the call.

use std::io::Write;

use flate2::Compression;
use flate2::write::{DeflateEncoder, GzEncoder, ZlibEncoder};
use tomada_core::{Failure, Kind, Request};
use tomada_egress::Limits;

use crate::peer::{Peer, Reply, Then, answer, reply};
use crate::world::{World, assert_said, once, said};

/// Small limits, so that no test waits: 100 ms for a head, 50 ms of slowness.
fn small() -> Limits {
    let mut limits = once(Limits::default());
    limits.head_ms = 100;
    limits.slow_ms = 50;
    limits.body_bytes = 64 * 1024;
    limits
}

/// What becomes of a GET that is answered like this.
async fn outcome(make: impl Fn() -> Reply + Send + Sync + 'static) -> Result<Vec<u8>, Failure> {
    let peer = Peer::start(move |_| make()).await;
    let world = World { limits: small(), ..World::open(peer.port) };
    let outcome = world.fetch(Request::get(peer.url("/"))).await;
    let error = world.exchanges()[0].error;
    let word_of_failure =
        outcome.as_ref().err().map(|failure| failure.code().unwrap()["egress-".len()..].replace('-', "_"));
    assert_eq!(error, word_of_failure.as_deref(), "the exchange and the failure use the same word");
    outcome
}

async fn check(bytes: impl Into<Vec<u8>>, then: fn() -> Then, expected: &str) {
    let bytes = bytes.into();
    let about = String::from_utf8_lossy(&bytes[..bytes.len().min(120)]).into_owned();
    let outcome = outcome(move || reply(bytes.clone(), then())).await;
    let found = match &outcome {
        Ok(body) => format!("ok {}", String::from_utf8_lossy(body)),
        Err(_) => said(outcome.clone()),
    };
    let detail = outcome.err().and_then(|failure| failure.detail().map(str::to_owned));
    assert_eq!(found, expected, "{about:?}: {detail:?}");
}

fn close() -> Then {
    Then::Close
}
fn keep() -> Then {
    Then::Keep
}
fn stall() -> Then {
    Then::Stall
}

const TIMEOUT: &str = "unavailable egress-timeout";
const CONNECT: &str = "unavailable egress-connect";
const TOO_LARGE: &str = "rejected egress-too-large";
const PROTOCOL: &str = "rejected egress-protocol";

#[tokio::test]
async fn silence_and_drips_end_in_time() {
    check("", stall, TIMEOUT).await;
    check("HTTP/1.1 200 OK\r\n", stall, TIMEOUT).await;
    check("HTTP/1.1 200 OK\r\nx: y", stall, TIMEOUT).await;
    check("HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n", stall, TIMEOUT).await;
    check("HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nabc", stall, TIMEOUT).await;
    check("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n1\r\na\r\n", stall, TIMEOUT).await;
    check("HTTP/1.1 100 Continue\r\n\r\n", stall, TIMEOUT).await;
    check("HTTP/1.1 103 Early Hints\r\nlink: ", stall, TIMEOUT).await;
}

#[tokio::test]
async fn the_slow_are_cut_before_the_deadline_and_event_streams_are_not() {
    let peer = Peer::start(|seen| {
        let kind = if seen.path() == "/events" { "text/event-stream" } else { "text/plain" };
        reply(format!("HTTP/1.1 200 OK\r\ncontent-type: {kind}\r\n\r\ndata: 1\n\n"), Then::Stall)
    })
    .await;
    let world = World { limits: small(), ..World::open(peer.port) };
    for (path, reason) in [("/text", "the body came too slowly"), ("/events", "the body did not end in time")]
    {
        let failure = world.fetch(Request::get(peer.url(path)).timeout_ms(150)).await.unwrap_err();
        assert_eq!((failure.code(), failure.detail()), (Some("egress-timeout"), Some(reason)));
    }
}

#[tokio::test]
async fn a_body_that_breaks_off_is_no_body() {
    check("HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nabc", close, CONNECT).await;
    check("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n3\r\nabc\r\n", close, CONNECT).await;
    check("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n3\r\nab", close, CONNECT).await;
    check("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n", keep, "ok abc").await;
    check("HTTP/1.1 200 OK\r\n\r\nto the end", close, "ok to the end").await;
}

/// A prefix of an answer, however long, is never taken for the whole.
#[tokio::test]
async fn no_prefix_of_an_answer_is_a_success() {
    let whole = b"HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\ncontent-length: 12\r\n\r\nhello, world";
    for end in 0..whole.len() {
        let outcome = outcome(move || reply(&whole[..end], Then::Close)).await;
        assert!(outcome.is_err(), "{end} bytes were enough");
    }
}

#[tokio::test]
async fn bodies_have_a_largest_size() {
    let limit = 64 * 1024;
    check(format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n", limit + 1), stall, TOO_LARGE).await;
    check("HTTP/1.1 200 OK\r\ncontent-length: 10000000000\r\n\r\n", stall, TOO_LARGE).await;
    check("HTTP/1.1 200 OK\r\n\r\n", || Then::Repeat(vec![b'x'; 9_000]), TOO_LARGE).await;
    let chunk = || Then::Repeat([b"3e8\r\n", &[b'x'; 1_000][..], b"\r\n"].concat());
    check("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n", chunk, TOO_LARGE).await;
    let undeclared = format!("HTTP/1.1 200 OK\r\n\r\n{}", "x".repeat(limit + 1));
    check(undeclared, close, TOO_LARGE).await;
    assert_eq!(outcome(move || answer(200, "", vec![b'x'; limit])).await.unwrap().len(), limit);
}

#[tokio::test]
async fn a_request_chooses_its_largest_body_within_the_operators() {
    let peer = Peer::start(|seen| answer(200, "", vec![b'x'; seen.path()[1..].parse().unwrap()])).await;
    let mut limits = once(Limits::default());
    limits.body_bytes = 10;
    limits.body_max_bytes = 1_000;
    let world = World { limits, ..World::open(peer.port) };
    for (size, asked, expected) in [
        (10, None, "ok"),
        (11, None, TOO_LARGE),
        (5, Some(5), "ok"),
        (6, Some(5), TOO_LARGE),
        (1_000, Some(1_000_000), "ok"),
        (1_001, Some(1_000_000), TOO_LARGE),
        (0, Some(0), "ok"),
    ] {
        let mut request = Request::get(peer.url(&format!("/{size}")));
        request.body_max_bytes = asked;
        assert_eq!(said(world.fetch(request).await), expected, "{size} of {asked:?}");
    }
    let head = world.fetch(Request::new("HEAD", peer.url("/999"))).await;
    assert_eq!(head.unwrap(), b"", "what HEAD is told of a body that does not come is no size");
}

fn gzip(data: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(data).unwrap();
    encoder.finish().unwrap()
}

fn zlib(data: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(data).unwrap();
    encoder.finish().unwrap()
}

fn deflate(data: &[u8]) -> Vec<u8> {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(data).unwrap();
    encoder.finish().unwrap()
}

/// `hello` in Brotli and zstd, as the reference tools write it.
const BROTLI_HELLO: &[u8] = &[0x0b, 0x02, 0x80, b'h', b'e', b'l', b'l', b'o', 0x03];
const ZSTD_HELLO: &[u8] = &[0x28, 0xb5, 0x2f, 0xfd, 0x20, 0x05, 0x29, 0, 0, b'h', b'e', b'l', b'l', b'o'];

async fn coded(coding: &str, body: Vec<u8>) -> String {
    let fields = format!("content-encoding: {coding}\r\n");
    match outcome(move || answer(200, &fields, &body)).await {
        Ok(body) => format!("ok {}", String::from_utf8_lossy(&body)),
        failed => said(failed),
    }
}

#[tokio::test]
async fn one_coding_is_undone_and_no_other() {
    for (coding, body, expected) in [
        ("gzip", gzip(b"hello"), "ok hello"),
        ("x-gzip", gzip(b"hello"), "ok hello"),
        ("GZIP", gzip(b"hello"), "ok hello"),
        ("deflate", zlib(b"hello"), "ok hello"),
        ("deflate", deflate(b"hello"), "ok hello"),
        ("br", BROTLI_HELLO.to_vec(), "ok hello"),
        ("zstd", ZSTD_HELLO.to_vec(), "ok hello"),
        ("identity", b"hello".to_vec(), "ok hello"),
        ("gzip", [gzip(b"hel"), gzip(b"lo")].concat(), "ok hello"),
        ("zstd", [ZSTD_HELLO, ZSTD_HELLO].concat(), "ok hellohello"),
        ("gzip", Vec::new(), "ok "),
        ("gzip", gzip(b""), "ok "),
        ("gzip, gzip", gzip(&gzip(b"hello")), PROTOCOL),
        ("gzip\r\ncontent-encoding: gzip", gzip(&gzip(b"hello")), PROTOCOL),
        ("compress", b"hello".to_vec(), PROTOCOL),
        ("aes128gcm", b"hello".to_vec(), PROTOCOL),
        ("gzip", b"hello, this is no gzip at all".to_vec(), PROTOCOL),
        ("deflate", b"\xff\xff\xff\xff".to_vec(), PROTOCOL),
        ("br", b"\xff\xff\xff\xff\xff\xff".to_vec(), PROTOCOL),
        ("zstd", b"hello".to_vec(), PROTOCOL),
        ("gzip", gzip(b"hello")[..15].to_vec(), PROTOCOL),
        ("gzip", gzip(b"hello")[..1].to_vec(), PROTOCOL),
        ("deflate", zlib(b"hello")[..8].to_vec(), PROTOCOL),
        ("deflate", deflate(b"hello")[..4].to_vec(), PROTOCOL),
        ("br", BROTLI_HELLO[..5].to_vec(), PROTOCOL),
        ("zstd", ZSTD_HELLO[..10].to_vec(), PROTOCOL),
        ("gzip", [gzip(b"hello"), b"garbage".to_vec()].concat(), PROTOCOL),
        ("deflate", [zlib(b"hello"), b"garbage".to_vec()].concat(), PROTOCOL),
        ("br", [BROTLI_HELLO, b"garbage"].concat(), PROTOCOL),
    ] {
        let size = body.len();
        assert_eq!(coded(coding, body).await, expected, "{coding} of {size} bytes");
    }
}

#[tokio::test]
async fn bombs_do_not_go_off() {
    let large = vec![0; 60 * 1024 * 1024];
    for (coding, body) in [("gzip", gzip(&large)), ("deflate", zlib(&large)), ("deflate", deflate(&large))] {
        assert_eq!(coded(coding, body).await, TOO_LARGE, "{coding}");
    }
    // An endless series of empty members decodes to nothing.
    let empty = gzip(b"").repeat(100);
    let endless =
        move || reply("HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\n\r\n", Then::Repeat(empty.clone()));
    assert_eq!(said(outcome(endless).await), TOO_LARGE);
}

#[tokio::test]
async fn a_ratio_counts_only_beyond_what_is_small() {
    let peer = Peer::start(|seen| {
        let size = seen.path()[1..].parse().unwrap();
        answer(200, "content-encoding: gzip\r\n", gzip(&vec![0; size]))
    })
    .await;
    let world = World::open(peer.port);
    for (size, expected) in [(60_000, "ok"), (64 * 1024, "ok"), (250_000, TOO_LARGE)] {
        assert_eq!(said(world.fetch(Request::get(peer.url(&format!("/{size}")))).await), expected, "{size}");
    }
}

#[tokio::test]
async fn heads_have_limits() {
    let field = |name: &str, size: usize| format!("{name}: {}\r\n", "x".repeat(size));
    let fields =
        |count: usize, size: usize| (0..count).map(|n| field(&format!("x-{n}"), size)).collect::<String>();
    let ok = |fields: String| format!("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n{fields}\r\nok");
    check(ok(fields(99, 10)), keep, "ok ok").await;
    check(ok(fields(100, 10)), keep, TOO_LARGE).await;
    check(ok(fields(5_000, 10)), keep, TOO_LARGE).await;
    check(ok(field("x", 8 * 1024)), keep, "ok ok").await;
    check(ok(field("x", 8 * 1024 + 1)), keep, TOO_LARGE).await;
    check(ok(field("x", 100_000)), keep, TOO_LARGE).await;
    check(ok(field("x", 1_000_000)), keep, TOO_LARGE).await;
    check(ok(fields(9, 8 * 1024)), keep, TOO_LARGE).await;
    check("HTTP/1.1 200 OK\r\nx: ", || Then::Repeat(vec![b'x'; 9_000]), TOO_LARGE).await;
    check("HTTP/1.1 200 OK\r\n", || Then::Repeat(b"set-cookie: a=b\r\n".repeat(500)), TOO_LARGE).await;
}

#[tokio::test]
async fn interim_answers_have_limits() {
    let hints = |count: usize, size: usize| {
        format!("HTTP/1.1 103 Early Hints\r\nlink: {}\r\n\r\n", "x".repeat(size)).repeat(count)
    };
    let ok = |interim: String| format!("{interim}HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok");
    check(ok(hints(8, 10)), keep, "ok ok").await;
    check(ok(hints(9, 10)), keep, PROTOCOL).await;
    check("", || Then::Repeat(b"HTTP/1.1 103 Early Hints\r\nlink: </x>\r\n\r\n".to_vec()), PROTOCOL).await;
    check("", || Then::Repeat(b"HTTP/1.1 100 Continue\r\n\r\n".to_vec()), PROTOCOL).await;
    check(ok(hints(8, 8_000)), keep, "ok ok").await;
    check(ok(hints(8, 8_200)), keep, TOO_LARGE).await;
    check("HTTP/1.1 103 Early Hints\r\n", || Then::Repeat(b"link: </x>\r\n".repeat(500)), TOO_LARGE).await;
    check("", || Then::Repeat(b"\r\n".repeat(500)), TOO_LARGE).await;
}

/// What brings nothing to the reader counts all the same: the size of this chunk never ends.
#[tokio::test]
async fn the_bytes_on_the_wire_have_a_largest_number() {
    let head = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n";
    let peer = Peer::start(move |_| reply(head, Then::Repeat(vec![b'0'; 9_000]))).await;
    let outcome = World::open(peer.port).fetch(Request::get(peer.url("/")).body_max_bytes(10)).await;
    assert_said(outcome, Kind::Rejected, "egress-too-large", "an endless size");
}

#[tokio::test]
async fn odd_heads_are_refused_or_kept_without_loss() {
    for (head, expected) in [
        ("200 OK\r\nx: a\0b", PROTOCOL),
        ("200 OK\r\nx: a\r\n folded", PROTOCOL),
        ("200 OK\r\nx : a", PROTOCOL),
        ("200 OK\r\nno colon", PROTOCOL),
        ("000 OK", PROTOCOL),
        ("099 OK", PROTOCOL),
        ("600 OK", PROTOCOL),
        ("999 OK", PROTOCOL),
        ("1000 OK", PROTOCOL),
        ("101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade", PROTOCOL),
        ("599 OK", "ok ok"),
        ("200", "ok ok"),
        ("200 ", "ok ok"),
    ] {
        let head = format!("HTTP/1.1 {head}\r\ncontent-length: 2\r\n\r\nok");
        check(head, keep, expected).await;
    }
    check("HTTP/9.9 200 OK\r\ncontent-length: 2\r\n\r\nok", keep, PROTOCOL).await;
    check("<html>", close, PROTOCOL).await;
}

#[tokio::test]
async fn ambiguous_framing_is_refused() {
    for fields in [
        "content-length: -1",
        "content-length: +2",
        "content-length: 0x2",
        "content-length: 18446744073709551616",
        "content-length: 2\r\ncontent-length: 3",
        "content-length: 2, 3",
        "transfer-encoding: xchunked",
        "transfer-encoding: chunked, gzip",
        "transfer-encoding: gzip, chunked",
        "transfer-encoding: identity, chunked",
        "transfer-encoding: chunked\r\ntransfer-encoding: chunked",
        "transfer-encoding: identity",
    ] {
        check(format!("HTTP/1.1 200 OK\r\n{fields}\r\n\r\n2\r\nok\r\n0\r\n\r\n"), close, PROTOCOL).await;
    }
    for chunks in ["ffffffffffffffffff\r\nok\r\n", "-1\r\nok\r\n", "zz\r\nok\r\n", "2ok\r\n"] {
        check(format!("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n{chunks}"), close, PROTOCOL)
            .await;
    }
}

#[tokio::test]
async fn surplus_bytes_reach_nobody() {
    let peer = Peer::start(|seen| match seen.path() {
        "/first" => reply(
            "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nokHTTP/1.1 200 OK\r\ncontent-length: 6\r\n\r\npoison",
            Then::Keep,
        ),
        _ => answer(200, "", "clean"),
    })
    .await;
    let http = World::open(peer.port).http();
    for (path, expected) in [("/first", "ok"), ("/second", "clean"), ("/third", "clean")] {
        let response = http.send(Request::get(peer.url(path))).await.unwrap();
        assert_eq!(response.body.bytes().await.unwrap(), expected.as_bytes());
    }
}

#[tokio::test]
async fn header_values_beyond_ascii_stand_for_themselves() {
    let peer = Peer::start(|_| {
        reply(
            b"HTTP/1.1 200 OK\r\nx: \x80\xe9\xff\r\nx: two\r\ncontent-length: 0\r\n\r\n".to_vec(),
            Then::Keep,
        )
    })
    .await;
    let response = World::open(peer.port).send(Request::get(peer.url("/"))).await.unwrap();
    assert_eq!(response.headers.get_all("X").collect::<Vec<_>>(), ["\u{80}\u{e9}\u{ff}", "two"]);
}

#[tokio::test]
async fn a_decoded_body_is_not_described_as_coded() {
    let peer = Peer::start(|seen| match seen.path() {
        "/gzip" => answer(200, "content-encoding: gzip\r\n", gzip(b"hello")),
        _ => answer(200, "", "hello"),
    })
    .await;
    let world = World::open(peer.port);
    for (path, length) in [("/gzip", None), ("/plain", Some("5"))] {
        let response = world.send(Request::get(peer.url(path))).await.unwrap();
        assert_eq!(response.headers.get("content-encoding"), None);
        assert_eq!(response.headers.get("content-length"), length);
        assert_eq!(response.body.bytes().await.unwrap(), b"hello");
    }
}

#[tokio::test]
async fn answers_without_a_body_have_none() {
    for status in [204, 304] {
        let head = format!("HTTP/1.1 {status} X\r\ncontent-encoding: gzip\r\n\r\n");
        check(head, keep, "ok ").await;
    }
}

#[tokio::test]
async fn any_status_is_an_answer() {
    let peer = Peer::start(|seen| answer(seen.path()[1..].parse().unwrap(), "", "body")).await;
    let world = World::open(peer.port);
    for status in [200, 201, 400, 401, 404, 429, 500, 503, 599] {
        let response = world.send(Request::get(peer.url(&format!("/{status}")))).await.unwrap();
        assert_eq!(response.status, status);
    }
}

#[tokio::test]
async fn a_broken_body_after_a_write_is_uncertain() {
    let peer = Peer::start(|_| reply("HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nabc", Then::Close)).await;
    let outcome = World::open(peer.port).fetch(Request::post(peer.url("/"))).await;
    assert_said(outcome, Kind::Uncertain, "egress-connect", "the answer broke off");
}
