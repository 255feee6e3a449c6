//! The checked way to a table of the other side: nothing of it is read before its size says that it is there.

use tomada_abi::{
    Call, EmitTable, HttpTable, LogTable, RandomTable, StateTable, TABLE_MAX_BYTES, TimeTable, WakerTable,
};

/// A struct of the boundary that begins with its own `struct_size`.
///
/// # Safety
/// The type is `repr(C)`, its first field is `struct_size: u32`, and any bytes are a valid value of it.
pub(super) unsafe trait Table {}

macro_rules! tables {
    ($($table:ty),+) => {$(
        // SAFETY: `repr(C)` structs of integers, raw pointers and optional functions, with `struct_size: u32` first
        // (asserted offset by offset in `tomada-abi`). A function pointer that is not null is the host's to get right.
        unsafe impl Table for $table {}
    )+};
}
tables!(Call, EmitTable, HttpTable, LogTable, RandomTable, StateTable, TimeTable, WakerTable);

/// What a table of ours says of its own size.
#[expect(clippy::cast_possible_truncation, reason = "a table is far below 4 GiB")]
pub(crate) const fn size<T>() -> u32 {
    size_of::<T>() as u32
}

/// Whether a table may say that it has `size` bytes: at least those of version 1.0, whole words, not absurd.
pub(super) const fn is_size(size: u32, minimum: usize) -> bool {
    let size = size as usize;
    size >= minimum && size <= TABLE_MAX_BYTES && size.is_multiple_of(8)
}

/// The table at `pointer`, or `None` if it is null, misaligned, or too small for version 1.0.
///
/// # Safety
/// If `pointer` is neither null nor misaligned, four bytes at it are readable, and if they are a permitted size, so
/// many bytes are readable and unchanged for `'a`.
pub(super) unsafe fn read<'a, T: Table>(pointer: *const T) -> Option<&'a T> {
    if pointer.is_null() || !pointer.is_aligned() {
        return None;
    }
    // SAFETY: the first field of a `Table` is its size; the caller vouches for these four bytes.
    let size = unsafe { pointer.cast::<u32>().read() };
    if !is_size(size, size_of::<T>()) {
        return None;
    }
    // SAFETY: aligned, and the caller vouches for `size` bytes, which are enough for a `T`.
    Some(unsafe { &*pointer })
}
