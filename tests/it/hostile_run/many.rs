//! Many runs at once: case 61.

use super::Case;

/// A thousand runs at once on one instance, some of which are dropped in the middle.
#[test]
fn case_61_a_thousand_runs_at_once() {
    let case = Case::open("hostile/operation.c");
    let mut runs: Vec<_> = (0..1000).map(|_| case.begin("chain", "3")).collect();
    for round in 0..3 {
        for run in &mut runs {
            assert!(run.advance(1).is_none(), "round {round}");
        }
    }
    assert_eq!(case.plugin.counts().operations_open, 1000);
    let kept = runs.split_off(500);
    drop(runs);
    for run in kept {
        assert_eq!(run.finish().map(|output| output.json.to_string()), Ok("3".to_owned()));
    }
    case.assert_kept("chain");
    assert_eq!(case.report()["creates"], 1);
}

/// The same from several threads, while some of them poison the instance under the others.
#[test]
fn case_61_runs_on_many_threads() {
    let case = Case::open("hostile/operation.c");
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| {
                for _ in 0..125 {
                    assert_eq!(case.run("chain", "2"), Ok("2".to_owned()));
                }
            });
        }
    });
    case.assert_kept("chain");
    assert_eq!(case.report()["runs"].as_i64(), Some(1000 + 2 + 1), "every run, and the questions about them");
}

/// An instance that is given up is destroyed after its last operation, not before.
#[test]
fn case_61_an_instance_outlives_its_operations() {
    let case = Case::open("hostile/operation.c");
    let mut old = case.begin("keeps_waker", "{}");
    assert!(old.advance(1).is_none());
    let _ = case.run("panicked_in_poll", "{}");
    assert_eq!(case.run("echo", "1"), Ok("1".to_owned()), "a new instance answers");
    let report = case.report();
    assert_eq!((report["creates"].as_i64(), report["destroys"].as_i64()), (Some(2), Some(0)), "{report}");
    assert_eq!(case.plugin.counts().instances_open, 2);
    drop(old);
    case.assert_kept("keeps_waker");
    assert_eq!(case.report()["destroys"], 1);
}
