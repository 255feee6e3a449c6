//! The rules of the house, one file each, judged on the sources as they lie there.
//!
//! A rule is a function from what it looks at to what is wrong with it, so that each can be shown a bad example; and
//! each is: next to the test that the house keeps the rule stands one that the rule notices who does not.

mod house;
mod modules;

mod arrows;
mod below;
mod documents;
mod heads;
mod lints;
mod panics;
mod places;
mod signatures;
mod sizes;
mod sockets;
mod strays;
mod texts;
mod unsafe_code;

/// Fails with every fault at once.
#[track_caller]
fn keeps(rule: &str, faults: &[String]) {
    assert!(faults.is_empty(), "{rule}\n  {}", faults.join("\n  "));
}

/// Fails unless there is one fault, which says `part`.
#[track_caller]
fn notices(part: &str, faults: &[String]) {
    assert!(
        matches!(faults, [fault] if fault.contains(part)),
        "expected one fault with `{part}`, found {faults:?}"
    );
}
