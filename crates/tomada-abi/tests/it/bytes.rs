//! How bytes from the other side are read: what is malformed is refused, and what was given is released once.

use std::ffi::c_void;
use std::ptr;
use std::sync::atomic::{AtomicUsize, Ordering};

use tomada_abi::{Buf, Malformed, OwnedBuf, Slice};

const SOME: &[u8] = b"tomada";

#[track_caller]
fn check_slice(ptr: *const u8, len: usize, limit: usize, expected: Result<&[u8], Malformed>) {
    // SAFETY: `ptr` is null, or the first of at least `len` bytes wherever `len` is at most `limit`.
    let found = unsafe { Slice { ptr, len }.read(limit) };
    assert_eq!(found, expected, "{len} bytes at {ptr:?}, limit {limit}");
}

#[test]
fn slices_are_read_or_refused() {
    let (some, null) = (SOME.as_ptr(), ptr::null());
    let dangling = ptr::dangling();
    let too_long = |len, limit| Err(Malformed::TooLong { len, limit });
    check_slice(some, 6, 6, Ok(SOME));
    check_slice(some, 4, 6, Ok(b"toma"));
    check_slice(null, 0, 6, Ok(b""));
    check_slice(dangling, 0, 0, Ok(b""));
    check_slice(null, 1, 6, Err(Malformed::NullWithLength));
    check_slice(null, usize::MAX, 6, Err(Malformed::NullWithLength));
    check_slice(some, 6, 5, too_long(6, 5));
    check_slice(some, 1, 0, too_long(1, 0));
    check_slice(dangling, usize::MAX, 6, too_long(usize::MAX, 6));
    check_slice(dangling, isize::MAX as usize + 1, usize::MAX, too_long(isize::MAX as usize + 1, usize::MAX));
}

#[test]
fn lent_bytes_are_the_bytes() {
    check_slice(Slice::lend(SOME).ptr, Slice::lend(SOME).len, SOME.len(), Ok(SOME));
    assert_eq!(Slice::EMPTY.len, 0);
}

/// Counts how often it was given back; stands behind `owner` of a foreign buffer.
#[derive(Default)]
struct Giver(AtomicUsize);

impl Giver {
    fn buf(&self, ptr: *const u8, len: usize) -> Buf {
        Buf { ptr: ptr.cast_mut(), len, owner: ptr::from_ref(self).cast_mut().cast(), release: Some(count) }
    }

    fn released(&self) -> usize {
        self.0.load(Ordering::SeqCst)
    }
}

unsafe extern "C" fn count(owner: *mut c_void, _ptr: *mut u8, _len: usize) {
    // SAFETY: every owner in this file is a `Giver` that outlives its buffers.
    let giver = unsafe { &*owner.cast::<Giver>() };
    giver.0.fetch_add(1, Ordering::SeqCst);
}

#[track_caller]
fn check_buf(ptr: *const u8, len: usize, limit: usize, expected: Result<&[u8], Malformed>) {
    let giver = Giver::default();
    // SAFETY: the buffer is new, and `ptr` holds `len` bytes wherever `len` is at most `limit`.
    let owned = unsafe { OwnedBuf::take(giver.buf(ptr, len)) };
    assert_eq!(owned.read(limit), expected);
    assert_eq!(owned.read(limit), expected, "read a second time");
    assert_eq!(giver.released(), 0, "released while still held");
    drop(owned);
    assert_eq!(giver.released(), 1, "released exactly once");
}

/// What is refused is released as well: it was given all the same.
#[test]
fn given_bytes_are_released_exactly_once() {
    check_buf(SOME.as_ptr(), 6, 6, Ok(SOME));
    check_buf(SOME.as_ptr(), 0, 6, Ok(b""));
    check_buf(ptr::null(), 0, 0, Ok(b""));
    check_buf(ptr::null(), 3, 6, Err(Malformed::NullWithLength));
    check_buf(SOME.as_ptr(), 6, 5, Err(Malformed::TooLong { len: 6, limit: 5 }));
    check_buf(SOME.as_ptr(), usize::MAX, 16, Err(Malformed::TooLong { len: usize::MAX, limit: 16 }));
}

#[track_caller]
fn check_unreleased(ptr: *const u8, len: usize, expected: Result<&[u8], Malformed>) {
    let buf = Buf { ptr: ptr.cast_mut(), len, owner: ptr::null_mut(), release: None };
    // SAFETY: a buffer without a release function owns nothing, and its bytes are not read.
    let owned = unsafe { OwnedBuf::take(buf) };
    assert_eq!(owned.read(16), expected);
}

#[test]
fn bytes_that_nobody_releases_are_not_read() {
    check_unreleased(ptr::null(), 0, Ok(b""));
    check_unreleased(SOME.as_ptr(), 0, Ok(b""));
    check_unreleased(SOME.as_ptr(), 6, Err(Malformed::NotOwned));
    check_unreleased(ptr::null(), 6, Err(Malformed::NotOwned));
}

/// Under Miri or a leak checker this is also the test that `give` and its release agree on the allocation.
#[test]
fn a_given_vector_comes_back_whole() {
    for bytes in [Vec::new(), vec![7], Vec::with_capacity(64), SOME.to_vec(), vec![0; 100_000]] {
        let buf = Buf::give(bytes.clone());
        assert_eq!(buf.release.is_none(), bytes.is_empty(), "an empty buffer holds nothing");
        // SAFETY: `give` has just made it.
        let owned = unsafe { OwnedBuf::take(buf) };
        assert_eq!(owned.read(100_000), Ok(&bytes[..]));
    }
}

/// The release function may be called from any thread, so a received buffer moves between them.
#[test]
fn a_received_buffer_may_be_dropped_elsewhere() {
    // SAFETY: `give` has just made it.
    let owned = unsafe { OwnedBuf::take(Buf::give(SOME.to_vec())) };
    let read = std::thread::spawn(move || owned.read(6).map(<[u8]>::to_vec)).join();
    assert_eq!(read.ok(), Some(Ok(SOME.to_vec())));
}

#[test]
fn refusals_say_what_was_found() {
    for (malformed, expected) in [
        (Malformed::NullWithLength, "a null pointer with a length"),
        (Malformed::TooLong { len: 9, limit: 8 }, "9 bytes where at most 8 are allowed"),
        (Malformed::NotOwned, "bytes without a release function"),
    ] {
        assert_eq!(malformed.to_string(), expected);
    }
}
