//! What the tests of people stand on: a platform over a fresh store, and a clock that they set.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use tempfile::TempDir;
use tomada_core::{BoxFuture, Clock, Failure, Http, Kind, Request, Response};
use tomada_host::{Egress, Host, OsRandom, Scope, Secret};
use tomada_platform::{Actor, Entered, Parts, Platform, Role, Rules, Who};
use tomada_store::{Location, Options, Store};

pub(crate) const HOUR_MS: u64 = 60 * 60 * 1_000;
pub(crate) const PASSWORD: &str = "a horse that is long enough";

/// A platform of one test's own, gone when dropped.
pub(crate) struct House {
    pub(crate) platform: Platform,
    clock: Arc<TestClock>,
    folder: TempDir,
}

impl House {
    /// A platform with the projects `own` and `foreign`.
    pub(crate) async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let clock = Arc::new(TestClock(AtomicU64::new(1_800_000_000_000)));
        let mut options = Options::new(Location::File(folder.path().join("tomada.db"))).unwrap();
        options.clock = Arc::clone(&clock) as Arc<dyn Clock>;
        let store = Store::open(options).await.unwrap();
        let parts = Parts {
            host: Host::builder().build().unwrap(),
            store,
            egress: Arc::new(NoWayOut),
            clock: Arc::clone(&clock) as Arc<dyn Clock>,
            random: Arc::new(OsRandom::new().unwrap()),
            rules: Rules::default(),
        };
        let platform = Platform::new(parts);
        for project in ["own", "foreign"] {
            platform.create_project(&Actor::OPERATOR, project, project).await.unwrap();
        }
        Self { platform, clock, folder }
    }

    /// Lets time pass.
    pub(crate) fn wait_ms(&self, elapsed_ms: u64) {
        self.clock.0.fetch_add(elapsed_ms, Ordering::SeqCst);
    }

    /// The operator within a project.
    pub(crate) async fn operator(&self, project: &str) -> Entered {
        self.platform.enter(&Actor::OPERATOR, project).await.unwrap()
    }

    /// Somebody who has just been invited and has followed her link; with no password yet.
    pub(crate) async fn guest(&self, project: &str, email: &str, role: Role) -> Actor {
        let (_, link) = self.operator(project).await.invite(email, role).await.unwrap();
        self.platform.sign_in_by_link(text(&link.unwrap())).await.unwrap().actor
    }

    /// Every byte that the store has written.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        let files = std::fs::read_dir(self.folder.path()).unwrap();
        files.flat_map(|file| std::fs::read(file.unwrap().path()).unwrap()).collect()
    }
}

pub(crate) fn text(secret: &Secret) -> &str {
    std::str::from_utf8(secret.expose()).unwrap()
}

pub(crate) fn password(text: &str) -> Secret {
    Secret::new(text)
}

pub(crate) fn person_id(actor: &Actor) -> &str {
    let Who::Person { id, .. } = &actor.who else { panic!("{actor:?}") };
    id
}

pub(crate) fn code<T: std::fmt::Debug>(answer: Result<T, Failure>) -> String {
    answer.unwrap_err().code().unwrap_or_default().to_owned()
}

struct TestClock(AtomicU64);

impl Clock for TestClock {
    fn now(&self) -> Duration {
        Duration::from_millis(self.0.load(Ordering::SeqCst))
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        Box::pin(tokio::time::sleep(duration))
    }
}

struct NoWayOut;

impl Egress for NoWayOut {
    fn open(&self, _scope: Scope) -> Arc<dyn Http> {
        Arc::new(Self)
    }
}

impl Http for NoWayOut {
    fn send(&self, _request: Request) -> BoxFuture<'static, Result<Response, Failure>> {
        Box::pin(std::future::ready(Err(Failure::new(Kind::Forbidden, "There is no way out."))))
    }
}
