//! An instance of a plugin: alive until its last operation is gone, poisoned for ever after a panic.

use std::ffi::c_void;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use tomada_abi::{self as abi, Buf, OwnedBuf, Slice, status};
use tomada_core::{Context, Failure, Json};

use super::answer::{failure, protocol};
use super::pull::Pull;
use crate::entry::{self, Entry};
use crate::host_side::HostSide;
use crate::watch::enter;

type DestroyFn = unsafe extern "C" fn(*mut c_void);
type CallFn = unsafe extern "C" fn(*mut c_void, *const abi::Call, Slice, Slice, *mut abi::Operation) -> i32;
type StreamFn = unsafe extern "C" fn(*mut c_void, *const abi::Call, Slice, Slice, *mut abi::Stream) -> i32;

/// A live instance.
pub(crate) struct Instance {
    host: &'static HostSide,
    state: *mut c_void,
    call: CallFn,
    stream: Option<StreamFn>,
    destroy: DestroyFn,
    poisoned: AtomicBool,
}

// SAFETY: by the rules of the boundary an instance's functions may be called from any thread, several at once.
unsafe impl Send for Instance {}
// SAFETY: the same.
unsafe impl Sync for Instance {}

/// What came of beginning an action.
pub(crate) enum Begun {
    /// It is on its way.
    Pull(Pull),
    /// The instance refused it without running anything, because of an earlier panic.
    Poisoned,
}

impl Instance {
    /// Asks the plugin for an instance.
    pub(crate) fn create(host: &'static HostSide, entry: &Entry) -> Result<Arc<Self>, Failure> {
        let mut instance = abi::Instance { state: std::ptr::null_mut(), table: std::ptr::null() };
        let mut error = Buf::EMPTY;
        let code = enter(host, || {
            // SAFETY: `create` was checked not to be null; the out-pointers are ours; `{}` lives for the call.
            unsafe { (entry.create)(entry.plugin, Slice::lend(b"{}"), &raw mut instance, &raw mut error) }
        });
        // SAFETY: written by the plugin in this very call, or still empty.
        let error = unsafe { OwnedBuf::take(error) };
        if code != status::OK {
            return Err(failure(code, &error));
        }
        // SAFETY: the table of an instance that was just given out; it is checked before it is used.
        let table = unsafe { entry::table::<abi::InstanceTable>(instance.table) }.map_err(protocol)?;
        let (Some(call), Some(destroy)) = (table.call, table.destroy) else {
            return Err(protocol("an instance lacks a required function"));
        };
        host.counters.instances_open.add();
        let poisoned = AtomicBool::new(false);
        Ok(Arc::new(Self { host, state: instance.state, call, stream: table.stream, destroy, poisoned }))
    }

    /// Whether a panic has made it useless.
    pub(crate) fn is_poisoned(&self) -> bool {
        self.poisoned.load(Ordering::Relaxed)
    }

    /// Notes a panic. True for the first one.
    pub(crate) fn poison(&self) -> bool {
        !self.poisoned.swap(true, Ordering::Relaxed)
    }

    /// The host's side of its plugin.
    pub(crate) fn host(&self) -> &'static HostSide {
        self.host
    }

    /// Begins an action within `context`, by pulling if `streaming` and the plugin can.
    pub(crate) fn begin(
        self: &Arc<Self>,
        action: &str,
        input: &Json,
        context: &Context,
        streaming: bool,
    ) -> Result<Begun, Failure> {
        let open = self.host.open_call(context.clone());
        let run = context.run();
        let call = abi::Call {
            struct_size: entry::size::<abi::Call>(),
            attempt: run.attempt,
            call: open.handle(),
            deadline_unix_ms: run.deadline_unix_ms,
            trace_id: run.trace_id,
            run_id: Slice::lend(run.run_id.as_bytes()),
            locale: Slice::lend(run.locale.tag().as_bytes()),
            settings: Slice::lend(context.settings_json().as_bytes()),
        };
        let (action, input) = (Slice::lend(action.as_bytes()), Slice::lend(input.as_bytes()));
        if let Some(stream) = self.stream.filter(|_| streaming) {
            let mut out = abi::Stream { state: std::ptr::null_mut(), table: std::ptr::null() };
            // SAFETY: everything lent lives until the function returns; the out-pointer is ours.
            let code = enter(self.host, || unsafe {
                stream(self.state, &raw const call, action, input, &raw mut out)
            });
            if code != status::UNSUPPORTED {
                // SAFETY: if the status is OK, the plugin has just given the stream out, for us alone.
                return self.begun(code, || unsafe { Pull::stream(out, self.clone(), open) });
            }
        }
        let mut out = abi::Operation { state: std::ptr::null_mut(), table: std::ptr::null() };
        // SAFETY: everything lent lives until the function returns; the out-pointer is ours.
        let code = enter(self.host, || unsafe {
            (self.call)(self.state, &raw const call, action, input, &raw mut out)
        });
        // SAFETY: if the status is OK, the plugin has just given the operation out, for us alone.
        self.begun(code, || unsafe { Pull::operation(out, self.clone(), open) })
    }

    fn begun(&self, code: i32, pull: impl FnOnce() -> Result<Pull, Failure>) -> Result<Begun, Failure> {
        self.note(code);
        match code {
            status::OK => pull().map(Begun::Pull),
            status::POISONED => Ok(Begun::Poisoned),
            // SAFETY: an empty buffer.
            code => Err(failure(code, &unsafe { OwnedBuf::take(Buf::EMPTY) })),
        }
    }

    /// Poisons on the statuses that say so. A panic that no answer could tell, in a drop, is told by the next refusal.
    pub(super) fn note(&self, code: i32) {
        if matches!(code, status::PANICKED | status::POISONED) && self.poison() {
            self.host.counters.panics.add();
        }
    }
}

impl Drop for Instance {
    fn drop(&mut self) {
        // SAFETY: given out by `create`, destroyed once; every operation holds this instance, so none is left.
        enter(self.host, || unsafe { (self.destroy)(self.state) });
        self.host.counters.instances_open.sub();
    }
}
