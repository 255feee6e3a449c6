//! Wakers in both directions: woken, woken too late, kept, and replaced by an action's own.

use std::ptr;

use tomada_abi::{Waker, status};

use crate::driver::Driver;
use crate::fake::{Fake, Script, Step};

fn pending() -> &'static Fake {
    Fake::scripted([Script::Steps(vec![Step::Pending, Step::Item(vec![])])])
}

/// Whether the action passes the host's waker on or one of its own, waking reaches the poller.
#[test]
fn a_wake_reaches_whoever_polls() {
    for action in ["sleep", "foreign"] {
        let driver = Driver::new(pending());
        let mut running = driver.call(action, "{}").unwrap();
        assert_eq!(running.poll().0, status::PENDING);
        assert_eq!(driver.fake.wakes().count(), 0);
        driver.fake.wake_all();
        driver.fake.wake_all();
        assert_eq!(driver.fake.wakes().count(), 2, "{action}");
        assert_eq!(running.poll().0, status::OK);
        drop(running);
        assert_eq!(driver.fake.leftovers(), (0, 0, 0));
    }
}

/// The host's waker is handed back as it came: one copy, the host's.
#[test]
fn a_pending_run_keeps_one_copy() {
    let driver = Driver::new(pending());
    let mut running = driver.call("sleep", "{}").unwrap();
    assert_eq!(running.poll().0, status::PENDING);
    assert_eq!(driver.fake.leftovers(), (1, 0, 1));
}

#[test]
fn a_wake_after_the_end_does_no_harm() {
    for action in ["sleep", "foreign"] {
        for finish in [true, false] {
            let driver = Driver::new(pending());
            let mut running = driver.call(action, "{}").unwrap();
            assert_eq!(running.poll().0, status::PENDING);
            let wakers = driver.fake.take_wakers();
            assert_eq!(wakers.len(), 1);
            if finish {
                assert_eq!(running.poll().0, status::OK);
            }
            drop(running);
            let fake = driver.fake;
            drop(driver);
            for waker in wakers {
                waker.wake_by_ref();
                waker.wake();
            }
            assert_eq!((fake.wakes().count(), fake.leftovers()), (2, (0, 0, 0)));
        }
    }
}

#[test]
fn a_wake_from_another_thread_arrives() {
    let driver = Driver::new(pending());
    let mut running = driver.call("foreign", "{}").unwrap();
    assert_eq!(running.poll().0, status::PENDING);
    let wakers = driver.fake.take_wakers();
    std::thread::scope(|scope| {
        scope.spawn(|| wakers.into_iter().for_each(super::fake::OwnedWaker::wake));
    });
    assert_eq!(driver.fake.wakes().count(), 1);
}

#[test]
fn a_run_may_move_between_threads() {
    let driver = Driver::new(pending());
    let mut running = driver.call("foreign", "{}").unwrap();
    assert_eq!(running.poll().0, status::PENDING);
    let status = std::thread::scope(|scope| scope.spawn(move || running.poll().0).join().unwrap());
    assert_eq!(status, status::OK);
    assert_eq!(driver.fake.leftovers(), (0, 0, 0));
}

#[test]
fn what_is_no_waker_is_refused_before_the_run_goes_on() {
    let driver = Driver::new(pending());
    let lent = driver.fake.wakes().lend();
    // SAFETY: the table is a static of the test's.
    let table = unsafe { &*lent.table };
    let small = tomada_abi::WakerTable { struct_size: 8, ..copy(table) };
    let holes = tomada_abi::WakerTable { wake: None, ..copy(table) };
    let mut running = driver.call("sleep", "{}").unwrap();
    assert_eq!(running.poll_with(ptr::null()).0, status::INVALID);
    for table in [ptr::null(), &raw const small, &raw const holes] {
        assert_eq!(running.poll_with(&Waker { table, ..lent }).0, status::INVALID);
    }
    assert_eq!(driver.fake.leftovers(), (0, 0, 0));
    assert_eq!(running.poll().0, status::PENDING);
}

fn copy(table: &tomada_abi::WakerTable) -> tomada_abi::WakerTable {
    tomada_abi::WakerTable { ..*table }
}
