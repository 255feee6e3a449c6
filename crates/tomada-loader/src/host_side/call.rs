//! Open calls and the host operations that they own.

use std::sync::{Arc, Mutex};

use tomada_abi::status;
use tomada_core::Context;

use super::HostSide;
use super::work::Work;
use crate::handles::Handles;

/// How many host operations one call may have open.
const OPERATIONS_MAX: usize = 1_024;

/// How many log lines one call may write.
pub(super) const LOG_LINES_MAX: u32 = 1_000;

/// One call, as the tables see it.
pub(super) struct CallSlot {
    pub(super) context: Context,
    pub(super) log_lines: u32,
    operations: Handles<Arc<Mutex<Work>>>,
    /// The call is ending: what is open may still be closed, nothing new begins.
    ending: bool,
}

impl CallSlot {
    pub(super) fn new(context: Context) -> Self {
        Self { context, log_lines: 0, operations: Handles::new(), ending: false }
    }

    /// Whether another host operation may begin.
    pub(super) fn may_begin(&self) -> Result<(), i32> {
        if self.ending {
            return Err(status::DENIED);
        }
        if self.operations.len() >= OPERATIONS_MAX {
            return Err(status::LIMIT);
        }
        Ok(())
    }

    fn begin(&mut self, work: Work) -> Result<u64, i32> {
        // Asked before the work was made, and again: another thread of the call may have been faster.
        self.may_begin()?;
        Ok(self.operations.insert(Arc::new(Mutex::new(work))))
    }
}

impl HostSide {
    /// Begins `work` within `call`; `work` is made outside of the lock.
    pub(super) fn start(&self, call: u64, work: Work) -> Result<u64, i32> {
        let handle = self.with_call(call, |slot| slot.begin(work))?;
        self.counters.host_operations_open.add();
        Ok(handle)
    }

    /// The host operation `handle` of `call`.
    pub(super) fn work(&self, call: u64, handle: u64) -> Result<Arc<Mutex<Work>>, i32> {
        let work = self.with_call(call, |slot| Ok(slot.operations.get_mut(handle).cloned()))?;
        work.ok_or_else(|| {
            self.counters.stale_handles.add();
            status::NOT_FOUND
        })
    }

    /// Gives the host operation `handle` of `call` up.
    pub(super) fn close(&self, call: u64, handle: u64) -> Result<(), i32> {
        // What is dropped here may be a request in flight, whose own drop must not run under the lock.
        let work = self.with_call(call, |slot| Ok(slot.operations.remove(handle)))?;
        if work.is_none() {
            self.counters.stale_handles.add();
            return Err(status::NOT_FOUND);
        }
        self.counters.host_operations_open.sub();
        Ok(())
    }
}

/// A call that is open as long as this lives.
pub(crate) struct OpenCall {
    host: &'static HostSide,
    handle: u64,
}

impl OpenCall {
    pub(super) fn new(host: &'static HostSide, handle: u64) -> Self {
        Self { host, handle }
    }

    /// What names the call across the boundary.
    pub(crate) fn handle(&self) -> u64 {
        self.handle
    }

    /// From now on the call can only close what it has: its operation is about to be dropped.
    pub(crate) fn end(&self) {
        if let Some(slot) = self.host.calls().get_mut(self.handle) {
            slot.ending = true;
        }
    }
}

impl Drop for OpenCall {
    fn drop(&mut self) {
        let slot = self.host.calls().remove(self.handle);
        if let Some(slot) = &slot {
            for _ in 0..slot.operations.len() {
                self.host.counters.host_operations_open.sub();
            }
        }
        self.host.counters.calls_open.sub();
        drop(slot);
    }
}
