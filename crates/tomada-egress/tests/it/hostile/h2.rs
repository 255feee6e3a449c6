//! HTTP/2 servers written frame by frame (RFC 9113): each misbehaves on its first connection and is well-behaved from
//! then on. The call ends with the right word, and the next one gets its answer on another connection.

use std::io::{self, Read, Write};

use tomada_core::Request;

use super::shake::{self, Tls};
use crate::tls::Authority;
use crate::world::{World, said};

// Frame types and flags (RFC 9113, 6).
const DATA: u8 = 0;
const HEADERS: u8 = 1;
const PRIORITY: u8 = 2;
const RST_STREAM: u8 = 3;
const SETTINGS: u8 = 4;
const PUSH_PROMISE: u8 = 5;
const PING: u8 = 6;
const GOAWAY: u8 = 7;
const WINDOW_UPDATE: u8 = 8;
const CONTINUATION: u8 = 9;
const END_STREAM: u8 = 1;
const ACK: u8 = 1;
const END_HEADERS: u8 = 4;
const PADDED: u8 = 8;

/// `:status: 200`, as the static table of HPACK has it (RFC 7541, appendix A).
const STATUS_200: u8 = 0x88;

const TIMEOUT: &str = "unavailable egress-timeout";
const TOO_LARGE: &str = "rejected egress-too-large";
const PROTOCOL: &str = "rejected egress-protocol";
const CONNECT: &str = "unavailable egress-connect";

fn frame(kind: u8, flags: u8, stream: u32, payload: impl AsRef<[u8]>) -> Vec<u8> {
    let payload = payload.as_ref();
    let size = u32::try_from(payload.len()).unwrap().to_be_bytes();
    [&size[1..], &[kind, flags], &stream.to_be_bytes(), payload].concat()
}

/// A field that enters no table, its length in one byte each.
fn field(name: &str, value: &str) -> Vec<u8> {
    let length = |text: &str| u8::try_from(text.len()).unwrap();
    [&[0, length(name)], name.as_bytes(), &[length(value)], value.as_bytes()].concat()
}

/// Reads the preface and the client's frames up to its first request.
fn read_request(tls: &mut Tls) -> io::Result<()> {
    tls.read_exact(&mut [0; 24])?;
    loop {
        let mut header = [0; 9];
        tls.read_exact(&mut header)?;
        let size = u32::from_be_bytes([0, header[0], header[1], header[2]]);
        tls.read_exact(&mut vec![0; usize::try_from(size).unwrap()])?;
        if header[3] == HEADERS {
            return Ok(());
        }
    }
}

fn begin(tls: &mut Tls, settings: &[u8]) -> io::Result<()> {
    tls.write_all(&frame(SETTINGS, 0, 0, settings))?;
    tls.flush()?;
    read_request(tls)?;
    tls.write_all(&frame(SETTINGS, ACK, 0, []))?;
    tls.flush()
}

/// Writes for ever, and reads nothing.
fn flood(tls: &mut Tls, bytes: &[u8]) -> io::Result<()> {
    loop {
        tls.write_all(bytes)?;
        tls.flush()?;
    }
}

/// Writes for ever, and reads what comes back, so that nobody waits for room.
fn chat(tls: &mut Tls, bytes: &[u8]) -> io::Result<()> {
    tls.sock.set_nonblocking(true)?;
    let mut room = [0; 16 * 1024];
    loop {
        for outcome in [tls.write(bytes).map(drop), tls.flush(), tls.read(&mut room).map(drop)] {
            match outcome {
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => std::thread::yield_now(),
                other => other?,
            }
        }
    }
}

/// Reads until the other side is gone.
fn hold(tls: &mut Tls) -> io::Result<()> {
    let mut room = [0; 16 * 1024];
    while tls.read(&mut room)? > 0 {}
    Ok(())
}

fn well_behaved(tls: &mut Tls) -> io::Result<()> {
    begin(tls, &[])?;
    tls.write_all(&frame(HEADERS, END_HEADERS, 1, [STATUS_200]))?;
    tls.write_all(&frame(DATA, END_STREAM, 1, "ok"))?;
    tls.flush()?;
    hold(tls)
}

/// What the server does once it has read the request.
type Behave = fn(&mut Tls) -> io::Result<()>;

fn head(tls: &mut Tls) -> io::Result<()> {
    begin(tls, &[])?;
    tls.write_all(&frame(HEADERS, END_HEADERS, 1, [STATUS_200]))
}

/// Sends after the settings, then waits.
fn say(tls: &mut Tls, frames: &[u8]) -> io::Result<()> {
    begin(tls, &[])?;
    tls.write_all(frames)?;
    tls.flush()?;
    hold(tls)
}

struct Row {
    about: &'static str,
    expected: &'static [&'static str],
    behave: Behave,
}

const fn row(about: &'static str, expected: &'static [&'static str], behave: Behave) -> Row {
    Row { about, expected, behave }
}

const ROWS: &[Row] = &[
    row("a reset at once", &[PROTOCOL, CONNECT], |tls| say(tls, &frame(RST_STREAM, 0, 1, [0, 0, 0, 2]))),
    row("a refusal of the stream, and an end", &[PROTOCOL, CONNECT], |tls| {
        begin(tls, &[])?;
        tls.write_all(&frame(RST_STREAM, 0, 1, [0, 0, 0, 7]))?;
        tls.flush()
    }),
    row("resets without end", &[PROTOCOL, CONNECT], |tls| {
        begin(tls, &[])?;
        flood(tls, &frame(RST_STREAM, 0, 1, [0, 0, 0, 8]).repeat(100))
    }),
    row("a reset in the middle of the body", &[PROTOCOL, CONNECT], |tls| {
        head(tls)?;
        tls.write_all(&frame(DATA, 0, 1, "part"))?;
        tls.write_all(&frame(RST_STREAM, 0, 1, [0, 0, 0, 2]))?;
        tls.flush()?;
        hold(tls)
    }),
    row("a body that is shorter than it says", &[PROTOCOL], |tls| {
        let fields = [&[STATUS_200][..], &field("content-length", "9")].concat();
        let frames = [frame(HEADERS, END_HEADERS, 1, fields), frame(DATA, END_STREAM, 1, "part")].concat();
        say(tls, &frames)
    }),
    row("a body that is longer than it says", &[PROTOCOL], |tls| {
        let fields = [&[STATUS_200][..], &field("content-length", "1")].concat();
        let frames = [frame(HEADERS, END_HEADERS, 1, fields), frame(DATA, END_STREAM, 1, "part")].concat();
        say(tls, &frames)
    }),
    row("an end of the connection in the middle of the body", &[CONNECT, PROTOCOL], |tls| {
        head(tls)?;
        tls.write_all(&frame(DATA, 0, 1, "part"))?;
        tls.flush()
    }),
    row("an end of the connection at once", &[CONNECT, PROTOCOL], |tls| begin(tls, &[])),
    row("continuations without end", &[PROTOCOL, TOO_LARGE], |tls| {
        begin(tls, &[])?;
        tls.write_all(&frame(HEADERS, 0, 1, [STATUS_200]))?;
        flood(tls, &frame(CONTINUATION, 0, 1, field("x", "y")).repeat(50))
    }),
    row("empty continuations without end", &[PROTOCOL, TOO_LARGE], |tls| {
        begin(tls, &[])?;
        tls.write_all(&frame(HEADERS, 0, 1, [STATUS_200]))?;
        flood(tls, &frame(CONTINUATION, 0, 1, []).repeat(100))
    }),
    row("empty data without end", &[PROTOCOL, TIMEOUT], |tls| {
        head(tls)?;
        chat(tls, &frame(DATA, 0, 1, []).repeat(100))
    }),
    row("padding without end", &[PROTOCOL, TIMEOUT], |tls| {
        head(tls)?;
        chat(tls, &frame(DATA, PADDED, 1, [&[200], &[0; 200][..]].concat()).repeat(10))
    }),
    row("data without end", &[TOO_LARGE], |tls| {
        head(tls)?;
        chat(tls, &frame(DATA, 0, 1, [b'x'; 8_000]))
    }),
    row("more data than the window has", &[PROTOCOL, TOO_LARGE, CONNECT], |tls| {
        head(tls)?;
        flood(tls, &frame(DATA, 0, 1, [b'x'; 16_000]))
    }),
    row("settings without end", &[TIMEOUT, PROTOCOL], |tls| {
        begin(tls, &[])?;
        chat(tls, &frame(SETTINGS, 0, 0, [0, 3, 0, 0, 0, 100]).repeat(50))
    }),
    row("settings without end, acknowledgements unread", &[TIMEOUT, PROTOCOL], |tls| {
        begin(tls, &[])?;
        flood(tls, &frame(SETTINGS, 0, 0, [0, 3, 0, 0, 0, 100]).repeat(50))
    }),
    row("pings without end", &[TIMEOUT, PROTOCOL], |tls| {
        begin(tls, &[])?;
        chat(tls, &frame(PING, 0, 0, [0; 8]).repeat(50))
    }),
    row("window updates without end", &[TIMEOUT, PROTOCOL], |tls| {
        begin(tls, &[])?;
        chat(tls, &frame(WINDOW_UPDATE, 0, 1, [0, 0, 0, 1]).repeat(50))
    }),
    row("a window beyond its range", &[PROTOCOL], |tls| {
        say(tls, &frame(WINDOW_UPDATE, 0, 0, [0x7f, 0xff, 0xff, 0xff]))
    }),
    row("priorities without end", &[TIMEOUT, PROTOCOL], |tls| {
        begin(tls, &[])?;
        chat(tls, &frame(PRIORITY, 0, 1, [0, 0, 0, 3, 1]).repeat(50))
    }),
    row("unknown frames without end", &[TIMEOUT, PROTOCOL], |tls| {
        begin(tls, &[])?;
        chat(tls, &frame(0xaa, 0, 1, [0; 100]).repeat(20))
    }),
    row("a push that nobody wants", &[PROTOCOL], |tls| {
        say(tls, &frame(PUSH_PROMISE, END_HEADERS, 1, [0, 0, 0, 2, STATUS_200]))
    }),
    row("a farewell at once", &[PROTOCOL, CONNECT], |tls| {
        say(tls, &frame(GOAWAY, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0]))
    }),
    row("a table of four gigabytes, and silence", &[TIMEOUT], |tls| {
        begin(tls, &[0, 1, 0xff, 0xff, 0xff, 0xff])?;
        hold(tls)
    }),
    row("a table larger than was allowed", &[PROTOCOL], |tls| {
        // A change of the table's size to 2^21 (RFC 7541, 6.3).
        say(tls, &frame(HEADERS, END_HEADERS, 1, [0x3f, 0xe1, 0xff, 0x7f, STATUS_200]))
    }),
    row("one long field told again and again", &[TOO_LARGE, PROTOCOL], |tls| {
        // It enters the table once (RFC 7541, 6.2.1), and each byte 0xbe after that is the whole field.
        let length = [0x7f, 0xa1, 0x1e];
        let entry = [&[STATUS_200, 0x40, 1, b'x'][..], &length, &[b'y'; 4_000]].concat();
        let bomb = [&entry[..], &[0xbe; 12_000]].concat();
        say(tls, &frame(HEADERS, END_HEADERS, 1, bomb))
    }),
    row("an index beyond the table", &[PROTOCOL], |tls| {
        say(tls, &frame(HEADERS, END_HEADERS, 1, [STATUS_200, 0xff, 0xff, 0xff, 0x0f]))
    }),
    row("a field in capitals", &[PROTOCOL], |tls| {
        let fields = [&[STATUS_200][..], &field("X", "y")].concat();
        say(tls, &frame(HEADERS, END_HEADERS | END_STREAM, 1, fields))
    }),
    row("a field that steers the connection", &[PROTOCOL], |tls| {
        let fields = [&[STATUS_200][..], &field("transfer-encoding", "chunked")].concat();
        say(tls, &frame(HEADERS, END_HEADERS | END_STREAM, 1, fields))
    }),
    row("no status", &[PROTOCOL], |tls| {
        say(tls, &frame(HEADERS, END_HEADERS | END_STREAM, 1, field("x", "y")))
    }),
    row("interim answers without end", &[TIMEOUT, PROTOCOL], |tls| {
        begin(tls, &[])?;
        chat(tls, &frame(HEADERS, END_HEADERS, 1, field(":status", "103")).repeat(50))
    }),
    row("a frame larger than was allowed", &[PROTOCOL], |tls| {
        head(tls)?;
        flood(tls, &frame(DATA, 0, 1, vec![b'x'; 1 << 20]))
    }),
    row("an answer to a stream that nobody opened", &[PROTOCOL], |tls| {
        say(tls, &frame(HEADERS, END_HEADERS | END_STREAM, 7, [STATUS_200]))
    }),
    row("HTTP/1.1 all the same", &[PROTOCOL], |tls| {
        tls.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok")?;
        tls.flush()?;
        hold(tls)
    }),
    row("silence", &[TIMEOUT], hold),
];

/// One server that behaves like this on its first connection.
fn start(authority: &Authority, behave: Behave) -> World {
    let (certificate, key) = authority.certify("api.example.com", |_| {});
    let config = shake::config(vec![certificate], key, &["h2"]);
    let port =
        shake::serve(config, move |tls, before| if before == 0 { behave(tls) } else { well_behaved(tls) });
    let mut limits = World::closed().limits;
    limits.body_bytes = 64 * 1024;
    World { trusted: vec![authority.pem()], limits, ..World::open(port) }
}

fn url(world: &World) -> String {
    format!("https://api.example.com:{}/", world.openings[0].rsplit(':').next().unwrap())
}

#[tokio::test]
async fn a_server_that_breaks_the_rules_fails_one_call() {
    let authority = Authority::new();
    let mut faults = Vec::new();
    for Row { about, expected, behave } in ROWS {
        let world = start(&authority, *behave);
        let http = world.http();
        let call = |timeout_ms| {
            let request = Request::get(url(&world)).timeout_ms(timeout_ms);
            let http = http.clone();
            async move {
                match http.send(request).await {
                    Ok(response) => said(response.body.bytes().await),
                    failed => said(failed),
                }
            }
        };
        let limit = if expected.contains(&TIMEOUT) { 150 } else { 10_000 };
        let found = tokio::time::timeout(std::time::Duration::from_secs(30), call(limit)).await;
        let found = found.unwrap_or_else(|_| panic!("{about}: no end"));
        let second = call(10_000).await;
        if !expected.contains(&found.as_str()) || second != "ok" {
            let detail = world.exchanges().last().map(|it| it.error);
            faults.push(format!("{about}: {found}, then {second} {detail:?}"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[tokio::test]
async fn a_body_that_finds_no_window_waits_until_the_deadline_alone() {
    let authority = Authority::new();
    let world = start(&authority, |tls| {
        // An initial window of 0 (RFC 9113, 6.5.2).
        begin(tls, &[0, 4, 0, 0, 0, 0])?;
        hold(tls)
    });
    let request = Request::post(url(&world)).body("text/plain", vec![b'x'; 200_000]).timeout_ms(300);
    assert_eq!(said(world.send(request).await), "uncertain egress-timeout");
}

#[tokio::test]
async fn a_well_behaved_one_answers() {
    let world = start(&Authority::new(), well_behaved);
    assert_eq!(world.fetch(Request::get(url(&world))).await.unwrap(), b"ok");
}
