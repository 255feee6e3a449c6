//! What a run is given beside its input: facts about itself, its connection's settings, and the capabilities.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::{
    Capabilities, Clock, Emit, Failure, Http, Json, Kind, Level, Locale, Log, Preview, Random, Request,
    Response, State,
};

/// Facts about one run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunInfo {
    /// Names the run in the call log.
    pub run_id: String,
    /// The language for texts that people see.
    pub locale: Locale,
    /// When the run is ended, in milliseconds since 1970-01-01 UTC.
    pub deadline_unix_ms: u64,
    /// 1 for the first try.
    pub attempt: u32,
    /// W3C trace id, all zero if there is none.
    pub trace_id: [u8; 16],
}

/// What a run is given beside its input. Cheap to clone.
#[derive(Clone)]
pub struct Context(Arc<Parts>);

struct Parts {
    run: RunInfo,
    settings: Json,
    http: Arc<dyn Http>,
    clock: Arc<dyn Clock>,
    log: Arc<dyn Log>,
    state: Arc<dyn State>,
    emit: Arc<dyn Emit>,
    random: Arc<dyn Random>,
}

impl Context {
    /// A context whose capabilities are all one object, as behind the plugin boundary.
    pub fn new(run: RunInfo, settings: Json, capabilities: Arc<impl Capabilities + 'static>) -> Self {
        Self::from_parts(
            run,
            settings,
            capabilities.clone(),
            capabilities.clone(),
            capabilities.clone(),
            capabilities.clone(),
            capabilities.clone(),
            capabilities,
        )
    }

    /// A context put together from its parts, as the host does.
    #[expect(clippy::too_many_arguments, reason = "one argument for each capability, each of its own type")]
    pub fn from_parts(
        run: RunInfo,
        settings: Json,
        http: Arc<dyn Http>,
        clock: Arc<dyn Clock>,
        log: Arc<dyn Log>,
        state: Arc<dyn State>,
        emit: Arc<dyn Emit>,
        random: Arc<dyn Random>,
    ) -> Self {
        Self(Arc::new(Parts { run, settings, http, clock, log, state, emit, random }))
    }

    /// Facts about this run.
    pub fn run(&self) -> &RunInfo {
        &self.0.run
    }

    /// The connection's settings as a `T`. Secrets are not among them.
    ///
    /// # Errors
    /// [`Kind::InvalidInput`] when they are no `T`; the host has checked them against the manifest before.
    pub fn settings<T: DeserializeOwned>(&self) -> Result<T, Failure> {
        self.0.settings.read().map_err(|error| {
            Failure::coded(Kind::InvalidInput, "settings-not-readable").with_argument("reason", error)
        })
    }

    /// The connection's settings as they are.
    pub fn settings_json(&self) -> &Json {
        &self.0.settings
    }

    /// Sends one request; see [`Http::send`].
    ///
    /// # Errors
    /// As [`Http::send`].
    pub async fn send(&self, request: Request) -> Result<Response, Failure> {
        self.0.http.send(request).await
    }

    /// Tells what [`Context::send`] would send, and sends nothing; see [`Http::preview`].
    ///
    /// # Errors
    /// As [`Http::preview`].
    pub async fn preview(&self, request: Request) -> Result<Preview, Failure> {
        self.0.http.preview(request).await
    }

    /// Now, as time since 1970-01-01 UTC.
    pub fn now(&self) -> Duration {
        self.0.clock.now()
    }

    /// Waits.
    pub async fn sleep(&self, duration: Duration) {
        self.0.clock.sleep(duration).await;
    }

    /// Hands over one partial result; waits while the reader is behind.
    ///
    /// # Errors
    /// [`Kind::Broken`] when `item` cannot be JSON, [`Kind::Unavailable`] when nobody reads any more.
    pub async fn emit<T: Serialize + Sync + ?Sized>(&self, item: &T) -> Result<(), Failure> {
        let item = Json::from_serialize(item).map_err(|error| {
            Failure::coded(Kind::Broken, "output-not-json").with_argument("reason", error)
        })?;
        self.0.emit.emit(item).await
    }

    /// Writes a line to the run's log.
    pub fn log(&self, level: Level, message: &str) {
        self.0.log.log(level, message, &Value::Null);
    }

    /// Writes a line with fields, a JSON object, to the run's log.
    pub fn log_with(&self, level: Level, message: &str, fields: &Value) {
        self.0.log.log(level, message, fields);
    }

    /// The connection's small memory.
    pub fn state(&self) -> &dyn State {
        &*self.0.state
    }

    /// Fills `bytes` with random ones.
    pub fn fill_random(&self, bytes: &mut [u8]) {
        self.0.random.fill(bytes);
    }

    /// The capabilities, for code that passes them on.
    pub fn http(&self) -> &Arc<dyn Http> {
        &self.0.http
    }

    /// The clock, for code that passes it on.
    pub fn clock(&self) -> &Arc<dyn Clock> {
        &self.0.clock
    }

    /// The log, for code that passes it on.
    pub fn logger(&self) -> &Arc<dyn Log> {
        &self.0.log
    }

    /// The emitter, for code that passes it on.
    pub fn emitter(&self) -> &Arc<dyn Emit> {
        &self.0.emit
    }
}

impl fmt::Debug for Context {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Context").field("run", &self.0.run).finish_non_exhaustive()
    }
}
