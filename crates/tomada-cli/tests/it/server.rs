//! `tomada serve` as a process, and a program outside of this house that asks it.
#![allow(clippy::disallowed_types, reason = "the one who asks is a program outside of this house")]

use std::io::{BufRead, BufReader, Read};
use std::process::{Child, Command, Stdio};

use rustix::process::{Pid, Signal, kill_process};
use serde_json::{Value, json};

use crate::stand::Shop;

/// A server on a free port unless another is said; ended when the test is.
pub(crate) struct Server {
    child: Child,
    pub(crate) told: Value,
}

impl Server {
    pub(crate) fn start(shop: &Shop, more: &[&str]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_tomada"))
            .args(["serve", "--json"])
            .args(if more.contains(&"--listen") { &[][..] } else { &["--listen", "127.0.0.1:0"] })
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

    /// The address of `path` in the API of the project `main`.
    pub(crate) fn api(&self, path: &str) -> String {
        format!("{}/v1/projects/main/{path}", self.url())
    }

    /// Sends it a signal.
    pub(crate) fn tell(&self, signal: Signal) {
        kill_process(Pid::from_child(&self.child), signal).unwrap();
    }

    /// Tells it to end, and gives its exit code.
    pub(crate) fn end(self, signal: Signal) -> i32 {
        self.end_with_log(signal).0
    }

    /// The same, with what it wrote to stderr.
    pub(crate) fn end_with_log(self, signal: Signal) -> (i32, String) {
        self.tell(signal);
        self.ended()
    }

    /// Waits until it has ended: its exit code, and what it wrote to stderr.
    pub(crate) fn ended(mut self) -> (i32, String) {
        let code = self.child.wait().unwrap().code().unwrap();
        let mut log = String::new();
        self.child.stderr.take().unwrap().read_to_string(&mut log).unwrap();
        (code, log)
    }

    /// Ends it as a power cut would.
    pub(crate) fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It has mostly ended by now.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

pub(crate) fn get(url: &str) -> (u16, String) {
    get_as(url, "")
}

/// With a token, if there is one.
pub(crate) fn get_as(url: &str, token: &str) -> (u16, String) {
    asked(|client| with(client.get(url), token)).unwrap()
}

/// Asks for a run of the webhook integration.
pub(crate) fn run(server: &Server, token: &str, action: &str, input: &Value) -> (u16, Value) {
    let (status, body) = try_run(&server.api("runs"), token, action, input, "*/*").unwrap();
    (status, serde_json::from_str(&body).unwrap())
}

/// The same, in a form that is asked for; nothing where the connection breaks.
pub(crate) fn try_run(
    url: &str,
    token: &str,
    action: &str,
    input: &Value,
    accept: &str,
) -> Option<(u16, String)> {
    let body = json!({"integration": "webhook", "action": action, "input": input}).to_string();
    asked(|client| {
        let request = with(client.post(url), token).header("accept", accept);
        request.header("content-type", "application/json").body(body)
    })
    .ok()
}

fn with(request: reqwest::RequestBuilder, token: &str) -> reqwest::RequestBuilder {
    if token.is_empty() { request } else { request.bearer_auth(token) }
}

fn asked(
    request: impl FnOnce(&reqwest::Client) -> reqwest::RequestBuilder,
) -> Result<(u16, String), reqwest::Error> {
    // The provider that the benchmarks use as well; one that is there already is as good.
    let _ = rustls::crypto::aws_lc_rs::default_provider().install_default();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let client = reqwest::Client::builder().no_proxy().build()?;
        let answer = request(&client).send().await?;
        Ok((answer.status().as_u16(), answer.text().await?))
    })
}
