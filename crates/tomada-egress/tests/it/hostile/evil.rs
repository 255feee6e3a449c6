//! A server that is no HTTP server: it does with each connection whatever a test says, and counts what it could write
//! and how many connections it saw end.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpSocket, TcpStream};
use tokio::time::{Interval, interval};
use tomada_core::BoxFuture;

/// One connection of [`Evil`].
pub(crate) struct Line {
    stream: TcpStream,
    written: Arc<AtomicUsize>,
    in_the_clear: Arc<AtomicUsize>,
}

/// The server. It ends with the test's runtime.
pub(crate) struct Evil {
    pub(crate) port: u16,
    written: Arc<AtomicUsize>,
    in_the_clear: Arc<AtomicUsize>,
    begun: Arc<AtomicUsize>,
    ended: Arc<AtomicUsize>,
}

impl Evil {
    /// Calls `behave` for each connection; how it ends does not matter.
    pub(crate) fn start(behave: fn(Line) -> BoxFuture<'static, io::Result<()>>) -> Self {
        let socket = TcpSocket::new_v4().unwrap();
        // So that what is written was mostly read, and does not wait in the kernel.
        socket.set_send_buffer_size(4_096).unwrap();
        socket.bind(SocketAddr::from(([127, 0, 0, 1], 0))).unwrap();
        let listener = socket.listen(1_024).unwrap();
        let port = listener.local_addr().unwrap().port();
        let evil = Self {
            port,
            written: Arc::default(),
            in_the_clear: Arc::default(),
            begun: Arc::default(),
            ended: Arc::default(),
        };
        let (written, in_the_clear) = (evil.written.clone(), evil.in_the_clear.clone());
        let (begun, ended) = (evil.begun.clone(), evil.ended.clone());
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                begun.fetch_add(1, Ordering::SeqCst);
                let (written, in_the_clear) = (written.clone(), in_the_clear.clone());
                let (line, ended) = (Line { stream, written, in_the_clear }, ended.clone());
                tokio::spawn(async move {
                    let _ = behave(line).await;
                    ended.fetch_add(1, Ordering::SeqCst);
                });
            }
        });
        evil
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    /// How many bytes the kernel took on all connections.
    pub(crate) fn written(&self) -> usize {
        self.written.load(Ordering::SeqCst)
    }

    /// How many of those that should have spoken TLS did not.
    pub(crate) fn in_the_clear(&self) -> usize {
        self.in_the_clear.load(Ordering::SeqCst)
    }

    /// Waits until every connection that was begun has ended.
    pub(crate) async fn all_ended(&self) {
        while self.ended.load(Ordering::SeqCst) < self.begun.load(Ordering::SeqCst) {
            tokio::task::yield_now().await;
        }
    }
}

impl Line {
    /// Reads a request without a body, and answers its path.
    pub(crate) async fn request(&mut self) -> io::Result<String> {
        let (mut head, mut bytes) = (Vec::new(), [0; 1_024]);
        while !head.ends_with(b"\r\n\r\n") {
            match self.stream.read(&mut bytes).await? {
                0 => return Err(io::ErrorKind::UnexpectedEof.into()),
                count => head.extend_from_slice(&bytes[..count]),
            }
        }
        let line = String::from_utf8_lossy(&head).into_owned();
        Ok(line.split(' ').nth(1).unwrap_or_default().to_owned())
    }

    pub(crate) async fn write(&mut self, bytes: impl AsRef<[u8]>) -> io::Result<()> {
        let bytes = bytes.as_ref();
        self.stream.write_all(bytes).await?;
        self.written.fetch_add(bytes.len(), Ordering::SeqCst);
        Ok(())
    }

    /// Reads what a TLS client says first, and answers the name that it asks for (RFC 6066, 3): the longest run of
    /// letters that a host may have, since the rest of the message is numbers.
    pub(crate) async fn server_name(&mut self) -> io::Result<String> {
        let mut header = [0; 5];
        self.stream.read_exact(&mut header).await?;
        if header[0] != 22 {
            self.in_the_clear.fetch_add(1, Ordering::SeqCst);
        }
        let mut hello = vec![0; usize::from(u16::from_be_bytes([header[3], header[4]]))];
        self.stream.read_exact(&mut hello).await?;
        let runs = hello.split(|byte| !matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'.'));
        let named = runs.filter(|run| run.ends_with(b".example.com")).max_by_key(|run| run.len());
        Ok(String::from_utf8_lossy(named.unwrap_or_default()).into_owned())
    }

    /// Writes `bytes` for ever, until the other side is gone.
    pub(crate) async fn flood(&mut self, bytes: impl AsRef<[u8]>) -> io::Result<()> {
        loop {
            self.write(&bytes).await?;
        }
    }

    /// Writes `bytes` one at a time, a few milliseconds apart, again and again.
    pub(crate) async fn drip(&mut self, bytes: impl AsRef<[u8]>) -> io::Result<()> {
        let mut ticks = ticks();
        loop {
            for byte in bytes.as_ref() {
                ticks.tick().await;
                self.write([*byte]).await?;
            }
        }
    }

    /// Waits until the other side is gone.
    pub(crate) async fn hold(&mut self) -> io::Result<()> {
        let mut bytes = [0; 1_024];
        while self.stream.read(&mut bytes).await? > 0 {}
        Ok(())
    }

    /// Ends the connection at once, with what was written before.
    pub(crate) fn reset(self) -> io::Result<()> {
        self.stream.set_zero_linger()
    }
}

fn ticks() -> Interval {
    interval(Duration::from_millis(5))
}
