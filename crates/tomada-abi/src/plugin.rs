//! What a plugin offers the host: one exported, read-only static of type [`PluginV1`].

use std::ffi::c_void;

use crate::{Buf, HostV1, Operation, Slice, Stream};

/// The plugin, as the host sees it. Exported as `tomada_plugin_v1`.
#[repr(C)]
#[derive(Debug)]
pub struct PluginV1 {
    /// `MAGIC`.
    pub magic: [u8; 8],
    /// `MAJOR`.
    pub major: u16,
    /// The minor version that the plugin was built against.
    pub minor: u16,
    /// Size of this table in bytes.
    pub struct_size: u32,
    /// The upper half must be known to the host, or the plugin is refused; the lower half may be ignored.
    pub flags: u64,
    /// The same bytes as the manifest section: header and JSON.
    pub manifest: Slice,
    /// Called once for each host in the process, before anything else. `host` is valid for the life of the process.
    /// `error` may be set to a failure as JSON.
    pub init:
        Option<unsafe extern "C" fn(host: *const HostV1, plugin: *mut *mut c_void, error: *mut Buf) -> i32>,
    /// Makes an instance. `configuration` is a JSON object, of which nothing is defined yet.
    pub create: Option<
        unsafe extern "C" fn(
            plugin: *mut c_void,
            configuration: Slice,
            out: *mut Instance,
            error: *mut Buf,
        ) -> i32,
    >,
    /// Called after the last instance was destroyed.
    pub deinit: Option<unsafe extern "C" fn(plugin: *mut c_void)>,
    /// Optional: the table of an extension, or null.
    pub get_extension: Option<unsafe extern "C" fn(plugin: *mut c_void, name: Slice) -> *const c_void>,
}

// SAFETY: the table is read-only, and its pointers point to read-only statics and functions.
unsafe impl Sync for PluginV1 {}

/// One instance of a plugin. It keeps nothing of a connection: settings come with each call.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct Instance {
    /// The plugin's own business.
    pub state: *mut c_void,
    /// Its functions; null means that there is no instance.
    pub table: *const InstanceTable,
}

/// The functions of an [`Instance`].
#[repr(C)]
#[derive(Debug)]
pub struct InstanceTable {
    /// Size of this table in bytes.
    pub struct_size: u32,
    /// Zero.
    pub reserved: u32,
    /// Begins an action; returns at once. `UNSUPPORTED` for an unknown action.
    pub call: Option<
        unsafe extern "C" fn(
            state: *mut c_void,
            call: *const Call,
            action: Slice,
            input: Slice,
            out: *mut Operation,
        ) -> i32,
    >,
    /// Optional: begins an action whose partial results are pulled. Without it, or if it answers `UNSUPPORTED`, `call` is
    /// used, and partial results come through `tomada.emit/1`.
    pub stream: Option<
        unsafe extern "C" fn(
            state: *mut c_void,
            call: *const Call,
            action: Slice,
            input: Slice,
            out: *mut Stream,
        ) -> i32,
    >,
    /// Gives the instance up. Called exactly once, after its last operation was dropped.
    pub destroy: Option<unsafe extern "C" fn(state: *mut c_void)>,
}

/// Facts about one call; lent, like everything it points to, until `call` or `stream` returns.
#[repr(C)]
#[derive(Debug)]
pub struct Call {
    /// Size of this struct in bytes.
    pub struct_size: u32,
    /// 1 for the first try.
    pub attempt: u32,
    /// Names the call in every function of the host. Worthless once the operation was dropped.
    pub call: u64,
    /// When the host gives the call up, in milliseconds since 1970-01-01 UTC.
    pub deadline_unix_ms: u64,
    /// W3C trace id, all zero if there is none.
    pub trace_id: [u8; 16],
    /// Names the run in the call log.
    pub run_id: Slice,
    /// Language for texts that people see: `en`, `pt-BR` or `es`.
    pub locale: Slice,
    /// The connection's settings, a JSON object without secrets.
    pub settings: Slice,
}
