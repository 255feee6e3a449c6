//! What the runs of a real server call, on the loopback interface: httpbin where it is at hand and a script that answers
//! the same otherwise, and a service that answers when the test says so.
#![expect(clippy::disallowed_types, reason = "a peer of the tests, on the loopback interface")]

use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

use serde_json::json;
use tokio::runtime::Runtime;
use tomada_testkit::peer::{Answer, Behaviour, Expected, Peer, Script, Step};

/// How often the script answers each path.
const TIMES: usize = 20;
/// How long a test waits for what must come.
const WAIT_MAX: Duration = Duration::from_mins(1);

/// httpbin, or what answers a few of its paths.
pub(crate) struct Service {
    pub(crate) url: String,
    _script: Option<(Peer, Runtime)>,
}

impl Service {
    /// The one that is at hand. `cargo xtask test` starts httpbin and says where it is in `TOMADA_HTTPBIN`.
    pub(crate) fn at_hand() -> Self {
        if let Ok(url) = std::env::var("TOMADA_HTTPBIN") {
            return Self { url, _script: None };
        }
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build();
        let runtime = runtime.unwrap();
        let peer = runtime.block_on(Peer::start(script())).unwrap();
        Self { url: peer.url(""), _script: Some((peer, runtime)) }
    }
}

fn script() -> Script {
    Script::new((0..TIMES).flat_map(|time| {
        [
            step("/get", Answer::json(200, &json!({}))),
            step("/json", Answer::json(200, &json!({"slideshow": {"title": "Sample Slide Show"}}))),
            step("/uuid", Answer::json(200, &json!({"uuid": time}))),
            step("/status/404", Answer::text(404, "")),
        ]
    }))
}

fn step(path: &str, answer: Answer) -> Step {
    let request = Expected { url: Some(path.to_owned()), ..Expected::default() };
    Step { request, behaviour: Behaviour::Answer(answer) }
}

/// A service that answers a GET when the test says so.
pub(crate) struct Late {
    pub(crate) url: String,
    arrived: Receiver<()>,
    answer: Sender<()>,
}

impl Late {
    pub(crate) fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let ((arrive, arrived), (answer, answers)) = (channel(), channel());
        // The thread ends with the test: then nobody says any more that it shall answer.
        std::thread::spawn(move || {
            for mut stream in listener.incoming().map_while(Result::ok) {
                let head = BufReader::new(&stream).lines().map_while(Result::ok);
                let _ = head.take_while(|line| !line.is_empty()).count();
                if arrive.send(()).is_err() || answers.recv().is_err() {
                    return;
                }
                let answer = "HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 4\r\n\r\nlate";
                // Whoever has gone away meanwhile does not need it.
                let _ = stream.write_all(answer.as_bytes());
            }
        });
        Self { url, arrived, answer }
    }

    /// Waits until a request is there.
    pub(crate) fn wait(&self) {
        self.arrived.recv_timeout(WAIT_MAX).unwrap();
    }

    /// Answers it.
    pub(crate) fn answer(&self) {
        self.answer.send(()).unwrap();
    }
}
