//! The host, and the only place that calls its functions.
//!
//! Made once for each host, in `init`, after magic, major and sizes were checked; the tables of extensions are asked for
//! then too. Every out-parameter is zeroed before a call, and every buffer is taken, so released, whatever the status.

use std::ffi::c_void;
use std::task::Waker;

use tomada_abi::{
    Buf, EmitTable, HostV1, HttpTable, LogTable, MAGIC, MAJOR, MINOR, OwnedBuf, RandomTable, Slice,
    StateTable, TimeTable, extension, status,
};
use tomada_core::{Failure, Kind, Level};

use super::table::{self, Table};
use super::waker;

type StartBytes = unsafe extern "C" fn(*mut c_void, u64, Slice, *mut u64) -> i32;

/// The host's functions, checked for null.
#[derive(Clone, Copy)]
pub(super) struct Host {
    /// First argument of all of them.
    data: *mut c_void,
    poll: unsafe extern "C" fn(*mut c_void, u64, u64, *const tomada_abi::Waker, *mut Buf) -> i32,
    close: unsafe extern "C" fn(*mut c_void, u64, u64),
    http: Option<unsafe extern "C" fn(*mut c_void, u64, Slice, Slice, *mut u64) -> i32>,
    now: Option<unsafe extern "C" fn(*mut c_void, u64, *mut u64) -> i32>,
    sleep: Option<unsafe extern "C" fn(*mut c_void, u64, u64, *mut u64) -> i32>,
    log: Option<unsafe extern "C" fn(*mut c_void, u64, u32, Slice, Slice)>,
    state: Option<StartBytes>,
    emit: Option<StartBytes>,
    random: Option<unsafe extern "C" fn(*mut c_void, u64, *mut u8, usize) -> i32>,
}

// SAFETY: the host's functions may be called from any thread and by several at once, and `data` is only passed to
// them. The host keeps both promises (rule 8 of the boundary) for the life of the process.
unsafe impl Send for Host {}
// SAFETY: as above.
unsafe impl Sync for Host {}

/// What a start gave: its status and, if that is `OK`, a handle. `None` if the host has no such extension.
pub(super) type Started = Option<(i32, u64)>;

/// The part of `HostV1` that is at the same place in every version.
#[repr(C)]
struct Prefix {
    magic: [u8; 8],
    major: u16,
    minor: u16,
    struct_size: u32,
}

impl Host {
    /// Checks the host's table and takes what is needed of it.
    ///
    /// # Errors
    /// `Broken` when it is not the table of a host that speaks this major version.
    ///
    /// # Safety
    /// If `pointer` is neither null nor misaligned, the frozen prefix at it is readable; if magic and major are this
    /// version's, `struct_size` bytes are, for the life of the process, and what they point to is as `HostV1` says.
    pub(super) unsafe fn adopt(pointer: *const HostV1) -> Result<Self, Failure> {
        if pointer.is_null() || !pointer.is_aligned() {
            return Err(refused("no table"));
        }
        // SAFETY: not null, aligned for the larger struct; the caller vouches for the prefix.
        let prefix = unsafe { pointer.cast::<Prefix>().read() };
        if prefix.magic != MAGIC {
            return Err(refused("another magic"));
        }
        if prefix.major != MAJOR {
            return Err(refused(format_args!("version {}.{}", prefix.major, prefix.minor)));
        }
        if !table::is_size(prefix.struct_size, size_of::<HostV1>()) {
            return Err(refused(format_args!("a table of {} bytes", prefix.struct_size)));
        }
        // SAFETY: the prefix says that this is a table of our major with room for all that version 1.0 has.
        unsafe { Self::take(&*pointer) }
    }

    /// # Safety
    /// The table's functions are what `HostV1` says.
    unsafe fn take(table: &HostV1) -> Result<Self, Failure> {
        let (Some(get_extension), Some(poll), Some(close)) = (table.get_extension, table.poll, table.close)
        else {
            return Err(refused("a table without get_extension, poll or close"));
        };
        let ask = |name: &str| {
            // SAFETY: the function and its first argument are the host's own; the name is lent for the call.
            unsafe { get_extension(table.host, Slice::lend(name.as_bytes())) }
        };
        // SAFETY: the host answers each name with a table of the type that `extension` gives for it, or null.
        let (http, time, log, state, emit, random) = unsafe {
            (
                extension_table::<HttpTable>(ask(extension::HTTP)),
                extension_table::<TimeTable>(ask(extension::TIME)),
                extension_table::<LogTable>(ask(extension::LOG)),
                extension_table::<StateTable>(ask(extension::STATE)),
                extension_table::<EmitTable>(ask(extension::EMIT)),
                extension_table::<RandomTable>(ask(extension::RANDOM)),
            )
        };
        Ok(Self {
            data: table.host,
            poll,
            close,
            http: http.and_then(|table| table.start),
            now: time.and_then(|table| table.now),
            sleep: time.and_then(|table| table.sleep),
            log: log.and_then(|table| table.log),
            state: state.and_then(|table| table.start),
            emit: emit.and_then(|table| table.start),
            random: random.and_then(|table| table.fill),
        })
    }

    /// The next item of a host operation: the status, and what came with it.
    pub(super) fn poll(&self, call: u64, handle: u64, waker: &Waker) -> (i32, OwnedBuf) {
        let mut out = Buf::EMPTY;
        let status = waker::lend(waker, |waker| {
            // SAFETY: the host's function with the host's argument; waker and out-parameter outlive the call.
            unsafe { (self.poll)(self.data, call, handle, waker, &raw mut out) }
        });
        // SAFETY: `out` was empty before, was written by the host for this call alone, and is taken once.
        (status, unsafe { OwnedBuf::take(out) })
    }

    /// Gives a host operation up.
    pub(super) fn close(&self, call: u64, handle: u64) {
        // SAFETY: the host's function with the host's argument; it judges the handle itself.
        unsafe { (self.close)(self.data, call, handle) }
    }

    /// Starts a request.
    pub(super) fn start_http(&self, call: u64, head: &[u8], body: &[u8]) -> Started {
        let start = self.http?;
        // SAFETY: as in `close`; both slices are lent for the call.
        Some(started(|out| unsafe { start(self.data, call, Slice::lend(head), Slice::lend(body), out) }))
    }

    /// Starts a wait.
    pub(super) fn start_sleep(&self, call: u64, duration_ns: u64) -> Started {
        let start = self.sleep?;
        // SAFETY: as in `close`.
        Some(started(|out| unsafe { start(self.data, call, duration_ns, out) }))
    }

    /// Starts a `StateRequest`.
    pub(super) fn start_state(&self, call: u64, request: &[u8]) -> Started {
        self.start_bytes(self.state, call, request)
    }

    /// Hands an item over.
    pub(super) fn start_emit(&self, call: u64, item: &[u8]) -> Started {
        self.start_bytes(self.emit, call, item)
    }

    fn start_bytes(&self, start: Option<StartBytes>, call: u64, bytes: &[u8]) -> Started {
        let start = start?;
        // SAFETY: as in `close`; the bytes are lent for the call.
        Some(started(|out| unsafe { start(self.data, call, Slice::lend(bytes), out) }))
    }

    /// Nanoseconds since 1970-01-01 UTC.
    pub(super) fn now(&self, call: u64) -> Started {
        let now = self.now?;
        // SAFETY: as in `close`.
        Some(started(|out| unsafe { now(self.data, call, out) }))
    }

    /// Fills `bytes`; the status, or `None` if the host has no such extension.
    pub(super) fn fill_random(&self, call: u64, bytes: &mut [u8]) -> Option<i32> {
        let fill = self.random?;
        // SAFETY: as in `close`; the memory is ours for the call and its bytes are initialised already.
        Some(unsafe { fill(self.data, call, bytes.as_mut_ptr(), bytes.len()) })
    }

    /// Writes a line, and says whether the host has a log at all. `fields` is a JSON object or empty.
    pub(super) fn log(&self, call: u64, level: Level, message: &str, fields: &str) -> bool {
        let Some(log) = self.log else { return false };
        let (message, fields) = (Slice::lend(message.as_bytes()), Slice::lend(fields.as_bytes()));
        // SAFETY: as in `close`; both slices are lent for the call.
        unsafe { log(self.data, call, level_number(level), message, fields) }
        true
    }
}

fn refused(found: impl std::fmt::Display) -> Failure {
    Failure::coded(Kind::Broken, "host-not-understood")
        .with_argument("found", found)
        .with_argument("supported", format_args!("{MAJOR}.{MINOR}"))
}

/// # Safety
/// `pointer` is null or a table of type `T`, valid for the life of the process.
unsafe fn extension_table<T: Table + 'static>(pointer: *const c_void) -> Option<&'static T> {
    // SAFETY: the caller's promise is the one that `read` asks for.
    unsafe { table::read(pointer.cast()) }
}

/// Calls a function that writes a number through its out-parameter.
fn started(call: impl FnOnce(*mut u64) -> i32) -> (i32, u64) {
    let mut number = 0;
    let status = call(&raw mut number);
    (status, if status == status::OK { number } else { 0 })
}

fn level_number(level: Level) -> u32 {
    use tomada_abi::level;
    match level {
        Level::Debug => level::DEBUG,
        Level::Info => level::INFO,
        Level::Warn => level::WARN,
        Level::Error => level::ERROR,
    }
}
