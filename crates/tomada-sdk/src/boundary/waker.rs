//! Wakers in both directions: the host's, as Rust's futures want it, and Rust's, as the host wants it.
//!
//! On the way in nothing is allocated as long as nobody keeps the waker. On the way out a waker that was the host's is
//! given back as it came; only one that some combinator made itself is wrapped.

use std::ffi::c_void;
use std::mem::ManuallyDrop;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::task::{RawWaker, RawWakerVTable, Waker};

use tomada_abi::WakerTable;

use super::table;

/// Runs `work` with the host's waker as Rust's. `None` if what the host lent is no waker.
///
/// # Safety
/// `pointer` is null or a waker of the host, valid until this returns, as `tomada_abi::Waker` says.
pub(super) unsafe fn borrow<T>(
    pointer: *const tomada_abi::Waker,
    work: impl FnOnce(&Waker) -> T,
) -> Option<T> {
    // SAFETY: null or valid, says the caller.
    let lent = unsafe { pointer.as_ref() }?;
    functions(lent)?;
    let raw = RawWaker::new(pointer.cast(), &LENT);
    // SAFETY: `LENT` keeps the contract of a waker while `pointer` is valid, that is until `work` has returned: `work`
    // gets a reference that it cannot keep, and a clone owns a copy of its own. Not dropping it drops nothing.
    let waker = ManuallyDrop::new(unsafe { Waker::from_raw(raw) });
    Some(work(&waker))
}

/// The functions of a host's waker.
#[derive(Clone, Copy)]
struct Functions {
    clone: unsafe extern "C" fn(*const c_void, *mut tomada_abi::Waker),
    wake: unsafe extern "C" fn(*const c_void),
    wake_by_ref: unsafe extern "C" fn(*const c_void),
    drop: unsafe extern "C" fn(*const c_void),
}

fn functions(waker: &tomada_abi::Waker) -> Option<Functions> {
    // SAFETY: the table of a host's waker is null or valid for as long as a copy of the waker is held.
    let table = unsafe { table::read(waker.table) }?;
    Some(Functions {
        clone: table.clone?,
        wake: table.wake?,
        wake_by_ref: table.wake_by_ref?,
        drop: table.drop?,
    })
}

/// A waker of the host that we own, shared by Rust's clones of it.
struct Owned {
    waker: tomada_abi::Waker,
    functions: Functions,
}

// SAFETY: a host's waker may be used from any thread, at any time, by several at once.
unsafe impl Send for Owned {}
// SAFETY: as above.
unsafe impl Sync for Owned {}

impl Drop for Owned {
    fn drop(&mut self) {
        // SAFETY: an owned copy, given up once.
        unsafe { (self.functions.drop)(self.waker.data) }
    }
}

/// How Rust sees a waker that the host only lent: the data is a `*const tomada_abi::Waker`.
static LENT: RawWakerVTable = RawWakerVTable::new(clone_lent, wake_lent, wake_lent, |_| ());

/// How Rust sees a waker that we own: the data is an `Arc<Owned>`.
static OWNED: RawWakerVTable = RawWakerVTable::new(clone_owned, wake_owned, wake_owned_by_ref, drop_owned);

/// # Safety
/// `data` is what `borrow` was lent, still valid.
unsafe fn clone_lent(data: *const ()) -> RawWaker {
    // SAFETY: see above.
    let lent = unsafe { &*data.cast::<tomada_abi::Waker>() };
    let mut waker = tomada_abi::Waker { data: std::ptr::null(), table: std::ptr::null() };
    if let Some(functions) = functions(lent) {
        // SAFETY: the host's own function and data; `waker` is ours to write.
        unsafe { (functions.clone)(lent.data, &raw mut waker) }
    }
    match functions(&waker) {
        Some(functions) => {
            let owned = Arc::new(Owned { waker, functions });
            RawWaker::new(Arc::into_raw(owned).cast(), &OWNED)
        }
        // A host that gives no copy is a host that will not be woken: its own watch over operations reports it.
        None => noop(),
    }
}

fn noop() -> RawWaker {
    let noop = Waker::noop();
    RawWaker::new(noop.data(), noop.vtable())
}

/// # Safety
/// As of `clone_lent`.
unsafe fn wake_lent(data: *const ()) {
    // SAFETY: see above.
    let lent = unsafe { &*data.cast::<tomada_abi::Waker>() };
    if let Some(functions) = functions(lent) {
        // SAFETY: the host's own function and data; by reference, for the copy is the host's.
        unsafe { (functions.wake_by_ref)(lent.data) }
    }
}

/// # Safety
/// `data` is an `Arc<Owned>` as a pointer, as of all `*_owned`.
unsafe fn clone_owned(data: *const ()) -> RawWaker {
    // SAFETY: the caller holds one count, so there is one to add to.
    unsafe { Arc::increment_strong_count(data.cast::<Owned>()) }
    RawWaker::new(data, &OWNED)
}

unsafe fn wake_owned(data: *const ()) {
    // SAFETY: the caller gives its count up.
    let owned = unsafe { Arc::from_raw(data.cast::<Owned>()) };
    match Arc::try_unwrap(owned) {
        Ok(last) => {
            let last = ManuallyDrop::new(last);
            // SAFETY: an owned copy, given up by waking it instead of by dropping it.
            unsafe { (last.functions.wake)(last.waker.data) }
        }
        // SAFETY: the copy is still held by the other clones.
        Err(shared) => unsafe { (shared.functions.wake_by_ref)(shared.waker.data) },
    }
}

unsafe fn wake_owned_by_ref(data: *const ()) {
    // SAFETY: the caller keeps its count meanwhile.
    let owned = unsafe { &*data.cast::<Owned>() };
    // SAFETY: the copy is held.
    unsafe { (owned.functions.wake_by_ref)(owned.waker.data) }
}

unsafe fn drop_owned(data: *const ()) {
    // SAFETY: the caller gives its count up.
    drop(unsafe { Arc::from_raw(data.cast::<Owned>()) });
}

/// Lends a waker of Rust's to the host for the length of `call`.
pub(super) fn lend<T>(waker: &Waker, call: impl FnOnce(*const tomada_abi::Waker) -> T) -> T {
    if std::ptr::eq(waker.vtable(), &raw const LENT) {
        return call(waker.data().cast());
    }
    if std::ptr::eq(waker.vtable(), &raw const OWNED) {
        // SAFETY: only this module makes wakers with `OWNED`, and their data is an `Arc<Owned>` that `waker` keeps.
        let owned = unsafe { &*waker.data().cast::<Owned>() };
        return call(&raw const owned.waker);
    }
    let foreign = tomada_abi::Waker { data: std::ptr::from_ref(waker).cast(), table: &raw const FOREIGN };
    call(&raw const foreign)
}

/// A waker that neither the host nor this module made; the data is a `&Waker`, lent.
static FOREIGN: WakerTable = WakerTable {
    struct_size: table::size::<WakerTable>(),
    reserved: 0,
    clone: Some(clone_foreign),
    wake: Some(wake_foreign_by_ref),
    wake_by_ref: Some(wake_foreign_by_ref),
    drop: Some(keep_foreign),
};

/// The same, but the data is a `Box<Waker>` that the host owns.
static FOREIGN_OWNED: WakerTable = WakerTable {
    struct_size: table::size::<WakerTable>(),
    reserved: 0,
    clone: Some(clone_foreign),
    wake: Some(wake_foreign),
    wake_by_ref: Some(wake_foreign_by_ref),
    drop: Some(drop_foreign),
};

/// # Safety
/// `data` points to a `Waker` that lives meanwhile, as of all `*_foreign`; `out` may be written.
unsafe extern "C" fn clone_foreign(data: *const c_void, out: *mut tomada_abi::Waker) {
    // SAFETY: see above.
    let waker = unsafe { &*data.cast::<Waker>() };
    // A waker's clone is code of whoever made it; a panic must not reach the host, which then finds no copy.
    if let Ok(copy) = catch_unwind(AssertUnwindSafe(|| Box::new(waker.clone()))) {
        let data = Box::into_raw(copy).cast_const().cast();
        // SAFETY: the host lets us write to `out`.
        unsafe { out.write(tomada_abi::Waker { data, table: &raw const FOREIGN_OWNED }) }
    }
}

unsafe extern "C" fn wake_foreign(data: *const c_void) {
    // SAFETY: the host gives its copy up, a box that `clone_foreign` made.
    let waker = unsafe { Box::from_raw(data.cast_mut().cast::<Waker>()) };
    contain(|| waker.wake());
}

unsafe extern "C" fn wake_foreign_by_ref(data: *const c_void) {
    // SAFETY: as of all `*_foreign`.
    let waker = unsafe { &*data.cast::<Waker>() };
    contain(|| waker.wake_by_ref());
}

unsafe extern "C" fn drop_foreign(data: *const c_void) {
    // SAFETY: as of `wake_foreign`.
    let waker = unsafe { Box::from_raw(data.cast_mut().cast::<Waker>()) };
    contain(|| drop(waker));
}

unsafe extern "C" fn keep_foreign(_data: *const c_void) {}

/// Runs another's code where nobody can be told of a panic.
fn contain(work: impl FnOnce()) {
    if let Err(payload) = catch_unwind(AssertUnwindSafe(work)) {
        // Dropping it could panic again.
        std::mem::forget(payload);
    }
}
