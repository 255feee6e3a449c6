//! How a pending operation says that it may go on. Never `std::task::Waker`, whose layout is not stable.

use std::ffi::c_void;

/// Wakes whoever polls. Given by the poller; every function may be called from any thread at any time, also after the
/// operation, the instance or the call is gone, when it does nothing. It never blocks and never unwinds.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct Waker {
    /// The poller's own business.
    pub data: *const c_void,
    /// How to wake.
    pub table: *const WakerTable,
}

/// The functions of a [`Waker`]. All are required.
#[repr(C)]
#[derive(Debug)]
pub struct WakerTable {
    /// Size of this table in bytes.
    pub struct_size: u32,
    /// Zero.
    pub reserved: u32,
    /// Writes an owned copy, which outlives the poll. A waker that was only lent must be cloned to be kept.
    pub clone: Option<unsafe extern "C" fn(data: *const c_void, out: *mut Waker)>,
    /// Wakes and gives up an owned copy.
    pub wake: Option<unsafe extern "C" fn(data: *const c_void)>,
    /// Wakes and keeps the copy.
    pub wake_by_ref: Option<unsafe extern "C" fn(data: *const c_void)>,
    /// Gives up an owned copy.
    pub drop: Option<unsafe extern "C" fn(data: *const c_void)>,
}
