//! A run that is given up after any number of polls leaves nothing open, lent or kept.

use tomada_abi::status;

use crate::driver::Driver;
use crate::fake::{Fake, Script, Step, lock};

fn item(text: &str) -> Step {
    Step::Item(text.as_bytes().to_vec())
}

fn exchange() -> Vec<Script> {
    let head = item(r#"{"status":200,"url":"u"}"#);
    vec![Script::Steps(vec![
        Step::Pending,
        head,
        Step::Pending,
        item("abc"),
        Step::Pending,
        item("d"),
        Step::Pending,
    ])]
}

fn waits() -> Vec<Script> {
    vec![Script::Steps(vec![Step::Pending, Step::Pending, item("")]); 3]
}

#[test]
fn dropped_after_k_polls_everything_is_given_back() {
    for (action, scripts, polls) in
        [("exchange", exchange(), 5), ("wait", waits(), 5), ("emit", waits(), 7), ("foreign", waits(), 3)]
    {
        for k in 0..polls {
            let driver = Driver::new(Fake::scripted(scripts.clone()));
            let mut running = driver.call(action, "{}").unwrap();
            for _ in 0..k {
                assert_eq!(
                    running.poll().0,
                    if k == polls { status::OK } else { status::PENDING },
                    "{action} {k}"
                );
            }
            assert_eq!(driver.fake.leftovers().0, usize::from(k > 0), "{action} {k}: nothing was open");
            drop(running);
            assert_eq!(driver.fake.leftovers(), (0, 0, 0), "{action} after {k} polls");
        }
    }
}

#[test]
fn nothing_is_asked_before_the_first_poll() {
    let driver = Driver::new(Fake::scripted(waits()));
    let running = driver.call("wait", "{}").unwrap();
    assert_eq!(*lock(&driver.fake.asked), [""; 0]);
    drop(running);
}

#[test]
fn an_operation_that_has_ended_is_not_polled_again() {
    let driver = Driver::new(Fake::scripted([]));
    let mut running = driver.call("move", "{}").unwrap();
    assert_eq!(running.poll().0, status::OK);
    assert_eq!(running.poll(), (status::PROTOCOL, String::new()));
    let mut refused = driver.call("move", "[").unwrap();
    assert_eq!(refused.poll().0, status::FAILED);
    assert_eq!(refused.poll(), (status::PROTOCOL, String::new()));
}
