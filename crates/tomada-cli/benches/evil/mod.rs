//! Services that do everything wrong, by the path that is asked for.

use std::io::{self, Read, Write};
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::runtime::Runtime;

/// A way to misbehave: what is sent at first, and what then.
pub(crate) const WAYS: &[(&str, &[u8], Then)] = &[
    ("silence", b"", Then::Hold),
    ("close", b"", Then::Close),
    ("head-drip", b"", Then::Drip(b"HTTP/1.1 200 OK\r\nx: y\r\nz: ")),
    ("body-drip", b"HTTP/1.1 200 OK\r\ncontent-length: 100000\r\n\r\n", Then::Drip(b"x")),
    ("body-flood", b"HTTP/1.1 200 OK\r\n\r\n", Then::Flood(&[b'x'; 8_000])),
    (
        "chunk-flood",
        b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n",
        Then::Flood(b"1\r\nx\r\n1\r\ny\r\n"),
    ),
    ("declared", b"HTTP/1.1 200 OK\r\ncontent-length: 10000000000\r\n\r\n", Then::Flood(&[b'x'; 8_000])),
    ("empty-members", b"HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\n\r\n", Then::Flood(EMPTY_GZIP)),
    ("broken-coding", b"HTTP/1.1 200 OK\r\ncontent-encoding: br\r\n\r\n\xff\xff\xff\xff", Then::Close),
    ("interim-flood", b"", Then::Flood(b"HTTP/1.1 103 Early Hints\r\nlink: </x>\r\n\r\n")),
    ("cookie-flood", b"HTTP/1.1 200 OK\r\n", Then::Flood(b"set-cookie: a=b\r\n")),
    ("value-flood", b"HTTP/1.1 200 OK\r\nx: ", Then::Flood(&[b'x'; 1_000])),
    ("garbage", b"\0\xff\0\xffgarbage\r\n\r\n", Then::Close),
    ("lengths", b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\ncontent-length: 3\r\n\r\nok", Then::Hold),
    (
        "trailer-flood",
        b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n0\r\n",
        Then::Flood(b"x: y\r\n"),
    ),
    ("reset", b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nhalf", Then::Reset),
];

/// A gzip member of nothing (RFC 1952, 2.3).
const EMPTY_GZIP: &[u8] = &[31, 139, 8, 0, 0, 0, 0, 0, 0, 255, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0];

/// What follows the first bytes.
pub(crate) enum Then {
    Hold,
    Close,
    Reset,
    Drip(&'static [u8]),
    Flood(&'static [u8]),
}

/// Serves until whoever started this process goes away.
pub(crate) fn serve() {
    let runtime = Runtime::new().expect("a runtime");
    runtime.spawn(async {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port is free");
        let port = listener.local_addr().expect("it is bound").port();
        let mut stdout = std::io::stdout();
        stdout.write_all(&port.to_be_bytes()).and_then(|()| stdout.flush()).expect("somebody reads");
        loop {
            if let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(misbehave(stream));
            }
        }
    });
    let _ = std::io::stdin().read(&mut [0]);
}

async fn misbehave(mut stream: TcpStream) -> io::Result<()> {
    let mut request = [0; 2_048];
    let count = stream.read(&mut request).await?;
    let request = String::from_utf8_lossy(&request[..count]).into_owned();
    let path = request.split(' ').nth(1).unwrap_or_default();
    let Some((_, first, then)) = WAYS.iter().find(|(way, ..)| path.ends_with(way)) else { return Ok(()) };
    stream.write_all(first).await?;
    match then {
        Then::Close => Ok(()),
        Then::Reset => stream.set_zero_linger(),
        Then::Hold => stream.read(&mut [0; 1]).await.map(drop),
        Then::Drip(bytes) => {
            let mut ticks = tokio::time::interval(Duration::from_millis(200));
            for byte in bytes.iter().cycle() {
                ticks.tick().await;
                stream.write_all(&[*byte]).await?;
            }
            Ok(())
        }
        Then::Flood(bytes) => {
            let bytes = bytes.repeat(8_000 / bytes.len());
            loop {
                stream.write_all(&bytes).await?;
            }
        }
    }
}
