//! A world for one run of an action: its service answers what a test says, and its clock is at the end of every wait.

use std::sync::{Arc, Mutex};
use std::task::{Context as Task, Poll};
use std::time::Duration;

use serde_json::Value;
use tomada_sdk::{
    Body, BoxFuture, Chunks, Clock, Context, Emit, Failure, Headers, Http, Json, Level, Locale, Log, Random,
    Request, Response, RunInfo, State, Timings, Versioned,
};

/// What the service sends, and what it was sent.
pub(crate) struct World {
    parts: Vec<&'static str>,
    pub(crate) sent: Mutex<Vec<Request>>,
}

impl World {
    /// A service that answers each call with these parts of a stream, and then with nothing more, not even its end.
    pub(crate) fn that_says(parts: &[&'static str]) -> Arc<Self> {
        Arc::new(Self { parts: parts.to_vec(), sent: Mutex::default() })
    }

    pub(crate) fn context(self: &Arc<Self>) -> Context {
        let run = RunInfo {
            run_id: "run-1".to_owned(),
            locale: Locale::En,
            deadline_unix_ms: u64::MAX,
            attempt: 1,
            trace_id: [0; 16],
        };
        let settings = br#"{"base_url": "https://api.openai.com/v1", "model": "m"}"#;
        Context::new(run, Json::parse(settings.to_vec()).unwrap(), self.clone())
    }
}

/// The parts of a stream, after which it stays open.
struct Parts(std::vec::IntoIter<&'static str>);

impl Chunks for Parts {
    fn poll_chunk(&mut self, _: &mut Task<'_>) -> Poll<Option<Result<Vec<u8>, Failure>>> {
        self.0.next().map_or(Poll::Pending, |part| Poll::Ready(Some(Ok(part.as_bytes().to_vec()))))
    }
}

impl Http for World {
    fn send(&self, request: Request) -> BoxFuture<'static, Result<Response, Failure>> {
        let url = request.url.clone();
        self.sent.lock().unwrap().push(request);
        let headers = Headers::from_iter([("content-type", "text/event-stream")]);
        let body = Body::chunks(Parts(self.parts.clone().into_iter()));
        Box::pin(std::future::ready(Ok(Response {
            status: 200,
            url,
            headers,
            attempts: 1,
            timings: Timings::default(),
            body,
        })))
    }
}

impl Clock for World {
    fn now(&self) -> Duration {
        Duration::ZERO
    }

    fn sleep(&self, _: Duration) -> BoxFuture<'static, ()> {
        Box::pin(std::future::ready(()))
    }
}

impl Log for World {
    fn log(&self, _: Level, _: &str, _: &Value) {}
}

impl State for World {
    fn get(&self, _: String) -> BoxFuture<'static, Result<Option<Versioned>, Failure>> {
        Box::pin(std::future::ready(Ok(None)))
    }

    fn put(&self, _: String, _: Json, _: u64) -> BoxFuture<'static, Result<u64, Failure>> {
        Box::pin(std::future::ready(Ok(1)))
    }

    fn delete(&self, _: String, _: u64) -> BoxFuture<'static, Result<(), Failure>> {
        Box::pin(std::future::ready(Ok(())))
    }

    fn list(&self, _: String) -> BoxFuture<'static, Result<Vec<String>, Failure>> {
        Box::pin(std::future::ready(Ok(Vec::new())))
    }
}

impl Emit for World {
    fn emit(&self, _: Json) -> BoxFuture<'static, Result<(), Failure>> {
        Box::pin(std::future::ready(Ok(())))
    }
}

impl Random for World {
    fn fill(&self, bytes: &mut [u8]) {
        bytes.fill(7);
    }
}
