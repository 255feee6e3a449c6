//! What a server has answered is in its journal: after it was killed, and with `journal = "async"` after it was ended.

use std::collections::BTreeSet;
use std::sync::Mutex;
use std::thread;

use rustix::process::Signal;
use serde_json::{Value, json};

use crate::server::{Server, get, get_as, try_run};
use crate::stand::Shop;

/// How many ask at once.
const AT_ONCE: usize = 8;

/// A run that calls nobody.
fn quiet() -> Value {
    json!({"command": "curl https://api.example.com/"})
}

/// The ids of all runs that a server has in its log.
fn logged(server: &Server, token: &str) -> BTreeSet<String> {
    let (mut ids, mut more) = (BTreeSet::new(), String::new());
    loop {
        let (status, page) = get_as(&server.api(&format!("calls?limit=200{more}")), token);
        assert_eq!(status, 200, "{page}");
        let page: Value = serde_json::from_str(&page).unwrap();
        let items = page["items"].as_array().unwrap().iter();
        ids.extend(items.map(|call| call["run_id"].as_str().unwrap().to_owned()));
        let Some(next) = page["next"].as_str() else { return ids };
        more = format!("&after={next}");
    }
}

/// The runs that a server has answered to several who ask again and again, until it has answered `count`, upon which
/// `then` is done with it.
fn answered(server: Server, token: &str, count: usize, then: impl FnOnce(Server)) -> BTreeSet<String> {
    let (url, input, answered) = (server.api("runs"), quiet(), Mutex::new(BTreeSet::new()));
    thread::scope(|scope| {
        for _ in 0..AT_ONCE {
            scope.spawn(|| {
                while let Some((200, body)) = try_run(&url, token, "from_curl", &input, "*/*") {
                    let body: Value = serde_json::from_str(&body).unwrap();
                    answered.lock().unwrap().insert(body["run_id"].as_str().unwrap().to_owned());
                }
            });
        }
        while answered.lock().unwrap().len() < count {
            thread::yield_now();
        }
        then(server);
    });
    answered.into_inner().unwrap()
}

#[test]
fn after_a_kill_no_run_that_was_answered_is_missing() {
    let shop = Shop::with_webhook(&[], "");
    for count in [1, 30] {
        let server = Server::start(&shop, &[]);
        let token = shop.token();
        let answered = answered(server, &token, count, Server::kill);
        let server = Server::start(&shop, &[]);
        let logged = logged(&server, &token);
        let missing = answered.difference(&logged).collect::<Vec<_>>();
        assert!(missing.is_empty(), "{} of {} are missing: {missing:?}", missing.len(), answered.len());
        assert_eq!(server.end(Signal::TERM), 0);
    }
}

#[test]
fn what_is_written_later_is_written_before_the_server_ends() {
    let shop = Shop::with_webhook(&[], "journal = \"async\"");
    let server = Server::start(&shop, &[]);
    let token = shop.token();
    let dropped = "tomada_journal_dropped_runs_total 0";
    assert!(get(&format!("{}/metrics", server.url())).1.contains(dropped));
    let answered = answered(server, &token, 100, |server| assert_eq!(server.end(Signal::TERM), 0));
    let server = Server::start(&shop, &[]);
    let logged = logged(&server, &token);
    assert!(answered.is_subset(&logged), "{} of {} are there", logged.len(), answered.len());
    assert!(get(&format!("{}/metrics", server.url())).1.contains(dropped));
}
