//! A plugin by hand that does nothing at all: its operation is pending for ever. What a run of it costs is the host's
//! side of a boundary future, without the SDK, the context that it makes, and JSON.

use std::ffi::c_void;

use tomada_abi::{
    Buf, Call, HostV1, Instance, InstanceTable, MAGIC, MAJOR, MINOR, Operation, OperationTable, PluginV1,
    Slice, Waker, section, status,
};

/// A table of it that lives as long as the program, with the probe's manifest.
pub(crate) fn entry() -> &'static PluginV1 {
    Box::leak(Box::new(PluginV1 {
        magic: MAGIC,
        major: MAJOR,
        minor: MINOR,
        struct_size: size::<PluginV1>(),
        flags: 0,
        manifest: Slice::lend(manifest()),
        init: Some(init),
        create: Some(create),
        deinit: Some(nothing),
        get_extension: None,
    }))
}

/// The section of the probe, which lives as long as the program.
fn manifest() -> &'static [u8] {
    // SAFETY: the table that the SDK's macro exports lends its manifest for ever.
    unsafe { probe::entry().manifest.read(section::HEADER_BYTES + section::JSON_MAX_BYTES) }
        .expect("a section")
}

#[expect(clippy::cast_possible_truncation, reason = "tables are far below 4096 bytes")]
const fn size<T>() -> u32 {
    size_of::<T>() as u32
}

static INSTANCE: InstanceTable = InstanceTable {
    struct_size: size::<InstanceTable>(),
    reserved: 0,
    call: Some(call),
    stream: None,
    destroy: Some(nothing),
};

static OPERATION: OperationTable = OperationTable {
    struct_size: size::<OperationTable>(),
    reserved: 0,
    poll: Some(poll),
    drop: Some(nothing),
};

unsafe extern "C" fn init(_: *const HostV1, _: *mut *mut c_void, _: *mut Buf) -> i32 {
    status::OK
}

unsafe extern "C" fn create(_: *mut c_void, _: Slice, out: *mut Instance, _: *mut Buf) -> i32 {
    // SAFETY: the host's out-pointer.
    unsafe { out.write(Instance { state: std::ptr::null_mut(), table: &raw const INSTANCE }) };
    status::OK
}

unsafe extern "C" fn call(_: *mut c_void, _: *const Call, _: Slice, _: Slice, out: *mut Operation) -> i32 {
    // SAFETY: the host's out-pointer.
    unsafe { out.write(Operation { state: std::ptr::null_mut(), table: &raw const OPERATION }) };
    status::OK
}

unsafe extern "C" fn poll(_: *mut c_void, _: *const Waker, _: *mut Buf) -> i32 {
    status::PENDING
}

unsafe extern "C" fn nothing(_: *mut c_void) {}
