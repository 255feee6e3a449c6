//! A run's surroundings under the test's control: each host operation is pending once, and everything is written down.

use std::future::Future;
use std::pin::{Pin, pin};
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::task::{Context as Task, Poll, Wake, Waker};
use std::time::Duration;

use serde_json::{Value, json};
use tomada_core::{
    Body, BoxFuture, Chunks, Clock, Context, Emit, Failure, Headers, Http, Integration, Json, Kind, Level,
    Locale, Log, Output, Random, Request, Response, RunInfo, State, Timings, Versioned,
};
use tomada_loader::Plugin;

/// The plugin of this test binary, with instances and counters of its own for each test.
pub(crate) fn probe() -> Plugin {
    // SAFETY: the table that the SDK's macro exports.
    unsafe { tomada_loader::linked(probe::entry()) }.unwrap()
}

/// A context in a fresh world, and the world.
pub(crate) fn world() -> (Context, Arc<World>) {
    let world = Arc::new(World::default());
    world.now_ms.store(1_000_000, Ordering::SeqCst);
    let run = RunInfo {
        run_id: "run-1".to_owned(),
        locale: Locale::PtBr,
        deadline_unix_ms: 1_030_000,
        attempt: 1,
        trace_id: [7; 16],
    };
    (Context::new(run, Json::empty_object(), world.clone()), world)
}

/// What the run's capabilities did.
#[derive(Default)]
pub(crate) struct World {
    pub(crate) now_ms: AtomicU64,
    /// Host operations that were begun and neither finished nor dropped.
    pub(crate) open: Arc<AtomicUsize>,
    pub(crate) log: Mutex<Vec<String>>,
    pub(crate) emitted: Mutex<Vec<String>>,
    pub(crate) panic_in_http: std::sync::atomic::AtomicBool,
    state: Mutex<Vec<(String, Versioned)>>,
}

impl World {
    /// A host operation that is pending once and then does `act`.
    fn later<T: Send + 'static>(&self, act: impl FnOnce() -> T + Send + 'static) -> BoxFuture<'static, T> {
        let open = Open::new(&self.open);
        Box::pin(async move {
            let _open = open;
            Once(false).await;
            act()
        })
    }
}

/// Counts itself while it lives.
struct Open(Arc<AtomicUsize>);

impl Open {
    fn new(count: &Arc<AtomicUsize>) -> Self {
        count.fetch_add(1, Ordering::SeqCst);
        Self(count.clone())
    }
}

impl Drop for Open {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

/// Pending once, and woken at once.
struct Once(bool);

impl Future for Once {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, cx: &mut Task<'_>) -> Poll<()> {
        if std::mem::replace(&mut self.0, true) {
            return Poll::Ready(());
        }
        cx.waker().wake_by_ref();
        Poll::Pending
    }
}

impl Http for World {
    fn send(&self, request: Request) -> BoxFuture<'static, Result<Response, Failure>> {
        assert!(!self.panic_in_http.load(Ordering::SeqCst), "the host panics on the plugin's stack");
        let open = self.open.clone();
        self.later(move || {
            let headers: Headers = [("content-type", "text/plain")].into_iter().collect();
            let rest = vec![b"two ".to_vec(), b"pieces".to_vec()];
            let body = Body::chunks(Pieces { rest, waited: false, _open: Open::new(&open) });
            // What the request says about retries, told back.
            let attempts = 1 + u32::from(request.retries.unwrap_or_default());
            let timings = Timings { wait_us: request.repeatable.then_some(40), ..Timings::default() };
            Ok(Response { status: 200, url: request.url, headers, body, attempts, timings })
        })
    }
}

/// A body that is pending before each piece.
struct Pieces {
    rest: Vec<Vec<u8>>,
    waited: bool,
    _open: Open,
}

impl Chunks for Pieces {
    fn poll_chunk(&mut self, cx: &mut Task<'_>) -> Poll<Option<Result<Vec<u8>, Failure>>> {
        if !std::mem::replace(&mut self.waited, true) {
            cx.waker().wake_by_ref();
            return Poll::Pending;
        }
        self.waited = false;
        if self.rest.is_empty() { Poll::Ready(None) } else { Poll::Ready(Some(Ok(self.rest.remove(0)))) }
    }
}

impl Clock for World {
    fn now(&self) -> Duration {
        Duration::from_millis(self.now_ms.load(Ordering::SeqCst))
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        self.now_ms.fetch_add(u64::try_from(duration.as_millis()).unwrap(), Ordering::SeqCst);
        self.later(|| ())
    }
}

impl Log for World {
    fn log(&self, level: Level, message: &str, fields: &Value) {
        self.log.lock().unwrap().push(format!("{level:?} {message} {fields}"));
    }
}

impl State for World {
    fn get(&self, key: String) -> BoxFuture<'static, Result<Option<Versioned>, Failure>> {
        let found = self
            .state
            .lock()
            .unwrap()
            .iter()
            .find(|(known, _)| *known == key)
            .map(|(_, value)| value.clone());
        self.later(move || Ok(found))
    }

    fn put(&self, key: String, value: Json, if_version: u64) -> BoxFuture<'static, Result<u64, Failure>> {
        let version = if_version + 1;
        self.state.lock().unwrap().push((key, Versioned { value, version }));
        self.later(move || Ok(version))
    }

    fn delete(&self, key: String, _if_version: u64) -> BoxFuture<'static, Result<(), Failure>> {
        self.state.lock().unwrap().retain(|(known, _)| *known != key);
        self.later(|| Ok(()))
    }

    fn list(&self, prefix: String) -> BoxFuture<'static, Result<Vec<String>, Failure>> {
        let state = self.state.lock().unwrap();
        let keys = state.iter().map(|(key, _)| key.clone()).filter(|key| key.starts_with(&prefix)).collect();
        drop(state);
        self.later(move || Ok(keys))
    }
}

impl Emit for World {
    fn emit(&self, item: Json) -> BoxFuture<'static, Result<(), Failure>> {
        self.emitted.lock().unwrap().push(item.as_str().to_owned());
        self.later(|| Ok(()))
    }
}

impl Random for World {
    fn fill(&self, bytes: &mut [u8]) {
        bytes.fill(7);
    }
}

/// Counts wakes.
#[derive(Default)]
pub(crate) struct Wakes(AtomicUsize);

impl Wake for Wakes {
    fn wake(self: Arc<Self>) {
        self.0.fetch_add(1, Ordering::SeqCst);
    }
}

/// Polls `future` up to `polls` times, as long as it is woken; `None` if it is pending then.
pub(crate) fn drive<T>(future: impl Future<Output = T>, polls: usize) -> Option<T> {
    let wakes = Arc::new(Wakes::default());
    let polled_by = Waker::from(wakes.clone());
    let mut future = pin!(future);
    for poll in 0..polls {
        if let Poll::Ready(value) = future.as_mut().poll(&mut Task::from_waker(&polled_by)) {
            return Some(value);
        }
        if wakes.0.load(Ordering::SeqCst) <= poll {
            return None;
        }
    }
    None
}

/// Runs one action to its end, in at most 10,000 polls.
pub(crate) fn run(plugin: &Plugin, action: &str, input: Value, context: Context) -> Result<Output, Failure> {
    drive(plugin.run(action, Json::from(input), context), 10_000)
        .unwrap_or_else(|| Err(Failure::new(Kind::Unavailable, "still pending")))
}

/// That nothing is open and that a healthy action still answers.
#[track_caller]
pub(crate) fn assert_clean(plugin: &Plugin) {
    let counts = plugin.counts();
    let open = (counts.calls_open, counts.operations_open, counts.host_operations_open);
    assert_eq!(open, (0, 0, 0), "calls, operations, host operations left open");
    let (context, world) = world();
    assert_eq!(run(plugin, "noop", json!({}), context).unwrap().json.as_str(), "{}");
    assert_eq!(world.open.load(Ordering::SeqCst), 0);
}
