//! Bytes that are lent ([`Slice`]) and bytes that are given away ([`Buf`]), and the one checked way to read each.

use std::ffi::c_void;
use std::fmt;

/// Bytes that are lent for the length of a call. `ptr` may be null only if `len` is 0.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct Slice {
    /// The first byte.
    pub ptr: *const u8,
    /// How many.
    pub len: usize,
}

/// Bytes that are given away. Who receives them calls `release(owner, ptr, len)` exactly once, from any thread.
/// A null `release` means that nothing is held: the buffer is empty or was moved on.
#[repr(C)]
#[derive(Debug)]
pub struct Buf {
    /// The first byte.
    pub ptr: *mut u8,
    /// How many.
    pub len: usize,
    /// What `release` needs to know; the giver's own business.
    pub owner: *mut c_void,
    /// Gives the bytes back to the allocator that they came from.
    pub release: Option<unsafe extern "C" fn(owner: *mut c_void, ptr: *mut u8, len: usize)>,
}

/// Bytes from the other side break the rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Malformed {
    /// A null pointer with a length.
    NullWithLength,
    /// A length beyond the given limit.
    TooLong {
        /// The length.
        len: usize,
        /// The limit.
        limit: usize,
    },
    /// Bytes without a release function.
    NotOwned,
}

impl fmt::Display for Malformed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NullWithLength => f.write_str("a null pointer with a length"),
            Self::TooLong { len, limit } => write!(f, "{len} bytes where at most {limit} are allowed"),
            Self::NotOwned => f.write_str("bytes without a release function"),
        }
    }
}

impl std::error::Error for Malformed {}

impl Slice {
    /// No bytes.
    pub const EMPTY: Self = Self { ptr: std::ptr::null(), len: 0 };

    /// Lends `bytes`. The caller keeps them alive for as long as the other side may read them.
    pub const fn lend(bytes: &[u8]) -> Self {
        Self { ptr: bytes.as_ptr(), len: bytes.len() }
    }

    /// The bytes, if pointer and length are such as a slice may have.
    ///
    /// # Errors
    /// When they are not, or when there are more than `limit` bytes.
    ///
    /// # Safety
    /// If `ptr` is not null and `len` is at most `limit`, then `len` bytes at `ptr` must be readable and unchanged
    /// for `'a`.
    pub const unsafe fn read<'a>(self, limit: usize) -> Result<&'a [u8], Malformed> {
        if self.len == 0 {
            return Ok(&[]);
        }
        if self.ptr.is_null() {
            return Err(Malformed::NullWithLength);
        }
        if self.len > limit || self.len > isize::MAX as usize {
            return Err(Malformed::TooLong { len: self.len, limit });
        }
        // SAFETY: not null, not longer than a slice may be; the caller vouches for the memory.
        Ok(unsafe { std::slice::from_raw_parts(self.ptr, self.len) })
    }
}

impl Buf {
    /// Nothing: what an out-parameter holds before the call.
    pub const EMPTY: Self =
        Self { ptr: std::ptr::null_mut(), len: 0, owner: std::ptr::null_mut(), release: None };

    /// Gives a vector away without copying it. Its memory goes back to this side's allocator when the other side
    /// releases it.
    pub fn give(bytes: Vec<u8>) -> Self {
        if bytes.is_empty() {
            return Self::EMPTY;
        }
        let mut bytes = std::mem::ManuallyDrop::new(bytes);
        // The owner's word is the capacity, which releasing a vector needs beside pointer and length.
        let owner = std::ptr::without_provenance_mut(bytes.capacity());
        Self { ptr: bytes.as_mut_ptr(), len: bytes.len(), owner, release: Some(release_vector) }
    }
}

unsafe extern "C" fn release_vector(owner: *mut c_void, ptr: *mut u8, len: usize) {
    // SAFETY: `Buf::give` took the three from a vector of this side's allocator, and the receiver calls `release`
    // exactly once.
    drop(unsafe { Vec::from_raw_parts(ptr, len, owner.addr()) });
}

/// A [`Buf`] that was received: releases it when dropped.
#[derive(Debug)]
pub struct OwnedBuf(Buf);

// SAFETY: by the rules of `Buf` the bytes are the receiver's alone and `release` may be called from any thread.
unsafe impl Send for OwnedBuf {}

impl OwnedBuf {
    /// Takes what the other side gave.
    ///
    /// # Safety
    /// `buf` was written by the other side for this call, follows the rules of [`Buf`], and was not taken before.
    pub const unsafe fn take(buf: Buf) -> Self {
        Self(buf)
    }

    /// The bytes.
    ///
    /// # Errors
    /// When pointer and length are no slice's, nothing releases them, or there are more than `limit`.
    pub const fn read(&self, limit: usize) -> Result<&[u8], Malformed> {
        if self.0.release.is_none() {
            return if self.0.len == 0 { Ok(&[]) } else { Err(Malformed::NotOwned) };
        }
        // SAFETY: a buffer with a release function holds `len` readable bytes until it is released, which is when
        // `self` is dropped; the slice borrows `self`.
        unsafe { Slice { ptr: self.0.ptr, len: self.0.len }.read(limit) }
    }
}

impl Drop for OwnedBuf {
    fn drop(&mut self) {
        if let Some(release) = self.0.release.take() {
            // SAFETY: called exactly once, with the three values that came with it.
            unsafe { release(self.0.owner, self.0.ptr, self.0.len) }
        }
    }
}
