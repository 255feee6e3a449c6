//! The waker table: what a late, stale or repeated wake does. Under `--cfg model` the same rules are tried over all
//! interleavings of the threads.

use std::sync::atomic::{AtomicUsize, Ordering};

use super::*;

/// Counts how often it was woken.
#[derive(Default)]
struct Count(AtomicUsize);

impl Wake for Count {
    fn wake(self: Arc<Self>) {
        self.0.fetch_add(1, Ordering::SeqCst);
    }
}

fn counter() -> (Arc<Count>, Waker) {
    let count = Arc::new(Count::default());
    (count.clone(), count.into())
}

fn woken(count: &Count) -> usize {
    count.0.load(Ordering::SeqCst)
}

#[cfg(not(model))]
mod rules {
    use super::*;

    #[test]
    fn a_wake_reaches_whoever_polled_last() {
        let table = WakeTable::new();
        let (first, first_waker) = counter();
        let (second, second_waker) = counter();
        let slot = table.open(0);
        table.arm(slot, &first_waker);
        table.arm(slot, &second_waker);
        table.wake(slot);
        assert_eq!((woken(&first), woken(&second)), (0, 1));
    }

    #[test]
    fn a_wake_after_the_end_does_nothing_even_in_a_slot_used_again() {
        let table = WakeTable::new();
        let (count, waker) = counter();
        let old = table.open(7);
        table.close(old);
        let new = table.open(7);
        table.arm(new, &waker);
        table.wake(old);
        table.take(old);
        assert_eq!(woken(&count), 0);
        assert_eq!(table.seen(new), Seen { taken: false, woken: false });
    }

    #[test]
    fn what_happened_is_seen_until_the_next_poll() {
        let table = WakeTable::new();
        let (_count, waker) = counter();
        let slot = table.open(3);
        table.arm(slot, &waker);
        assert_eq!(table.seen(slot), Seen { taken: false, woken: false });
        table.take(slot);
        table.wake(slot);
        assert_eq!(table.seen(slot), Seen { taken: true, woken: true });
        table.arm(slot, &waker);
        assert_eq!(table.seen(slot), Seen { taken: true, woken: false });
    }

    #[test]
    fn handles_of_all_shards_and_many_slots_are_distinct() {
        let table = WakeTable::new();
        let mut handles: Vec<_> = (0..10_000).map(|seed| table.open(seed)).collect();
        handles.sort_unstable();
        handles.dedup();
        assert_eq!(handles.len(), 10_000);
        assert!(handles.iter().all(|handle| *handle != 0));
    }

    /// The functions that a plugin gets, on a waker that is long gone.
    #[test]
    fn the_table_for_plugins_takes_stale_and_null_wakers() {
        let stale = {
            let handle = WakeHandle::open();
            handle.arm(&counter().1)
        };
        let mut copy = abi::Waker { data: std::ptr::null(), table: std::ptr::null() };
        // SAFETY: the host's own functions, which take any data and a null out-pointer.
        unsafe {
            host_clone(stale.data, &raw mut copy);
            host_clone(stale.data, std::ptr::null_mut());
            host_wake(copy.data);
            host_wake(std::ptr::null());
            host_drop(copy.data);
        }
        // SAFETY: null, and a table with a null function.
        unsafe {
            assert_eq!(adopt(std::ptr::null()).unwrap_err(), abi::status::INVALID);
            let empty = abi::WakerTable {
                struct_size: 40,
                reserved: 0,
                clone: None,
                wake: None,
                wake_by_ref: None,
                drop: None,
            };
            let odd = abi::Waker { data: std::ptr::null(), table: &raw const empty };
            assert_eq!(adopt(&raw const odd).unwrap_err(), abi::status::INVALID);
        }
    }
}

#[cfg(model)]
mod model {
    use super::*;

    fn table() -> Arc<WakeTable> {
        Arc::new(WakeTable::new())
    }

    /// Between arming and seeing, a wake on another thread is either delivered or still to come.
    #[test]
    fn no_wake_is_lost() {
        loom::model(|| {
            let table = table();
            let (count, waker) = counter();
            let slot = table.open(0);
            table.arm(slot, &waker);
            let other = table.clone();
            let thread = loom::thread::spawn(move || other.wake(slot));
            let seen = table.seen(slot);
            thread.join().unwrap();
            assert!(!seen.woken || woken(&count) <= 1);
            assert_eq!(woken(&count), 1);
            assert!(table.seen(slot).woken);
        });
    }

    /// A wake that races with moving to another poller reaches one of the two.
    #[test]
    fn a_wake_during_a_move_reaches_one_poller() {
        loom::model(|| {
            let table = table();
            let (first, first_waker) = counter();
            let (second, second_waker) = counter();
            let slot = table.open(0);
            table.arm(slot, &first_waker);
            let other = table.clone();
            let thread = loom::thread::spawn(move || other.wake(slot));
            table.arm(slot, &second_waker);
            thread.join().unwrap();
            assert_eq!(woken(&first) + woken(&second), 1);
        });
    }

    /// A wake that races with the end and with a new operation in the same slot never wakes the new one.
    #[test]
    fn a_late_wake_never_reaches_the_next_operation() {
        loom::model(|| {
            let table = table();
            let (_, old_waker) = counter();
            let (new_count, new_waker) = counter();
            let old = table.open(0);
            table.arm(old, &old_waker);
            let other = table.clone();
            let thread = loom::thread::spawn(move || {
                other.wake(old);
                other.take(old);
            });
            table.close(old);
            let new = table.open(0);
            table.arm(new, &new_waker);
            thread.join().unwrap();
            assert_eq!(woken(&new_count), 0);
            assert_eq!(table.seen(new), Seen { taken: false, woken: false });
        });
    }
}
