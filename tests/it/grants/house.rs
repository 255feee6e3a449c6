//! Two hosts over one store, and a clock that can be put forward.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use semver::VersionReq;
use serde_json::{Value, json};
use tempfile::TempDir;
use tomada_core::{BoxFuture, Clock, Failure, Json, Locale};
use tomada_egress::{Opening, Outbound};
use tomada_host::{Host, OsRandom, Secret, SystemClock};
use tomada_platform::{
    Actor, Entered, GrantKeeper, GrantState, NewConnection, Parts, Platform, Role, Rules, RunAsk, Who,
};
use tomada_store::{Location, Options, Store};

use crate::httpbin::plugin;

/// As `xtask/serve_oauth.mjs` has it.
const SECRET: &str = "oauth-secret-93d1b7c2";

#[derive(Clone)]
pub(super) struct House {
    /// The address of the server, such as `http://127.0.0.1:40051`.
    pub(super) oauth: String,
    hosts: [Platform; 2],
    clock: Arc<Ahead>,
    _folder: Arc<TempDir>,
}

/// The system's clock, put forward by so many milliseconds.
#[derive(Default)]
struct Ahead(AtomicU64);

impl Clock for Ahead {
    fn now(&self) -> Duration {
        SystemClock.now() + Duration::from_millis(self.0.load(Ordering::SeqCst))
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        SystemClock.sleep(duration)
    }
}

impl House {
    pub(super) async fn open() -> Option<Self> {
        let Ok(oauth) = std::env::var("TOMADA_OAUTH") else {
            println!("skipped: TOMADA_OAUTH says not where the server is; `cargo xtask test` starts it");
            return None;
        };
        let folder = tempfile::tempdir().expect("a folder");
        let clock = Arc::<Ahead>::default();
        let mut options = Options::new(Location::File(folder.path().join("tomada.db"))).expect("options");
        options.clock = clock.clone();
        let store = Store::open(options).await.expect("a store");
        for project in ["own", "foreign"] {
            store.create_project(project, project, "operator").await.expect("a project");
        }
        let hosts = [(); 2].map(|()| platform(&oauth, &store, &clock));
        Some(Self { oauth, hosts, clock, _folder: Arc::new(folder) })
    }

    /// Puts the clock forward to so many milliseconds after the system's, from wherever it is.
    pub(super) fn pass(&self, ms: u64) {
        match ms {
            0 => self.clock.0.store(0, Ordering::SeqCst),
            _ => drop(self.clock.0.fetch_add(ms, Ordering::SeqCst)),
        }
    }

    pub(super) async fn entered(&self) -> Entered {
        self.enter(0, "own").await
    }

    pub(super) async fn entered_foreign(&self) -> Entered {
        self.enter(0, "foreign").await
    }

    async fn enter(&self, host: usize, project: &str) -> Entered {
        let who = Who::Token { id: "t".to_owned(), project: project.to_owned(), role: Role::Editor };
        self.hosts[host].enter(&Actor { who }, project).await.expect("a project")
    }

    pub(super) fn auth(&self, client: &str, by: Option<&str>, scope: &str) -> Value {
        let oauth = &self.oauth;
        json!({"kind": "authorization_code", "authorize_url": format!("{oauth}/auth"),
            "token_url": format!("{oauth}/token"), "client_id": client, "scope": scope,
            "client_auth": by.unwrap_or("header")})
    }

    /// Makes a connection that nobody has let in yet.
    pub(super) async fn connect(&self, client: &str, by: Option<&str>, scope: &str) -> String {
        let new = NewConnection {
            integration: "webhook".to_owned(),
            label: client.to_owned(),
            auth: Some(serde_json::from_value(self.auth(client, by, scope)).expect("a kind")),
            settings: json!({"base_url": self.oauth, "test_path": "protected"}).into(),
            secrets: if by.is_some() { secrets() } else { BTreeMap::new() },
            is_default: false,
            keep_if_broken: false,
        };
        let made = self.entered().await.connect(new, Locale::En).await.expect("it is kept untested");
        made.connection.id
    }

    pub(super) async fn grant(&self, connection: &str) -> GrantState {
        let view = self.entered().await.connection(connection).await.expect("a connection");
        view.grant.expect("it has to be let in").state
    }

    /// Calls the route that wants a token.
    pub(super) async fn call(&self, connection: &str) -> Result<Value, Failure> {
        self.call_by(0, connection).await
    }

    /// The same, on one of the hosts.
    pub(super) async fn call_by(&self, host: usize, connection: &str) -> Result<Value, Failure> {
        let ask = RunAsk {
            integration: "webhook".to_owned(),
            version: VersionReq::STAR,
            action: "call".to_owned(),
            connection: Some(connection.to_owned()),
            input: Json::from(json!({"url": "/protected", "fail_on_status": true})),
            locale: Locale::En,
            deadline_ms: 30_000,
            idempotency_key: None,
            partials: None,
            trace_id: [0; 16],
        };
        let report = self.enter(host, "own").await.run(ask).await?;
        report.result.map(|output| output.to_value()["body"].clone())
    }
}

pub(super) fn secrets() -> BTreeMap<String, Secret> {
    BTreeMap::from([("client_secret".to_owned(), Secret::new(SECRET))])
}

fn platform(oauth: &str, store: &Store, clock: &Arc<Ahead>) -> Platform {
    let port = oauth.rsplit(':').next().expect("an address has a port");
    let opening: Opening = format!("127.0.0.1/32:{port}").parse().expect("a network and a port");
    let random = Arc::new(OsRandom::new().expect("randomness"));
    let keeper = GrantKeeper::new(store.clone(), clock.clone(), random.clone());
    let egress = Outbound::builder().allow([opening]).grants(Arc::new(keeper)).build().expect("egress");
    let egress = Arc::new(egress);
    let kept = Arc::new(store.clone());
    let host = Host::builder().integration(plugin()).egress(egress.clone()).vault(kept.clone());
    let host = host.state(kept.clone()).journal(kept).build().expect("a host");
    let rules = Rules::default();
    Platform::new(Parts { host, store: store.clone(), egress, clock: clock.clone(), random, rules })
}
