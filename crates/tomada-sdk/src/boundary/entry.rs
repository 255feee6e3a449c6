//! The functions behind the exported table and behind an instance: where the host comes in.
//!
//! Arguments are checked before anything is done with them; a panic, be it of an author's `Deserialize`, poisons the
//! instance and is told as the answer of the operation, for a bare status could carry neither message nor place.

use std::ffi::c_void;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use tomada_abi::{
    Buf, Call, HostV1, Instance as Handle, InstanceTable, MESSAGE_MAX_BYTES, Malformed, NAME_MAX_BYTES,
    Operation, Slice, status,
};

use super::call::{Facts, Run, text};
use super::guard::{Panic, guarded, install_hook};
use super::host::Host;
use super::{Entry, Instance, Start, operation, table};
use crate::export::Plugin;

pub(crate) unsafe extern "C" fn init(host: *const HostV1, plugin: *mut *mut c_void, error: *mut Buf) -> i32 {
    if plugin.is_null() {
        return status::INVALID;
    }
    let adopted = guarded(None, 0, || {
        install_hook();
        // SAFETY: the host's table is as `HostV1` says, and valid for the life of the process.
        unsafe { Host::adopt(host) }
    });
    let (status, failure) = match adopted {
        Ok(Ok(host)) => {
            // SAFETY: not null; the host lets us write to it.
            unsafe { plugin.write(Box::into_raw(Box::new(host)).cast()) }
            return status::OK;
        }
        Ok(Err(failure)) => (status::FAILED, failure),
        Err(panic) => (status::PANICKED, panic.failure()),
    };
    if !error.is_null() {
        // SAFETY: not null; the host lets us write to it.
        unsafe { error.write(Buf::give(operation::message(&failure))) }
    }
    status
}

pub(crate) unsafe extern "C" fn create<P: Plugin>(
    plugin: *mut c_void,
    configuration: Slice,
    out: *mut Handle,
    _error: *mut Buf,
) -> i32 {
    // SAFETY: null, or what `init` made, and not after `deinit`.
    let Some(host) = (unsafe { plugin.cast::<Host>().as_ref() }) else { return status::INVALID };
    // SAFETY: lent for the call. Nothing of a configuration is defined yet, so nothing of it is used.
    if out.is_null() || unsafe { configuration.read(MESSAGE_MAX_BYTES) }.is_err() {
        return status::INVALID;
    }
    let instance = Instance { host: *host, actions: P::ACTIONS, poisoned: AtomicBool::new(false) };
    let state = Arc::into_raw(Arc::new(instance)).cast_mut().cast();
    // SAFETY: not null; the host lets us write to it.
    unsafe { out.write(Handle { state, table: &raw const INSTANCE }) }
    status::OK
}

pub(crate) unsafe extern "C" fn deinit(plugin: *mut c_void) {
    if !plugin.is_null() {
        // SAFETY: what `init` made; the host shuts down once, after the last instance.
        drop(unsafe { Box::from_raw(plugin.cast::<Host>()) });
    }
}

static INSTANCE: InstanceTable = InstanceTable {
    struct_size: table::size::<InstanceTable>(),
    reserved: 0,
    call: Some(call),
    // Partial results go through `tomada.emit/1`.
    stream: None,
    destroy: Some(destroy),
};

unsafe extern "C" fn call(
    state: *mut c_void,
    call: *const Call,
    action: Slice,
    input: Slice,
    out: *mut Operation,
) -> i32 {
    if state.is_null() || out.is_null() {
        return status::INVALID;
    }
    // SAFETY: what `create` made, not destroyed yet, so there is a count to add to; the copy is this call's own.
    let instance = unsafe {
        Arc::increment_strong_count(state.cast::<Instance>());
        Arc::from_raw(state.cast::<Instance>())
    };
    if instance.is_poisoned() {
        return status::POISONED;
    }
    // SAFETY: all lent for the call.
    let begun = unsafe { arguments(call, action, input) }.and_then(|arguments| begin(instance, arguments));
    match begun {
        Ok(operation) => {
            // SAFETY: not null; the host lets us write to it.
            unsafe { out.write(operation) }
            status::OK
        }
        Err(status) => status,
    }
}

/// What a call is about, checked.
struct Arguments<'a> {
    facts: Facts,
    action: &'a str,
    input: &'a [u8],
}

/// # Safety
/// `call` is null or a valid `Call`; it and both slices are lent for `'a`.
unsafe fn arguments<'a>(call: *const Call, action: Slice, input: Slice) -> Result<Arguments<'a>, i32> {
    // SAFETY: the caller's promise.
    let input = unsafe { input.read(MESSAGE_MAX_BYTES) }.map_err(|malformed| match malformed {
        Malformed::TooLong { .. } => status::LIMIT,
        _ => status::INVALID,
    })?;
    // SAFETY: the caller's promise.
    let action = unsafe { text(action, NAME_MAX_BYTES) }.ok_or(status::INVALID)?;
    // SAFETY: the caller's promise.
    let facts = unsafe { Facts::read(call) }.ok_or(status::INVALID)?;
    Ok(Arguments { facts, action, input })
}

fn begin(instance: Arc<Instance>, arguments: Arguments<'_>) -> Result<Operation, i32> {
    let Arguments { facts, action, input } = arguments;
    let known = instance.actions.iter().find(|known| known.id() == action);
    let entry: &'static Entry = known.ok_or(status::UNSUPPORTED)?;
    let run = Arc::new(Run::new(instance, facts.call));
    let begun = guarded(Some(run.host()), run.call(), || {
        let context = facts.into_context(run.clone());
        (entry.begin)(Start { run: run.clone(), context, input })
    });
    Ok(begun.unwrap_or_else(|panic: Panic| {
        run.poison();
        operation::settled(status::PANICKED, &panic.failure())
    }))
}

unsafe extern "C" fn destroy(state: *mut c_void) {
    if !state.is_null() {
        // SAFETY: what `create` made; the host destroys it once.
        drop(unsafe { Arc::from_raw(state.cast::<Instance>()) });
    }
}
