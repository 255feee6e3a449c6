//! A run as an operation of the boundary: the host polls it and drops it.
//!
//! The run's future lies in the operation itself, so a call costs one allocation for it. It ends once: by its answer,
//! by a panic or by being dropped; whatever its destructor does then happens under a guard, and never twice.

use std::ffi::c_void;
use std::mem::ManuallyDrop;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};

use tomada_abi::{Buf, Operation, OperationTable, status};
use tomada_core::Failure;
use tomada_core::wire::{FailureMessage, to_json};

use super::call::Run;
use super::guard::{Panic, guarded};
use super::{table, waker};

/// What a run's future gives: the output as JSON.
type Answer = Result<Vec<u8>, Failure>;

/// A run on its way.
struct Work<F> {
    run: Arc<Run>,
    /// Whether `future` has ended. From then on it is not touched again.
    ended: bool,
    future: ManuallyDrop<F>,
}

/// The operation of a run that has begun.
pub(super) fn running<F>(run: Arc<Run>, future: F) -> Operation
where
    F: Future<Output = Answer> + Send + 'static,
{
    let work = Box::new(Work { run, ended: false, future: ManuallyDrop::new(future) });
    Operation { state: Box::into_raw(work).cast(), table: Work::<F>::TABLE }
}

impl<F: Future<Output = Answer> + Send + 'static> Work<F> {
    const TABLE: &'static OperationTable = &OperationTable {
        struct_size: table::size::<OperationTable>(),
        reserved: 0,
        poll: Some(poll_work::<F>),
        drop: Some(drop_work::<F>),
    };

    /// Goes on. `None` if it has ended before.
    fn step(&mut self, waker: &Waker) -> Option<Result<Poll<Answer>, Panic>> {
        if self.ended {
            return None;
        }
        let Self { run, future, .. } = self;
        // SAFETY: the work lies in a box that only `drop_work` empties, so the future stays where it is until it is
        // dropped there or in `end`.
        let future = unsafe { Pin::new_unchecked(&mut **future) };
        let polled = guarded(Some(run.host()), run.call(), || future.poll(&mut Context::from_waker(waker)));
        let polled = polled.map(|polled| match run.fault() {
            Some(fault) => Poll::Ready(Err(fault.clone())),
            None => polled,
        });
        if matches!(polled, Ok(Poll::Pending)) {
            return Some(polled);
        }
        let ended = self.end();
        Some(polled.and_then(|answer| ended.map(|()| answer)))
    }

    /// Drops the future, if that has not happened. A destructor that panics leaves the rest of it leaked.
    fn end(&mut self) -> Result<(), Panic> {
        if std::mem::replace(&mut self.ended, true) {
            return Ok(());
        }
        let Self { run, future, .. } = self;
        guarded(Some(run.host()), run.call(), || {
            // SAFETY: `ended` was false, so it was not dropped before; it is true now, so it never is again.
            unsafe { ManuallyDrop::drop(future) }
        })
    }
}

unsafe extern "C" fn poll_work<F>(state: *mut c_void, waker: *const tomada_abi::Waker, out: *mut Buf) -> i32
where
    F: Future<Output = Answer> + Send + 'static,
{
    if out.is_null() {
        return status::INVALID;
    }
    // SAFETY: null, or what `running` made: the host polls from one thread at a time and not after `drop`.
    let Some(work) = (unsafe { state.cast::<Work<F>>().as_mut() }) else { return status::INVALID };
    // SAFETY: the host lends the waker for this call.
    let Some(step) = (unsafe { waker::borrow(waker, |waker| work.step(waker)) }) else {
        return status::INVALID;
    };
    let (status, answer) = match step {
        None => return status::PROTOCOL,
        Some(Ok(Poll::Pending)) => return status::PENDING,
        Some(Ok(Poll::Ready(Ok(output)))) => (status::OK, output),
        Some(Ok(Poll::Ready(Err(failure)))) => (status::FAILED, message(&failure)),
        Some(Err(panic)) => {
            work.run.poison();
            (status::PANICKED, message(&panic.failure()))
        }
    };
    // SAFETY: not null; the host lets us write to it.
    unsafe { out.write(Buf::give(answer)) }
    status
}

unsafe extern "C" fn drop_work<F>(state: *mut c_void)
where
    F: Future<Output = Answer> + Send + 'static,
{
    if state.is_null() {
        return;
    }
    // SAFETY: what `running` made; the host drops it once.
    let mut work = unsafe { Box::from_raw(state.cast::<Work<F>>()) };
    if work.end().is_err() {
        work.run.poison();
    }
}

/// A failure as the host reads it.
pub(super) fn message(failure: &Failure) -> Vec<u8> {
    to_json(&FailureMessage::from(failure)).into_bytes()
}

/// The answer of a run that ended before it could begin.
struct Settled {
    status: i32,
    answer: Option<Vec<u8>>,
}

/// The operation of such a run.
pub(super) fn settled(status: i32, failure: &Failure) -> Operation {
    let settled = Box::new(Settled { status, answer: Some(message(failure)) });
    Operation { state: Box::into_raw(settled).cast(), table: &raw const SETTLED }
}

static SETTLED: OperationTable = OperationTable {
    struct_size: table::size::<OperationTable>(),
    reserved: 0,
    poll: Some(poll_settled),
    drop: Some(drop_settled),
};

unsafe extern "C" fn poll_settled(state: *mut c_void, _: *const tomada_abi::Waker, out: *mut Buf) -> i32 {
    if out.is_null() {
        return status::INVALID;
    }
    // SAFETY: null, or what `settled` made: the host polls from one thread at a time and not after `drop`.
    let Some(settled) = (unsafe { state.cast::<Settled>().as_mut() }) else { return status::INVALID };
    let Some(answer) = settled.answer.take() else { return status::PROTOCOL };
    // SAFETY: not null; the host lets us write to it.
    unsafe { out.write(Buf::give(answer)) }
    settled.status
}

unsafe extern "C" fn drop_settled(state: *mut c_void) {
    if !state.is_null() {
        // SAFETY: what `settled` made; the host drops it once.
        drop(unsafe { Box::from_raw(state.cast::<Settled>()) });
    }
}
