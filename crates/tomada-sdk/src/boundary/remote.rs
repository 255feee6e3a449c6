//! The capabilities of a run, each a few calls to the host.
//!
//! A host operation is a future here: it closes its handle when it is dropped, at whatever point. Capabilities that
//! cannot fail by their signature (time, randomness) note what went wrong as the run's fault: the run then asks
//! nothing more of the host and fails, for it must not go on with a made-up time.

use std::future::{pending, poll_fn};
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use serde::de::DeserializeOwned;
use serde_json::Value;
use tomada_abi::{MESSAGE_MAX_BYTES, OwnedBuf, status};
use tomada_core::wire::{RequestHead, ResponseHead, StateAnswer, StateRequest, to_json};
use tomada_core::{
    Body, BoxFuture, Chunks, Clock, Emit, Failure, Http, Json, Kind, Level, Log, Preview, Random, Request,
    Response, State, Versioned,
};

use super::call::Run;
use super::host::{Host, Started};
use super::status::{Capability, Stage, failure, limited, missing, protocol};

/// The host, as the run's context sees it.
pub(super) struct Remote(pub(super) Arc<Run>);

/// Something that the host does for a run. Dropping it gives it up.
struct HostOperation {
    run: Arc<Run>,
    capability: Capability,
    /// Zero once it is closed.
    handle: u64,
}

impl HostOperation {
    /// Begins it with `start`, unless the run has a fault.
    fn start(
        run: &Arc<Run>,
        capability: Capability,
        start: impl FnOnce(&Host) -> Started,
    ) -> Result<Self, Failure> {
        match asked(run, capability, start)? {
            0 => Err(protocol(capability, "handle 0")),
            handle => Ok(Self { run: run.clone(), capability, handle }),
        }
    }

    /// The next item, `None` at the end.
    fn poll_item(&mut self, cx: &mut Context<'_>) -> Poll<Result<Option<OwnedBuf>, Failure>> {
        if self.handle == 0 {
            return Poll::Ready(Ok(None));
        }
        let (number, out) = self.run.host().poll(self.run.call(), self.handle, cx.waker());
        match number {
            status::OK => return Poll::Ready(Ok(Some(out))),
            status::PENDING => return Poll::Pending,
            _ => self.close(),
        }
        Poll::Ready(match number {
            status::END => Ok(None),
            _ => Err(failure(self.capability, Stage::Running, number, out.read(MESSAGE_MAX_BYTES))),
        })
    }

    /// The one item that must come.
    async fn item(&mut self) -> Result<OwnedBuf, Failure> {
        let item = poll_fn(|cx| self.poll_item(cx)).await?;
        item.ok_or_else(|| protocol(self.capability, "an end before the first item"))
    }

    /// The one item that must come, as the JSON of a `T`.
    async fn message<T: DeserializeOwned>(&mut self) -> Result<T, Failure> {
        let item = self.item().await?;
        let bytes = read(self.capability, &item)?;
        serde_json::from_slice(bytes).map_err(|error| protocol(self.capability, error))
    }

    fn close(&mut self) {
        let handle = std::mem::take(&mut self.handle);
        if handle != 0 {
            self.run.host().close(self.run.call(), handle);
        }
    }
}

impl Drop for HostOperation {
    fn drop(&mut self) {
        self.close();
    }
}

/// Asks something of the host that gives a number, unless the run has a fault.
fn asked(run: &Run, capability: Capability, ask: impl FnOnce(&Host) -> Started) -> Result<u64, Failure> {
    run.sound()?;
    match ask(run.host()) {
        None => Err(missing(capability)),
        Some((status::OK, number)) => Ok(number),
        Some((number, _)) => Err(failure(capability, Stage::Starting, number, Ok(&[]))),
    }
}

fn read(capability: Capability, item: &OwnedBuf) -> Result<&[u8], Failure> {
    item.read(MESSAGE_MAX_BYTES).map_err(|error| protocol(capability, error))
}

impl Http for Remote {
    fn send(&self, request: Request) -> BoxFuture<'static, Result<Response, Failure>> {
        let run = self.0.clone();
        Box::pin(async move {
            let (head, body) = RequestHead::split(request);
            let mut exchange = begin_exchange(&run, &head, &body)?;
            let head: ResponseHead = exchange.message().await?;
            Ok(head.join(Body::chunks(Pieces(exchange))))
        })
    }

    fn preview(&self, request: Request) -> BoxFuture<'static, Result<Preview, Failure>> {
        let run = self.0.clone();
        Box::pin(async move {
            let (head, body) = RequestHead::split(request);
            begin_exchange(&run, &RequestHead { preview: true, ..head }, &body)?.message().await
        })
    }
}

fn begin_exchange(run: &Arc<Run>, head: &RequestHead, body: &[u8]) -> Result<HostOperation, Failure> {
    let head = to_json(head);
    limited(Kind::InvalidInput, body.len())?;
    limited(Kind::InvalidInput, head.as_bytes().len())?;
    HostOperation::start(run, Capability::Http, |host| host.start_http(run.call(), head.as_bytes(), body))
}

/// The body of a response: the items after the first.
struct Pieces(HostOperation);

impl Chunks for Pieces {
    fn poll_chunk(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Vec<u8>, Failure>>> {
        let item = ready!(self.0.poll_item(cx)).transpose();
        Poll::Ready(item.map(|item| Ok(read(Capability::Http, &item?)?.to_vec())))
    }
}

impl Clock for Remote {
    fn now(&self) -> Duration {
        let run = &self.0;
        match asked(run, Capability::Time, |host| host.now(run.call())) {
            Ok(now_ns) => Duration::from_nanos(now_ns),
            Err(failure) => {
                run.note_fault(failure);
                Duration::ZERO
            }
        }
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        let run = self.0.clone();
        // More nanoseconds than fit are 584 years: no run lives to see the difference.
        let duration_ns = u64::try_from(duration.as_nanos()).unwrap_or(u64::MAX);
        Box::pin(async move {
            let wait = async {
                HostOperation::start(&run, Capability::Time, |host| {
                    host.start_sleep(run.call(), duration_ns)
                })?
                .item()
                .await
            };
            if let Err(failure) = wait.await {
                run.note_fault(failure);
                pending::<()>().await;
            }
        })
    }
}

impl Log for Remote {
    fn log(&self, level: Level, message: &str, fields: &Value) {
        let fields = if fields.is_null() { String::new() } else { fields.to_string() };
        self.0.host().log(self.0.call(), level, message, &fields);
    }
}

impl Remote {
    /// Asks the state; `key` is named when somebody else was faster.
    fn state(&self, request: StateRequest) -> impl Future<Output = Result<StateAnswer, Failure>> + use<> {
        let run = self.0.clone();
        async move {
            let json = to_json(&request);
            limited(Kind::Broken, json.as_bytes().len())?;
            let start = |host: &Host| host.start_state(run.call(), json.as_bytes());
            HostOperation::start(&run, Capability::State, start)?.message().await
        }
    }
}

/// Adds what a bare status could not say: which key somebody else has changed.
fn about(key: &str) -> impl FnOnce(Failure) -> Failure {
    move |failure| match failure.code() {
        Some("state-conflict") => failure.with_argument("key", key),
        _ => failure,
    }
}

fn version(answer: &StateAnswer) -> Result<u64, Failure> {
    answer.version.ok_or_else(|| protocol(Capability::State, "an answer without a version"))
}

impl State for Remote {
    fn get(&self, key: String) -> BoxFuture<'static, Result<Option<Versioned>, Failure>> {
        let answer = self.state(StateRequest::Get { key });
        Box::pin(async move {
            let mut answer = answer.await?;
            let Some(value) = answer.value.take() else { return Ok(None) };
            Ok(Some(Versioned { value: Json::from(value), version: version(&answer)? }))
        })
    }

    fn put(&self, key: String, value: Json, if_version: u64) -> BoxFuture<'static, Result<u64, Failure>> {
        let answer = self.state(StateRequest::Put { key: key.clone(), value: value.to_value(), if_version });
        Box::pin(async move { version(&answer.await.map_err(about(&key))?) })
    }

    fn delete(&self, key: String, if_version: u64) -> BoxFuture<'static, Result<(), Failure>> {
        let answer = self.state(StateRequest::Delete { key: key.clone(), if_version });
        Box::pin(async move { answer.await.map(drop).map_err(about(&key)) })
    }

    fn list(&self, prefix: String) -> BoxFuture<'static, Result<Vec<String>, Failure>> {
        let answer = self.state(StateRequest::List { prefix });
        Box::pin(async move { Ok(answer.await?.keys) })
    }
}

impl Emit for Remote {
    fn emit(&self, item: Json) -> BoxFuture<'static, Result<(), Failure>> {
        let run = self.0.clone();
        Box::pin(async move {
            limited(Kind::Broken, item.as_bytes().len())?;
            let start = |host: &Host| host.start_emit(run.call(), item.as_bytes());
            HostOperation::start(&run, Capability::Emit, start)?.item().await.map(drop)
        })
    }
}

impl Random for Remote {
    fn fill(&self, bytes: &mut [u8]) {
        let run = &self.0;
        let fill = |host: &Host| host.fill_random(run.call(), bytes).map(|status| (status, 0));
        if let Err(failure) = asked(run, Capability::Random, fill) {
            run.note_fault(failure);
        }
    }
}
