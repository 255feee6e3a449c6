//! What the tests stand on: a fresh store on each database, a clock that stands still.

use std::future::Future;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{AssertSqlSafe, Connection, PgConnection, SqliteConnection};
use tempfile::TempDir;
use tomada_core::{BoxFuture, Clock};
use tomada_host::Secret;
use tomada_store::{Location, Options, Store, StoreError};

/// When the tests take place, in milliseconds since 1970-01-01 UTC.
pub(crate) const NOW: u64 = 1_800_000_000_000;

/// A store of its own, gone when dropped.
pub(crate) struct Stand {
    pub(crate) store: Store,
    pub(crate) options: Options,
    pub(crate) folder: Arc<TempDir>,
}

/// A clock that stands still.
pub(crate) struct TestClock;

impl Clock for TestClock {
    fn now(&self) -> Duration {
        Duration::from_millis(NOW)
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        Box::pin(tokio::time::sleep(duration))
    }
}

/// Runs `test` on a fresh store on each database.
#[track_caller]
pub(crate) fn both<F: Future<Output = ()>>(test: impl Fn(Stand) -> F) {
    sqlite(&test);
    postgres(&test);
}

#[track_caller]
pub(crate) fn sqlite<F: Future<Output = ()>>(test: impl Fn(Stand) -> F) {
    within(async {
        // Held here: a test that uses one part of its stand drops the others at once.
        let folder = Arc::new(tempfile::tempdir().unwrap());
        let location = Location::File(folder.path().join("tomada.db"));
        test(Stand::new(location, Arc::clone(&folder)).await).await;
    });
}

#[track_caller]
pub(crate) fn postgres<F: Future<Output = ()>>(test: impl Fn(Stand) -> F) {
    let Ok(server) = std::env::var("TOMADA_POSTGRES") else {
        println!("skipped on PostgreSQL: TOMADA_POSTGRES does not say where one is");
        return;
    };
    within(async {
        let database = Database::create(&server).await;
        let location = Location::Server(Secret::new(database.url.clone()));
        let folder = Arc::new(tempfile::tempdir().unwrap());
        let stand = Stand::new(location, Arc::clone(&folder)).await;
        let store = stand.store.clone();
        test(stand).await;
        store.close().await.unwrap();
        database.drop(&server).await;
    });
}

fn within(test: impl Future<Output = ()>) {
    tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .unwrap()
        .block_on(test);
}

impl Stand {
    async fn new(location: Location, folder: Arc<TempDir>) -> Self {
        let mut options = Options::new(location).unwrap();
        options.clock = Arc::new(TestClock);
        options.key_file = Some(folder.path().join("tomada.key"));
        let store = Store::open(options.clone()).await.unwrap();
        Self { store, options, folder }
    }

    /// Closes the store and opens it again.
    pub(crate) async fn again(&mut self) -> Result<(), StoreError> {
        self.store.close().await.unwrap();
        self.store = Store::open(self.options.clone()).await?;
        Ok(())
    }

    /// The SQLite file, where there is one.
    pub(crate) fn file(&self) -> PathBuf {
        self.folder.path().join("tomada.db")
    }

    /// Another connection to the SQLite file, as another program has one.
    pub(crate) async fn sqlite_beside(&self) -> SqliteConnection {
        let options = SqliteConnectOptions::new().filename(self.file());
        SqliteConnection::connect_with(&options).await.unwrap()
    }

    /// Does `statements` to the database, past the store.
    pub(crate) async fn sql(&self, statements: &'static str) {
        match &self.options.location {
            Location::File(_) => {
                let mut connection = self.sqlite_beside().await;
                sqlx::raw_sql(statements).execute(&mut connection).await.unwrap();
                connection.close().await.unwrap();
            }
            Location::Server(_) => {
                let mut connection = PgConnection::connect(&self.url()).await.unwrap();
                sqlx::raw_sql(statements).execute(&mut connection).await.unwrap();
                connection.close().await.unwrap();
            }
        }
    }

    /// Does the statements that are for this database: SQLite's or PostgreSQL's.
    pub(crate) async fn sql_for(&self, [sqlite, postgres]: [&'static str; 2]) {
        let is_file = matches!(self.options.location, Location::File(_));
        self.sql(if is_file { sqlite } else { postgres }).await;
    }

    /// The server's database, where there is one.
    pub(crate) fn url(&self) -> String {
        match &self.options.location {
            Location::Server(url) => String::from_utf8(url.expose().to_vec()).unwrap(),
            Location::File(_) => panic!("this is for PostgreSQL"),
        }
    }
}

/// A database of one test's own.
struct Database {
    name: String,
    url: String,
}

impl Database {
    async fn create(server: &str) -> Self {
        static COUNT: AtomicU64 = AtomicU64::new(0);
        let name = format!("test_{}_{}", std::process::id(), COUNT.fetch_add(1, Ordering::SeqCst));
        let mut connection = PgConnection::connect(server).await.unwrap();
        let create = AssertSqlSafe(format!("CREATE DATABASE {name}"));
        sqlx::raw_sql(create).execute(&mut connection).await.unwrap();
        let url = server.replacen("/postgres?", &format!("/{name}?"), 1);
        Self { name, url }
    }

    async fn drop(self, server: &str) {
        let mut connection = PgConnection::connect(server).await.unwrap();
        let drop = AssertSqlSafe(format!("DROP DATABASE {} WITH (FORCE)", self.name));
        sqlx::raw_sql(drop).execute(&mut connection).await.unwrap();
    }
}
