//! A world for plugins that needs no network and no clock: what a plugin asks for is ready after one wake, stays open
//! for ever, or panics, as a test says. It counts what is open, so that a test sees what was given back.

use std::future::Future;
use std::pin::Pin;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::sync::{Arc, Mutex};
use std::task::{Context as TaskContext, Poll};
use std::time::Duration;

use serde_json::Value;
use tomada_core::{
    Body, BoxFuture, Clock, Context, Emit, Failure, Headers, Http, Json, Kind, Level, Locale, Log, Random,
    Request, Response, RunInfo, State, Timings, Versioned,
};

/// What the world does with an HTTP request.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Answering {
    /// 200 with the body `hello`, after one wake.
    #[default]
    Hello,
    /// A failure of kind `unavailable`.
    Failing,
    /// A panic where the request is made.
    PanicAtSend,
    /// A panic where the answer is waited for.
    PanicAtPoll,
}

/// A wait of at least this long never ends.
const FOR_EVER: Duration = Duration::from_millis(500);

/// Everything a run can reach outside itself.
#[derive(Default)]
pub(crate) struct World {
    pub(crate) answering: Answering,
    open: Arc<AtomicUsize>,
    sleeps: AtomicUsize,
    lines: Mutex<Vec<(Level, String, Value)>>,
    items: Mutex<Vec<String>>,
    requests: Arc<Mutex<Vec<String>>>,
}

impl World {
    pub(crate) fn answering(answering: Answering) -> Arc<Self> {
        Arc::new(Self { answering, ..Self::default() })
    }

    /// A context of a run in this world.
    pub(crate) fn context(self: &Arc<Self>, settings: &str) -> Context {
        let run = RunInfo {
            run_id: "run-1".to_owned(),
            locale: Locale::En,
            deadline_unix_ms: 1_700_000_060_000,
            attempt: 1,
            trace_id: [7; 16],
        };
        Context::new(run, Json::parse(settings.into()).expect("settings are JSON"), self.clone())
    }

    /// How many requests and waits are open.
    pub(crate) fn open(&self) -> usize {
        self.open.load(SeqCst)
    }

    /// How many waits were asked for so far.
    pub(crate) fn sleeps(&self) -> usize {
        self.sleeps.load(SeqCst)
    }

    /// The lines logged so far.
    pub(crate) fn lines(&self) -> Vec<(Level, String, Value)> {
        self.lines.lock().expect("nothing panics while it logs").clone()
    }

    /// The items emitted so far.
    pub(crate) fn items(&self) -> Vec<String> {
        self.items.lock().expect("nothing panics while it emits").clone()
    }

    /// Method and URL of the requests that went out so far: like all futures, one goes out when it is polled.
    pub(crate) fn requests(&self) -> Vec<String> {
        self.requests.lock().expect("nothing panics while it sends").clone()
    }

    fn after_one_wake<T: Send + Unpin + 'static>(&self, value: T) -> BoxFuture<'static, T> {
        Box::pin(Waiting { value: Some(value), polled: false, _open: Opened::new(&self.open) })
    }
}

/// Counts itself while it lives.
struct Opened(Arc<AtomicUsize>);

impl Opened {
    fn new(open: &Arc<AtomicUsize>) -> Self {
        open.fetch_add(1, SeqCst);
        Self(open.clone())
    }
}

impl Drop for Opened {
    fn drop(&mut self) {
        self.0.fetch_sub(1, SeqCst);
    }
}

/// Pending once, waking itself, then ready.
struct Waiting<T> {
    value: Option<T>,
    polled: bool,
    _open: Opened,
}

impl<T: Unpin> Future for Waiting<T> {
    type Output = T;

    fn poll(mut self: Pin<&mut Self>, cx: &mut TaskContext<'_>) -> Poll<T> {
        if !std::mem::replace(&mut self.polled, true) {
            cx.waker().wake_by_ref();
            return Poll::Pending;
        }
        Poll::Ready(self.value.take().expect("polled after it was ready"))
    }
}

impl Http for World {
    fn send(&self, request: Request) -> BoxFuture<'static, Result<Response, Failure>> {
        let ready = self.after_one_wake(());
        let (answering, requests) = (self.answering, self.requests.clone());
        assert_ne!(answering, Answering::PanicAtSend, "the world ends while a request is made");
        Box::pin(async move {
            requests.lock().expect("see requests").push(format!("{} {}", request.method, request.url));
            ready.await;
            match answering {
                Answering::Hello => Ok(hello(request.url)),
                Answering::Failing => Err(Failure::new(Kind::Unavailable, "The service is asleep.")),
                Answering::PanicAtSend | Answering::PanicAtPoll => {
                    panic!("the world ends while an answer is awaited")
                }
            }
        })
    }
}

fn hello(url: String) -> Response {
    Response {
        status: 200,
        url,
        headers: Headers::default(),
        body: Body::whole("hello"),
        attempts: 1,
        timings: Timings::default(),
    }
}

impl Clock for World {
    fn now(&self) -> Duration {
        Duration::from_secs(1_700_000_000)
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        self.sleeps.fetch_add(1, SeqCst);
        if duration < FOR_EVER {
            return self.after_one_wake(());
        }
        let open = Opened::new(&self.open);
        Box::pin(async move {
            let _open = open;
            std::future::pending::<()>().await;
        })
    }
}

impl Log for World {
    fn log(&self, level: Level, message: &str, fields: &Value) {
        self.lines.lock().expect("see lines").push((level, message.to_owned(), fields.clone()));
    }
}

impl State for World {
    fn get(&self, _key: String) -> BoxFuture<'static, Result<Option<Versioned>, Failure>> {
        self.after_one_wake(Ok(None))
    }

    fn put(&self, _key: String, _value: Json, if_version: u64) -> BoxFuture<'static, Result<u64, Failure>> {
        self.after_one_wake(Ok(if_version + 1))
    }

    fn delete(&self, _key: String, _if_version: u64) -> BoxFuture<'static, Result<(), Failure>> {
        self.after_one_wake(Ok(()))
    }

    fn list(&self, _prefix: String) -> BoxFuture<'static, Result<Vec<String>, Failure>> {
        self.after_one_wake(Ok(Vec::new()))
    }
}

impl Emit for World {
    fn emit(&self, item: Json) -> BoxFuture<'static, Result<(), Failure>> {
        self.items.lock().expect("see items").push(item.to_string());
        self.after_one_wake(Ok(()))
    }
}

impl Random for World {
    fn fill(&self, bytes: &mut [u8]) {
        bytes.fill(7);
    }
}
