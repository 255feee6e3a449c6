//! No panic passes: every entry into the plugin runs under [`guarded`].
//!
//! A panic's message and place are known only to the panic hook. Ours notes them for the guard that is open on the
//! thread, and writes them to the host's log; panics outside of any guard, which a linked test may have, go to the hook
//! that was there before.

use std::any::Any;
use std::cell::{Cell, OnceCell};
use std::panic::{AssertUnwindSafe, PanicHookInfo, catch_unwind, set_hook, take_hook};
use std::sync::Once;

use tomada_core::{Failure, Kind, Level};

use super::host::Host;

/// The most bytes of a panic's message that are kept.
const MESSAGE_MAX_BYTES: usize = 4096;

/// A panic that was caught: what it said and where.
#[derive(Debug)]
pub(super) struct Panic(String);

impl Panic {
    /// The failure of the run that it ended.
    pub(super) fn failure(&self) -> Failure {
        Failure::coded(Kind::Broken, "action-panicked").with_detail(&self.0)
    }
}

/// What is open on this thread: for whom, and what the hook has noted.
struct Scene<'a> {
    host: Option<&'a Host>,
    call: u64,
    note: OnceCell<String>,
}

thread_local! {
    /// The innermost guard of this thread. A plain pointer, so that no thread needs a destructor of ours.
    static OPEN: Cell<*const Scene<'static>> = const { Cell::new(std::ptr::null()) };
}

/// Runs `work`; a panic in it is caught, reported to `host` and described.
pub(super) fn guarded<T>(host: Option<&Host>, call: u64, work: impl FnOnce() -> T) -> Result<T, Panic> {
    let scene = Scene { host, call, note: OnceCell::new() };
    let outer = OPEN.replace((&raw const scene).cast());
    let answer = catch_unwind(AssertUnwindSafe(work)).map_err(|payload| {
        let said = said(&*payload);
        discard(payload);
        said
    });
    OPEN.set(outer);
    answer.map_err(|said| Panic(scene.note.into_inner().unwrap_or(said)))
}

/// What a payload says by itself, for a panic that bypassed the hook.
fn said(payload: &(dyn Any + Send)) -> String {
    let text = payload.downcast_ref::<&str>().copied();
    let text = text.or_else(|| payload.downcast_ref::<String>().map(String::as_str));
    cut(text.unwrap_or("a panic without a message")).to_owned()
}

/// Drops a payload, which may panic in turn: then what is left of both is leaked.
fn discard(payload: Box<dyn Any + Send>) {
    if let Err(second) = catch_unwind(AssertUnwindSafe(|| drop(payload))) {
        std::mem::forget(second);
    }
}

/// Sets the hook, once for this copy of the library.
pub(super) fn install_hook() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let before = take_hook();
        set_hook(Box::new(move |info| {
            if !report(info) {
                before(info);
            }
        }));
    });
}

/// Notes the first panic of the open guard, and says whether the host's log has it.
fn report(info: &PanicHookInfo<'_>) -> bool {
    // SAFETY: not null only while `guarded` runs on this very thread and holds the scene and what it borrows.
    let Some(scene) = (unsafe { OPEN.get().as_ref() }) else { return false };
    let message = cut(info.payload_as_str().unwrap_or("a panic without a message"));
    let text = match info.location() {
        Some(place) => format!("{message} at {place}"),
        None => message.to_owned(),
    };
    let logged =
        scene.host.is_some_and(|host| host.log(scene.call, Level::Error, &format!("panic: {text}"), ""));
    // A second panic, of a destructor, does not hide the first.
    let _ = scene.note.set(text);
    logged
}

fn cut(message: &str) -> &str {
    &message[..message.floor_char_boundary(MESSAGE_MAX_BYTES)]
}
