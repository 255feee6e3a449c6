//! Every capability, there and back.

use std::sync::atomic::Ordering;

use serde_json::json;
use tomada_core::Kind;

use crate::world::{assert_clean, probe, run, world};

#[test]
fn a_tour_of_all_capabilities() {
    let plugin = probe();
    let (context, world) = world();
    let output = run(&plugin, "tour", json!({ "url": "https://example.com/" }), context).unwrap();
    assert_eq!(
        output.json.to_value(),
        json!({
            "status": 200,
            "body": "two pieces",
            "slept_ms": 50,
            "versions": [1, 1],
            "keys": ["place"],
            "random": [7, 7, 7, 7],
            "attempts": 5,
            "wait_us": 40,
        })
    );
    assert_eq!(*world.log.lock().unwrap(), ["Info on tour {\"stop\":\"state\"}"]);
    assert_eq!(*world.emitted.lock().unwrap(), ["{\"stop\":\"http\"}"]);
    assert_eq!(world.open.load(Ordering::SeqCst), 0);
    assert_clean(&plugin);
}

#[test]
fn json_goes_in_and_out_as_it_is() {
    let plugin = probe();
    let order = json!({
        "id": "o-1",
        "customer": "Ana \u{1F9E1} \"d'Ávila\"\n",
        "lines": [{ "sku": "a", "name": "À", "quantity": 3, "cents": 250 }],
    });
    let output = run(&plugin, "order", order, world().0).unwrap().json.to_value();
    assert_eq!(output["total_cents"], 750);
    assert_eq!(output["lines"][0]["name"], "À");
}

#[test]
fn what_the_host_should_have_refused_is_still_a_typed_failure() {
    let plugin = probe();
    let failure = run(&plugin, "order", json!({ "id": 1 }), world().0).unwrap_err();
    assert_eq!(failure.kind(), Kind::InvalidInput, "{failure}");
    let failure = run(&plugin, "nonsense", json!({}), world().0).unwrap_err();
    assert_eq!((failure.kind(), failure.code()), (Kind::NotFound, Some("action-unknown")));
    assert_clean(&plugin);
}

#[test]
fn a_panic_in_the_host_stays_in_the_host() {
    let plugin = probe();
    let (context, world) = world();
    world.panic_in_http.store(true, Ordering::SeqCst);
    let failure = run(&plugin, "tour", json!({ "url": "https://example.com/" }), context).unwrap_err();
    assert_eq!(failure.kind(), Kind::Unavailable, "the plugin is not to blame: {failure}");
    assert_eq!(plugin.counts().host_panics, 1);
    assert_eq!(plugin.counts().panics, 0);
    assert_clean(&plugin);
}
