//! The host's side of the boundary: what a plugin calls.
//!
//! One [`HostSide`] per opened library, leaked, for a plugin may hold on to it. Calls and host operations are named by
//! handles; the functions behind the tables contain their own panics and check every pointer and length.

mod call;
mod capabilities;
mod essentials;
mod notes;
mod work;

use std::ffi::c_void;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use tomada_abi::{self as abi, HostV1, Slice, status};
use tomada_core::Context;

use crate::counters::Counters;
use crate::handles::Handles;
use call::CallSlot;
pub(crate) use call::OpenCall;
pub(crate) use essentials::EXTENSIONS;
use notes::Notes;

/// What one opened library sees of the host. Lives for the life of the process.
pub(crate) struct HostSide {
    /// `id@version`, for messages.
    pub(crate) name: String,
    pub(crate) counters: Counters,
    /// What the plugin said outside of any call.
    pub(crate) notes: Notes,
    calls: Mutex<Handles<CallSlot>>,
    stuck: AtomicBool,
    info: String,
    table: HostV1,
}

// SAFETY: the raw pointers in `table` point to `self` and to `info`, which never move or change once leaked.
unsafe impl Sync for HostSide {}
// SAFETY: the same; the value itself is used from any thread.
unsafe impl Send for HostSide {}

impl HostSide {
    /// Makes the host's side for the library named `name`.
    pub(crate) fn leak(name: String) -> &'static Self {
        let host = Box::leak(Box::new(Self {
            name,
            counters: Counters::default(),
            notes: Notes::default(),
            calls: Mutex::new(Handles::new()),
            stuck: AtomicBool::new(false),
            info: essentials::info(),
            table: essentials::TABLE,
        }));
        let address: *mut Self = host;
        host.table.host = address.cast::<c_void>();
        host.table.info = Slice::lend(host.info.as_bytes());
        host
    }

    /// The table to hand to the plugin.
    pub(crate) fn table(&'static self) -> *const HostV1 {
        &raw const self.table
    }

    /// Opens a call within `context`.
    pub(crate) fn open_call(&'static self, context: Context) -> OpenCall {
        self.counters.calls_open.add();
        OpenCall::new(self, self.calls().insert(CallSlot::new(context)))
    }

    /// Notes that an entry did not come back.
    pub(crate) fn report_stuck(&self) {
        self.counters.stuck.add();
        self.stuck.store(true, Ordering::Relaxed);
    }

    /// Whether an entry got stuck since this was last asked.
    pub(crate) fn take_stuck(&self) -> bool {
        self.stuck.load(Ordering::Relaxed) && self.stuck.swap(false, Ordering::Relaxed)
    }

    fn calls(&self) -> MutexGuard<'_, Handles<CallSlot>> {
        // Nothing unwinds while the lock is held: the table only moves values.
        self.calls.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The call named by `handle`, or the status that says why not.
    fn with_call<T>(&self, handle: u64, act: impl FnOnce(&mut CallSlot) -> Result<T, i32>) -> Result<T, i32> {
        if let Some(call) = self.calls().get_mut(handle) {
            return act(call);
        }
        self.counters.stale_handles.add();
        Err(status::NOT_FOUND)
    }

    fn context(&self, call: u64) -> Result<Context, i32> {
        self.with_call(call, |call| Ok(call.context.clone()))
    }

    /// The context of a call that may begin another host operation.
    fn context_to_begin(&self, call: u64) -> Result<Context, i32> {
        self.with_call(call, |call| call.may_begin().map(|()| call.context.clone()))
    }
}

/// Runs one function of the host's tables: finds the host, contains panics, answers a status.
///
/// # Safety
/// `host` is what the plugin was given in its `HostV1`, or null.
unsafe fn serve(host: *mut c_void, act: impl FnOnce(&'static HostSide) -> Result<i32, i32>) -> i32 {
    // SAFETY: null or the leaked host side, says the caller.
    let Some(host) = (unsafe { host.cast::<HostSide>().as_ref() }) else { return status::INVALID };
    match catch_unwind(AssertUnwindSafe(|| act(host))) {
        Ok(Ok(answer) | Err(answer)) => answer,
        Err(payload) => {
            // A payload whose drop panics again must not get out either.
            std::mem::forget(payload);
            host.counters.host_panics.add();
            status::INTERNAL
        }
    }
}

/// Reads lent bytes.
///
/// # Safety
/// `bytes` is lent by the plugin for the length of this call.
unsafe fn read<'a>(bytes: Slice, limit: usize) -> Result<&'a [u8], i32> {
    // SAFETY: says the caller.
    unsafe { bytes.read(limit) }.map_err(|malformed| match malformed {
        abi::Malformed::TooLong { .. } => status::LIMIT,
        abi::Malformed::NullWithLength | abi::Malformed::NotOwned => status::INVALID,
    })
}

/// Writes through an out-pointer.
///
/// # Safety
/// `out` is null or may be written.
unsafe fn write<T>(out: *mut T, value: T) -> Result<(), i32> {
    if out.is_null() || !out.is_aligned() {
        return Err(status::INVALID);
    }
    // SAFETY: not null, aligned, and the caller says that it may be written.
    unsafe { out.write(value) };
    Ok(())
}
