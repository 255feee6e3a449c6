//! Names: resolved once for each dial, refused if any answer is forbidden, and dialled where they were judged.

use std::net::IpAddr;

use tomada_core::{BoxFuture, Kind, Request};
use tomada_egress::{Limits, Outbound, Resolve, ResolveError};
use tomada_host::Egress;

use crate::peer::{Peer, Reply, Seen, Then, answer, reply};
use crate::world::{Names, World, assert_said, once, said};

/// A connection for each request, so that each one dials.
fn closing(_: &Seen) -> Reply {
    reply("HTTP/1.1 200 OK\r\ncontent-length: 2\r\nconnection: close\r\n\r\nok", Then::Close)
}

#[tokio::test]
async fn one_forbidden_answer_refuses_the_name() {
    let peer = Peer::start(closing).await;
    for addresses in [
        &["10.0.0.5"][..],
        &["127.0.0.1", "10.0.0.5"],
        &["10.0.0.5", "127.0.0.1"],
        &["127.0.0.1", "fd00::1"],
        &["127.0.0.1", "::ffff:169.254.169.254"],
        &["127.0.0.1", "127.0.0.2"],
    ] {
        let names = Names::default().with("mixed.example.com", addresses);
        let world = World { names, ..World::open(peer.port) };
        let outcome = world.send(Request::get(peer.at("mixed.example.com", "/"))).await;
        let failure = outcome.unwrap_err();
        assert_eq!(
            (failure.kind(), failure.code()),
            (Kind::Forbidden, Some("egress-blocked")),
            "{addresses:?}"
        );
        assert_eq!(failure.arguments()["host"], "mixed.example.com");
        assert!(!failure.to_string().contains("10.0.0.5"), "a tenant learns no address");
        assert_eq!(world.exchanges()[0].error, Some("blocked"));
    }
    assert_eq!(peer.connections(), 0);
}

#[tokio::test]
async fn a_name_that_turns_to_a_forbidden_address_is_blocked_at_its_next_dial() {
    let peer = Peer::start(closing).await;
    let names = Names::default()
        .with("turning.example.com", &["127.0.0.1"])
        .then("turning.example.com", &["10.0.0.5"]);
    let world = World { names: names.clone(), ..World::open(peer.port) };
    let http = world.http();
    let url = peer.at("turning.example.com", "/");
    assert_eq!(http.send(Request::get(&url)).await.unwrap().body.bytes().await.unwrap(), b"ok");
    assert_said(http.send(Request::get(&url)).await, Kind::Forbidden, "egress-blocked", "second dial");
    assert_said(http.send(Request::get(&url)).await, Kind::Forbidden, "egress-blocked", "third dial");
    assert_eq!(names.asked().len(), 3, "one look-up for each dial");
    assert_eq!(peer.connections(), 1);
}

#[tokio::test]
async fn an_open_connection_is_used_again_without_a_look_up() {
    let peer = Peer::start(|_| answer(200, "", "ok")).await;
    let names =
        Names::default().with("api.example.com", &["127.0.0.1"]).then("api.example.com", &["10.0.0.5"]);
    let world = World { names: names.clone(), ..World::open(peer.port) };
    let http = world.http();
    for _ in 0..3 {
        let response = http.send(Request::get(peer.at("api.example.com", "/"))).await.unwrap();
        assert_eq!(response.body.bytes().await.unwrap(), b"ok");
    }
    assert_eq!((names.asked().len(), peer.connections()), (1, 1));
    let resolved =
        world.exchanges().iter().map(|exchange| exchange.timings.resolve_us.is_some()).collect::<Vec<_>>();
    assert_eq!(resolved, [true, false, false]);
}

#[tokio::test]
async fn an_answer_on_its_way_keeps_its_connection_to_itself() {
    let peer = Peer::start(|seen| match seen.path() {
        "/slow" => reply("HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nabc", Then::Stall),
        _ => answer(200, "", "ok"),
    })
    .await;
    let http = World::open(peer.port).http();
    let unread = http.send(Request::get(peer.url("/slow"))).await.unwrap();
    let response = http.send(Request::get(peer.url("/fast")).timeout_ms(5_000)).await.unwrap();
    assert_eq!(response.body.bytes().await.unwrap(), b"ok");
    assert_eq!(peer.connections(), 2);
    drop(unread);
}

#[tokio::test]
async fn connections_are_not_shared_between_projects_or_connections() {
    let peer = Peer::start(|_| answer(200, "", "ok")).await;
    let world = World::open(peer.port);
    let outbound = world.outbound();
    for (project, connection, connections) in
        [("one", "a", 1), ("one", "a", 1), ("one", "b", 2), ("two", "a", 3), ("two", "a", 3), ("one", "a", 3)]
    {
        let world = World { project: project.to_owned(), connection: connection.to_owned(), ..world.clone() };
        let response = outbound.open(world.scope()).send(Request::get(peer.url("/"))).await.unwrap();
        assert_eq!(response.body.bytes().await.unwrap(), b"ok");
        assert_eq!(peer.connections(), connections, "{project} {connection}");
    }
}

#[tokio::test]
async fn the_number_of_pools_is_bounded() {
    let peer = Peer::start(|_| answer(200, "", "ok")).await;
    let mut limits = once(Limits::default());
    limits.pools_max = 1;
    let world = World { limits, ..World::open(peer.port) };
    let http = world.http();
    for (host, connections) in
        [("api.example.com", 1), ("api.example.com", 1), ("other.example.com", 2), ("api.example.com", 3)]
    {
        http.send(Request::get(peer.at(host, "/"))).await.unwrap().body.bytes().await.unwrap();
        assert_eq!(peer.connections(), connections, "{host}");
    }
}

#[tokio::test]
async fn a_name_without_a_usable_answer_is_a_dns_failure() {
    let many = (1..=17).map(|last| format!("127.0.0.{last}")).collect::<Vec<_>>();
    let many = many.iter().map(String::as_str).collect::<Vec<_>>();
    let names = Names::default().with("empty.example.com", &[]).with("many.example.com", &many);
    let world = World { names, openings: vec!["127.0.0.0/8:80".to_owned()], ..World::closed() };
    for host in ["missing.example.com", "empty.example.com", "many.example.com"] {
        let url = format!("http://{host}/");
        assert_said(world.send(Request::post(&url)).await, Kind::Unavailable, "egress-dns", host);
    }
    assert!(world.exchanges().iter().all(|exchange| exchange.error == Some("dns")));
}

struct Silent;

impl Resolve for Silent {
    fn resolve(&self, _: &str) -> BoxFuture<'static, Result<Vec<IpAddr>, ResolveError>> {
        Box::pin(std::future::pending())
    }
}

#[tokio::test(start_paused = true)]
async fn name_servers_have_three_seconds() {
    let outbound = Outbound::builder().resolver(Silent).limits(once(Limits::default())).build().unwrap();
    let started = tokio::time::Instant::now();
    let outcome =
        outbound.open(World::closed().scope()).send(Request::get("http://silent.example.com/")).await;
    assert_eq!(said(outcome), "unavailable egress-dns");
    assert_eq!(started.elapsed().as_secs(), 3);
}

#[test]
fn the_proxy_environment_is_ignored() {
    // Another process of this same binary, since a process's own environment cannot be changed safely.
    let calls = "names::an_open_connection_is_used_again_without_a_look_up";
    let mut again = std::process::Command::new(std::env::current_exe().unwrap());
    for variable in ["HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy", "HTTPS_PROXY"] {
        again.env(variable, "http://127.0.0.1:9");
    }
    let output = again.args(["--exact", calls]).output().unwrap();
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success() && text.contains("1 passed"), "{text}");
}
