//! From failure to exit code. A closed table: a new kind does not compile until it has a code.

use tomada_core::Kind;

/// The exit code of a command line that cannot be understood.
pub const USAGE: u8 = 2;

/// The exit code of a failure of `kind`.
pub const fn exit_code(kind: Kind) -> u8 {
    match kind {
        Kind::InvalidInput => 10,
        Kind::Unauthorized => 11,
        Kind::Forbidden => 12,
        Kind::NotFound => 13,
        Kind::RateLimited => 14,
        Kind::Unavailable => 15,
        Kind::Uncertain => 16,
        Kind::Rejected => 17,
        Kind::Broken => 18,
    }
}
