//! A raw HTTP/1.1 server on loopback that answers with any bytes, in any manner, and remembers what it was sent.

use std::sync::{Arc, Mutex};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// One request as it came.
#[derive(Clone, Debug)]
pub(crate) struct Seen {
    pub(crate) head: String,
    pub(crate) body: Vec<u8>,
}

impl Seen {
    pub(crate) fn line(&self) -> &str {
        self.head.lines().next().unwrap()
    }

    pub(crate) fn path(&self) -> &str {
        self.line().split(' ').nth(1).unwrap()
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let fields = self.head.lines().skip(1).filter_map(|line| line.split_once(": "));
        fields.filter(|(other, _)| other.eq_ignore_ascii_case(name)).map(|(_, value)| value).next()
    }
}

/// What to send back, and what to do then.
pub(crate) struct Reply {
    pub(crate) bytes: Vec<u8>,
    pub(crate) then: Then,
}

/// What happens after the bytes.
pub(crate) enum Then {
    /// The next request is read.
    Keep,
    /// The connection is closed.
    Close,
    /// Nothing, until the other side goes.
    Stall,
    /// These bytes again and again, until the other side goes.
    Repeat(Vec<u8>),
}

pub(crate) fn reply(bytes: impl Into<Vec<u8>>, then: Then) -> Reply {
    Reply { bytes: bytes.into(), then }
}

/// A well-formed answer.
pub(crate) fn answer(status: u16, headers: &str, body: impl AsRef<[u8]>) -> Reply {
    let body = body.as_ref();
    let head = format!("HTTP/1.1 {status} X\r\n{headers}content-length: {}\r\n\r\n", body.len());
    reply([head.as_bytes(), body].concat(), Then::Keep)
}

/// The server. It ends with the test's runtime.
pub(crate) struct Peer {
    pub(crate) port: u16,
    seen: Arc<Mutex<Vec<Seen>>>,
    connections: Arc<Mutex<usize>>,
}

impl Peer {
    pub(crate) async fn start(behave: impl Fn(&Seen) -> Reply + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let peer = Self { port, seen: Arc::default(), connections: Arc::default() };
        let (seen, connections, behave) = (peer.seen.clone(), peer.connections.clone(), Arc::new(behave));
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                *connections.lock().unwrap() += 1;
                let (seen, behave) = (seen.clone(), behave.clone());
                tokio::spawn(async move { serve(stream, &seen, &*behave).await });
            }
        });
        peer
    }

    pub(crate) fn seen(&self) -> Vec<Seen> {
        self.seen.lock().unwrap().clone()
    }

    pub(crate) fn connections(&self) -> usize {
        *self.connections.lock().unwrap()
    }

    /// A URL with the address in it.
    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    /// A URL with a name in it.
    pub(crate) fn at(&self, name: &str, path: &str) -> String {
        format!("http://{name}:{}{path}", self.port)
    }
}

async fn serve(
    mut stream: TcpStream,
    seen: &Mutex<Vec<Seen>>,
    behave: &(dyn Fn(&Seen) -> Reply + Send + Sync),
) {
    let mut unread = Vec::new();
    while let Some(request) = read(&mut stream, &mut unread).await {
        seen.lock().unwrap().push(request.clone());
        let Reply { bytes, then } = behave(&request);
        if stream.write_all(&bytes).await.is_err() {
            return;
        }
        match then {
            Then::Keep => {}
            Then::Close => return,
            Then::Stall => drop(stream.read(&mut [0; 1]).await),
            Then::Repeat(bytes) => while stream.write_all(&bytes).await.is_ok() {},
        }
    }
}

async fn read(stream: &mut TcpStream, unread: &mut Vec<u8>) -> Option<Seen> {
    let end = loop {
        if let Some(end) = unread.windows(4).position(|four| four == b"\r\n\r\n") {
            break end + 4;
        }
        more(stream, unread).await?;
    };
    let head = String::from_utf8_lossy(&unread[..end]).into_owned();
    let mut seen = Seen { head, body: Vec::new() };
    let length = seen.header("content-length").map_or(0, |text| text.parse().unwrap());
    while unread.len() < end + length {
        more(stream, unread).await?;
    }
    seen.body = unread[end..end + length].to_vec();
    unread.drain(..end + length);
    Some(seen)
}

async fn more(stream: &mut TcpStream, unread: &mut Vec<u8>) -> Option<()> {
    let mut bytes = [0; 4096];
    let count = stream.read(&mut bytes).await.ok().filter(|count| *count > 0)?;
    unread.extend_from_slice(&bytes[..count]);
    Some(())
}
