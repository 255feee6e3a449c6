//! What is sent again, when, and how often. Waits are noted by a clock that does not wait.

use std::sync::atomic::{AtomicUsize, Ordering};

use tomada_core::Request;
use tomada_egress::Limits;
use tomada_host::Egress;

use crate::patience::{Impatient, ok, peer, send, told, world};
use crate::peer::{Peer, Reply, Then, answer, reply};
use crate::world::{Names, World};

fn cut() -> Reply {
    reply("", Then::Close)
}
fn half() -> Reply {
    reply("HTTP/1.1 200 OK\r\ncontent-le", Then::Close)
}
fn unavailable() -> Reply {
    answer(503, "", "later")
}

#[track_caller]
fn assert_attempts(world: &World, expected: &[u32]) {
    let exchanges = world.exchanges();
    assert_eq!(exchanges.iter().map(|exchange| exchange.attempt).collect::<Vec<_>>(), expected);
}

#[tokio::test]
async fn what_passes_is_sent_again_if_it_can_be() {
    let plain: fn(Request) -> Request = |request| request;
    let keyed: fn(Request) -> Request = |request| request.idempotency_key("key");
    let repeatable: fn(Request) -> Request = Request::repeatable;
    for (first, how) in [(cut as fn() -> Reply, "cut"), (half, "half"), (unavailable, "unavailable")] {
        for (method, change, goes_on) in [
            ("GET", plain, true),
            ("HEAD", plain, true),
            ("OPTIONS", plain, true),
            ("TRACE", plain, true),
            ("PUT", plain, true),
            ("DELETE", plain, true),
            ("POST", plain, false),
            ("PATCH", plain, false),
            ("PURGE", plain, false),
            ("POST", keyed, true),
            ("PATCH", repeatable, true),
        ] {
            let seen = AtomicUsize::new(0);
            let peer =
                Peer::start(move |_| if seen.fetch_add(1, Ordering::SeqCst) == 0 { first() } else { ok() })
                    .await;
            let world = world(peer.port);
            let (outcome, waits) = send(&world, change(Request::new(method, peer.url("/")))).await;
            let expected = match (goes_on, how) {
                (true, _) => "200 after 2",
                (false, "unavailable") => "503 after 1",
                (false, _) => "uncertain egress-connect",
            };
            assert_eq!(told(&outcome), expected, "{method} {how}");
            assert_eq!(
                (peer.seen().len(), waits.len()),
                if goes_on { (2, 1) } else { (1, 0) },
                "{method} {how}"
            );
        }
    }
}

#[tokio::test]
async fn some_statuses_pass_and_others_do_not() {
    for (status, attempts) in [
        (200, 1),
        (301, 1),
        (400, 1),
        (401, 1),
        (404, 1),
        (408, 3),
        (409, 1),
        (413, 1),
        (423, 1),
        (425, 3),
        (429, 3),
        (500, 1),
        (501, 1),
        (502, 3),
        (503, 3),
        (504, 3),
        (505, 1),
        (599, 1),
    ] {
        let peer = Peer::start(move |_| answer(status, "", "the last one")).await;
        let world = world(peer.port);
        let (outcome, _) = send(&world, Request::get(peer.url("/"))).await;
        assert_eq!(told(&outcome), format!("{status} after {attempts}"));
        assert_eq!(outcome.unwrap().body.bytes().await.unwrap(), b"the last one");
        assert_attempts(&world, &(1..=attempts).collect::<Vec<_>>());
    }
}

#[tokio::test]
async fn retries_are_counted() {
    for (asked, by_default, attempts) in [
        (None, 2, 3),
        (Some(0), 2, 1),
        (Some(1), 2, 2),
        (Some(5), 2, 6),
        (Some(200), 2, 6),
        (None, 0, 1),
        (None, 9, 6),
    ] {
        let peer = peer(&[unavailable]).await;
        let mut world = world(peer.port);
        world.limits.retries = by_default;
        let mut request = Request::get(peer.url("/"));
        request.retries = asked;
        let (outcome, waits) = send(&world, request).await;
        assert_eq!(told(&outcome), format!("503 after {attempts}"), "{asked:?} of {by_default}");
        let all = [250, 500, 1_000, 2_000, 4_000];
        assert_eq!(waits, &all[..attempts - 1], "{asked:?} of {by_default}");
    }
}

#[tokio::test]
async fn a_failure_that_stays_is_the_failure() {
    let peer = peer(&[cut]).await;
    let world = world(peer.port);
    let (outcome, _) = send(&world, Request::get(peer.url("/"))).await;
    assert_eq!(told(&outcome), "unavailable egress-connect");
    assert_attempts(&world, &[1, 2, 3]);
}

#[tokio::test]
async fn what_does_not_pass_is_not_sent_again() {
    for (bytes, then, expected) in [
        ("SMTP ready\r\n\r\n", (|| Then::Close) as fn() -> Then, "rejected egress-protocol"),
        ("HTTP/1.1 200 OK\r\ncontent-length: 99999999\r\n\r\n", || Then::Stall, "200 after 1"),
        ("", || Then::Stall, "unavailable egress-timeout"),
    ] {
        let peer = Peer::start(move |_| reply(bytes, then())).await;
        let mut world = world(peer.port);
        world.limits.head_ms = 50;
        let (outcome, waits) = send(&world, Request::get(peer.url("/"))).await;
        assert_eq!((told(&outcome).as_str(), waits.len()), (expected, 0), "{bytes:?}");
    }
}

#[tokio::test]
async fn what_did_not_go_out_is_sent_again_whatever_it_is() {
    let port = {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        listener.local_addr().unwrap().port()
    };
    let world = world(port);
    let (outcome, waits) = send(&world, Request::post(format!("http://127.0.0.1:{port}/"))).await;
    assert_eq!((told(&outcome).as_str(), waits.len()), ("unavailable egress-connect", 2));
    assert!(world.exchanges().iter().all(|exchange| !exchange.sent));

    // Whoever takes the connection and leaves before TLS has heard no request.
    let peer = Peer::start(|_| cut()).await;
    let world = World { openings: vec![format!("127.0.0.1/32:{}", peer.port)], ..world };
    let broken = Listener::closing().await;
    let world = World { openings: vec![format!("127.0.0.1/32:{}", broken.0)], ..world };
    let (outcome, waits) = send(&world, Request::post(format!("https://127.0.0.1:{}/", broken.0))).await;
    assert_eq!((told(&outcome).as_str(), waits.len()), ("unavailable egress-tls", 2));
}

/// Takes connections and closes them after the first bytes.
struct Listener(u16);

impl Listener {
    async fn closing() -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                let _ = tokio::io::AsyncReadExt::read(&mut stream, &mut [0; 4_096]).await;
            }
        });
        Self(port)
    }
}

#[tokio::test]
async fn a_name_server_that_fails_is_asked_again_and_one_that_denies_is_not() {
    for (passing, look_ups) in [(true, 3), (false, 1)] {
        let names = Names::default();
        let names = if passing { names.failing("api.example.com") } else { names };
        let world = World { names: names.clone(), limits: Limits::default(), ..World::closed() };
        let (outcome, _) = send(&world, Request::post("http://api.example.com/")).await;
        assert_eq!(told(&outcome), "unavailable egress-dns");
        assert_eq!(names.asked().len(), look_ups);
    }
}

#[tokio::test]
async fn each_attempt_is_vetted_anew() {
    let peer = peer(&[cut]).await;
    let names = Names::default()
        .with("turning.example.com", &["127.0.0.1"])
        .then("turning.example.com", &["10.0.0.5"]);
    let world = World { names: names.clone(), ..world(peer.port) };
    let (outcome, waits) = send(&world, Request::get(peer.at("turning.example.com", "/"))).await;
    assert_eq!((told(&outcome).as_str(), waits.len()), ("forbidden egress-blocked", 1));
    assert_eq!((peer.connections(), names.asked().len()), (1, 2));
    let errors = world.exchanges().iter().map(|exchange| exchange.error).collect::<Vec<_>>();
    assert_eq!(errors, [Some("connect"), Some("blocked")]);
}

#[tokio::test]
async fn a_request_is_repeated_byte_for_byte() {
    let peer = peer(&[unavailable, cut, ok]).await;
    let request = Request::post(peer.at("api.example.com", "/a?b"))
        .header("X-Mine", "1")
        .body("text/plain", "the whole body")
        .idempotency_key("the-key");
    let (outcome, _) = send(&world(peer.port), request).await;
    assert_eq!(told(&outcome), "200 after 3");
    let seen = peer.seen();
    for again in &seen[1..] {
        assert_eq!((&again.head, &again.body), (&seen[0].head, &seen[0].body));
    }
    assert_eq!(
        (seen[0].header("idempotency-key"), seen[0].body.as_slice()),
        (Some("the-key"), &b"the whole body"[..])
    );
}

#[tokio::test]
async fn a_key_goes_along_on_one_origin_and_through_retries() {
    let seen = AtomicUsize::new(0);
    let peer = Peer::start(move |_| match seen.fetch_add(1, Ordering::SeqCst) {
        0 | 2 => unavailable(),
        1 => answer(307, "location: /moved\r\n", ""),
        3 => answer(308, "location: /again\r\n", ""),
        _ => ok(),
    })
    .await;
    let request = Request::post(peer.url("/")).idempotency_key("one-key").redirects(2);
    let world = world(peer.port);
    let (outcome, _) = send(&world, request).await;
    assert_eq!(told(&outcome), "200 after 5");
    let keys =
        peer.seen().iter().map(|seen| seen.header("idempotency-key").unwrap().to_owned()).collect::<Vec<_>>();
    assert_eq!(keys, ["one-key"; 5]);
    drop(outcome);
    assert_attempts(&world, &[1, 2, 1, 2, 1]);
}

#[tokio::test]
async fn retries_are_for_all_hops_together() {
    let peer = Peer::start(|seen| match seen.path() {
        "/" => answer(307, "location: /down\r\n", ""),
        _ => unavailable(),
    })
    .await;
    let (outcome, _) = send(&world(peer.port), Request::get(peer.url("/")).redirects(3).retries(3)).await;
    assert_eq!(told(&outcome), "503 after 5");
}

#[tokio::test]
async fn the_connection_of_a_small_answer_is_used_again() {
    let peer = peer(&[unavailable, ok]).await;
    send(&world(peer.port), Request::get(peer.url("/"))).await.0.unwrap();
    assert_eq!((peer.seen().len(), peer.connections()), (2, 1));

    let peer = crate::patience::peer(&[|| answer(503, "", vec![b'x'; 100_000]), ok]).await;
    let world = world(peer.port);
    send(&world, Request::get(peer.url("/"))).await.0.unwrap();
    assert_eq!((peer.seen().len(), peer.connections()), (2, 2), "a large one is dropped");
    let first = &world.exchanges()[0];
    assert_eq!((first.status, first.error), (Some(503), None));
}

#[tokio::test]
async fn what_a_small_answer_said_is_kept() {
    let peer = peer(&[unavailable, ok]).await;
    let world = world(peer.port);
    send(&world, Request::get(peer.url("/"))).await.0.unwrap();
    assert_eq!(world.exchanges()[0].response.as_ref().unwrap().body.text, "later");
}

/// A connection that its peer closed while it was idle is replaced; if that is seen only after the request went out, it
/// is sent again.
#[tokio::test]
async fn a_connection_closed_while_idle_fails_nobody() {
    let peer = Peer::start(|_| reply("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok", Then::Close)).await;
    let world = world(peer.port);
    let outbound = world.builder().clock(Impatient::default()).build().unwrap();
    let http = outbound.open(world.scope());
    for sent in 1..=20 {
        let response = http.send(Request::get(peer.url("/"))).await.unwrap();
        assert_eq!(response.body.bytes().await.unwrap(), b"ok");
        assert_eq!(peer.connections(), sent);
    }
}

#[tokio::test]
async fn an_answer_tells_its_attempts_and_times() {
    let peer = Peer::start(|seen| match seen.path() {
        "/" => answer(302, "location: /there\r\n", ""),
        _ => ok(),
    })
    .await;
    let (outcome, _) = send(&world(peer.port), Request::get(peer.url("/")).redirects(1)).await;
    let response = outcome.unwrap();
    assert_eq!(response.attempts, 2);
    let times = response.timings;
    assert!(times.wait_us.is_some(), "{times:?}");
    assert_eq!((times.connect_us, times.body_us), (None, None), "the connection was there, the body is not");
}
