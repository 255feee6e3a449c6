//! Who is inside a plugin right now, and for how long.
//!
//! Every entry into a plugin passes through [`enter`]. Code in process cannot be interrupted; what can be done is to
//! know: an entry over its budget is a strike, one that has not come back for a second is stuck and its instance is
//! given up. A core dump shows the same marks.
#![expect(clippy::disallowed_methods, reason = "it watches real threads, whatever time the runs are told")]

use std::cell::OnceCell;
use std::sync::atomic::{AtomicBool, AtomicPtr, AtomicU64, Ordering::Relaxed};
use std::sync::{Arc, Mutex, OnceLock, PoisonError, Weak};
use std::time::Duration;

use crate::host_side::HostSide;

/// How long an entry may take before it is a strike.
const BUDGET: Duration = Duration::from_millis(100);

/// How long an entry may take before it is stuck.
const STUCK: Duration = Duration::from_secs(1);

/// One thread's mark.
#[derive(Default)]
struct Mark {
    /// The host side of the plugin that the thread is in, or null.
    inside: AtomicPtr<HostSide>,
    /// When it went in, by [`now_ns`].
    since_ns: AtomicU64,
    /// Whether this entry was reported as stuck.
    reported: AtomicBool,
}

static MARKS: Mutex<Vec<Weak<Mark>>> = Mutex::new(Vec::new());

thread_local! {
    static MARK: OnceCell<Arc<Mark>> = const { OnceCell::new() };
}

/// Runs a call into the plugin of `host`, marked and timed.
pub(crate) fn enter<T>(host: &'static HostSide, call: impl FnOnce() -> T) -> T {
    with_mark(|mark| enter_marked(mark, host, call))
}

fn enter_marked<T>(mark: &Mark, host: &'static HostSide, call: impl FnOnce() -> T) -> T {
    let begun = now_ns();
    let (outer, outer_since) = (mark.inside.load(Relaxed), mark.since_ns.load(Relaxed));
    mark.since_ns.store(begun, Relaxed);
    mark.inside.store(std::ptr::from_ref(host).cast_mut(), Relaxed);
    let answer = call();
    mark.inside.store(outer, Relaxed);
    mark.since_ns.store(outer_since, Relaxed);
    mark.reported.store(false, Relaxed);
    if now_ns().saturating_sub(begun) > nanoseconds(BUDGET) {
        host.counters.strikes.add();
    }
    answer
}

/// Names of the plugins, as `id@version`, that some thread has been inside of for more than a second: in a call, in a
/// drop, or while the library was being opened. In process nothing can be done about it but to say so.
pub fn stuck() -> Vec<String> {
    let now = now_ns();
    let inside = marks().into_iter().filter(|mark| mark.is_stuck(now)).filter_map(|mark| mark.host());
    inside.map(|host| host.name.clone()).collect()
}

/// Looks at every thread once and reports entries that are stuck at `now_ns`.
fn scan(now_ns: u64) {
    for mark in marks() {
        if let Some(host) = mark.host().filter(|_| mark.is_stuck(now_ns))
            && !mark.reported.swap(true, Relaxed)
        {
            host.report_stuck();
        }
    }
}

impl Mark {
    /// The host side of the plugin that the thread is in.
    fn host(&self) -> Option<&'static HostSide> {
        // SAFETY: a mark holds null or a host side, and host sides live for the life of the process.
        unsafe { self.inside.load(Relaxed).as_ref() }
    }

    fn is_stuck(&self, now_ns: u64) -> bool {
        now_ns.saturating_sub(self.since_ns.load(Relaxed)) > nanoseconds(STUCK)
    }
}

/// The marks of all threads that live.
fn marks() -> Vec<Arc<Mark>> {
    let mut marks = MARKS.lock().unwrap_or_else(PoisonError::into_inner);
    marks.retain(|mark| mark.strong_count() > 0);
    marks.iter().filter_map(Weak::upgrade).collect()
}

/// Starts the thread that scans, once per process.
pub(crate) fn start() {
    static STARTED: OnceLock<()> = OnceLock::new();
    STARTED.get_or_init(|| {
        // Without it (no more threads) stuck entries go unreported; nothing else depends on it.
        let _ = std::thread::Builder::new().name("plugin-watch".into()).spawn(|| {
            loop {
                std::thread::sleep(Duration::from_millis(200));
                scan(now_ns());
            }
        });
    });
}

fn with_mark<T>(act: impl FnOnce(&Mark) -> T) -> T {
    MARK.with(|mark| {
        act(mark.get_or_init(|| {
            let mark = Arc::new(Mark::default());
            MARKS.lock().unwrap_or_else(PoisonError::into_inner).push(Arc::downgrade(&mark));
            mark
        }))
    })
}

/// Monotonic time to a few milliseconds: asked twice at each entry, so it must cost next to nothing.
#[cfg(target_os = "linux")]
fn now_ns() -> u64 {
    let now = rustix::time::clock_gettime(rustix::time::ClockId::MonotonicCoarse);
    let seconds = u64::try_from(now.tv_sec).unwrap_or(0);
    seconds.saturating_mul(1_000_000_000).saturating_add(u64::try_from(now.tv_nsec).unwrap_or(0))
}

#[cfg(not(target_os = "linux"))]
#[expect(clippy::disallowed_methods, reason = "it watches real threads, whatever time the runs are told")]
fn now_ns() -> u64 {
    static FIRST: OnceLock<std::time::Instant> = OnceLock::new();
    nanoseconds(FIRST.get_or_init(std::time::Instant::now).elapsed())
}

fn nanoseconds(duration: Duration) -> u64 {
    u64::try_from(duration.as_nanos()).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_that_does_not_come_back_is_reported_once() {
        let host = HostSide::leak("stuck@1.0.0".to_owned());
        enter(host, || {
            let begun = now_ns();
            scan(begun);
            assert_eq!(host.counters.stuck.get(), 0);
            scan(begun + nanoseconds(STUCK) * 2);
            scan(begun + nanoseconds(STUCK) * 3);
            assert_eq!(host.counters.stuck.get(), 1);
        });
    }
}
