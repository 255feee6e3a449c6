//! A server as those who run it have it: a process of its own on data of its own, told to log everything, with a collector
//! of its traces. Whatever it says to anybody is kept.

#![expect(clippy::disallowed_types, reason = "whoever asks the server is no part of it")]

use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Mutex;

use reqwest::Method;
use reqwest::header::{CONTENT_TYPE, COOKIE};
use serde_json::Value;
use tempfile::TempDir;
use tomada_testkit::peer::{Answer as Told, Behaviour, Peer as Collector, Script, Step};

/// A running server.
pub(super) struct House {
    folder: TempDir,
    child: Child,
    client: reqwest::Client,
    collector: Collector,
    pub(super) url: String,
    /// The word of the first sign-in link.
    pub(super) link: String,
    heard: Mutex<Vec<(String, String)>>,
}

/// Who asks.
#[derive(Clone, Debug)]
pub(super) enum Who {
    Nobody,
    Token(String),
    Session(String),
}

/// What came back.
#[derive(Debug)]
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) head: String,
    pub(super) body: String,
}

impl Answer {
    pub(super) fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    /// The text at `pointer`.
    pub(super) fn text(&self, pointer: &str) -> String {
        let document = self.json();
        document.pointer(pointer).and_then(Value::as_str).unwrap_or_else(|| panic!("{self:?}")).to_owned()
    }
}

impl House {
    /// Starts one that may call the services at `ports`, whose metrics are for who has `metrics_token`.
    pub(super) async fn start(ports: &[u16], metrics_token: &str) -> Self {
        // One that is there already is as good.
        let _ = rustls::crypto::aws_lc_rs::default_provider().install_default();
        let behaviour = Behaviour::Answer(Told::text(200, ""));
        let script = Script { steps: vec![Step { behaviour, ..Step::default() }], repeats_last: true };
        let collector = Collector::start(script).await.expect("a collector");
        let folder = tempfile::tempdir().expect("a folder");
        furnish(folder.path());
        let openings: Vec<String> = ports.iter().map(|port| format!("\"127.0.0.1/32:{port}\"")).collect();
        let config = format!(
            "log.level = \"trace\"\negress.allow = [{}]\nmetrics.token = \"{metrics_token}\"\n\
             telemetry.otlp_endpoint = \"http://127.0.0.1:{}\"\n",
            openings.join(", "),
            collector.port()
        );
        fs::write(folder.path().join("tomada.toml"), config).expect("a configuration");
        command(folder.path(), &["lock"]);
        let log = File::create(folder.path().join("log")).expect("a log");
        let mut child = tomada(folder.path())
            .args(["serve", "--json", "--listen", "127.0.0.1:0"])
            .stdout(Stdio::piped())
            .stderr(log)
            .spawn()
            .expect("the server starts");
        let mut line = String::new();
        BufReader::new(child.stdout.as_mut().expect("it speaks")).read_line(&mut line).expect("a line");
        let said: Value = serde_json::from_str(&line).unwrap_or_else(|error| panic!("{error}: {line}"));
        let word = |name: &str| said[name].as_str().expect("it is told").to_owned();
        let first = word("sign_in").rsplit('/').next().expect("a word").to_owned();
        let redirect = reqwest::redirect::Policy::none();
        let client = reqwest::Client::builder().no_proxy().redirect(redirect).build().expect("a client");
        Self { folder, child, client, collector, url: word("url"), link: first, heard: Mutex::default() }
    }

    /// Asks, and keeps the answer.
    pub(super) async fn ask(&self, who: &Who, method: Method, path: &str, body: Option<&Value>) -> Answer {
        let body = body.map(|body| ("application/json", body.to_string()));
        let answer = self.send(who, &method, path, body).await;
        self.hear(&format!("{method} {path}"), &answer, &[]);
        answer
    }

    /// The same for an answer that shows a secret this once: `shown` finds it, and all the rest is kept.
    pub(super) async fn ask_once(
        &self,
        who: &Who,
        path: &str,
        body: &Value,
        shown: &str,
    ) -> (Answer, String) {
        let body = ("application/json", body.to_string());
        let answer = self.send(who, &Method::POST, path, Some(body)).await;
        let secret = answer.text(shown).rsplit('/').next().expect("a word").to_owned();
        self.hear(&format!("POST {path}"), &answer, &[&secret]);
        (answer, secret)
    }

    /// Posts a form as one of our pages does.
    pub(super) async fn post(&self, who: &Who, path: &str, fields: &[(&str, &str)]) -> Answer {
        let form = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        let body = ("application/x-www-form-urlencoded", form);
        let answer = self.send(who, &Method::POST, path, Some(body)).await;
        // The one header that carries a session, and the address of the page that a link leads to, which is the link.
        let (page, link) =
            path.split_once("/sign-in/").map_or((path, ""), |(_, link)| ("/sign-in/LINK", link));
        let session = session(&answer).unwrap_or_default();
        self.hear(&format!("POST {page}"), &answer, &[&session, link]);
        answer
    }

    async fn send(&self, who: &Who, method: &Method, path: &str, body: Option<(&str, String)>) -> Answer {
        let mut request = self.client.request(method.clone(), format!("{}{path}", self.url));
        request = match who {
            Who::Nobody => request,
            Who::Token(token) => request.bearer_auth(token),
            Who::Session(session) => request.header(COOKIE, format!("tomada={session}")),
        };
        request = request.header("sec-fetch-site", "same-origin");
        if let Some((kind, body)) = body {
            request = request.header(CONTENT_TYPE, kind).body(body);
        }
        let answer = request.send().await.unwrap_or_else(|error| panic!("{method} {path}: {error}"));
        let (status, head) = (answer.status().as_u16(), format!("{:?}", answer.headers()));
        Answer { status, head, body: answer.text().await.expect("a body") }
    }

    /// Follows the events at `path` until `count` have come, and keeps them.
    pub(super) async fn follow(&self, who: &Who, path: &str, count: usize) {
        let Who::Token(token) = who else { panic!("programs follow") };
        let request = self.client.get(format!("{}{path}", self.url)).bearer_auth(token);
        let mut answer = request.send().await.expect("it is followed");
        let mut events = String::new();
        while events.matches("event: ").count() < count {
            let part = answer.chunk().await.expect("it goes on").expect("it does not end");
            events.push_str(&String::from_utf8_lossy(&part));
        }
        self.keep(format!("GET {path}"), events);
    }

    /// Runs a command of the command line, which reaches the server by its local socket.
    pub(super) fn run(&self, arguments: &[&str]) {
        let said = command(self.folder.path(), arguments);
        self.keep(format!("tomada {arguments:?}"), said);
    }

    /// Keeps an answer but for those words.
    fn hear(&self, about: &str, answer: &Answer, but: &[&str]) {
        let told = format!("{}\n{}\n{}", answer.status, answer.head, answer.body);
        let but = but.iter().filter(|word| !word.is_empty());
        self.keep(about.to_owned(), but.fold(told, |told, word| told.replace(word, "")));
    }

    fn keep(&self, about: String, said: String) {
        self.heard.lock().expect("see answers").push((about, said));
    }

    /// Everything that has been said so far and everything that lies on the disk, each with its name. What a file holds
    /// that is no text is looked at all the same.
    pub(super) fn sinks(&self) -> Vec<(String, String)> {
        let mut sinks = self.heard.lock().expect("see answers").clone();
        for folder in [self.folder.path().to_owned(), self.folder.path().join("data")] {
            for file in fs::read_dir(folder).expect("a folder") {
                let path = file.expect("a file").path();
                let name = path.file_name().expect("a name").to_string_lossy().into_owned();
                // The socket is no file, and the configuration is where its one secret was put.
                if path.is_file() && name != "tomada.toml" {
                    let bytes = fs::read(&path).expect("it can be read");
                    sinks.push((name, String::from_utf8_lossy(&bytes).into_owned()));
                }
            }
        }
        for seen in self.collector.seen() {
            sinks.push(("traces".to_owned(), String::from_utf8_lossy(&seen.body).into_owned()));
        }
        sinks
    }

    /// Ends it in order; what it has written stays to be looked at.
    pub(super) fn end(&mut self) {
        let pid = rustix::process::Pid::from_child(&self.child);
        rustix::process::kill_process(pid, rustix::process::Signal::TERM).expect("it runs");
        assert!(self.child.wait().expect("it ends").success(), "it ends in order");
    }
}

impl Drop for House {
    fn drop(&mut self) {
        // It has mostly ended by now.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The session that an answer begins.
pub(super) fn session(answer: &Answer) -> Option<String> {
    let (_, rest) = answer.head.split_once("tomada=")?;
    rest.split(';').next().map(str::to_owned).filter(|session| !session.is_empty())
}

/// A catalog with the webhook card alone. Cargo builds its library beside this program.
fn furnish(folder: &Path) {
    let plugin = folder.join("plugins/webhook");
    fs::create_dir_all(&plugin).expect("a folder");
    let name = format!("{}webhook{}", std::env::consts::DLL_PREFIX, std::env::consts::DLL_SUFFIX);
    let built = std::env::current_exe().expect("this program is somewhere").with_file_name(&name);
    fs::copy(built, plugin.join(name)).expect("the library was built");
    let manifest = concat!(env!("CARGO_MANIFEST_DIR"), "/../plugins/webhook/manifest.json");
    fs::copy(manifest, plugin.join("manifest.json")).expect("a manifest");
    let entry = "id = \"webhook\"\nversion = \"^1.0\"\nsource = \"plugins/webhook\"\ntier = \"builtin\"\n";
    let catalog = format!("categories = [\"http\"]\n\n[[integration]]\n{entry}");
    fs::write(folder.join("catalog.toml"), catalog).expect("a catalog");
}

fn tomada(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tomada-house"));
    command.current_dir(folder).env_clear();
    command
}

/// What a command says, well or not.
fn command(folder: &Path, arguments: &[&str]) -> String {
    let output = tomada(folder).args(arguments).output().expect("it can be started");
    let said = [output.stdout, output.stderr].concat();
    let said = String::from_utf8_lossy(&said).into_owned();
    assert!(output.status.success(), "{arguments:?}: {said}");
    said
}
