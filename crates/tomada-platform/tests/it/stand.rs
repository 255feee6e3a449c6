//! What the tests stand on: a platform over a fresh store, an integration that calls what its connection names, and a
//! service that knows one password.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use semver::VersionReq;
use serde_json::{Value, json};
use tempfile::TempDir;
use tomada_core::{
    Body, BoxFuture, Clock, Context, Failure, Headers, Http, Integration, Json, Kind, Locale, Manifest,
    Output, Request, Response, Timings,
};
use tomada_host::{Egress, Exchange, Host, Message, OsRandom, Scope, Secret, SystemClock};
use tomada_platform::{Actor, Entered, NewConnection, Parts, Platform, Role, Rules, RunAsk, Who};
use tomada_store::{Location, Store};

/// The password that the service knows.
pub(crate) const RIGHT: &str = "r1ght/pass+word~here";

/// A platform of one test's own, gone when dropped.
pub(crate) struct Stand {
    pub(crate) platform: Platform,
    pub(crate) service: Arc<Service>,
    pub(crate) folder: TempDir,
}

impl Stand {
    /// A platform with the projects `own` and `foreign`.
    pub(crate) async fn new() -> Self {
        Self::at(Arc::new(SystemClock)).await
    }

    /// The same, in a time of its own.
    pub(crate) async fn at(clock: Arc<dyn Clock>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let location = Location::File(folder.path().join("tomada.db"));
        let mut options = tomada_store::Options::new(location).unwrap();
        options.clock = Arc::clone(&clock);
        let store = Store::open(options).await.unwrap();
        for project in ["own", "foreign"] {
            store.create_project(project, project, "operator").await.unwrap();
        }
        let service = Arc::new(Service::default());
        let egress: Arc<dyn Egress> = Arc::<Service>::clone(&service);
        let shared = Arc::new(store.clone());
        let host = Host::builder().egress(Arc::clone(&egress)).clock(Arc::clone(&clock));
        let host = host.integration(Arc::new(Puppet(manifest("puppet", "read"))));
        let host = host.integration(Arc::new(Puppet(manifest("writer", "write"))));
        let host = host.vault(shared.clone()).state(shared.clone()).journal(shared).build().unwrap();
        let random = Arc::new(OsRandom::new().unwrap());
        let rules = Rules::default();
        let platform = Platform::new(Parts { host, store, egress, clock, random, rules });
        Self { platform, service, folder }
    }

    /// A program with a token of `project`.
    pub(crate) async fn enter(&self, project: &str, role: Role) -> Entered {
        let who = Who::Token { id: "t".to_owned(), project: project.to_owned(), role };
        self.platform.enter(&Actor { who }, project).await.unwrap()
    }

    pub(crate) async fn editor(&self) -> Entered {
        self.enter("own", Role::Editor).await
    }
}

/// A connection that goes well.
pub(crate) fn new() -> NewConnection {
    NewConnection {
        integration: "puppet".to_owned(),
        label: " Main ".to_owned(),
        auth: None,
        settings: json!({"base_url": "https://one.example.com"}).into(),
        secrets: secrets(RIGHT),
        is_default: false,
        keep_if_broken: false,
    }
}

pub(crate) fn secrets(token: &str) -> BTreeMap<String, Secret> {
    BTreeMap::from([("token".to_owned(), Secret::new(token))])
}

pub(crate) fn ask(connection: Option<&str>, action: &str) -> RunAsk {
    RunAsk {
        integration: "puppet".to_owned(),
        version: VersionReq::STAR,
        action: action.to_owned(),
        connection: connection.map(ToOwned::to_owned),
        input: Json::empty_object(),
        locale: Locale::default(),
        deadline_ms: 10_000,
        idempotency_key: None,
        partials: None,
        trace_id: [0; 16],
    }
}

pub(crate) fn code(failure: &Failure) -> (Kind, &str) {
    (failure.kind(), failure.code().unwrap_or_default())
}

/// An integration whose actions have this effect.
fn manifest(id: &str, effect: &str) -> Manifest {
    let text = |text: &str| json!({"en": text, "pt-BR": text, "es": text});
    let action = |id: &str| {
        json!({
            "id": id, "title": text(id), "summary": text(id), "effect": effect,
            "input": {"type": "object", "additionalProperties": true}, "output": {}
        })
    };
    let manifest = json!({
        "id": id, "version": "1.2.0", "category": "test", "title": text("Puppet"),
        "summary": text("Calls what its connection names"), "test": {"action": "call"},
        "auth": {"kind": "bearer"}, "permissions": {"hosts": ["{{ settings.base_url }}"]},
        "settings": {"base_url": {
            "title": text("Address"), "help": text("Where"), "schema": {"type": "string"}, "required": true
        }},
        "actions": [action("call"), action("refuse"), action("think")]
    });
    serde_json::from_value(manifest).unwrap()
}

/// `call` calls, `refuse` calls and rejects the answer, `think` calls nobody.
struct Puppet(Manifest);

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
            if action != "think" {
                let settings: Value = context.settings()?;
                let url = settings["base_url"].as_str().unwrap_or_default();
                context.http().send(Request::get(url)).await?;
            }
            match action {
                "refuse" => Err(Failure::new(Kind::Rejected, "Not this.")),
                _ => Ok(Output::new(input)),
            }
        })
    }
}

/// A way out to a service that knows one password, and may be told to fail.
#[derive(Default)]
pub(crate) struct Service {
    pub(crate) fails: Mutex<Option<Kind>>,
    /// The origins that were shown the credential.
    pub(crate) shown: Mutex<Vec<String>>,
    /// How many calls there are at this moment, and how many there were at most.
    calls: Arc<(AtomicUsize, AtomicUsize)>,
}

impl Service {
    /// How many calls there were at once.
    pub(crate) fn calls_at_once(&self) -> usize {
        self.calls.1.load(Ordering::SeqCst)
    }
}

impl Egress for Service {
    fn open(&self, scope: Scope) -> Arc<dyn Http> {
        let credential = scope.credential.as_ref();
        self.shown
            .lock()
            .unwrap()
            .extend(credential.into_iter().flat_map(|credential| credential.origins.clone()));
        let fails = *self.fails.lock().unwrap();
        Arc::new(Way { scope, fails, calls: Arc::clone(&self.calls) })
    }
}

struct Way {
    scope: Scope,
    fails: Option<Kind>,
    calls: Arc<(AtomicUsize, AtomicUsize)>,
}

impl Http for Way {
    fn send(&self, request: Request) -> BoxFuture<'static, Result<Response, Failure>> {
        let given = self.scope.credential.as_ref().and_then(|credential| credential.secrets.get("token"));
        let known = given.is_some_and(|secret| secret.expose() == RIGHT.as_bytes());
        let fails = self.fails.or_else(|| (!known).then_some(Kind::Unauthorized));
        let given =
            given.map_or_else(String::new, |secret| String::from_utf8_lossy(secret.expose()).into_owned());
        self.scope.exchanges.push(Exchange {
            method: request.method.clone(),
            url: request.url.clone(),
            status: None,
            started_unix_ms: 0,
            elapsed_ms: 1,
            attempt: 1,
            error: None,
            sent: true,
            repeatable: true,
            timings: Timings::default(),
            request: Message::default(),
            response: None,
        });
        let answer = match fails {
            // A service that tells the password back is masked by value.
            Some(kind) => Err(Failure::new(kind, format!("Not with {given}.")).with_detail(given)),
            None => Ok(Response {
                status: 200,
                url: request.url,
                headers: Headers::default(),
                body: Body::whole("{}".to_owned()),
                attempts: 1,
                timings: Timings::default(),
            }),
        };
        let calls = Arc::clone(&self.calls);
        Box::pin(async move {
            let now = calls.0.fetch_add(1, Ordering::SeqCst) + 1;
            calls.1.fetch_max(now, Ordering::SeqCst);
            for _ in 0..100 {
                tokio::task::yield_now().await;
            }
            calls.0.fetch_sub(1, Ordering::SeqCst);
            answer
        })
    }
}
