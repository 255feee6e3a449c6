//! More than any plugin needs: case 52.

use super::Case;

#[test]
fn case_52_quotas() {
    let case = Case::open("hostile/flood.c");
    case.is_told("waits_without_end", -4);
    case.is_told("sends_without_end", -4);
    case.answers("closes_nothing", "{}", "true");
    case.answers("reads_no_body", "{}", "true");
    case.answers("opens_and_closes", "{}", "true");
}

#[test]
fn case_52_what_is_held_is_freed_when_the_run_is_dropped() {
    let case = Case::open("hostile/flood.c");
    let mut run = case.begin("holds", "500");
    assert!(run.advance(10).is_none());
    assert_eq!((case.plugin.counts().host_operations_open, case.world.open()), (500, 500));
    drop(run);
    case.assert_kept("holds");
}
