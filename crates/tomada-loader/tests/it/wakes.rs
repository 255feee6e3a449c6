//! Wakers: kept, forgotten, leaked, late, and far too many.

use serde_json::json;
use tomada_core::{Integration, Json};

use crate::world::{assert_clean, drive, probe, run, world};

#[test]
fn an_operation_that_can_never_wake_is_noticed() {
    let plugin = probe();
    for (how, never_wakes) in [("never", 0), ("forgotten", 1)] {
        let input = Json::from(json!({ "how": how }));
        assert!(drive(plugin.run("wake", input, world().0), 5).is_none());
        assert_eq!(plugin.counts().never_wakes, never_wakes, "{how}");
    }
    assert_clean(&plugin);
}

#[test]
fn a_storm_of_wakes_is_slowed_down_and_counted() {
    let plugin = probe();
    let (context, world) = world();
    let before = world.now_ms.load(std::sync::atomic::Ordering::SeqCst);
    let output = run(&plugin, "wake", json!({ "how": "myself", "times": 1_200 }), context).unwrap();
    assert_eq!(output.json.to_value(), json!({ "polls": 1_201 }));
    assert_eq!(plugin.counts().storms, 1);
    // From the thousandth poll on it pauses a millisecond each time.
    assert_eq!(world.now_ms.load(std::sync::atomic::Ordering::SeqCst) - before, 201);
    assert_clean(&plugin);
}

#[test]
fn wakes_after_the_end_do_nothing_and_leaked_wakers_leak_nothing() {
    let plugin = probe();
    for _ in 0..100 {
        run(&plugin, "wake", json!({ "how": "leak" }), world().0).unwrap();
    }
    run(&plugin, "wake", json!({ "how": "late", "times": 10_000 }), world().0).unwrap();
    assert_clean(&plugin);
}
