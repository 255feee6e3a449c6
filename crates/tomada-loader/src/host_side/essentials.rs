//! The functions of `HostV1` itself: extensions by name, polling and closing host operations.

use std::ffi::c_void;
use std::sync::TryLockError;
use std::task::{Context, Poll};

use tomada_abi::{self as abi, Buf, HostV1, Slice, extension, status};
use tomada_core::wire::{FailureMessage, to_json};

use super::{HostSide, capabilities, read, serve, write};
use crate::wake::adopt;

/// The table without its two pointers, which each [`HostSide`] sets to its own.
pub(super) const TABLE: HostV1 = HostV1 {
    magic: abi::MAGIC,
    major: abi::MAJOR,
    minor: abi::MINOR,
    #[expect(clippy::cast_possible_truncation, reason = "far below 4096, as the layout test shows")]
    struct_size: size_of::<HostV1>() as u32,
    host: std::ptr::null_mut(),
    info: Slice::EMPTY,
    get_extension: Some(get_extension),
    poll: Some(poll),
    close: Some(close),
};

/// The extensions that this host has.
pub(crate) const EXTENSIONS: [&str; 6] =
    [extension::HTTP, extension::TIME, extension::LOG, extension::STATE, extension::EMIT, extension::RANDOM];

/// What the host says of itself.
pub(super) fn info() -> String {
    serde_json::json!({
        "name": "tomada",
        "version": env!("CARGO_PKG_VERSION"),
        "extensions": EXTENSIONS,
    })
    .to_string()
}

unsafe extern "C" fn get_extension(_host: *mut c_void, name: Slice) -> *const c_void {
    // SAFETY: lent for the length of this call.
    match unsafe { read(name, abi::NAME_MAX_BYTES) } {
        Ok(name) => capabilities::table(name),
        Err(_) => std::ptr::null(),
    }
}

unsafe extern "C" fn poll(
    host: *mut c_void,
    call: u64,
    handle: u64,
    waker: *const abi::Waker,
    out: *mut Buf,
) -> i32 {
    let act = |host: &'static HostSide| {
        // SAFETY: a waker by the rules of the boundary, or one that is found out.
        let waker = unsafe { adopt(waker) }?;
        let work = host.work(call, handle)?;
        let mut work = match work.try_lock() {
            Ok(work) => work,
            // Two threads, or one from within itself: one operation is polled by one thread at a time.
            Err(TryLockError::WouldBlock) => return Err(status::DENIED),
            // It panicked before and cannot go on.
            Err(TryLockError::Poisoned(_)) => return Err(status::INTERNAL),
        };
        let (answer, item) = match work.poll(&mut Context::from_waker(&waker)) {
            Poll::Pending => return Ok(status::PENDING),
            Poll::Ready(None) => return Ok(status::END),
            Poll::Ready(Some(Ok(item))) => (status::OK, item),
            Poll::Ready(Some(Err(failure))) => {
                (status::FAILED, to_json(&FailureMessage::from(&failure)).into_bytes())
            }
        };
        // SAFETY: an out-pointer by the rules of the boundary.
        unsafe { write(out, Buf::give(item)) }?;
        Ok(answer)
    };
    // SAFETY: `host` is the one in the table that holds this function.
    unsafe { serve(host, act) }
}

unsafe extern "C" fn close(host: *mut c_void, call: u64, handle: u64) {
    // SAFETY: `host` is the one in the table that holds this function.
    unsafe { serve(host, |host| host.close(call, handle).map(|()| status::OK)) };
}
