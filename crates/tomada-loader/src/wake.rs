//! Wakers by handle: what a plugin holds is a number, so a wake that comes too late does nothing.
//!
//! Each operation that the host polls has a slot with the waker of whoever polls it now. The waker that crosses the
//! boundary is the slot's handle; copying it copies the number, and forgetting to drop it leaks nothing. The slot also
//! notes whether anyone took the waker (an operation that is pending without is one that never wakes) and whether it
//! was woken while it was being polled (again and again: a storm).

use std::ffi::c_void;
use std::sync::Arc;
use std::task::{RawWaker, RawWakerVTable, Wake, Waker};

use tomada_abi as abi;

use crate::handles::Handles;

#[cfg(not(model))]
use std::sync::{Mutex, PoisonError};

#[cfg(model)]
use {loom::sync::Mutex, std::sync::PoisonError};

/// Slots of wakers, spread over shards so that threads seldom wait for each other.
pub(crate) struct WakeTable {
    shards: [Mutex<Handles<Slot>>; SHARDS],
}

const SHARDS: usize = 16;
const SHARD_BITS: u32 = SHARDS.trailing_zeros();

struct Slot {
    waker: Option<Waker>,
    taken: bool,
    woken: bool,
}

/// What happened to a slot while its operation was polled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Seen {
    /// Somebody has kept the waker, now or before.
    pub(crate) taken: bool,
    /// It was woken.
    pub(crate) woken: bool,
}

impl WakeTable {
    #[cfg(not(model))]
    const fn new() -> Self {
        Self { shards: [const { Mutex::new(Handles::new()) }; SHARDS] }
    }

    #[cfg(model)]
    fn new() -> Self {
        Self { shards: std::array::from_fn(|_| Mutex::new(Handles::new())) }
    }

    /// Opens a slot in the shard that `seed` picks.
    fn open(&self, seed: usize) -> u64 {
        let shard = seed % SHARDS;
        let handle =
            self.with_shard(shard, |slots| slots.insert(Slot { waker: None, taken: false, woken: false }));
        // The shard's number goes below the index, whose upper bits a table of this size never uses.
        let (generation, index) = (handle >> 32 << 32, handle & 0xffff_ffff);
        generation | (index << SHARD_BITS) & 0xffff_ffff | shard as u64
    }

    /// Notes who polls from now on, before the operation is polled.
    fn arm(&self, handle: u64, waker: &Waker) {
        let old = self.with_slot(handle, |slot| {
            slot.woken = false;
            match &slot.waker {
                Some(known) if known.will_wake(waker) => None,
                _ => slot.waker.replace(waker.clone()),
            }
        });
        // A waker's drop may run code of its own: outside of the lock.
        drop(old);
    }

    /// What happened since `arm`.
    fn seen(&self, handle: u64) -> Seen {
        self.with_slot(handle, |slot| Seen { taken: slot.taken, woken: slot.woken })
            .unwrap_or(Seen { taken: false, woken: false })
    }

    /// Notes that somebody keeps the waker.
    fn take(&self, handle: u64) {
        self.with_slot(handle, |slot| slot.taken = true);
    }

    /// Wakes whoever polls, if the operation is still there.
    fn wake(&self, handle: u64) {
        let waker = self.with_slot(handle, |slot| {
            slot.woken = true;
            slot.waker.clone()
        });
        if let Some(Some(waker)) = waker {
            waker.wake();
        }
    }

    /// Closes a slot; from then on its handle wakes nobody.
    fn close(&self, handle: u64) {
        let (shard, inner) = locate(handle);
        let slot = self.with_shard(shard, |slots| slots.remove(inner));
        drop(slot);
    }

    fn with_slot<T>(&self, handle: u64, act: impl FnOnce(&mut Slot) -> T) -> Option<T> {
        let (shard, inner) = locate(handle);
        self.with_shard(shard, |slots| slots.get_mut(inner).map(act))
    }

    fn with_shard<T>(&self, shard: usize, act: impl FnOnce(&mut Handles<Slot>) -> T) -> T {
        act(&mut self.shards[shard].lock().unwrap_or_else(PoisonError::into_inner))
    }
}

#[expect(clippy::cast_possible_truncation, reason = "masked to four bits")]
fn locate(handle: u64) -> (usize, u64) {
    let shard = (handle & (SHARDS as u64 - 1)) as usize;
    (shard, (handle >> 32 << 32) | ((handle & 0xffff_ffff) >> SHARD_BITS))
}

#[cfg(not(model))]
static WAKERS: WakeTable = WakeTable::new();

#[cfg(model)]
loom::lazy_static! {
    static ref WAKERS: WakeTable = WakeTable::new();
}

/// A slot that is closed when its operation goes.
pub(crate) struct WakeHandle(u64);

impl WakeHandle {
    /// Opens a slot.
    pub(crate) fn open() -> Self {
        thread_local!(static SEED: u8 = const { 0 });
        // The address of a thread's own variable differs from thread to thread; its low bits are alignment.
        Self(WAKERS.open(SEED.with(|seed| std::ptr::from_ref(seed).addr() >> 12)))
    }

    /// Notes who polls from now on and gives the waker to lend to the plugin.
    pub(crate) fn arm(&self, waker: &Waker) -> abi::Waker {
        WAKERS.arm(self.0, waker);
        lent(self.0)
    }

    /// What happened since `arm`.
    pub(crate) fn seen(&self) -> Seen {
        WAKERS.seen(self.0)
    }
}

impl Drop for WakeHandle {
    fn drop(&mut self) {
        WAKERS.close(self.0);
    }
}

/// A waker that a plugin handed to the host, for the host's own futures.
///
/// # Errors
/// When it breaks the rules of [`abi::Waker`].
///
/// # Safety
/// `waker` is null or points to a waker; if its table is not this host's, the table is that of a waker by the rules
/// of the boundary.
pub(crate) unsafe fn adopt(waker: *const abi::Waker) -> Result<Waker, i32> {
    if waker.is_null() || !waker.is_aligned() {
        return Err(abi::status::INVALID);
    }
    // SAFETY: not null and aligned; the caller vouches for the rest.
    let waker = unsafe { *waker };
    if std::ptr::eq(waker.table, &raw const HOST_WAKER) {
        let handle = handle_of(waker.data);
        WAKERS.take(handle);
        return Ok(by_handle(handle));
    }
    Foreign::clone_of(waker).map(|foreign| Waker::from(Arc::new(foreign)))
}

/// The waker of a slot as the boundary has it.
fn lent(handle: u64) -> abi::Waker {
    abi::Waker { data: std::ptr::without_provenance(address(handle)), table: &raw const HOST_WAKER }
}

#[expect(clippy::cast_possible_truncation, reason = "64-bit targets only, see lib.rs")]
fn address(handle: u64) -> usize {
    handle as usize
}

fn handle_of(data: *const c_void) -> u64 {
    data.addr() as u64
}

static HOST_WAKER: abi::WakerTable = abi::WakerTable {
    #[expect(clippy::cast_possible_truncation, reason = "40 bytes")]
    struct_size: size_of::<abi::WakerTable>() as u32,
    reserved: 0,
    clone: Some(host_clone),
    wake: Some(host_wake),
    wake_by_ref: Some(host_wake),
    drop: Some(host_drop),
};

unsafe extern "C" fn host_clone(data: *const c_void, out: *mut abi::Waker) {
    WAKERS.take(handle_of(data));
    if !out.is_null() {
        // SAFETY: not null; by the rules of the boundary `out` may be written.
        unsafe { out.write(lent(handle_of(data))) }
    }
}

unsafe extern "C" fn host_wake(data: *const c_void) {
    // The waker is the executor's and could panic; nothing may unwind into a plugin.
    let _ = std::panic::catch_unwind(|| WAKERS.wake(handle_of(data)));
}

unsafe extern "C" fn host_drop(_data: *const c_void) {}

/// A slot's waker for the host's own futures: the same number, so it wakes whoever polls when it is woken.
fn by_handle(handle: u64) -> Waker {
    const TABLE: RawWakerVTable = RawWakerVTable::new(clone, wake, wake, |_| {});
    fn clone(data: *const ()) -> RawWaker {
        RawWaker::new(data, &TABLE)
    }
    fn wake(data: *const ()) {
        WAKERS.wake(data.addr() as u64);
    }
    let raw = RawWaker::new(std::ptr::without_provenance(address(handle)), &TABLE);
    // SAFETY: the functions use `data` only as a number; they may be called from any thread and in any order.
    unsafe { Waker::from_raw(raw) }
}

/// An owned waker of the plugin's own making.
struct Foreign(abi::Waker);

// SAFETY: by the rules of `abi::Waker` its functions may be called from any thread.
unsafe impl Send for Foreign {}
// SAFETY: the same.
unsafe impl Sync for Foreign {}

impl Foreign {
    /// Clones a waker that was lent.
    fn clone_of(lent: abi::Waker) -> Result<Self, i32> {
        if lent.table.is_null() || !lent.table.is_aligned() {
            return Err(abi::status::INVALID);
        }
        // SAFETY: not null and aligned; the plugin vouches that it is a table.
        let table = unsafe { &*lent.table };
        let complete = table.struct_size as usize >= size_of::<abi::WakerTable>()
            && table.wake.is_some()
            && table.wake_by_ref.is_some()
            && table.drop.is_some();
        let Some(clone) = table.clone.filter(|_| complete) else { return Err(abi::status::INVALID) };
        let mut owned = abi::Waker { data: std::ptr::null(), table: std::ptr::null() };
        // SAFETY: the plugin's own function on the plugin's own waker, with an out-pointer that is ours.
        unsafe { clone(lent.data, &raw mut owned) };
        // A clone with another table could lack functions; the checks above were made on this one.
        if std::ptr::eq(owned.table, lent.table) { Ok(Self(owned)) } else { Err(abi::status::PROTOCOL) }
    }
}

impl Wake for Foreign {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        // SAFETY: the table was checked when the waker was cloned, and lives as long as the plugin: for ever.
        if let Some(wake) = unsafe { (*self.0.table).wake_by_ref } {
            // SAFETY: an owned waker may be woken from any thread at any time.
            unsafe { wake(self.0.data) }
        }
    }
}

impl Drop for Foreign {
    fn drop(&mut self) {
        // SAFETY: as in `wake_by_ref`; the owned copy is given up exactly once.
        if let Some(release) = unsafe { (*self.0.table).drop } {
            // SAFETY: see above.
            unsafe { release(self.0.data) }
        }
    }
}

#[cfg(test)]
mod tests;
