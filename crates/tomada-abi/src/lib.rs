//! The boundary between host and plugin, version 1, as C.
//!
//! Hand-written `repr(C)` structs of integers and raw pointers; everything rich travels as bytes, which hold the
//! JSON of `tomada_core::wire`. No Rust type, reference, `bool` or enum crosses: an invalid bit pattern from the
//! other side must never be undefined behaviour. The same types, generated, are `include/tomada.h`.
//!
//! # Rules
//!
//! 1. **Frozen prefix.** [`PluginV1`] and [`HostV1`] begin with magic, major, minor and size, at these offsets for
//!    ever. Nothing behind them is read before they are checked.
//! 2. **Growth.** A minor version adds fields at the end of a table, guarded by that table's `struct_size`; a
//!    reader takes the smaller of both sizes and treats the rest as null. Whatever is optional is an extension,
//!    asked for by name (`tomada.http/1`); an unknown name is null, never an error.
//! 3. **Functions.** A null optional function means "not supported". A null required one is refused at load.
//! 4. **Ownership.** A [`Slice`] is lent for the length of the call. A [`Buf`] is given away and carries its own
//!    release function, for the two sides have two allocators.
//! 5. **Results** go through out-pointers, which the caller sets to zero before and the callee does not keep.
//! 6. **Panics and exceptions** never cross, in either direction; each side catches its own and answers
//!    [`status::PANICKED`] or [`status::INTERNAL`].
//! 7. **Handles.** The host's objects are named by `u64` handles with a generation. Zero is no handle; a stale,
//!    foreign or invented one is answered [`status::NOT_FOUND`].
//! 8. **Threads.** Functions of the host and of an instance may be called from any thread and by several at once.
//!    One operation is polled by one thread at a time and may move between threads. Nothing may block; a plugin
//!    starts no threads, installs no signal handlers, and changes neither environment nor working directory.
//! 9. **Life.** A library is never unloaded. Operations are dropped before their instance is destroyed, instances
//!    before the plugin is shut down. The host may skip both when the process ends.

mod bytes;
mod host;
mod operation;
mod plugin;
pub mod section;
pub mod status;
mod version;
mod waker;

pub use bytes::{Buf, Malformed, OwnedBuf, Slice};
pub use host::{
    EmitTable, HostV1, HttpTable, LogTable, RandomTable, StateTable, TimeTable, extension, level,
};
pub use operation::{Operation, OperationTable, Stream, StreamTable};
pub use plugin::{Call, Instance, InstanceTable, PluginV1};
pub use version::{
    ENTRY_SYMBOL, MAGIC, MAJOR, MESSAGE_MAX_BYTES, MINOR, NAME_MAX_BYTES, REQUIRED_FLAGS_MASK,
    TABLE_MAX_BYTES,
};
pub use waker::{Waker, WakerTable};
