//! What the tests stand on: an integration that does what a test tells it, a clock that a test turns, and an egress
//! that answers from a script.

use std::collections::{BTreeMap, BTreeSet};
use std::future::Future;
use std::sync::{Arc, Mutex};
use std::task::Waker;
use std::time::Duration;

use semver::VersionReq;
use serde_json::{Value, json};
use tomada_core::{
    BoxFuture, Clock, Context, Failure, Http, Integration, Json, Manifest, Output, Preview, Request, Response,
};
use tomada_host::{
    Connection, ConnectionSource, Egress, Exchange, Host, RunReport, RunRequest, Scope, Secret,
};

/// A plain struct that runs `act` for whatever action it is asked for.
pub(crate) struct Puppet {
    manifest: Manifest,
    act: Act,
}

type Act = Box<dyn Fn(Json, Context) -> BoxFuture<'static, Result<Output, Failure>> + Send + Sync>;

impl Puppet {
    pub(crate) fn new<F>(
        manifest: Value,
        act: impl Fn(Json, Context) -> F + Send + Sync + 'static,
    ) -> Arc<Self>
    where
        F: Future<Output = Result<Output, Failure>> + Send + 'static,
    {
        let manifest = serde_json::from_value(manifest).unwrap();
        Arc::new(Self { manifest, act: Box::new(move |input, context| Box::pin(act(input, context))) })
    }

    /// One that gives its input back.
    pub(crate) fn echo() -> Arc<Self> {
        Self::new(manifest(), |input, _| async { Ok(Output::new(input)) })
    }
}

impl Integration for Puppet {
    fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    fn run<'a>(
        &'a self,
        _action: &'a str,
        input: Json,
        context: Context,
    ) -> BoxFuture<'a, Result<Output, Failure>> {
        (self.act)(input, context)
    }
}

/// A manifest with the actions `look` (read) and `change` (write), which take anything.
pub(crate) fn manifest() -> Value {
    let text = |text: &str| json!({"en": text, "pt-BR": text, "es": text});
    let action = |id: &str, effect: &str| {
        json!({
            "id": id, "title": text(id), "summary": text(id), "effect": effect,
            "input": {"type": "object", "additionalProperties": true}, "output": {}
        })
    };
    json!({
        "id": "puppet", "version": "1.2.0", "category": "test", "title": text("Puppet"),
        "summary": text("Does what a test tells it"), "test": {"action": "look"},
        "permissions": {"hosts": ["https://api.example.com"]},
        "actions": [action("look", "read"), action("change", "write")]
    })
}

/// `manifest()` with `changes` merged over its top level.
pub(crate) fn manifest_with(changes: Value) -> Value {
    let mut manifest = manifest();
    manifest.as_object_mut().unwrap().extend(changes.as_object().unwrap().clone());
    manifest
}

pub(crate) fn connection() -> Connection {
    Connection {
        id: "main".to_owned(),
        integration: "puppet".to_owned(),
        version: VersionReq::STAR,
        settings: Json::empty_object(),
        auth: None,
        secrets: BTreeMap::new(),
    }
}

pub(crate) fn connection_with(settings: Value, secrets: &[(&str, &str)]) -> Connection {
    let secrets = secrets.iter().map(|(name, secret)| ((*name).to_owned(), Secret::new(*secret))).collect();
    Connection { settings: settings.into(), secrets, ..connection() }
}

pub(crate) fn request(action: &str, input: Value) -> RunRequest {
    let mut request = RunRequest::new("project", ConnectionSource::from(connection()), "puppet", action);
    request.input = input.into();
    request
}

pub(crate) fn host(integration: Arc<Puppet>) -> Host {
    Host::builder().integration(integration).build().unwrap()
}

/// Runs and gives kind and code of the failure.
pub(crate) async fn failure(host: &Host, request: RunRequest) -> (tomada_core::Kind, String) {
    let failure = host.run(request).await.result.unwrap_err();
    (failure.kind(), failure.code().unwrap_or_default().to_owned())
}

pub(crate) fn output(report: &RunReport) -> Value {
    report.result.as_ref().unwrap().to_value()
}

/// Lets every task that can go on go on. The tests' runtime has one thread, which takes tasks in turn.
pub(crate) async fn settle() {
    for _ in 0..100 {
        tokio::task::yield_now().await;
    }
}

/// A clock that stands still until a test turns it.
#[derive(Clone, Default)]
pub(crate) struct TurnedClock(Arc<Mutex<Turned>>);

#[derive(Default)]
struct Turned {
    now: Duration,
    sleepers: Vec<(Duration, Waker)>,
}

impl TurnedClock {
    pub(crate) fn turn_ms(&self, ms: u64) {
        let mut turned = self.0.lock().unwrap();
        turned.now += Duration::from_millis(ms);
        let now = turned.now;
        for (until, waker) in std::mem::take(&mut turned.sleepers) {
            if until <= now { waker.wake() } else { turned.sleepers.push((until, waker)) }
        }
    }
}

impl Clock for TurnedClock {
    fn now(&self) -> Duration {
        self.0.lock().unwrap().now
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        let this = self.clone();
        let until = self.now() + duration;
        Box::pin(std::future::poll_fn(move |context| {
            let mut turned = this.0.lock().unwrap();
            if until <= turned.now {
                return std::task::Poll::Ready(());
            }
            turned.sleepers.push((until, context.waker().clone()));
            std::task::Poll::Pending
        }))
    }
}

/// An egress that keeps the scopes it was opened with, writes one exchange for each call, and answers `reply`, or
/// never if there is none.
#[derive(Default)]
pub(crate) struct ScriptedEgress {
    pub(crate) scopes: Mutex<Vec<Scope>>,
    pub(crate) reply: Option<String>,
}

impl Egress for ScriptedEgress {
    fn open(&self, scope: Scope) -> Arc<dyn Http> {
        self.scopes.lock().unwrap().push(scope.clone());
        Arc::new(ScriptedHttp { scope, reply: self.reply.clone() })
    }
}

struct ScriptedHttp {
    scope: Scope,
    reply: Option<String>,
}

impl Http for ScriptedHttp {
    fn send(&self, request: Request) -> BoxFuture<'static, Result<Response, Failure>> {
        let Some(reply) = self.reply.clone() else { return Box::pin(std::future::pending()) };
        self.scope.exchanges.push(exchange(&request, Some(200)));
        let response = Response {
            status: 200,
            url: request.url,
            headers: tomada_core::Headers::default(),
            body: tomada_core::Body::whole(reply),
            attempts: 1,
            timings: tomada_core::Timings::default(),
        };
        Box::pin(std::future::ready(Ok(response)))
    }

    fn preview(&self, request: Request) -> BoxFuture<'static, Result<Preview, Failure>> {
        let preview = Preview {
            method: request.method,
            url: request.url,
            headers: Vec::new(),
            body_bytes: request.body.len() as u64,
            authenticated: false,
        };
        Box::pin(std::future::ready(Ok(preview)))
    }
}

fn exchange(request: &Request, status: Option<u16>) -> Exchange {
    Exchange {
        method: request.method.clone(),
        url: request.url.clone(),
        status,
        started_unix_ms: 0,
        elapsed_ms: 1,
        attempt: 1,
        error: None,
        sent: true,
        repeatable: true,
        timings: tomada_core::Timings::default(),
        request: tomada_host::Message::default(),
        response: None,
    }
}

/// Every file of this folder is declared in `main.rs`.
#[test]
fn every_file_is_declared() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it");
    let files =
        std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap());
    let files = files.filter(|name| name != "main.rs").collect::<BTreeSet<_>>();
    let declared =
        include_str!("main.rs").lines().filter_map(|line| line.strip_prefix("mod ")?.strip_suffix(';'));
    assert_eq!(files, declared.map(|name| format!("{name}.rs")).collect());
}
