//! The service that is called: as cheap as one can be, in a process of its own.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

const ASKED_FOR: &str = "TOMADA_BENCH_UPSTREAM";

const ANSWER: &[u8] =
    b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 15\r\n\r\n{\"hello\":\"you\"}";

/// A running upstream, ended when dropped.
pub(crate) struct Upstream {
    child: Child,
    port: u16,
}

impl Upstream {
    /// Starts this program once more, as an upstream that answers after `answers_after`.
    pub(crate) fn start(answers_after: Duration) -> Self {
        let own = std::env::current_exe().expect("a program knows its path");
        let mut child = Command::new(own)
            .env(ASKED_FOR, answers_after.as_millis().to_string())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("it starts");
        let mut port = [0; 2];
        child.stdout.as_mut().expect("piped").read_exact(&mut port).expect("it says its port");
        Self { child, port: u16::from_be_bytes(port) }
    }

    pub(crate) fn port(&self) -> u16 {
        self.port
    }
}

impl Drop for Upstream {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Whether this process is to be the upstream.
pub(crate) fn is_asked_for() -> bool {
    std::env::var_os(ASKED_FOR).is_some()
}

/// Serves until whoever started it goes away.
pub(crate) fn serve() {
    let answers_after = std::env::var(ASKED_FOR).expect("it is asked for").parse().expect("milliseconds");
    let answers_after = Duration::from_millis(answers_after);
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
    let port = listener.local_addr().expect("it is bound").port();
    std::io::stdout().write_all(&port.to_be_bytes()).expect("somebody reads");
    std::io::stdout().flush().expect("somebody reads");
    std::thread::spawn(move || {
        for peer in listener.incoming().flatten() {
            std::thread::spawn(move || answer(peer, answers_after));
        }
    });
    let _ = std::io::stdin().read(&mut [0]);
}

/// Answers each request; none has a body.
fn answer(mut peer: TcpStream, answers_after: Duration) {
    let _ = peer.set_nodelay(true);
    let mut bytes = [0; 4096];
    while peer.read(&mut bytes).is_ok_and(|count| count > 0) {
        if !answers_after.is_zero() {
            std::thread::sleep(answers_after);
        }
        if peer.write_all(ANSWER).is_err() {
            return;
        }
    }
}
