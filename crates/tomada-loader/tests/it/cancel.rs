//! A run that is dropped leaves nothing behind, wherever it was.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use serde_json::json;
use tomada_core::{Integration, Json};

use crate::world::{assert_clean, drive, probe, run, world};

/// More polls than a whole tour takes.
const POLLS: usize = 40;

#[test]
fn a_run_dropped_at_any_await_point_leaves_nothing() {
    let plugin = probe();
    let mut finished = None;
    for polls in 0..POLLS {
        let (context, world) = world();
        let input = Json::from(json!({ "url": "https://example.com/" }));
        let ended = drive(plugin.run("tour", input, context), polls).is_some();
        assert_eq!(world.open.load(Ordering::SeqCst), 0, "after {polls} polls");
        assert_clean(&plugin);
        if ended && finished.is_none() {
            finished = Some(polls);
        }
    }
    let finished = finished.expect("a tour ends");
    assert!(finished > 10, "a tour of {finished} polls has too few await points to try");
}

#[test]
fn a_thousand_runs_at_once_on_one_instance() {
    let plugin = Arc::new(probe());
    let threads: Vec<_> = (0..8)
        .map(|_| {
            let plugin = plugin.clone();
            std::thread::spawn(move || {
                for round in 0..125_usize {
                    let (context, world) = world();
                    let input = Json::from(json!({ "url": "https://example.com/" }));
                    // Every fifth run is dropped on its way, the others end.
                    if round.is_multiple_of(5) {
                        drive(plugin.run("tour", input, context), round % POLLS);
                    } else {
                        run(&plugin, "tour", input.to_value(), context).unwrap();
                    }
                    assert_eq!(world.open.load(Ordering::SeqCst), 0);
                }
            })
        })
        .collect();
    for thread in threads {
        thread.join().unwrap();
    }
    assert_eq!(plugin.counts().instances_open, 1);
    assert_clean(&plugin);
}
