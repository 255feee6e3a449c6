//! An operation or a stream of a plugin, polled by the host.
//!
//! Both are the same to pull; an operation's `OK` is its answer, a stream's is an item. The adaptor asks no more once it
//! has ended, drops it at once, refuses answers that break the rules, and slows down one that wakes itself without
//! end.

use std::ffi::c_void;
use std::future::poll_fn;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use tomada_abi::{self as abi, Buf, OwnedBuf, status};
use tomada_core::{BoxFuture, Clock, Failure, Json};

use super::answer::{failure, protocol, value};
use super::instance::Instance;
use crate::entry;
use crate::host_side::OpenCall;
use crate::wake::WakeHandle;
use crate::watch::enter;

/// After so many polls in a row that each woke themselves, the operation must pause between polls.
const SELF_WAKES_MAX: u32 = 1_000;

/// How long such a pause is.
const PAUSE: Duration = Duration::from_millis(1);

type PollFn = unsafe extern "C" fn(*mut c_void, *const abi::Waker, *mut Buf) -> i32;
type DropFn = unsafe extern "C" fn(*mut c_void);

/// What one pull brought.
pub(crate) enum Pulled {
    /// An item of a stream.
    Item(Json),
    /// The action's answer.
    Answer(Json),
}

/// An operation or stream that has begun.
pub(crate) struct Pull {
    // Dropped in this order: what the plugin made, the waker's slot, the call with what it left open, the instance.
    inner: Option<Inner>,
    wake: WakeHandle,
    call: OpenCall,
    instance: Arc<Instance>,
    is_stream: bool,
    self_wakes: u32,
    pause: Option<BoxFuture<'static, ()>>,
    reported: bool,
}

/// What the plugin made.
struct Inner {
    state: *mut c_void,
    poll: PollFn,
    drop: DropFn,
}

// SAFETY: by the rules of the boundary an operation may move between threads; it is polled through `&mut`.
unsafe impl Send for Inner {}

impl Pull {
    /// Takes an operation over.
    ///
    /// # Safety
    /// The plugin gave `operation` out by its `call`, and nobody else has it.
    pub(super) unsafe fn operation(
        operation: abi::Operation,
        instance: Arc<Instance>,
        call: OpenCall,
    ) -> Result<Self, Failure> {
        // SAFETY: given out by the plugin, says the caller; it is checked before it is used.
        let table = unsafe { entry::table::<abi::OperationTable>(operation.table) };
        Self::new(operation.state, table.map(|table| (table.poll, table.drop)), instance, call, false)
    }

    /// Takes a stream over.
    ///
    /// # Safety
    /// The plugin gave `stream` out by its `stream`, and nobody else has it.
    pub(super) unsafe fn stream(
        stream: abi::Stream,
        instance: Arc<Instance>,
        call: OpenCall,
    ) -> Result<Self, Failure> {
        // SAFETY: given out by the plugin, says the caller; it is checked before it is used.
        let table = unsafe { entry::table::<abi::StreamTable>(stream.table) };
        Self::new(stream.state, table.map(|table| (table.poll_next, table.drop)), instance, call, true)
    }

    fn new(
        state: *mut c_void,
        functions: Result<(Option<PollFn>, Option<DropFn>), &'static str>,
        instance: Arc<Instance>,
        call: OpenCall,
        is_stream: bool,
    ) -> Result<Self, Failure> {
        let counters = &instance.host().counters;
        let functions = functions.and_then(|(poll, drop)| match (poll, drop) {
            (Some(poll), Some(drop)) => Ok(Inner { state, poll, drop }),
            (None, Some(drop)) => {
                // What cannot be polled can still be given back.
                // SAFETY: given out just now, for us alone, and dropped once.
                enter(instance.host(), || unsafe { drop(state) });
                Err("an operation lacks poll")
            }
            _ => Err("an operation lacks drop"),
        });
        let inner = functions.map_err(|rule| {
            counters.protocol_errors.add();
            protocol(rule)
        })?;
        counters.operations_open.add();
        Ok(Self {
            inner: Some(inner),
            wake: WakeHandle::open(),
            call,
            instance,
            is_stream,
            self_wakes: 0,
            pause: None,
            reported: false,
        })
    }

    /// The next item or the answer. After an answer or a failure it must not be asked again.
    ///
    /// # Errors
    /// The action's failure, or `Broken` when the plugin broke the rules.
    pub(crate) async fn next(&mut self, clock: &Arc<dyn Clock>) -> Result<Pulled, Failure> {
        poll_fn(|cx| self.poll(clock, cx)).await
    }

    fn poll(&mut self, clock: &Arc<dyn Clock>, cx: &mut Context<'_>) -> Poll<Result<Pulled, Failure>> {
        if let Some(pause) = &mut self.pause {
            ready!(pause.as_mut().poll(cx));
            self.pause = None;
        }
        let Some(inner) = &self.inner else {
            return Poll::Ready(Err(protocol("asked again after its end")));
        };
        let (state, poll) = (inner.state, inner.poll);
        let waker = self.wake.arm(cx.waker());
        let mut out = Buf::EMPTY;
        let host = self.instance.host();
        // SAFETY: checked not to be null; not polled after its end; the waker is lent for the call, `out` is ours.
        let code = enter(host, || unsafe { poll(state, &raw const waker, &raw mut out) });
        // SAFETY: written by the plugin in this very call, or still empty.
        let answer = unsafe { OwnedBuf::take(out) };
        match code {
            status::PENDING => {
                self.still_pending(clock, cx);
                return Poll::Pending;
            }
            status::OK if self.is_stream => match value(&answer) {
                Ok(item) => {
                    self.self_wakes = 0;
                    return Poll::Ready(Ok(Pulled::Item(item)));
                }
                Err(failure) => return Poll::Ready(Err(self.broke(failure))),
            },
            _ => {}
        }
        self.instance.note(code);
        let ended = match code {
            status::OK | status::END if (code == status::END) == self.is_stream => {
                value(&answer).map(Pulled::Answer)
            }
            code => Err(failure(code, &answer)),
        };
        drop(answer);
        self.finish();
        Poll::Ready(ended.inspect_err(|failure| {
            if failure.code() == Some("plugin-protocol") {
                host.counters.protocol_errors.add();
            }
        }))
    }

    fn broke(&mut self, failure: Failure) -> Failure {
        self.instance.host().counters.protocol_errors.add();
        self.finish();
        failure
    }

    /// Notes how a pending operation means to be woken.
    fn still_pending(&mut self, clock: &Arc<dyn Clock>, cx: &mut Context<'_>) {
        let seen = self.wake.seen();
        let counters = &self.instance.host().counters;
        if !seen.taken && !seen.woken && !self.reported {
            counters.never_wakes.add();
            self.reported = true;
        }
        if !seen.woken {
            self.self_wakes = 0;
            return;
        }
        self.self_wakes += 1;
        if self.self_wakes == SELF_WAKES_MAX {
            counters.storms.add();
        }
        if self.self_wakes >= SELF_WAKES_MAX {
            let mut pause = clock.sleep(PAUSE);
            if pause.as_mut().poll(cx).is_pending() {
                self.pause = Some(pause);
            }
        }
    }

    /// Gives up what the plugin made. Its drop may still close what it has, but begins nothing new.
    fn finish(&mut self) {
        let Some(inner) = self.inner.take() else { return };
        self.call.end();
        let host = self.instance.host();
        // SAFETY: taken out just now, so this happens once; nobody polls, for we have `&mut self`.
        enter(host, || unsafe { (inner.drop)(inner.state) });
        host.counters.operations_open.sub();
    }
}

impl Drop for Pull {
    fn drop(&mut self) {
        self.finish();
    }
}
