//! Servers that never end, and servers that flood: each call ends, with the right word, and nothing is kept open or in
//! memory of what the server would have liked to send.

use std::io::Write;
use std::net::SocketAddr;
use std::time::Duration;

use compression_codecs::brotli::params::EncoderParams;
use compression_codecs::core::Level;
use compression_codecs::core::util::{PartialBuffer, WriteBuffer};
use compression_codecs::{BrotliEncoder, EncodeV2, ZstdEncoder};
use flate2::Compression;
use flate2::write::{GzEncoder, ZlibEncoder};
use tokio::net::{TcpSocket, TcpStream};
use tomada_core::Request;
use tomada_egress::Limits;

use super::evil::{Evil, Line};
use crate::peer::{Peer, Then, answer, reply};
use crate::world::{World, said};

const TIMEOUT: &str = "unavailable egress-timeout";
const TOO_LARGE: &str = "rejected egress-too-large";
const PROTOCOL: &str = "rejected egress-protocol";

/// What a call may read besides its body: twice that, 128 KiB, and what waits in the kernel.
const ROOM_BYTES: usize = 4 * 1024 * 1024;

/// For servers that let time run out.
fn hasty() -> Limits {
    let mut limits = World::closed().limits;
    limits.head_ms = 150;
    limits.total_ms = 400;
    limits.slow_ms = 60;
    limits
}

/// Long enough for any machine, short enough to notice a call that never ends.
async fn in_time<F: Future>(about: &str, future: F) -> F::Output {
    tokio::time::timeout(Duration::from_secs(30), future).await.unwrap_or_else(|_| panic!("{about}: no end"))
}

async fn line(mut line: Line) -> std::io::Result<()> {
    const CHUNKED: &str = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n";
    let path = line.request().await?;
    match path.as_str() {
        "/silence" => line.hold().await,
        "/head-drip" => line.drip(b"HTTP/1.1 200 OK\r\nx: y\r\nz: ").await,
        "/field-drip" => {
            line.write("HTTP/1.1 200 OK\r\n").await?;
            line.drip(b"x: y\r\n").await
        }
        "/body-drip" => {
            line.write("HTTP/1.1 200 OK\r\ncontent-length: 100000\r\n\r\n").await?;
            line.drip(b"x").await
        }
        "/chunk-drip" => {
            line.write(CHUNKED).await?;
            line.drip(b"1\r\nx\r\n").await
        }
        "/size-drip" => {
            line.write(CHUNKED).await?;
            line.drip(b"0").await
        }
        "/event-drip" => {
            line.write("HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n\r\n").await?;
            line.drip(b"data: x\n\n").await
        }
        "/body-flood" => {
            line.write("HTTP/1.1 200 OK\r\n\r\n").await?;
            line.flood([b'x'; 1_000]).await
        }
        "/chunk-flood" => {
            line.write(CHUNKED).await?;
            line.flood([b"3e8\r\n", &[b'x'; 1_000][..], b"\r\n"].concat()).await
        }
        "/tiny-chunk-flood" => {
            line.write(CHUNKED).await?;
            line.flood(b"1\r\nx\r\n".repeat(200)).await
        }
        "/declared" => {
            line.write("HTTP/1.1 200 OK\r\ncontent-length: 10000000000\r\n\r\n").await?;
            line.flood([b'x'; 1_000]).await
        }
        "/extension-flood" => {
            line.write(format!("{CHUNKED}2;x=")).await?;
            line.flood([b'x'; 1_000]).await
        }
        "/extensions-flood" => {
            line.write(CHUNKED).await?;
            line.flood([b"1;x=", &[b'y'; 300][..], b"\r\nx\r\n"].concat()).await
        }
        "/trailer-flood" => {
            line.write(format!("{CHUNKED}2\r\nok\r\n0\r\n")).await?;
            line.flood(b"x: y\r\n".repeat(100)).await
        }
        "/trailer-value-flood" => {
            line.write(format!("{CHUNKED}2\r\nok\r\n0\r\nx: ")).await?;
            line.flood([b'x'; 1_000]).await
        }
        "/cookie-flood" => {
            line.write("HTTP/1.1 200 OK\r\n").await?;
            line.flood(b"set-cookie: a=b\r\n".repeat(100)).await
        }
        "/value-flood" => {
            line.write("HTTP/1.1 200 OK\r\nx: ").await?;
            line.flood([b'x'; 1_000]).await
        }
        "/reason-flood" => {
            line.write("HTTP/1.1 200 ").await?;
            line.flood([b'x'; 1_000]).await
        }
        "/hint-flood" => {
            line.write("HTTP/1.1 103 Early Hints\r\nlink: ").await?;
            line.flood([b'x'; 1_000]).await
        }
        "/empty-lines" => line.flood(b"\r\n".repeat(500)).await,
        "/continue-then-silence" => {
            line.write("HTTP/1.1 100 Continue\r\n\r\n").await?;
            line.hold().await
        }
        other => panic!("{other}"),
    }
}

#[tokio::test]
async fn the_endless_end_and_are_let_go() {
    let evil = Evil::start(|it| Box::pin(line(it)));
    let mut patient = World::closed().limits;
    patient.body_bytes = 16 * 1024;
    let patient = World { limits: patient, ..World::open(evil.port) }.http();
    let hasty = World { limits: hasty(), ..World::open(evil.port) }.http();
    for (path, expected) in [
        ("/silence", TIMEOUT),
        ("/head-drip", TIMEOUT),
        ("/field-drip", TIMEOUT),
        ("/body-drip", TIMEOUT),
        ("/chunk-drip", TIMEOUT),
        ("/size-drip", TIMEOUT),
        ("/event-drip", TIMEOUT),
        ("/continue-then-silence", TIMEOUT),
        ("/body-flood", TOO_LARGE),
        ("/chunk-flood", TOO_LARGE),
        ("/tiny-chunk-flood", PROTOCOL),
        ("/declared", TOO_LARGE),
        ("/extension-flood", PROTOCOL),
        ("/extensions-flood", PROTOCOL),
        ("/trailer-flood", PROTOCOL),
        ("/trailer-value-flood", PROTOCOL),
        ("/cookie-flood", TOO_LARGE),
        ("/value-flood", TOO_LARGE),
        ("/reason-flood", TOO_LARGE),
        ("/hint-flood", TOO_LARGE),
        ("/empty-lines", TOO_LARGE),
    ] {
        let before = evil.written();
        let found = in_time(path, async {
            let http = if expected == TIMEOUT { &hasty } else { &patient };
            match http.send(Request::get(evil.url(path))).await {
                Ok(response) => said(response.body.bytes().await),
                failed => said(failed),
            }
        });
        assert_eq!(found.await, expected, "{path}");
        in_time(path, evil.all_ended()).await;
        let written = evil.written() - before;
        assert!(written <= ROOM_BYTES, "{path}: {written} bytes were read");
    }
}

/// Ten megabytes of zeroes in each coding.
fn bombs() -> Vec<(&'static str, Vec<u8>)> {
    let zeroes = vec![0; 10 * 1024 * 1024];
    let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
    gzip.write_all(&zeroes).unwrap();
    let mut zlib = ZlibEncoder::new(Vec::new(), Compression::best());
    zlib.write_all(&zeroes).unwrap();
    let brotli = BrotliEncoder::new(EncoderParams::default().quality(Level::Precise(3)));
    vec![
        ("gzip", gzip.finish().unwrap()),
        ("deflate", zlib.finish().unwrap()),
        ("br", encode(brotli, &zeroes)),
        ("zstd", encode(ZstdEncoder::new(3), &zeroes)),
    ]
}

fn encode(mut encoder: impl EncodeV2, data: &[u8]) -> Vec<u8> {
    let (mut input, mut coded) = (PartialBuffer::new(data), Vec::new());
    let mut room = vec![0; 64 * 1024];
    let mut take = |step: &mut dyn FnMut(&mut WriteBuffer<'_>) -> bool| {
        let mut output = WriteBuffer::new_initialized(&mut room);
        let done = step(&mut output);
        coded.extend_from_slice(output.written());
        done
    };
    while !input.unwritten().is_empty() {
        take(&mut |output| encoder.encode(&mut input, output).is_err());
    }
    while !take(&mut |output| encoder.finish(output).unwrap()) {}
    coded
}

#[tokio::test]
async fn bombs_of_every_coding_give_no_more_than_is_allowed() {
    for (coding, bomb) in bombs() {
        assert!(bomb.len() < 64 * 1024, "{coding} has {} bytes, which is no bomb", bomb.len());
        let fields = format!("content-encoding: {coding}\r\n");
        let peer = Peer::start(move |_| answer(200, &fields, &bomb)).await;
        let world = World::open(peer.port);
        for largest in [None, Some(100), Some(10 * 1024 * 1024)] {
            let mut request = Request::get(peer.url("/"));
            request.body_max_bytes = largest;
            assert_eq!(said(world.fetch(request).await), TOO_LARGE, "{coding} {largest:?}");
            let exchanges = world.exchanges();
            let body = &exchanges.last().unwrap().response.as_ref().unwrap().body;
            let step = 32 * 1024;
            assert!(body.size <= largest.unwrap_or(256 * 1024) + step, "{coding}: {} decoded", body.size);
            assert!(body.text.len() <= 16 * 1024, "what is kept is cut");
        }
    }
}

#[tokio::test]
async fn codings_upon_codings_are_refused_alike_each_time() {
    let ten = ["gzip"; 10].join(", ");
    for coding in
        [ten.as_str(), "gzip, br", "identity, gzip", "gzip, identity", "gzip,", ",", "gzip;q=1", "chunked"]
    {
        let fields = format!("content-encoding: {coding}\r\n");
        let peer = Peer::start(move |_| answer(200, &fields, "body")).await;
        let world = World::open(peer.port);
        for _ in 0..3 {
            assert_eq!(said(world.fetch(Request::get(peer.url("/"))).await), PROTOCOL, "{coding}");
        }
    }
}

#[tokio::test]
async fn a_server_that_takes_no_more_connections_is_waited_for_and_left() {
    let socket = TcpSocket::new_v4().unwrap();
    socket.bind(SocketAddr::from(([127, 0, 0, 1], 0))).unwrap();
    let listener = socket.listen(0).unwrap();
    let address = listener.local_addr().unwrap();
    let mut waiting = Vec::new();
    // Once the queue is full, the kernel drops what asks to be let in.
    while let Ok(stream) = tokio::time::timeout(Duration::from_millis(100), TcpStream::connect(address)).await
    {
        waiting.push(stream.unwrap());
        assert!(waiting.len() < 50, "this kernel's queue has no end");
    }
    let mut limits = hasty();
    limits.connect_ms = 100;
    let world = World { limits, ..World::open(address.port()) };
    let request = Request::post(format!("http://{address}/"));
    assert_eq!(said(in_time("a full queue", world.send(request)).await), TIMEOUT, "nothing was sent");
}

#[tokio::test]
async fn who_waits_for_100_continue_sends_all_the_same() {
    let peer = Peer::start(|_| reply("", Then::Stall)).await;
    let world = World { limits: hasty(), ..World::open(peer.port) };
    let request = Request::post(peer.url("/")).header("Expect", "100-continue").body("text/plain", "body");
    assert_eq!(said(in_time("expect", world.send(request)).await), "uncertain egress-timeout");
    assert_eq!(peer.seen()[0].body, b"body", "it was not held back");
}
