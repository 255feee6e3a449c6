//! What a server has answered is in its journal: after it was killed, after its disk was full, and with `journal = "async"`
//! after it was ended.

use std::collections::BTreeSet;
use std::fs::{File, remove_file};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Mutex;
use std::thread;

use rustix::process::Signal;
use serde_json::{Value, json};

use crate::server::{Server, get, get_as, run, try_run};
use crate::stand::{MONITORING, Shop};

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
    assert!(metrics(&server).contains(dropped));
    let answered = answered(server, &token, 100, |server| assert_eq!(server.end(Signal::TERM), 0));
    let server = Server::start(&shop, &[]);
    let logged = logged(&server, &token);
    assert!(answered.is_subset(&logged), "{} of {} are there", logged.len(), answered.len());
    assert!(metrics(&server).contains(dropped));
}

fn metrics(server: &Server) -> String {
    let (status, text) = get_as(&format!("{}/metrics", server.url()), MONITORING);
    assert_eq!(status, 200, "{text}");
    text
}

/// A small disk of its own.
struct Disk(PathBuf);

impl Disk {
    /// `None` where nobody may mount.
    fn mount(at: &Path) -> Option<Self> {
        std::fs::create_dir(at).unwrap();
        let arguments = ["-t", "tmpfs", "-o", "size=8m,mode=0700", "tmpfs"];
        let mounted = Command::new("mount").args(arguments).arg(at).output();
        match mounted {
            Ok(output) if output.status.success() => Some(Self(at.to_owned())),
            refused => {
                println!("skipped: a small disk cannot be mounted here: {refused:?}");
                None
            }
        }
    }

    fn filler(&self) -> PathBuf {
        self.0.join("filler")
    }

    /// Fills it to the last byte.
    fn fill(&self) {
        let mut file = File::create(self.filler()).unwrap();
        for piece in [1 << 16, 1 << 10, 1] {
            while file.write_all(&vec![0; piece]).is_ok() {}
        }
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(&self.0).status();
    }
}

#[test]
fn on_a_full_disk_nothing_is_begun_nothing_is_lost_and_it_goes_on_by_itself() {
    for (mode, answers_unwritten) in [("committed", false), ("async", true)] {
        let shop = Shop::with_webhook(&[], &format!("journal = \"{mode}\""));
        let Some(disk) = Disk::mount(&shop.path().join("disk")) else { return };
        let server = Server::start(&shop, &["--data", "disk"]);
        let token =
            shop.run(&["tokens", "--create", "t", "--role", "editor", "--json", "--data", "disk"]).json();
        let token = token["secret"].as_str().unwrap();
        let ready = format!("{}/ready", server.url());
        assert_eq!(get(&ready).0, 200);

        disk.fill();
        let mut answered = BTreeSet::new();
        loop {
            let (status, body) = run(&server, token, "from_curl", &quiet());
            match (status, body["code"].as_str()) {
                (200, _) => {
                    answered.insert(body["run_id"].as_str().unwrap().to_owned());
                }
                (503, Some("journal-not-written")) => {}
                (503, Some("journal-full")) => break,
                other => panic!("{other:?}: {body}"),
            }
        }
        let (status, told) = get(&ready);
        assert_eq!(status, 503);
        assert!(told.contains("journal-full"), "{told}");
        let none_dropped = metrics(&server).contains("dropped_runs_total 0\n");
        assert_eq!(none_dropped, !answers_unwritten);

        remove_file(disk.filler()).unwrap();
        while get(&ready).0 != 200 {}
        let (status, body) = run(&server, token, "from_curl", &quiet());
        assert_eq!(status, 200, "{body}");
        assert_eq!(server.end(Signal::TERM), 0);

        let server = Server::start(&shop, &["--data", "disk"]);
        let logged = logged(&server, token);
        assert!(logged.contains(body["run_id"].as_str().unwrap()));
        assert!(answers_unwritten || answered.is_subset(&logged), "{answered:?}");
        assert_eq!(server.end(Signal::TERM), 0);
    }
}
