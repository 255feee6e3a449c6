//! Redirects: few, judged anew, and with nothing in hand that was meant for another origin.

use tomada_core::{Auth, Kind, Placement, Request};

use crate::peer::{Peer, Reply, Seen, answer};
use crate::world::{Names, World, assert_said};

fn redirect(status: u16, location: &str) -> Reply {
    answer(status, &format!("location: {location}\r\n"), "moved")
}

#[tokio::test]
async fn a_redirect_is_an_answer_unless_it_is_to_be_followed() {
    let peer = Peer::start(|_| redirect(302, "/next")).await;
    let world = World::open(peer.port);
    let response = world.send(Request::get(peer.url("/"))).await.unwrap();
    assert_eq!((response.status, response.headers.get("location")), (302, Some("/next")));
    assert_eq!(response.body.bytes().await.unwrap(), b"moved");
    assert_eq!(peer.seen().len(), 1);
}

#[tokio::test]
async fn at_most_three_are_followed() {
    let peer = Peer::start(|seen| redirect(302, &format!("{}x", seen.path()))).await;
    let world = World::open(peer.port);
    for (asked, followed) in [(1, 1), (2, 2), (3, 3), (4, 3), (255, 3)] {
        let before = peer.seen().len();
        let response = world.send(Request::get(peer.url("/")).redirects(asked)).await.unwrap();
        assert_eq!(response.status, 302);
        assert_eq!(peer.seen().len() - before, followed + 1, "asked for {asked}");
        assert_eq!(response.url, peer.url(&format!("/{}", "x".repeat(followed))));
    }
    assert_eq!(world.exchanges().len(), 2 + 3 + 4 + 4 + 4);
    assert!(world.exchanges().iter().all(|exchange| exchange.status == Some(302)));
}

#[tokio::test]
async fn method_and_body_follow_the_status() {
    let peer = Peer::start(|seen| match seen.path().strip_prefix("/from/") {
        Some(status) => redirect(status.parse().unwrap(), "/to"),
        None => answer(200, "", ""),
    })
    .await;
    let world = World::open(peer.port);
    for (method, status, then, body) in [
        ("POST", 301, "GET", ""),
        ("POST", 302, "GET", ""),
        ("PUT", 303, "GET", ""),
        ("HEAD", 303, "HEAD", ""),
        ("POST", 307, "POST", "body"),
        ("PATCH", 308, "PATCH", "body"),
        ("POST", 300, "", ""),
        ("POST", 304, "", ""),
        ("POST", 305, "", ""),
    ] {
        let before = peer.seen().len();
        let mut request = Request::new(method, peer.url(&format!("/from/{status}"))).redirects(1);
        if method != "HEAD" {
            request = request.body("text/plain", "body");
        }
        world.send(request).await.unwrap();
        let seen = peer.seen().split_off(before);
        match seen.get(1) {
            None => assert_eq!(then, "", "{status}"),
            Some(second) => {
                assert_eq!(second.line(), format!("{then} /to HTTP/1.1"), "{status}");
                assert_eq!(second.body, body.as_bytes(), "{status}");
                assert_eq!(second.header("content-type").is_some(), !body.is_empty(), "{status}");
            }
        }
    }
}

#[tokio::test]
async fn no_redirect_leads_to_a_forbidden_place() {
    for location in [
        "http://127.0.0.1/",
        "http://127.1:1/",
        "http://2130706433/",
        "http://[::1]/",
        "http://[::ffff:a9fe:a9fe]/",
        "http://169.254.169.254/latest/meta-data",
        "//10.0.0.5/",
        "http:////127.0.0.1/",
        "http://localhost/",
        "http://intranet/",
        "http://0/",
        "http://inside.example.com/",
        "file:///etc/passwd",
        "gopher://127.0.0.1/",
        "ftp://example.com/",
        "data:text/plain,x",
        "http://user@example.com/",
        "http://example.com:0/",
        "http://[",
        "\\\\127.0.0.1\\x",
    ] {
        let peer = Peer::start(move |_| redirect(302, location)).await;
        let world = World::open(peer.port);
        let names = world.names.clone().with("inside.example.com", &["10.0.0.5"]);
        let world = World { names, ..world };
        let outcome = world.send(Request::get(peer.url("/")).redirects(3)).await;
        assert_said(outcome, Kind::Forbidden, "egress-blocked", location);
        assert_eq!(peer.seen().len(), 1, "{location}");
        assert_eq!(world.exchanges()[0].status, Some(302));
    }
}

#[tokio::test]
async fn a_redirect_out_of_what_the_run_may_call_is_refused() {
    let other = Peer::start(|_| answer(200, "", "")).await;
    let location = other.at("other.example.com", "/");
    let peer = Peer::start(move |_| redirect(307, &location)).await;
    let world = World { allowed: vec![peer.at("api.example.com", "")], ..World::open(peer.port) };
    let outcome = world.send(Request::get(peer.at("api.example.com", "/")).redirects(1)).await;
    assert_said(outcome, Kind::Forbidden, "egress-not-permitted", "other origin");
    assert_eq!(other.connections(), 0);
}

#[tokio::test]
async fn nothing_goes_along_to_another_origin() {
    let peer = Peer::start(|seen: &Seen| {
        match (seen.header("host").unwrap().split(':').next().unwrap(), seen.path()) {
            ("api.example.com", path) if path.starts_with("/go") => {
                let port = seen.header("host").unwrap().rsplit(':').next().unwrap();
                redirect(302, &format!("http://other.example.com:{port}/landed"))
            }
            ("other.example.com", "/landed") => {
                let port = seen.header("host").unwrap().rsplit(':').next().unwrap();
                redirect(302, &format!("http://api.example.com:{port}/back"))
            }
            _ => answer(200, "", ""),
        }
    })
    .await;
    let origin = peer.at("api.example.com", "");
    for auth in [
        Auth::Bearer { optional: false },
        Auth::ApiKey { placement: Placement::Header, name: "X-Custom-Key".to_owned() },
        Auth::ApiKey { placement: Placement::Query, name: "api_key".to_owned() },
    ] {
        let before = peer.seen().len();
        let world = World::open(peer.port).credential(auth, "the-secret-value", &[&origin]);
        let request = Request::get(peer.at("api.example.com", "/go"))
            .redirects(3)
            .header("Cookie", "session=1")
            .header("X-Own-Token", "token")
            .header("Accept", "application/json");
        world.send(request).await.unwrap();
        let seen = peer.seen().split_off(before);
        assert_eq!(seen.len(), 3);
        assert!(seen[0].head.contains("the-secret-value"));
        for later in &seen[1..] {
            assert!(!later.head.contains("the-secret-value"), "{}", later.head);
            assert_eq!((later.header("cookie"), later.header("x-own-token")), (None, None));
            assert_eq!(later.header("accept"), Some("application/json"));
        }
        assert_eq!(seen[2].line(), "GET /back HTTP/1.1", "the way back is anonymous too");
    }
}

#[tokio::test]
async fn a_body_is_not_repeated_at_another_origin() {
    for status in [307, 308] {
        let other = Peer::start(|_| answer(200, "", "")).await;
        let location = other.url("/");
        let peer = Peer::start(move |_| redirect(status, &location)).await;
        let world = World::open(peer.port);
        let openings = vec![format!("127.0.0.1/32:{}", peer.port), format!("127.0.0.1/32:{}", other.port)];
        let world = World { openings, ..world };
        for method in ["POST", "PUT", "DELETE"] {
            let request = Request::new(method, peer.url("/")).body("text/plain", "body").redirects(3);
            assert_said(world.send(request).await, Kind::Forbidden, "egress-blocked", method);
        }
        assert_eq!(other.connections(), 0);
        world.send(Request::get(peer.url("/")).redirects(1)).await.unwrap();
        assert_eq!(other.seen()[0].line(), "GET / HTTP/1.1");
    }
}

#[tokio::test]
async fn the_credential_stays_on_the_same_origin() {
    let peer = Peer::start(|seen| match seen.path() {
        "/a?k=secret-key" => redirect(302, "/b?k=secret-key&x=1"),
        _ => answer(200, "", ""),
    })
    .await;
    let auth = Auth::ApiKey { placement: Placement::Query, name: "k".to_owned() };
    let world = World::open(peer.port).credential(auth, "secret-key", &[&peer.url("")]);
    let response = world.send(Request::get(peer.url("/a")).redirects(1)).await.unwrap();
    assert_eq!(peer.seen()[1].line(), "GET /b?x=1&k=secret-key HTTP/1.1");
    assert_eq!(response.url, peer.url("/b?k=***&x=1"));
}

#[tokio::test]
async fn a_call_that_may_have_changed_something_stays_uncertain_after_a_redirect() {
    let peer = Peer::start(|_| redirect(303, "http://gone.example.com/")).await;
    let world = World { names: Names::default(), ..World::open(peer.port) };
    let outcome = world.send(Request::post(peer.url("/")).redirects(1)).await;
    assert_said(outcome, Kind::Uncertain, "egress-dns", "after a POST");
    let outcome = world.send(Request::get(peer.url("/")).redirects(1)).await;
    assert_said(outcome, Kind::Unavailable, "egress-dns", "after a GET");
}
