//! Work that takes time: an [`Operation`] answers once, a [`Stream`] item by item. Both are pulled.

use std::ffi::c_void;

use crate::{Buf, Waker};

/// A future across the boundary.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct Operation {
    /// The maker's own business.
    pub state: *mut c_void,
    /// How to poll and drop it; null means that there is no operation.
    pub table: *const OperationTable,
}

/// The functions of an [`Operation`]. All are required.
#[repr(C)]
#[derive(Debug)]
pub struct OperationTable {
    /// Size of this table in bytes.
    pub struct_size: u32,
    /// Zero.
    pub reserved: u32,
    /// Goes on. `OK` and `out` is the answer; `PENDING` and the waker will be called; `FAILED` and `out` is the failure
    /// as JSON; another error and `out` may be. After anything but `PENDING` only `drop` may follow.
    pub poll: Option<unsafe extern "C" fn(state: *mut c_void, waker: *const Waker, out: *mut Buf) -> i32>,
    /// Gives it up, finished or not. Called exactly once; does not block.
    pub drop: Option<unsafe extern "C" fn(state: *mut c_void)>,
}

/// A stream across the boundary. Each poll asks for one item, so a slow reader slows it down.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct Stream {
    /// The maker's own business.
    pub state: *mut c_void,
    /// How to poll and drop it; null means that there is no stream.
    pub table: *const StreamTable,
}

/// The functions of a [`Stream`]. All are required.
#[repr(C)]
#[derive(Debug)]
pub struct StreamTable {
    /// Size of this table in bytes.
    pub struct_size: u32,
    /// Zero.
    pub reserved: u32,
    /// Goes on. `OK` and `out` is the next item; `PENDING` and the waker will be called; `END` and `out` is the final
    /// answer of the action; errors as of an operation. After anything but `OK` and `PENDING` only `drop` may follow.
    pub poll_next:
        Option<unsafe extern "C" fn(state: *mut c_void, waker: *const Waker, out: *mut Buf) -> i32>,
    /// Gives it up, finished or not. Called exactly once; does not block.
    pub drop: Option<unsafe extern "C" fn(state: *mut c_void)>,
}
