//! What a server tells of itself: traces for a collector, and a log without anything secret.

use rustix::process::Signal;
use tomada_testkit::peer::{Answer, Behaviour, Peer, Script, Step};

use crate::server::{Server, get, get_as};
use crate::stand::Shop;

/// A collector that takes everything.
fn collector() -> (tokio::runtime::Runtime, Peer) {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    let behaviour = Behaviour::Answer(Answer::text(200, ""));
    let script = Script { steps: vec![Step { behaviour, ..Step::default() }], repeats_last: true };
    let peer = runtime.block_on(Peer::start(script)).unwrap();
    (runtime, peer)
}

#[test]
fn requests_are_spans_of_a_collector_and_name_no_secret() {
    let (_runtime, peer) = collector();
    let shop = Shop::locked(&[]);
    shop.write("tomada.toml", &format!("telemetry.otlp_endpoint = \"http://127.0.0.1:{}\"\n", peer.port()));
    let server = Server::start(&shop, &[]);
    assert_eq!(get(&format!("{}/health", server.url())).0, 200);
    assert_eq!(get(&format!("{}/health?hunter2", server.url())).0, 422);
    assert_eq!(get_as(&format!("{}/v1/projects/hunter3/calls", server.url()), "hunter4").0, 401);
    // What has not gone out yet goes out before the process ends.
    assert_eq!(server.end(Signal::TERM), 0);
    let seen = peer.seen();
    let first = seen.first().expect("no traces came");
    assert_eq!(
        (first.method.as_str(), first.header("content-type")),
        ("POST", Some("application/x-protobuf"))
    );
    assert!(first.url.ends_with("/v1/traces"), "{}", first.url);
    let text = seen.iter().map(|it| String::from_utf8_lossy(&it.body).into_owned()).collect::<String>();
    assert!(text.contains("GET /health") && text.contains("service.name"), "{text:?}");
    assert!(!text.contains("hunter"), "{text:?}");
}

#[test]
fn the_log_is_json_where_programs_read_it() {
    let shop = Shop::locked(&[]);
    shop.write("tomada.toml", "log.format = \"json\"\nlog.level = \"debug\"\n");
    let server = Server::start(&shop, &[]);
    assert_eq!(get_as(&format!("{}/v1/projects/main/calls?text=hunter2", server.url()), "hunter3").0, 401);
    let (code, log) = server.end_with_log(Signal::TERM);
    assert_eq!(code, 0);
    for line in log.lines() {
        assert!(serde_json::from_str::<serde_json::Value>(line).is_ok(), "{line}");
    }
    assert!(log.contains("serving") && log.contains("closed"), "{log}");
    assert!(!log.contains("hunter"), "{log}");
}
