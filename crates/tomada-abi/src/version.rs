//! The protocol's version and limits. They are its own, never a crate's.

/// First eight bytes of both entry tables. The line break and the end-of-file byte show damage by text modes.
pub const MAGIC: [u8; 8] = [0x89, b'T', b'M', b'D', b'\r', b'\n', 0x1a, b'\n'];

/// Version of the protocol that a change of meaning would raise. Both sides must have the same.
pub const MAJOR: u16 = 1;

/// Version of the protocol that additions raise.
pub const MINOR: u16 = 0;

/// Name of the static of type `PluginV1` that a plugin exports, and the only name it may export.
pub const ENTRY_SYMBOL: &str = "tomada_plugin_v1";

/// The most bytes in one message: an input, an output, a stream's item, a request's body.
pub const MESSAGE_MAX_BYTES: usize = 16 * 1024 * 1024;

/// The most bytes in a name: an action, an extension, a state key.
pub const NAME_MAX_BYTES: usize = 128;

/// The most bytes that any table may say it has.
pub const TABLE_MAX_BYTES: usize = 4096;

/// Flags that a host must know or refuse the plugin; the lower half may be ignored.
pub const REQUIRED_FLAGS_MASK: u64 = 0xffff_ffff_0000_0000;
