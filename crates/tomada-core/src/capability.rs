//! Everything that a run can reach outside itself, one trait each.
//!
//! The host implements them for real, the testkit for tests, and the SDK over the plugin boundary. An action
//! sees them through [`crate::Context`]; it cannot tell which it got. Each future owns what it needs and stops
//! what it started when it is dropped.

use std::pin::Pin;
use std::time::Duration;

use serde_json::Value;

use crate::{Failure, Json, Kind, Preview, Request, Response};

/// A boxed future that may move between threads.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// The way out to the network.
pub trait Http: Send + Sync {
    /// Sends one request. Any status is an answer; the body arrives as it is pulled.
    ///
    /// # Errors
    /// `Forbidden` when policy says no, `Unavailable` when the service cannot be reached, `Uncertain` when the
    /// request went out and no answer came, `Unauthorized` when the connection lacks its credential,
    /// `InvalidInput` when the request itself is malformed.
    fn send(&self, request: Request) -> BoxFuture<'static, Result<Response, Failure>>;

    /// Tells what [`Http::send`] would send first, and sends nothing. What can be judged without the network is judged
    /// as a real request is.
    ///
    /// # Errors
    /// As [`Http::send`]; `Forbidden` with code `preview-not-available` where nobody can tell.
    fn preview(&self, request: Request) -> BoxFuture<'static, Result<Preview, Failure>> {
        drop(request);
        Box::pin(std::future::ready(Err(Failure::coded(Kind::Forbidden, "preview-not-available"))))
    }
}

/// Time: the host's, a test's, or a replay's.
pub trait Clock: Send + Sync {
    /// Now, as time since 1970-01-01 UTC.
    fn now(&self) -> Duration;

    /// Waits.
    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()>;
}

/// How much a log line matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// For the author while searching.
    Debug,
    /// Worth knowing.
    Info,
    /// Odd, but it goes on.
    Warn,
    /// It went wrong.
    Error,
}

/// Lines for the run's log. They are limited in size and number, and never fail a run.
pub trait Log: Send + Sync {
    /// Writes one line with its fields, a JSON object.
    fn log(&self, level: Level, message: &str, fields: &Value);
}

/// A value in a connection's state, with the version that a change must name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Versioned {
    /// The value.
    pub value: Json,
    /// Starts at 1 and grows with each change.
    pub version: u64,
}

/// A small memory for each connection, such as a cursor. No other connection can see it.
pub trait State: Send + Sync {
    /// The value of `key`, if there is one.
    fn get(&self, key: String) -> BoxFuture<'static, Result<Option<Versioned>, Failure>>;

    /// Writes `key` if its version is still `if_version` (0 for a key that does not exist) and answers the new
    /// version.
    ///
    /// # Errors
    /// `Rejected` with code `state-conflict` when someone else was faster.
    fn put(&self, key: String, value: Json, if_version: u64) -> BoxFuture<'static, Result<u64, Failure>>;

    /// Removes `key` if its version is still `if_version`.
    ///
    /// # Errors
    /// As [`State::put`].
    fn delete(&self, key: String, if_version: u64) -> BoxFuture<'static, Result<(), Failure>>;

    /// The keys that begin with `prefix`, in order.
    fn list(&self, prefix: String) -> BoxFuture<'static, Result<Vec<String>, Failure>>;
}

/// Partial results, sent while the action runs.
pub trait Emit: Send + Sync {
    /// Hands over one item; waits while the reader is behind.
    ///
    /// # Errors
    /// `Unavailable` when nobody reads any more.
    fn emit(&self, item: Json) -> BoxFuture<'static, Result<(), Failure>>;
}

/// Random bytes: fresh for a run, the same again in its replay.
pub trait Random: Send + Sync {
    /// Fills `bytes`.
    fn fill(&self, bytes: &mut [u8]);
}

/// The six together, as a [`crate::Context`] is made from them.
pub trait Capabilities: Http + Clock + Log + State + Emit + Random {}

impl<T: Http + Clock + Log + State + Emit + Random> Capabilities for T {}
