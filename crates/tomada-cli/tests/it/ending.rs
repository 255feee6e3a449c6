//! The server told to end while a run is under way.

use std::io::{BufRead, BufReader};
use std::process::Child;
use std::sync::mpsc::{TryRecvError, channel};
use std::thread::{self, JoinHandle};

use rustix::process::Signal;
use serde_json::{Value, json};

use crate::server::{Server, get, run, try_run};
use crate::service::Late;
use crate::stand::Shop;

/// A run that is under way: its service has been asked and has not answered.
fn under_way(
    server: &Server,
    token: &str,
    late: &Late,
    accept: &'static str,
) -> JoinHandle<Option<(u16, String)>> {
    let (url, token) = (server.api("runs"), token.to_owned());
    let input = json!({"method": "GET", "url": format!("{}/", late.url)});
    let asked = thread::spawn(move || try_run(&url, &token, "call", &input, accept));
    late.wait();
    asked
}

/// Waits until the server tells that it is ending.
fn until_closing(server: &Server) {
    while get(&format!("{}/ready", server.url())).0 != 503 {}
}

/// `tomada log --follow` that has told of a first call.
fn follower(shop: &Shop, server: &Server, token: &str) -> Child {
    let mut child = shop.spawn(&["log", "--follow", "--json"], &[]);
    let out = child.stdout.take().unwrap();
    let (told, heard) = channel();
    thread::spawn(move || {
        for line in BufReader::new(out).lines().map_while(Result::ok) {
            let _ = told.send(line);
        }
    });
    let command = json!({"command": "curl https://api.example.com/"});
    while heard.try_recv() == Err(TryRecvError::Empty) {
        assert_eq!(run(server, token, "from_curl", &command).0, 200);
    }
    child
}

/// The newest run of the call log, read without a server.
fn newest(shop: &Shop) -> Value {
    shop.run(&["log", "--json", "--action", "call"]).json()["items"][0].clone()
}

#[test]
fn what_is_under_way_is_answered_and_journaled_and_who_comes_late_is_told_so() {
    let late = Late::start();
    let shop = Shop::with_webhook(&[&late.url], "");
    for accept in ["application/json", "text/event-stream"] {
        let server = Server::start(&shop, &[]);
        let token = shop.token();
        let mut follower = follower(&shop, &server, &token);
        let asked = under_way(&server, &token, &late, accept);
        server.tell(Signal::TERM);
        until_closing(&server);

        let (status, problem) = run(&server, &token, "call", &json!({"url": late.url}));
        assert_eq!((status, problem["code"].clone()), (503, json!("cli-serve-closing")), "{problem}");
        let said = shop.run(&["projects"]);
        assert_eq!(said.code, 15);
        assert!(said.error.contains("The server is ending"), "{}", said.error);
        assert_eq!(get(&format!("{}/health", server.url())).0, 200);
        assert_eq!(follower.wait().unwrap().code(), Some(0), "the tail ends before the run does");

        late.answer();
        let (status, body) = asked.join().unwrap().unwrap();
        assert_eq!(status, 200, "{body}");
        assert_eq!(server.ended().0, 0);
        let newest = newest(&shop);
        assert_eq!(newest["outcome"], "ok");
        assert!(
            body.contains(newest["run_id"].as_str().unwrap()) && body.contains("late"),
            "{body}: {newest}"
        );
    }
}

#[test]
fn told_twice_it_ends_at_once_and_answers_nothing_that_is_not_journaled() {
    let late = Late::start();
    let shop = Shop::with_webhook(&[&late.url], "");
    let server = Server::start(&shop, &[]);
    let token = shop.token();
    let asked = under_way(&server, &token, &late, "application/json");
    server.tell(Signal::TERM);
    until_closing(&server);
    server.tell(Signal::TERM);
    let (code, log) = server.ended();
    assert_eq!(code, 0);
    assert!(log.contains("closing at once, as told twice"), "{log}");
    assert_eq!(asked.join().unwrap(), None);
    assert_eq!(newest(&shop), Value::Null);
}
