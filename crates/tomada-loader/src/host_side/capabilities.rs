//! The capability tables: each function turns its arguments into a call on the run's context.

use std::ffi::c_void;
use std::time::Duration;

use serde_json::Value;
use tomada_abi::{
    EmitTable, HttpTable, LogTable, MESSAGE_MAX_BYTES, RandomTable, Slice, StateTable, TimeTable, extension,
    level, status,
};
use tomada_core::wire::{RequestHead, StateAnswer, StateRequest, to_json};
use tomada_core::{BoxFuture, Context, Failure, Json, Level};

use super::call::LOG_LINES_MAX;
use super::work::Work;
use super::{HostSide, read, serve, write};

/// The most bytes of a request's head, a state request or a log line's fields.
const HEAD_MAX_BYTES: usize = 256 * 1024;

/// The most bytes of a log line that are kept.
const LOG_LINE_MAX_BYTES: usize = 8 * 1024;

/// The most random bytes in one go.
const RANDOM_MAX_BYTES: usize = 64 * 1024;

/// The table of the extension `name`, or null.
pub(super) fn table(name: &[u8]) -> *const c_void {
    let named = |known: &str| name == known.as_bytes();
    match () {
        () if named(extension::HTTP) => (&raw const HTTP).cast(),
        () if named(extension::TIME) => (&raw const TIME).cast(),
        () if named(extension::LOG) => (&raw const LOG).cast(),
        () if named(extension::STATE) => (&raw const STATE).cast(),
        () if named(extension::EMIT) => (&raw const EMIT).cast(),
        () if named(extension::RANDOM) => (&raw const RANDOM).cast(),
        () => std::ptr::null(),
    }
}

#[expect(clippy::cast_possible_truncation, reason = "far below 4096, as the layout test shows")]
const fn size<T>() -> u32 {
    size_of::<T>() as u32
}

static HTTP: HttpTable = HttpTable { struct_size: size::<HttpTable>(), reserved: 0, start: Some(http_start) };
static TIME: TimeTable =
    TimeTable { struct_size: size::<TimeTable>(), reserved: 0, now: Some(time_now), sleep: Some(time_sleep) };
static LOG: LogTable = LogTable { struct_size: size::<LogTable>(), reserved: 0, log: Some(log) };
static STATE: StateTable =
    StateTable { struct_size: size::<StateTable>(), reserved: 0, start: Some(state_start) };
static EMIT: EmitTable = EmitTable { struct_size: size::<EmitTable>(), reserved: 0, start: Some(emit_start) };
static RANDOM: RandomTable =
    RandomTable { struct_size: size::<RandomTable>(), reserved: 0, fill: Some(random_fill) };

unsafe extern "C" fn http_start(
    host: *mut c_void,
    call: u64,
    head: Slice,
    body: Slice,
    out: *mut u64,
) -> i32 {
    let act = |host: &'static HostSide| {
        // SAFETY: lent for the length of this call.
        let (head, body) = unsafe { (read(head, HEAD_MAX_BYTES)?, read(body, MESSAGE_MAX_BYTES)?) };
        let head: RequestHead = serde_json::from_slice(head).map_err(|_| status::INVALID)?;
        let is_preview = head.preview;
        let request = head.join(body.to_vec());
        let context = host.context_to_begin(call)?;
        let work = if is_preview {
            let told = context.http().preview(request);
            Work::Once(Box::pin(async move { told.await.map(|preview| to_json(&preview).into_bytes()) }))
        } else {
            Work::Http(context.http().send(request))
        };
        // SAFETY: an out-pointer by the rules of the boundary.
        unsafe { begin(host, call, work, out) }
    };
    // SAFETY: `host` is the one in the table that leads here.
    unsafe { serve(host, act) }
}

unsafe extern "C" fn time_now(host: *mut c_void, call: u64, out: *mut u64) -> i32 {
    let act = |host: &'static HostSide| {
        let now = host.context(call)?.now().as_nanos();
        // SAFETY: an out-pointer by the rules of the boundary.
        unsafe { write(out, u64::try_from(now).unwrap_or(u64::MAX)) }?;
        Ok(status::OK)
    };
    // SAFETY: `host` is the one in the table that leads here.
    unsafe { serve(host, act) }
}

unsafe extern "C" fn time_sleep(host: *mut c_void, call: u64, duration_ns: u64, out: *mut u64) -> i32 {
    let act = |host: &'static HostSide| {
        let sleep = host.context_to_begin(call)?.clock().sleep(Duration::from_nanos(duration_ns));
        let work = Work::Once(Box::pin(async move {
            sleep.await;
            Ok(Vec::new())
        }));
        // SAFETY: an out-pointer by the rules of the boundary.
        unsafe { begin(host, call, work, out) }
    };
    // SAFETY: `host` is the one in the table that leads here.
    unsafe { serve(host, act) }
}

unsafe extern "C" fn state_start(host: *mut c_void, call: u64, request: Slice, out: *mut u64) -> i32 {
    let act = |host: &'static HostSide| {
        // SAFETY: lent for the length of this call.
        let request = unsafe { read(request, MESSAGE_MAX_BYTES) }?;
        let request: StateRequest = serde_json::from_slice(request).map_err(|_| status::INVALID)?;
        let work = Work::Once(state(&host.context_to_begin(call)?, request));
        // SAFETY: an out-pointer by the rules of the boundary.
        unsafe { begin(host, call, work, out) }
    };
    // SAFETY: `host` is the one in the table that leads here.
    unsafe { serve(host, act) }
}

fn state(context: &Context, request: StateRequest) -> BoxFuture<'static, Result<Vec<u8>, Failure>> {
    let context = context.clone();
    Box::pin(async move {
        let state = context.state();
        let mut answer = StateAnswer::default();
        match request {
            StateRequest::Get { key } => {
                if let Some(found) = state.get(key).await? {
                    answer.value = Some(found.value.to_value());
                    answer.version = Some(found.version);
                }
            }
            StateRequest::Put { key, value, if_version } => {
                answer.version = Some(state.put(key, Json::from(value), if_version).await?);
            }
            StateRequest::Delete { key, if_version } => state.delete(key, if_version).await?,
            StateRequest::List { prefix } => answer.keys = state.list(prefix).await?,
        }
        Ok(to_json(&answer).into_bytes())
    })
}

unsafe extern "C" fn emit_start(host: *mut c_void, call: u64, item: Slice, out: *mut u64) -> i32 {
    let act = |host: &'static HostSide| {
        // SAFETY: lent for the length of this call.
        let item = unsafe { read(item, MESSAGE_MAX_BYTES) }?;
        let item = Json::parse(item.to_vec()).map_err(|_| status::INVALID)?;
        let sent = host.context_to_begin(call)?.emitter().emit(item);
        let work = Work::Once(Box::pin(async move { sent.await.map(|()| Vec::new()) }));
        // SAFETY: an out-pointer by the rules of the boundary.
        unsafe { begin(host, call, work, out) }
    };
    // SAFETY: `host` is the one in the table that leads here.
    unsafe { serve(host, act) }
}

unsafe extern "C" fn log(host: *mut c_void, call: u64, level: u32, message: Slice, fields: Slice) {
    let act = |host: &'static HostSide| {
        // SAFETY: lent for the length of this call.
        let (message, fields) = unsafe { (read(message, MESSAGE_MAX_BYTES)?, read(fields, HEAD_MAX_BYTES)?) };
        let message = String::from_utf8_lossy(&message[..message.len().min(LOG_LINE_MAX_BYTES)]);
        if call == 0 {
            host.notes.add(&message);
            return Ok(status::OK);
        }
        let context = host.with_call(call, |slot| {
            slot.log_lines += 1;
            if slot.log_lines > LOG_LINES_MAX { Err(status::LIMIT) } else { Ok(slot.context.clone()) }
        });
        let context = context.inspect_err(|_| host.counters.log_lines_dropped.add())?;
        let fields = serde_json::from_slice(fields).unwrap_or(Value::Null);
        context.log_with(level_of(level), &message, &fields);
        Ok(status::OK)
    };
    // SAFETY: `host` is the one in the table that leads here.
    unsafe { serve(host, act) };
}

fn level_of(level: u32) -> Level {
    match level {
        level::DEBUG => Level::Debug,
        level::WARN => Level::Warn,
        level::ERROR => Level::Error,
        _ => Level::Info,
    }
}

unsafe extern "C" fn random_fill(host: *mut c_void, call: u64, ptr: *mut u8, len: usize) -> i32 {
    let act = |host: &'static HostSide| {
        if len > RANDOM_MAX_BYTES {
            return Err(status::LIMIT);
        }
        if len == 0 {
            return Ok(status::OK);
        }
        if ptr.is_null() {
            return Err(status::INVALID);
        }
        let mut bytes = vec![0; len];
        host.context(call)?.fill_random(&mut bytes);
        // SAFETY: not null; by the rules of the boundary `len` bytes at `ptr` may be written.
        unsafe { std::ptr::copy_nonoverlapping(bytes.as_ptr(), ptr, len) };
        Ok(status::OK)
    };
    // SAFETY: `host` is the one in the table that leads here.
    unsafe { serve(host, act) }
}

/// Begins `work` within `call` and names it.
///
/// # Safety
/// `out` is null or may be written.
unsafe fn begin(host: &'static HostSide, call: u64, work: Work, out: *mut u64) -> Result<i32, i32> {
    if out.is_null() {
        return Err(status::INVALID);
    }
    let handle = host.start(call, work)?;
    // SAFETY: says the caller.
    unsafe { write(out, handle) }?;
    Ok(status::OK)
}
