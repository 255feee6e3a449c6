//! Heads and frames that readers understand in different ways: what is ambiguous is refused, and what is let through
//! is read in the one way that keeps framing out of the body and one answer out of the next.

use tomada_core::Request;

use crate::peer::{Peer, Then, answer, reply};
use crate::world::{World, said};

const PROTOCOL: &str = "rejected egress-protocol";
const TOO_LARGE: &str = "rejected egress-too-large";

/// What becomes of a call that is answered with `bytes`, and that the next call is not touched by it.
async fn check(bytes: impl Into<Vec<u8>>, expected: &str) {
    let bytes = bytes.into();
    let about = String::from_utf8_lossy(&bytes[..bytes.len().min(160)]).into_owned();
    let peer = Peer::start(move |seen| match seen.path() {
        "/next" => answer(200, "", "clean"),
        _ => reply(bytes.clone(), Then::Close),
    })
    .await;
    let http = World::open(peer.port).http();
    let found = match http.send(Request::get(peer.url("/"))).await {
        Ok(response) => match response.body.bytes().await {
            Ok(body) => format!("ok {}", body.escape_ascii()),
            failed => said(failed),
        },
        failed => said(failed),
    };
    assert_eq!(found, expected, "{about:?}");
    let next = http.send(Request::get(peer.url("/next"))).await.unwrap();
    assert_eq!(next.body.bytes().await.unwrap(), b"clean", "after {about:?}");
}

#[tokio::test]
async fn heads_that_break_the_grammar_are_refused_or_read_in_one_way() {
    for (head, expected) in [
        ("HTTP/1.1 200 OK\r\nx: a\rb\r\n", PROTOCOL),
        ("HTTP/1.1 200 OK\r\nx: a\r\r\n", PROTOCOL),
        ("HTTP/1.1 200 OK\rx: a\r\n", PROTOCOL),
        ("HTTP/1.1 200 OK\r\nx\0y: a\r\n", PROTOCOL),
        ("HTTP/1.1 200 OK\r\nx: a\x0b\r\n", PROTOCOL),
        ("HTTP/1.1 200 OK\r\nx: a\x7f\r\n", PROTOCOL),
        ("HTTP/1.1 200 OK\r\n: a\r\n", PROTOCOL),
        ("HTTP/1.1 200 OK\r\n x: a\r\n", PROTOCOL),
        ("HTTP/1.1 200 OK\r\nx(y): a\r\n", PROTOCOL),
        ("HTTP/1.1 200 OK\r\n\u{fc}: a\r\n", PROTOCOL),
        ("HTTP/1.1 200 OK\r\ncontent-length : 0\r\n", PROTOCOL),
        ("HTTP/1.1 200 O\0K\r\n", PROTOCOL),
        ("HTTP/1.1 20 OK\r\n", PROTOCOL),
        ("HTTP/1.1 2OO OK\r\n", PROTOCOL),
        ("HTTP/1.1 -200 OK\r\n", PROTOCOL),
        ("HTTP/1.1  200 OK\r\n", PROTOCOL),
        ("HTTP/1.2 200 OK\r\n", PROTOCOL),
        ("HTTP/2.0 200 OK\r\n", PROTOCOL),
        ("http/1.1 200 OK\r\n", PROTOCOL),
        ("ICY 200 OK\r\n", PROTOCOL),
        ("\0HTTP/1.1 200 OK\r\n", PROTOCOL),
        // A line may end with LF alone (RFC 9112, 2.2), and a reason may be anything that is not a control letter.
        ("HTTP/1.1 200 OK\nx: a\n", "ok ok"),
        ("HTTP/1.1 200 \u{fc}\r\n", "ok ok"),
        ("HTTP/1.0 200 OK\r\n", "ok ok"),
        ("\r\n\r\nHTTP/1.1 200 OK\r\n", "ok ok"),
    ] {
        check(format!("{head}content-length: 2\r\n\r\nok"), expected).await;
    }
    check("HTTP/1.1 200 OK\ncontent-length: 2\n\nok", "ok ok").await;
    let reason = "r".repeat(10 * 1024);
    check(format!("HTTP/1.1 200 {reason}\r\ncontent-length: 2\r\n\r\nok"), "ok ok").await;
    check(format!("HTTP/1.1 200 {}", "r".repeat(1_000_000)), TOO_LARGE).await;
    // HTTP/0.9 has no head at all; another protocol's greeting is none either.
    for greeting in [
        "hello",
        "<html></html>\r\n\r\n",
        "220 smtp.example.com ESMTP\r\n",
        "SSH-2.0-x\r\n",
        "\x15\x03\x01\0\x02\x02\x46",
    ] {
        check(greeting, PROTOCOL).await;
    }
}

#[tokio::test]
async fn a_length_is_one_number_and_chunks_come_before_it() {
    for (fields, body, expected) in [
        ("content-length: 2\r\ncontent-length: 2", "okHTTP/1.1 200 OK", "ok ok"),
        ("content-length: 2, 2", "ok", "ok ok"),
        ("content-length: 2, 3", "ok", PROTOCOL),
        ("content-length: 2\r\ncontent-length: 02", "ok", "ok ok"),
        ("content-length:", "ok", PROTOCOL),
        ("content-length: 2 2", "ok", PROTOCOL),
        ("content-length: 2;", "ok", PROTOCOL),
        ("content-length: \u{ff12}", "ok", PROTOCOL),
        ("content-length: 9\r\ntransfer-encoding: chunked", "2\r\nok\r\n0\r\n\r\n", "ok ok"),
        ("transfer-encoding: chunked\r\ncontent-length: 9", "2\r\nok\r\n0\r\n\r\n", "ok ok"),
        ("transfer-encoding: chunked\r\ncontent-length: -9", "2\r\nok\r\n0\r\n\r\n", "ok ok"),
        ("transfer-encoding: Chunked", "2\r\nok\r\n0\r\n\r\n", "ok ok"),
        ("transfer-encoding: chunked;q=1", "2\r\nok\r\n0\r\n\r\n", PROTOCOL),
        ("transfer-encoding: \"chunked\"", "2\r\nok\r\n0\r\n\r\n", PROTOCOL),
        ("transfer-encoding: chunked,", "2\r\nok\r\n0\r\n\r\n", PROTOCOL),
        ("transfer-encoding: chunked, chunked", "2\r\nok\r\n0\r\n\r\n", PROTOCOL),
        ("transfer-encoding:\x0bchunked", "2\r\nok\r\n0\r\n\r\n", PROTOCOL),
        ("transfer-encoding: gzip", "2\r\nok\r\n0\r\n\r\n", PROTOCOL),
        ("transfer-encoding:", "2\r\nok\r\n0\r\n\r\n", PROTOCOL),
    ] {
        check(format!("HTTP/1.1 200 OK\r\n{fields}\r\n\r\n{body}"), expected).await;
    }
}

#[tokio::test]
async fn chunks_are_read_by_their_grammar() {
    let long = "x".repeat(20_000);
    for (chunks, expected) in [
        ("2\r\nok\r\n0\r\n\r\n", "ok ok"),
        ("02\r\nok\r\n000\r\n\r\n", "ok ok"),
        ("2;name=value\r\nok\r\n0;x\r\n\r\n", "ok ok"),
        ("2\r\nok\r\n0\r\nx: y\r\n\r\n", "ok ok"),
        ("A\r\n0123456789\r\n0\r\n\r\n", "ok 0123456789"),
        ("10000000000000000\r\nok\r\n", PROTOCOL),
        ("fffffffffffffffff\r\nok\r\n", PROTOCOL),
        ("0x2\r\nok\r\n0\r\n\r\n", PROTOCOL),
        ("+2\r\nok\r\n0\r\n\r\n", PROTOCOL),
        ("\r\nok\r\n0\r\n\r\n", PROTOCOL),
        ("2\r\nokX\r\n0\r\n\r\n", PROTOCOL),
        ("2\r\nok0\r\n\r\n", PROTOCOL),
        ("2\nok\n0\n\n", PROTOCOL),
        ("2;\0\r\nok\r\n0\r\n\r\n", "ok ok"),
        ("2;a\nb\r\nok\r\n0\r\n\r\n", PROTOCOL),
        ("2\r\nok\r\n0\r\nx: \0\r\n\r\n", PROTOCOL),
        ("2\r\nok\r\n0\r\nno colon\r\n\r\n", PROTOCOL),
        ("2\r\nok\r\n0\r\nHTTP/1.1 200 OK\r\n\r\n", PROTOCOL),
        (&format!("2;x={long}\r\nok\r\n0\r\n\r\n"), PROTOCOL),
        (&format!("2\r\nok\r\n0\r\nx: {long}\r\n\r\n"), PROTOCOL),
        (&format!("2\r\nok\r\n0\r\n{}\r\n", "x: y\r\n".repeat(2_000)), PROTOCOL),
    ] {
        check(format!("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n{chunks}"), expected).await;
    }
}

#[tokio::test]
async fn interim_answers_do_not_become_answers() {
    let link = "l".repeat(20_000);
    for (interim, expected) in [
        ("HTTP/1.1 100 Continue\r\n\r\n".to_owned(), "ok ok"),
        ("HTTP/1.1 102 Processing\r\n\r\n".repeat(2), "ok ok"),
        ("HTTP/1.1 103 Early Hints\r\nlink: </x>\r\n\r\n".to_owned(), "ok ok"),
        (
            "HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: x\r\n\r\n".to_owned(),
            PROTOCOL,
        ),
        ("HTTP/1.1 101 Switching Protocols\r\n\r\n".to_owned(), PROTOCOL),
        (format!("HTTP/1.1 103 Early Hints\r\nlink: {}\r\n\r\n", link.repeat(500)), TOO_LARGE),
    ] {
        check(format!("{interim}HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok"), expected).await;
    }
}
