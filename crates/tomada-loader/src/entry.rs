//! The plugin's exported table, read by the rules: the frozen prefix first, then only as much as both sides know.

use std::ffi::c_void;

use tomada_abi::{self as abi, Buf, HostV1, OwnedBuf, PluginV1, Slice, status};
use tomada_core::wire::FailureMessage;

use crate::error::LoadError;
use crate::host_side::HostSide;
use crate::watch::enter;

type CreateFn = unsafe extern "C" fn(*mut c_void, Slice, *mut abi::Instance, *mut Buf) -> i32;
type InitFn = unsafe extern "C" fn(*const HostV1, *mut *mut c_void, *mut Buf) -> i32;

/// A plugin that has been started.
pub(crate) struct Entry {
    /// What its functions want first.
    pub(crate) plugin: *mut c_void,
    /// Makes an instance.
    pub(crate) create: CreateFn,
}

// SAFETY: by the rules of the boundary a plugin's functions may be called from any thread.
unsafe impl Send for Entry {}
// SAFETY: the same.
unsafe impl Sync for Entry {}

/// Checks the exported table, compares its manifest with the `section` that was read from the file, and starts the
/// plugin.
///
/// # Safety
/// `exported` points to `exported_bytes` readable bytes that never change: an exported read-only static of a library
/// that is never unloaded.
pub(crate) unsafe fn start(
    exported: *const PluginV1,
    exported_bytes: u64,
    section: &[u8],
    host: &'static HostSide,
) -> Result<Entry, LoadError> {
    // SAFETY: says the caller.
    let table = unsafe { checked(exported, exported_bytes) }?;
    // SAFETY: lent for ever, or found out by the comparison of pointer and length.
    let manifest = unsafe { table.manifest.read(section.len()) };
    if manifest.is_err() || manifest.is_ok_and(|manifest| manifest != section) {
        return Err(malformed("its manifest is not the one in the file's section"));
    }
    let (Some(init), Some(create), Some(_)) = (table.init, table.create, table.deinit) else {
        return Err(malformed("a required function is null (init, create or deinit)"));
    };
    Ok(Entry { plugin: started(init, host)?, create })
}

/// # Safety
/// As of [`start`].
unsafe fn checked(exported: *const PluginV1, exported_bytes: u64) -> Result<&'static PluginV1, LoadError> {
    if exported.is_null() || !exported.is_aligned() {
        return Err(malformed("its address is null or not aligned"));
    }
    if exported_bytes < size_of::<PluginV1>() as u64 {
        return Err(malformed(format!("the exported object has only {exported_bytes} bytes")));
    }
    // SAFETY: aligned, and as long as the oldest `PluginV1`; the caller vouches for the rest.
    let table = unsafe { &*exported };
    if table.magic != abi::MAGIC {
        return Err(malformed(format!("its magic is {:02x?}", table.magic)));
    }
    if table.major != abi::MAJOR {
        return Err(LoadError::Version {
            found: format!("{}.{}", table.major, table.minor),
            supported: format!("{}.0 to {}.{}", abi::MAJOR, abi::MAJOR, abi::MINOR),
        });
    }
    check_size(table.struct_size, size_of::<PluginV1>()).map_err(malformed)?;
    let unknown = table.flags & abi::REQUIRED_FLAGS_MASK;
    if unknown != 0 {
        return Err(LoadError::Needs {
            found: format!("required flags {unknown:#x}"),
            supported: "none of them".to_owned(),
        });
    }
    Ok(table)
}

fn started(init: InitFn, host: &'static HostSide) -> Result<*mut c_void, LoadError> {
    let mut plugin = std::ptr::null_mut();
    let mut error = Buf::EMPTY;
    // SAFETY: checked not to be null; the host's table lives for ever, the out-pointers are ours.
    let code = enter(host, || unsafe { init(host.table(), &raw mut plugin, &raw mut error) });
    // SAFETY: written by the plugin in this very call, or still empty.
    let error = unsafe { OwnedBuf::take(error) };
    if code == status::OK {
        return Ok(plugin);
    }
    let told = error.read(abi::MESSAGE_MAX_BYTES).ok();
    let told = told.and_then(|bytes| serde_json::from_slice::<FailureMessage>(bytes).ok());
    Err(LoadError::Start {
        reason: match told {
            Some(told) => told.detail.unwrap_or(told.message),
            None => format!("init answered status {code} and no reason"),
        },
    })
}

fn malformed(reason: impl Into<String>) -> LoadError {
    LoadError::Entry { reason: reason.into() }
}

/// A table with a `struct_size` at its start.
///
/// # Safety
/// Only implemented for the tables of the boundary, whose first field is `struct_size: u32`.
pub(crate) unsafe trait Sized32 {}

// SAFETY: first field is `struct_size: u32`.
unsafe impl Sized32 for abi::InstanceTable {}
// SAFETY: first field is `struct_size: u32`.
unsafe impl Sized32 for abi::OperationTable {}
// SAFETY: first field is `struct_size: u32`.
unsafe impl Sized32 for abi::StreamTable {}

/// A table that the plugin gave out.
///
/// # Safety
/// `table` is null, or points to a table of this kind that lives for ever.
pub(crate) unsafe fn table<T: Sized32>(table: *const T) -> Result<&'static T, &'static str> {
    if table.is_null() {
        return Err("a table is null");
    }
    if !table.is_aligned() {
        return Err("a table is not aligned");
    }
    // SAFETY: not null and aligned; every such table begins with its size.
    let found = unsafe { *table.cast::<u32>() };
    check_size(found, size_of::<T>())?;
    // SAFETY: as long as this type, says its size; the caller vouches for the rest.
    Ok(unsafe { &*table })
}

fn check_size(found: u32, least: usize) -> Result<(), &'static str> {
    let found = found as usize;
    if found < least {
        return Err("a table is smaller than in version 1.0");
    }
    if !found.is_multiple_of(8) || found > abi::TABLE_MAX_BYTES {
        return Err("a table's size is no multiple of 8 up to 4096");
    }
    Ok(())
}

/// The size of a table as the boundary has it.
#[expect(clippy::cast_possible_truncation, reason = "tables are far below 4096 bytes")]
pub(crate) const fn size<T>() -> u32 {
    size_of::<T>() as u32
}
