//! What a function answers: an `i32`. Negative is an error; an unknown negative is read as [`INTERNAL`], an unknown
//! positive as [`PROTOCOL`].

/// Done; out-parameters are set.
pub const OK: i32 = 0;
/// Not yet: the waker will be called.
pub const PENDING: i32 = 1;
/// A stream has ended.
pub const END: i32 = 2;
/// An argument is malformed.
pub const INVALID: i32 = -1;
/// There is no such action, function or extension.
pub const UNSUPPORTED: i32 = -2;
/// Not allowed now or here.
pub const DENIED: i32 = -3;
/// A size, a count or a quota was passed.
pub const LIMIT: i32 = -4;
/// It was cancelled.
pub const CANCELLED: i32 = -5;
/// A deadline passed.
pub const TIMEOUT: i32 = -6;
/// A handle or key names nothing.
pub const NOT_FOUND: i32 = -7;
/// Someone else was faster.
pub const CONFLICT: i32 = -8;
/// It cannot be reached just now.
pub const UNAVAILABLE: i32 = -9;
/// It failed inside, for a reason of its own.
pub const INTERNAL: i32 = -10;
/// It panicked; the instance is poisoned.
pub const PANICKED: i32 = -11;
/// An earlier panic poisoned the instance.
pub const POISONED: i32 = -12;
/// The other side broke the rules of the boundary.
pub const PROTOCOL: i32 = -13;
/// The action failed; the out-buffer holds the failure as JSON.
pub const FAILED: i32 = -14;
