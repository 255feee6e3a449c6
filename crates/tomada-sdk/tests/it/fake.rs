//! A host written by hand over the bare boundary: scripted host operations, and a count of everything that is lent,
//! given and kept, so that a test can ask for zero.

use std::collections::{HashMap, VecDeque};
use std::ffi::c_void;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use tomada_abi::{
    Buf, EmitTable, HostV1, HttpTable, LogTable, MAGIC, MAJOR, MINOR, RandomTable, Slice, StateTable,
    TimeTable, Waker, WakerTable, extension, status,
};

/// What a scripted host operation does at one poll.
#[derive(Clone, Debug)]
pub(crate) enum Step {
    Pending,
    Item(Vec<u8>),
    End,
    /// An error, with bytes or without.
    Status(i32, Vec<u8>),
    /// Bytes that nobody can release.
    Unowned,
}

/// What a start answers.
#[derive(Clone, Debug)]
pub(crate) enum Script {
    Steps(Vec<Step>),
    Refuse(i32),
    HandleZero,
}

#[derive(Default)]
pub(crate) struct Fake {
    offers: Vec<&'static str>,
    pub(crate) scripts: Mutex<VecDeque<Script>>,
    /// What was asked, in order: the capability and its messages as text.
    pub(crate) asked: Mutex<Vec<String>>,
    pub(crate) log: Mutex<Vec<(u64, u32, String, String)>>,
    open: Mutex<HashMap<u64, Open>>,
    handles: AtomicU64,
    live_buffers: AtomicI64,
    live_wakers: Arc<Wakes>,
    /// What `now` answers.
    pub(crate) clock: Mutex<Option<i32>>,
}

struct Open {
    steps: VecDeque<Step>,
    waker: Option<OwnedWaker>,
}

pub(crate) const ALL: [&str; 6] =
    [extension::HTTP, extension::TIME, extension::LOG, extension::STATE, extension::EMIT, extension::RANDOM];

impl Fake {
    /// A host with all extensions but `without`. It lives as long as the process, as hosts do.
    pub(crate) fn without(without: &[&str]) -> &'static Self {
        let offers = ALL.into_iter().filter(|name| !without.contains(name)).collect();
        Box::leak(Box::new(Self { offers, handles: AtomicU64::new(7), ..Self::default() }))
    }

    pub(crate) fn scripted(scripts: impl IntoIterator<Item = Script>) -> &'static Self {
        let fake = Self::without(&[]);
        lock(&fake.scripts).extend(scripts);
        fake
    }

    pub(crate) fn table(&'static self) -> &'static HostV1 {
        Box::leak(Box::new(HostV1 {
            magic: MAGIC,
            major: MAJOR,
            minor: MINOR,
            struct_size: size::<HostV1>(),
            host: std::ptr::from_ref(self).cast_mut().cast(),
            info: Slice::lend(b"{}"),
            get_extension: Some(get_extension),
            poll: Some(poll),
            close: Some(close),
        }))
    }

    /// Handles open, buffers not released, wakers kept: by the plugin or by host operations that it left.
    pub(crate) fn leftovers(&self) -> (usize, i64, i64) {
        let buffers = self.live_buffers.load(Ordering::SeqCst);
        (lock(&self.open).len(), buffers, self.live_wakers.live.load(Ordering::SeqCst))
    }

    /// Wakes whoever waits, as often as asked.
    pub(crate) fn wake_all(&self) {
        for open in lock(&self.open).values() {
            if let Some(waker) = &open.waker {
                waker.wake_by_ref();
            }
        }
    }

    /// The wakers that host operations hold, taken out of them.
    pub(crate) fn take_wakers(&self) -> Vec<OwnedWaker> {
        lock(&self.open).values_mut().filter_map(|open| open.waker.take()).collect()
    }

    /// A waker to poll with, whose copies are counted.
    pub(crate) fn wakes(&self) -> &Arc<Wakes> {
        &self.live_wakers
    }

    fn start(&self, what: String, out: *mut u64) -> i32 {
        lock(&self.asked).push(what);
        let script = lock(&self.scripts).pop_front();
        let steps = match script {
            None => return status::INTERNAL,
            Some(Script::Refuse(status)) => return status,
            Some(Script::HandleZero) => return status::OK,
            Some(Script::Steps(steps)) => steps,
        };
        let handle = self.handles.fetch_add(1, Ordering::SeqCst);
        lock(&self.open).insert(handle, Open { steps: steps.into(), waker: None });
        // SAFETY: the plugin lends its out-parameter.
        unsafe { out.write(handle) }
        status::OK
    }

    fn poll(&self, handle: u64, waker: &Waker, out: *mut Buf) -> i32 {
        let mut open = lock(&self.open);
        let Some(operation) = open.get_mut(&handle) else { return status::NOT_FOUND };
        let (status, bytes) = match operation.steps.pop_front() {
            None | Some(Step::End) => return status::END,
            Some(Step::Pending) => {
                operation.waker = OwnedWaker::keep(waker);
                return status::PENDING;
            }
            Some(Step::Item(bytes)) => (status::OK, bytes),
            Some(Step::Status(status, bytes)) => (status, bytes),
            Some(Step::Unowned) => {
                // SAFETY: as below.
                unsafe { (*out).len = 3 }
                return status::OK;
            }
        };
        // SAFETY: the plugin lends its out-parameter.
        unsafe { out.write(self.give(bytes)) }
        status
    }

    /// Bytes whose release is counted.
    fn give(&self, bytes: Vec<u8>) -> Buf {
        if bytes.is_empty() {
            return Buf::EMPTY;
        }
        self.live_buffers.fetch_add(1, Ordering::SeqCst);
        let bytes = Box::leak(bytes.into_boxed_slice());
        Buf {
            ptr: bytes.as_mut_ptr(),
            len: bytes.len(),
            owner: (&raw const self.live_buffers).cast_mut().cast(),
            release: Some(release),
        }
    }
}

pub(crate) fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[expect(clippy::cast_possible_truncation, reason = "tables are small")]
const fn size<T>() -> u32 {
    size_of::<T>() as u32
}

fn text(slice: Slice) -> String {
    // SAFETY: the plugin lends it for the call.
    String::from_utf8_lossy(unsafe { slice.read(usize::MAX) }.unwrap()).into_owned()
}

/// # Safety
/// `host` is a `Fake`, all of which live for ever.
unsafe fn fake(host: *mut c_void) -> &'static Fake {
    // SAFETY: see above.
    unsafe { &*host.cast::<Fake>() }
}

unsafe extern "C" fn release(owner: *mut c_void, ptr: *mut u8, len: usize) {
    // SAFETY: `give` leaked this box; the receiver releases it once.
    drop(unsafe { Box::from_raw(std::ptr::slice_from_raw_parts_mut(ptr, len)) });
    // SAFETY: the counter of a `Fake`.
    unsafe { &*owner.cast::<AtomicI64>() }.fetch_sub(1, Ordering::SeqCst);
}

unsafe extern "C" fn get_extension(host: *mut c_void, name: Slice) -> *const c_void {
    // SAFETY: the host's own pointer.
    let fake = unsafe { fake(host) };
    let name = text(name);
    if !fake.offers.contains(&name.as_str()) {
        return std::ptr::null();
    }
    match name.as_str() {
        extension::HTTP => (&raw const HTTP).cast(),
        extension::TIME => (&raw const TIME).cast(),
        extension::LOG => (&raw const LOG).cast(),
        extension::STATE => (&raw const STATE).cast(),
        extension::EMIT => (&raw const EMIT).cast(),
        extension::RANDOM => (&raw const RANDOM).cast(),
        _ => std::ptr::null(),
    }
}

unsafe extern "C" fn poll(host: *mut c_void, _: u64, handle: u64, waker: *const Waker, out: *mut Buf) -> i32 {
    // SAFETY: the host's own pointer, and what the plugin lends.
    let (fake, waker) = unsafe { (fake(host), &*waker) };
    fake.poll(handle, waker, out)
}

unsafe extern "C" fn close(host: *mut c_void, _: u64, handle: u64) {
    // SAFETY: the host's own pointer.
    let removed = lock(&unsafe { fake(host) }.open).remove(&handle);
    assert!(removed.is_some(), "handle {handle} was closed twice");
}

static HTTP: HttpTable = HttpTable { struct_size: size::<HttpTable>(), reserved: 0, start: Some(http) };
static TIME: TimeTable =
    TimeTable { struct_size: size::<TimeTable>(), reserved: 0, now: Some(now), sleep: Some(sleep) };
static LOG: LogTable = LogTable { struct_size: size::<LogTable>(), reserved: 0, log: Some(log) };
static STATE: StateTable = StateTable { struct_size: size::<StateTable>(), reserved: 0, start: Some(state) };
static EMIT: EmitTable = EmitTable { struct_size: size::<EmitTable>(), reserved: 0, start: Some(emit) };
static RANDOM: RandomTable =
    RandomTable { struct_size: size::<RandomTable>(), reserved: 0, fill: Some(fill) };

unsafe extern "C" fn http(host: *mut c_void, call: u64, head: Slice, body: Slice, out: *mut u64) -> i32 {
    // SAFETY: the host's own pointer.
    unsafe { fake(host) }.start(format!("http {call} {} {}", text(head), text(body)), out)
}

unsafe extern "C" fn sleep(host: *mut c_void, call: u64, duration_ns: u64, out: *mut u64) -> i32 {
    // SAFETY: the host's own pointer.
    unsafe { fake(host) }.start(format!("sleep {call} {duration_ns}"), out)
}

unsafe extern "C" fn state(host: *mut c_void, call: u64, request: Slice, out: *mut u64) -> i32 {
    // SAFETY: the host's own pointer.
    unsafe { fake(host) }.start(format!("state {call} {}", text(request)), out)
}

unsafe extern "C" fn emit(host: *mut c_void, call: u64, item: Slice, out: *mut u64) -> i32 {
    // SAFETY: the host's own pointer.
    unsafe { fake(host) }.start(format!("emit {call} {}", text(item)), out)
}

unsafe extern "C" fn now(host: *mut c_void, _: u64, out: *mut u64) -> i32 {
    // SAFETY: the host's own pointer.
    let refusal = *lock(&unsafe { fake(host) }.clock);
    if let Some(status) = refusal {
        return status;
    }
    // SAFETY: the plugin lends its out-parameter.
    unsafe { out.write(1_700_000_000_000_000_000) }
    status::OK
}

unsafe extern "C" fn log(host: *mut c_void, call: u64, level: u32, message: Slice, fields: Slice) {
    // SAFETY: the host's own pointer.
    lock(&unsafe { fake(host) }.log).push((call, level, text(message), text(fields)));
}

unsafe extern "C" fn fill(_: *mut c_void, _: u64, ptr: *mut u8, len: usize) -> i32 {
    // SAFETY: the plugin lends so much memory.
    unsafe { ptr.write_bytes(4, len) }
    status::OK
}

/// How often a waker was woken, and how many copies of it are held.
#[derive(Default)]
pub(crate) struct Wakes {
    pub(crate) woken: AtomicU64,
    live: AtomicI64,
}

impl Wakes {
    /// Lends a waker for a poll.
    pub(crate) fn lend(self: &Arc<Self>) -> Waker {
        Waker { data: Arc::as_ptr(self).cast(), table: &raw const WAKES }
    }

    pub(crate) fn count(&self) -> u64 {
        self.woken.load(Ordering::SeqCst)
    }
}

static WAKES: WakerTable = WakerTable {
    struct_size: size::<WakerTable>(),
    reserved: 0,
    clone: Some(clone_waker),
    wake: Some(wake),
    wake_by_ref: Some(wake_by_ref),
    drop: Some(drop_waker),
};

/// # Safety
/// `data` is a live `Wakes`.
unsafe fn wakes<'a>(data: *const c_void) -> &'a Wakes {
    // SAFETY: see above.
    unsafe { &*data.cast::<Wakes>() }
}

unsafe extern "C" fn clone_waker(data: *const c_void, out: *mut Waker) {
    // SAFETY: the waker's own data; the plugin lends `out`.
    unsafe {
        wakes(data).live.fetch_add(1, Ordering::SeqCst);
        Arc::increment_strong_count(data.cast::<Wakes>());
        out.write(Waker { data, table: &raw const WAKES });
    }
}

unsafe extern "C" fn wake(data: *const c_void) {
    // SAFETY: the waker's own data; waking gives an owned copy up.
    unsafe {
        wake_by_ref(data);
        drop_waker(data);
    }
}

unsafe extern "C" fn wake_by_ref(data: *const c_void) {
    // SAFETY: the waker's own data.
    unsafe { wakes(data) }.woken.fetch_add(1, Ordering::SeqCst);
}

unsafe extern "C" fn drop_waker(data: *const c_void) {
    // SAFETY: the waker's own data; an owned copy is given up.
    unsafe {
        wakes(data).live.fetch_sub(1, Ordering::SeqCst);
        Arc::decrement_strong_count(data.cast::<Wakes>());
    }
}

/// A waker of the plugin's side that the host keeps.
pub(crate) struct OwnedWaker(Waker);

impl OwnedWaker {
    fn keep(lent: &Waker) -> Option<Self> {
        let mut copy = Waker { data: std::ptr::null(), table: std::ptr::null() };
        // SAFETY: the plugin lends a waker as the boundary wants it.
        unsafe { (*lent.table).clone.unwrap()(lent.data, &raw mut copy) }
        (!copy.table.is_null()).then_some(Self(copy))
    }

    pub(crate) fn wake_by_ref(&self) {
        // SAFETY: an owned copy.
        unsafe { (*self.0.table).wake_by_ref.unwrap()(self.0.data) }
    }

    pub(crate) fn wake(self) {
        let this = std::mem::ManuallyDrop::new(self);
        // SAFETY: an owned copy, given up once.
        unsafe { (*this.0.table).wake.unwrap()(this.0.data) }
    }
}

impl Drop for OwnedWaker {
    fn drop(&mut self) {
        // SAFETY: an owned copy, given up once.
        unsafe { (*self.0.table).drop.unwrap()(self.0.data) }
    }
}

// SAFETY: wakers may be used from any thread.
unsafe impl Send for OwnedWaker {}
