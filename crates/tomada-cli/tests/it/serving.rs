//! The server as those who run it meet it: it starts, says where it is, and ends in order when it is told to.

use std::io::{BufRead, BufReader, Read};
use std::process::{Child, Command, Stdio};

use rustix::process::{Pid, Signal, kill_process};
use serde_json::{Value, json};

use crate::stand::Shop;

/// A server on a free port; ended when the test is.
pub(crate) struct Server {
    child: Child,
    pub(crate) told: Value,
}

impl Server {
    pub(crate) fn start(shop: &Shop, more: &[&str]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_tomada"))
            .args(["serve", "--json", "--listen", "127.0.0.1:0"])
            .args(more)
            .current_dir(shop.path())
            .env_clear()
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
        if line.is_empty() {
            child.wait().unwrap();
            let mut error = String::new();
            child.stderr.take().unwrap().read_to_string(&mut error).unwrap();
            panic!("it did not start: {error}");
        }
        Self { child, told: serde_json::from_str(&line).unwrap() }
    }

    pub(crate) fn url(&self) -> &str {
        self.told["url"].as_str().unwrap()
    }

    /// Tells it to end, and gives its exit code.
    pub(crate) fn end(mut self, signal: Signal) -> i32 {
        kill_process(Pid::from_child(&self.child), signal).unwrap();
        self.child.wait().unwrap().code().unwrap()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It has mostly ended by now.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn get(url: &str) -> (u16, String) {
    // The provider that the benchmarks use as well; one that is there already is as good.
    let _ = rustls::crypto::aws_lc_rs::default_provider().install_default();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let answer = reqwest::get(url).await.unwrap();
        (answer.status().as_u16(), answer.text().await.unwrap())
    })
}

#[test]
fn it_starts_answers_and_ends_in_order_when_told_to() {
    for signal in [Signal::TERM, Signal::INT] {
        let shop = Shop::locked(&[]);
        let server = Server::start(&shop, &["--data", "here"]);
        assert_eq!(get(&format!("{}/health", server.url())).0, 200);
        let link = server.told["sign_in"].as_str().unwrap();
        assert!(link.starts_with(server.url()), "{link}");
        let socket = shop.path().join("here/tomada.sock");
        let mode = std::os::unix::fs::PermissionsExt::mode(&socket.metadata().unwrap().permissions());
        assert_eq!(mode & 0o777, 0o600);
        assert_eq!(server.end(signal), 0);
        assert!(!socket.exists());
        assert_eq!(std::fs::read(shop.path().join("here/tomada.db.lock")).unwrap(), b"closed\n");
    }
}

#[test]
fn a_second_one_on_the_same_data_is_refused() {
    let shop = Shop::locked(&[]);
    let first = Server::start(&shop, &[]);
    let said = shop.run(&["serve", "--listen", "127.0.0.1:0"]);
    assert_eq!((said.code, said.out.as_str()), (15, ""));
    assert!(said.error.contains("tomada.db"), "{}", said.error);
    assert_eq!(get(&format!("{}/health", first.url())).0, 200);
    assert_eq!(first.end(Signal::TERM), 0);
}

#[test]
fn an_address_that_is_taken_or_not_ours_is_told() {
    let shop = Shop::locked(&[]);
    let first = Server::start(&shop, &[]);
    let taken = first.url().strip_prefix("http://").unwrap();
    let said = shop.run(&["serve", "--listen", taken, "--data", "other"]);
    assert_eq!(said.code, 15);
    assert!(said.error.contains("Something else listens at"), "{}", said.error);
    let said = shop.run(&["serve", "--listen", "192.0.2.1:80", "--json"]);
    assert_eq!((said.code, said.json()["failure"]["kind"].clone()), (15, json!("unavailable")));
}
