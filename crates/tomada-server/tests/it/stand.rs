//! What the tests stand on: the application over a fresh store, somebody to ask it, and an integration that gives its
//! input back.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode};
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::sync::Notify;
use tomada_core::{
    BoxFuture, Context, Failure, Http, Integration, Json, Kind, Manifest, Output, Preview, PreviewField,
    PreviewOrigin, Random, Response,
};
use tomada_host::{Egress, Host, OsRandom, Scope, SystemClock};
use tomada_platform::{Actor, CallLimits, NetworkRules, Parts, Platform, RetentionRules, Role, Rules, Who};
use tomada_server::{Options, app};
use tomada_store::{Location, Store, StoredConnection, StoredHealth};
use tower::ServiceExt;

/// A server of one test's own, gone when dropped.
pub(crate) struct Stand {
    pub(crate) app: Router,
    pub(crate) store: Store,
    pub(crate) platform: Platform,
    pub(crate) gate: Arc<Gate>,
    random: Arc<Breakable>,
    options: Options,
    folder: TempDir,
}

/// Where the action `wait` waits.
#[derive(Default)]
pub(crate) struct Gate {
    /// Somebody waits.
    pub(crate) reached: Notify,
    /// One may go on.
    pub(crate) open: Notify,
}

/// What came back.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: String,
}

impl Answer {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }
}

impl Stand {
    /// A server with the projects `own` and `foreign`.
    pub(crate) async fn new() -> Self {
        Self::with(Options::default()).await
    }

    pub(crate) async fn with(options: Options) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let stand = Self::over(folder, options).await;
        for project in ["own", "foreign"] {
            stand.store.create_project(project, project, "operator").await.unwrap();
        }
        stand
    }

    /// The server ends, and another begins on the same data.
    pub(crate) async fn again(&mut self) {
        self.store.close().await.unwrap();
        let folder = std::mem::replace(&mut self.folder, tempfile::tempdir().unwrap());
        *self = Self::over(folder, self.options.clone()).await;
    }

    async fn over(folder: TempDir, options: Options) -> Self {
        let location = Location::File(folder.path().join("tomada.db"));
        let store = Store::open(tomada_store::Options::new(location).unwrap()).await.unwrap();
        let gate = Arc::new(Gate::default());
        let puppet = Arc::new(Puppet::new(Arc::clone(&gate)));
        let host = Host::builder().integration(puppet).vault(Arc::new(store.clone()));
        let host = host.egress(Arc::new(NoWayOut));
        let host = host.journal(Arc::new(store.clone())).state(Arc::new(store.clone()));
        let random = Arc::new(Breakable(OsRandom::new().unwrap(), AtomicBool::new(false)));
        let parts = Parts {
            host: host.build().unwrap(),
            store: store.clone(),
            egress: Arc::new(NoWayOut),
            clock: Arc::new(SystemClock),
            random: random.clone(),
            rules: rules(),
        };
        let platform = Platform::new(parts);
        let app = app(platform.clone(), options.clone());
        Self { app, store, platform, gate, random, options, folder }
    }

    /// From now on whatever needs randomness panics.
    pub(crate) fn break_random(&self) {
        self.random.1.store(true, Ordering::Relaxed);
    }

    /// Keeps connections of an integration in the project `own`.
    pub(crate) async fn connect_many(&self, integration: &str, count: usize) {
        for number in 0..count {
            let health =
                StoredHealth { state: "healthy".to_owned(), kind: None, reason: None, since_unix_ms: 0 };
            let connection = StoredConnection {
                id: format!("{integration}-{number:04}"),
                integration: integration.to_owned(),
                version: "*".to_owned(),
                auth: None,
                label: "x".to_owned(),
                is_default: false,
                settings: Json::empty_object(),
                origins: Vec::new(),
                health,
                revision: 1,
                created_unix_ms: 0,
                changed_unix_ms: 0,
                secrets: Vec::new(),
            };
            self.store.insert_connection("own", &connection, &BTreeMap::new(), "token:t").await.unwrap();
        }
    }

    /// Asks as `actor`, as a local door would; only the head of an answer that does not end is waited for.
    pub(crate) async fn ask(&self, actor: Option<Actor>, request: Request<Body>) -> Answer {
        let mut request = request;
        if let Some(actor) = actor {
            request.extensions_mut().insert(actor);
        }
        let response = self.app.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let endless = parts.headers.get("content-type").is_some_and(|kind| kind == "text/event-stream");
        let tail = endless && parts.status == StatusCode::OK;
        let body = if tail { Vec::new() } else { to_bytes(body, 1 << 24).await.unwrap().to_vec() };
        Answer { status: parts.status, headers: parts.headers, body: String::from_utf8(body).unwrap() }
    }

    pub(crate) async fn get(&self, actor: Option<Actor>, path: &str) -> Answer {
        self.ask(actor, Request::get(path).body(Body::empty()).unwrap()).await
    }

    pub(crate) async fn send(&self, actor: Option<Actor>, method: &str, path: &str, body: &Value) -> Answer {
        self.ask(actor, request(method, path, body)).await
    }
}

/// What an operator may have set.
fn rules() -> Rules {
    Rules {
        retention: RetentionRules { ok_days: 31, failed_days: 93, max_mib: None },
        limits: CallLimits {
            total_ms: 15_000,
            total_max_ms: 300_000,
            body_bytes: 256 << 10,
            ..CallLimits::default()
        },
        network: Some(NetworkRules { opened: vec!["10.1.0.0/16:443".to_owned()], ..NetworkRules::default() }),
    }
}

pub(crate) fn request(method: &str, path: &str, body: &Value) -> Request<Body> {
    let request = Request::builder().method(method).uri(path).header("content-type", "application/json");
    request.body(Body::from(body.to_string())).unwrap()
}

/// A program with a token of the project `own`, as [`Stand::ask`] takes it.
#[allow(clippy::unnecessary_wraps, reason = "whoever asks is somebody or nobody")]
pub(crate) fn token(role: Role) -> Option<Actor> {
    Some(Actor { who: Who::Token { id: "t".to_owned(), project: "own".to_owned(), role } })
}

/// An integration whose action `echo` gives its input back and tells it as a partial result before; `wait` waits at a
/// gate first.
struct Puppet(Manifest, Arc<Gate>);

impl Puppet {
    fn new(gate: Arc<Gate>) -> Self {
        let text =
            |text: &str| json!({"en": text, "pt-BR": format!("{text} (pt)"), "es": format!("{text} (es)")});
        let action = |id: &str| {
            json!({
                "id": id, "title": text(id), "summary": text(id), "effect": "read", "streaming": true,
                "input": {"type": "object", "additionalProperties": true}, "output": {}
            })
        };
        let manifest = json!({
            "id": "puppet", "version": "1.2.0", "category": "test", "title": text("Puppet"),
            "summary": text("Does what a test tells it"), "test": {"action": "echo"},
            "docs": "https://docs.example.com", "auth": {"kind": "bearer", "optional": true},
            "permissions": {"hosts": ["https://api.example.com"]},
            "actions": [action("echo"), action("fail"), action("refuse"), action("wait"), action("call")]
        });
        Self(serde_json::from_value(manifest).unwrap(), gate)
    }
}

impl Integration for Puppet {
    fn manifest(&self) -> &Manifest {
        &self.0
    }

    fn run<'a>(
        &'a self,
        action: &'a str,
        input: Json,
        context: Context,
    ) -> BoxFuture<'a, Result<Output, Failure>> {
        Box::pin(async move {
            if action == "call" {
                let mut call = tomada_core::Request::new("PUT", "https://api.example.com/greetings");
                call.body = input.as_bytes().to_vec();
                context.send(call).await?;
            }
            if action == "refuse" {
                return Err(Failure::new(Kind::Rejected, "No.").with_detail("for the log alone"));
            }
            if action == "fail" {
                let failure = Failure::new(Kind::RateLimited, "Too much.").with_retry_after_ms(1_500);
                return Err(failure.with_detail("for the log alone"));
            }
            if action == "wait" {
                self.1.reached.notify_one();
                self.1.open.notified().await;
            }
            context.emit(&input.to_value()).await?;
            Ok(Output::new(input))
        })
    }
}

/// Randomness that can be made to panic, as a mistake of ours would.
struct Breakable(OsRandom, AtomicBool);

impl Random for Breakable {
    fn fill(&self, bytes: &mut [u8]) {
        assert!(!self.1.load(Ordering::Relaxed), "broken on purpose");
        self.0.fill(bytes);
    }
}

struct NoWayOut;

impl Egress for NoWayOut {
    fn open(&self, _scope: Scope) -> Arc<dyn Http> {
        Arc::new(Self)
    }
}

impl Http for NoWayOut {
    fn send(&self, _request: tomada_core::Request) -> BoxFuture<'static, Result<Response, Failure>> {
        Box::pin(std::future::ready(Err(Failure::new(Kind::Forbidden, "There is no way out."))))
    }

    fn preview(&self, request: tomada_core::Request) -> BoxFuture<'static, Result<Preview, Failure>> {
        let field = |name: &str, value: &str, origin| PreviewField {
            name: name.to_owned(),
            value: value.to_owned(),
            origin,
        };
        let headers = vec![
            field("authorization", "Bearer ***", PreviewOrigin::Connection),
            field("x-version", "1.2", PreviewOrigin::Egress),
        ];
        let body_bytes = request.body.len() as u64;
        let preview =
            Preview { method: request.method, url: request.url, headers, body_bytes, authenticated: true };
        Box::pin(std::future::ready(Ok(preview)))
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
