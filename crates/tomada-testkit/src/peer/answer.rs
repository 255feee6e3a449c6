//! What a step does on the wire.

use std::fmt::Write as _;
use std::io;

use serde_json::json;
use tokio::io::{AsyncReadExt, AsyncWriteExt};

use super::script::{Answer, Behaviour, Payload};
use super::{Names, Seen};

/// How long a field with what was sent may be, in bytes: the rest is in the body.
const ECHO_MAX_BYTES: usize = 4 * 1024;

/// What happens after the answer.
pub(super) enum Then {
    /// The next request is read.
    Keep,
    /// The connection is closed.
    Close,
}

#[expect(clippy::disallowed_types, reason = "the scripted peer of tests, on loopback")]
type Stream = tokio::net::TcpStream;

/// Does what `behaviour` says with the request `seen`.
pub(super) async fn give(
    stream: &mut Stream,
    behaviour: &Behaviour,
    seen: &Seen,
    is_head: bool,
    names: &Names,
) -> io::Result<Then> {
    match behaviour {
        Behaviour::Answer(answer) => whole(stream, answer, is_head, names).await,
        Behaviour::Echo(status) => whole(stream, &echo(*status, seen), is_head, names).await,
        Behaviour::Truncate(answer) => truncated(stream, answer, names).await,
        Behaviour::Huge(answer, bytes) => huge(stream, answer, *bytes, names).await,
        Behaviour::Garbage => raw(stream, b"\x16\x03\x01 this is no HTTP\r\n\r\n").await,
        Behaviour::Raw(bytes) => raw(stream, bytes).await,
        Behaviour::Close => Ok(Then::Close),
        Behaviour::Hang(answer) => {
            stream.write_all(&endless(answer, names)).await?;
            silent(stream).await
        }
        Behaviour::Stall => silent(stream).await,
    }
}

async fn whole(stream: &mut Stream, answer: &Answer, is_head: bool, names: &Names) -> io::Result<Then> {
    let bodiless = is_head || matches!(answer.status, 204 | 304);
    match &answer.payload {
        _ if bodiless => stream.write_all(head(answer, "", names).as_bytes()).await?,
        Payload::Whole(body) => {
            let length = format!("content-length: {}\r\n", body.len());
            stream.write_all(&[head(answer, &length, names).as_bytes(), body].concat()).await?;
        }
        Payload::Pieces(pieces) => {
            stream.write_all(head(answer, CHUNKED, names).as_bytes()).await?;
            for piece in pieces.iter().filter(|piece| !piece.is_empty()) {
                stream.write_all(&chunk(piece)).await?;
                stream.flush().await?;
            }
            stream.write_all(b"0\r\n\r\n").await?;
        }
    }
    Ok(Then::Keep)
}

/// Waits until the other side goes; what it still sends is not answered either.
async fn silent(stream: &mut Stream) -> io::Result<Then> {
    while stream.read(&mut [0; 1024]).await? > 0 {}
    Ok(Then::Close)
}

/// An answer that owes a byte, or its end.
fn endless(answer: &Answer, names: &Names) -> Vec<u8> {
    match &answer.payload {
        Payload::Whole(body) => {
            let length = format!("content-length: {}\r\n", body.len() + 1);
            [head(answer, &length, names).as_bytes(), body].concat()
        }
        Payload::Pieces(pieces) => {
            let chunks = pieces.iter().filter(|piece| !piece.is_empty()).map(|piece| chunk(piece));
            std::iter::once(head(answer, CHUNKED, names).into_bytes()).chain(chunks).flatten().collect()
        }
    }
}

async fn truncated(stream: &mut Stream, answer: &Answer, names: &Names) -> io::Result<Then> {
    let body = answer.payload.bytes();
    let half = &body[..body.len() / 2];
    let bytes = match answer.payload {
        Payload::Whole(_) => {
            // At least one byte is owed, even of an empty body.
            let length = format!("content-length: {}\r\n", body.len().max(1));
            [head(answer, &length, names).as_bytes(), half].concat()
        }
        Payload::Pieces(_) if half.is_empty() => head(answer, CHUNKED, names).into_bytes(),
        Payload::Pieces(_) => [head(answer, CHUNKED, names).as_bytes(), &chunk(half)].concat(),
    };
    raw(stream, &bytes).await
}

async fn huge(stream: &mut Stream, answer: &Answer, bytes: usize, names: &Names) -> io::Result<Then> {
    stream.write_all(head(answer, CHUNKED, names).as_bytes()).await?;
    stream.write_all(&chunk(&[b"\"", &vec![b'a'; bytes.max(1)][..], b"\""].concat())).await?;
    stream.write_all(b"0\r\n\r\n").await?;
    Ok(Then::Keep)
}

async fn raw(stream: &mut Stream, bytes: &[u8]) -> io::Result<Then> {
    stream.write_all(bytes).await?;
    stream.shutdown().await?;
    Ok(Then::Close)
}

const CHUNKED: &str = "transfer-encoding: chunked\r\n";

fn chunk(piece: &[u8]) -> Vec<u8> {
    [format!("{:x}\r\n", piece.len()).as_bytes(), piece, b"\r\n"].concat()
}

/// Status line and fields. Where a redirect leads is rewritten to the stand-in, so that it stays on this machine.
fn head(answer: &Answer, framing: &str, names: &Names) -> String {
    let mut head = format!("HTTP/1.1 {} Scripted\r\n", answer.status);
    for (name, value) in &answer.headers {
        let there = name.eq_ignore_ascii_case("location").then(|| names.there(value)).flatten();
        // Writing into a string cannot fail.
        let _ = write!(head, "{name}: {}\r\n", there.as_deref().unwrap_or(value));
    }
    head + framing + "\r\n"
}

/// What came, as services with a talkative error page answer it.
fn echo(status: u16, seen: &Seen) -> Answer {
    let mut text = format!("{} {}\n", seen.method, seen.url);
    for (name, value) in &seen.headers {
        let _ = writeln!(text, "{name}: {value}");
    }
    text.push('\n');
    text.push_str(&String::from_utf8_lossy(&seen.body));
    let line = text.chars().filter(char::is_ascii_graphic).take(ECHO_MAX_BYTES).collect::<String>();
    Answer::json(status, &json!({ "error": { "message": text }, "message": text })).header("x-echo", line)
}
