//! When a wait is over, and what time it is then.

use super::*;

/// Whether `wait` is over, polled by nobody who waits to be woken.
fn is_over(wait: &mut BoxFuture<'static, ()>) -> bool {
    wait.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_ready()
}

fn seconds(time: &Time) -> u64 {
    time.now().saturating_sub(START).as_secs()
}

#[test]
fn a_wait_is_pending_once_and_moves_time_on() {
    let time = Time::new();
    let mut wait = time.sleep(Duration::from_secs(10));
    assert!(!is_over(&mut wait));
    assert_eq!(seconds(&time), 0);
    assert!(is_over(&mut wait));
    assert_eq!(seconds(&time), 10);
}

#[test]
fn of_several_waits_the_earliest_ends_first() {
    let time = Time::new();
    let (mut long, mut short) = (time.sleep(Duration::from_secs(9)), time.sleep(Duration::from_secs(2)));
    assert!(!is_over(&mut long) && !is_over(&mut short));
    assert!(!is_over(&mut long));
    assert!(is_over(&mut short));
    assert_eq!(seconds(&time), 2);
    drop(short);
    assert!(is_over(&mut long));
    assert_eq!(seconds(&time), 9);
}

#[test]
fn a_wait_that_is_given_up_holds_nobody_back() {
    let time = Time::new();
    let (mut long, mut short) = (time.sleep(Duration::from_secs(9)), time.sleep(Duration::from_secs(2)));
    assert!(!is_over(&mut short) && !is_over(&mut long));
    drop(short);
    assert!(is_over(&mut long));
    assert_eq!(seconds(&time), 9);
}

#[test]
fn time_stands_still_while_a_call_is_under_way() {
    let time = Time::new();
    let mut wait = time.sleep(Duration::from_secs(1));
    let held = time.hold();
    assert!(!is_over(&mut wait) && !is_over(&mut wait));
    assert_eq!(seconds(&time), 0);
    drop(held);
    assert!(is_over(&mut wait));
}
