//! What the host offers a plugin: one table with the essentials, and one table for each capability.
//!
//! Everything that takes time is a *host operation*: a capability's `start` gives a handle, [`HostV1::poll`] asks for
//! its next item, [`HostV1::close`] gives it up. A handle belongs to the call that started it, and both name that call;
//! what a call leaves open is closed when it ends.

use std::ffi::c_void;

use crate::{Buf, Slice, Waker};

/// The host, as a plugin sees it. Valid for the life of the process.
#[repr(C)]
#[derive(Debug)]
pub struct HostV1 {
    /// `MAGIC`.
    pub magic: [u8; 8],
    /// `MAJOR`.
    pub major: u16,
    /// The minor version that the host speaks.
    pub minor: u16,
    /// Size of this table in bytes.
    pub struct_size: u32,
    /// First argument of every function of the host.
    pub host: *mut c_void,
    /// A JSON object: `name`, `version`, `extensions`. A plugin decides by extensions, never by version.
    pub info: Slice,
    /// The table of an extension, or null if the host has none of that name.
    pub get_extension: Option<unsafe extern "C" fn(host: *mut c_void, name: Slice) -> *const c_void>,
    /// The next item of a host operation: `OK` and `out` is the item, `PENDING` and the waker will be called, `END`,
    /// `FAILED` and `out` is the failure as JSON, or another error. After anything but `OK` and `PENDING` only `close`
    /// may follow.
    pub poll: Option<
        unsafe extern "C" fn(
            host: *mut c_void,
            call: u64,
            handle: u64,
            waker: *const Waker,
            out: *mut Buf,
        ) -> i32,
    >,
    /// Gives a host operation up, finished or not.
    pub close: Option<unsafe extern "C" fn(host: *mut c_void, call: u64, handle: u64)>,
}

/// Names of the extensions that this version knows.
pub mod extension {
    /// HTTP: an `HttpTable`.
    pub const HTTP: &str = "tomada.http/1";
    /// Time: a `TimeTable`.
    pub const TIME: &str = "tomada.time/1";
    /// The run's log: a `LogTable`.
    pub const LOG: &str = "tomada.log/1";
    /// The connection's state: a `StateTable`.
    pub const STATE: &str = "tomada.state/1";
    /// Partial results: an `EmitTable`.
    pub const EMIT: &str = "tomada.emit/1";
    /// Random bytes: a `RandomTable`.
    pub const RANDOM: &str = "tomada.random/1";
}

/// How much a log line matters; an unknown level is read as `INFO`.
pub mod level {
    /// For the author while searching.
    pub const DEBUG: u32 = 0;
    /// Worth knowing.
    pub const INFO: u32 = 1;
    /// Odd, but it goes on.
    pub const WARN: u32 = 2;
    /// It went wrong.
    pub const ERROR: u32 = 3;
}

/// The way out to the network.
#[repr(C)]
#[derive(Debug)]
pub struct HttpTable {
    /// Size of this table in bytes.
    pub struct_size: u32,
    /// Zero.
    pub reserved: u32,
    /// Starts a request: `head` is a `RequestHead` as JSON, `body` its body. The first item is a `ResponseHead` as JSON,
    /// the following ones are pieces of the decoded body. With `preview` in the head nothing is sent, and the one item
    /// is a `Preview` as JSON.
    pub start: Option<
        unsafe extern "C" fn(host: *mut c_void, call: u64, head: Slice, body: Slice, out: *mut u64) -> i32,
    >,
}

/// Time, as the host has it.
#[repr(C)]
#[derive(Debug)]
pub struct TimeTable {
    /// Size of this table in bytes.
    pub struct_size: u32,
    /// Zero.
    pub reserved: u32,
    /// Nanoseconds since 1970-01-01 UTC.
    pub now: Option<unsafe extern "C" fn(host: *mut c_void, call: u64, out: *mut u64) -> i32>,
    /// Starts a wait of so many nanoseconds. Its one item is empty.
    pub sleep:
        Option<unsafe extern "C" fn(host: *mut c_void, call: u64, duration_ns: u64, out: *mut u64) -> i32>,
}

/// The run's log.
#[repr(C)]
#[derive(Debug)]
pub struct LogTable {
    /// Size of this table in bytes.
    pub struct_size: u32,
    /// Zero.
    pub reserved: u32,
    /// Writes a line; `fields` is a JSON object or empty. Call 0 is the plugin itself, outside of any call. What is too
    /// long is cut, what is not UTF-8 is replaced, what is too much is dropped and counted.
    pub log:
        Option<unsafe extern "C" fn(host: *mut c_void, call: u64, level: u32, message: Slice, fields: Slice)>,
}

/// The connection's state.
#[repr(C)]
#[derive(Debug)]
pub struct StateTable {
    /// Size of this table in bytes.
    pub struct_size: u32,
    /// Zero.
    pub reserved: u32,
    /// Starts a `StateRequest` (JSON). Its one item is a `StateAnswer` as JSON.
    pub start:
        Option<unsafe extern "C" fn(host: *mut c_void, call: u64, request: Slice, out: *mut u64) -> i32>,
}

/// Partial results.
#[repr(C)]
#[derive(Debug)]
pub struct EmitTable {
    /// Size of this table in bytes.
    pub struct_size: u32,
    /// Zero.
    pub reserved: u32,
    /// Hands one item (JSON) over. Its one item is empty, and comes when there is room for the next.
    pub start: Option<unsafe extern "C" fn(host: *mut c_void, call: u64, item: Slice, out: *mut u64) -> i32>,
}

/// Random bytes.
#[repr(C)]
#[derive(Debug)]
pub struct RandomTable {
    /// Size of this table in bytes.
    pub struct_size: u32,
    /// Zero.
    pub reserved: u32,
    /// Fills `len` bytes at `ptr`.
    pub fill: Option<unsafe extern "C" fn(host: *mut c_void, call: u64, ptr: *mut u8, len: usize) -> i32>,
}
