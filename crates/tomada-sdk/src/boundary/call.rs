//! One call of the host's: its facts, checked and copied, and what its run shares with its host operations.

use std::sync::{Arc, OnceLock};

use tomada_abi::{Call, MESSAGE_MAX_BYTES, NAME_MAX_BYTES, Slice};
use tomada_core::{Context, Failure, Json, Locale, RunInfo};

use super::host::Host;
use super::remote::Remote;
use super::{Instance, table};

/// What the parts of one run share.
pub(super) struct Run {
    instance: Arc<Instance>,
    call: u64,
    fault: OnceLock<Failure>,
}

impl Run {
    pub(super) fn new(instance: Arc<Instance>, call: u64) -> Self {
        Self { instance, call, fault: OnceLock::new() }
    }

    pub(super) fn host(&self) -> &Host {
        &self.instance.host
    }

    pub(super) fn call(&self) -> u64 {
        self.call
    }

    pub(super) fn poison(&self) {
        self.instance.poison();
    }

    /// Notes what a capability could not tell the action by its signature; the first is kept.
    pub(super) fn note_fault(&self, failure: Failure) {
        let _ = self.fault.set(failure);
    }

    pub(super) fn fault(&self) -> Option<&Failure> {
        self.fault.get()
    }

    /// # Errors
    /// The run's fault, if it has one.
    pub(super) fn sound(&self) -> Result<(), Failure> {
        self.fault().cloned().map_or(Ok(()), Err)
    }
}

/// A `Call` that was checked: nothing of it points to the host any more.
pub(super) struct Facts {
    pub(super) call: u64,
    info: RunInfo,
    settings: Json,
}

impl Facts {
    /// Checks and copies. `None` if something of it is malformed.
    ///
    /// # Safety
    /// `call` is null or a `Call` of the host, valid with all that it lends until this returns.
    pub(super) unsafe fn read(call: *const Call) -> Option<Self> {
        // SAFETY: the caller's promise is the one that `read` asks for.
        let call = unsafe { table::read(call) }?;
        // SAFETY: the three slices are lent with the call.
        let (run_id, locale, settings) = unsafe {
            (
                text(call.run_id, NAME_MAX_BYTES)?,
                text(call.locale, NAME_MAX_BYTES)?,
                text(call.settings, MESSAGE_MAX_BYTES)?,
            )
        };
        let info = RunInfo {
            run_id: run_id.to_owned(),
            // A later host may speak more languages; then English, in which everything exists.
            locale: locale.parse().unwrap_or(Locale::En),
            deadline_unix_ms: call.deadline_unix_ms,
            attempt: call.attempt,
            trace_id: call.trace_id,
        };
        Some(Self { call: call.call, info, settings: object(settings)? })
    }

    /// The context of the run.
    pub(super) fn into_context(self, run: Arc<Run>) -> Context {
        Context::new(self.info, self.settings, Arc::new(Remote(run)))
    }
}

fn object(text: &str) -> Option<Json> {
    if !text.trim_ascii_start().starts_with('{') {
        return None;
    }
    Json::parse(text.as_bytes().to_vec()).ok()
}

/// # Safety
/// As of `Slice::read`.
pub(super) unsafe fn text<'a>(slice: Slice, max_bytes: usize) -> Option<&'a str> {
    // SAFETY: the caller's promise.
    let bytes = unsafe { slice.read(max_bytes) }.ok()?;
    std::str::from_utf8(bytes).ok()
}
