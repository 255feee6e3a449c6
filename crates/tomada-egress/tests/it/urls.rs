//! What a URL must be, and which spellings of forbidden addresses stay forbidden.

use tomada_core::{Kind, Request};

use crate::peer::{Peer, answer};
use crate::world::{World, assert_said};

async fn check(url: &str, kind: Kind, code: &str) {
    let world = World::closed();
    assert_said(world.send(Request::get(url)).await, kind, code, url);
    // What is malformed is no attempt; what is blocked is one.
    let attempts = world.exchanges().into_iter().map(|exchange| exchange.error).collect::<Vec<_>>();
    let expected = if kind == Kind::Forbidden { vec![Some("blocked")] } else { vec![] };
    assert_eq!(attempts, expected, "{url}");
    assert!(world.names.asked().is_empty(), "{url} was resolved");
}

#[tokio::test]
async fn malformed_urls_are_refused() {
    for (url, code) in [
        ("", "egress-url-invalid"),
        ("/path", "egress-url-invalid"),
        ("//example.com/", "egress-url-invalid"),
        ("example.com", "egress-url-invalid"),
        ("http://", "egress-url-invalid"),
        ("http://exa mple.com/", "egress-url-invalid"),
        ("http://example.com:0/", "egress-url-invalid"),
        ("http://example.com:65536/", "egress-url-invalid"),
        ("http://[fe80::1%25lo]/", "egress-url-invalid"),
        ("http://[::1/", "egress-url-invalid"),
        ("http://1.2.3.4.5/", "egress-url-invalid"),
        ("http://0x100000000/", "egress-url-invalid"),
        ("ftp://example.com/", "egress-url-scheme"),
        ("file:///etc/passwd", "egress-url-scheme"),
        ("gopher://127.0.0.1/", "egress-url-scheme"),
        ("data:text/plain,x", "egress-url-scheme"),
        ("ws://example.com/", "egress-url-scheme"),
        ("http://user@example.com/", "egress-url-user-info"),
        ("http://:password@example.com/", "egress-url-user-info"),
        ("http://good@127.0.0.1/", "egress-url-user-info"),
        ("http://good#@127.0.0.1:80@example.com/", "egress-blocked"),
    ] {
        let kind = if code == "egress-blocked" { Kind::Forbidden } else { Kind::InvalidInput };
        check(url, kind, code).await;
    }
    let long = format!("http://example.com/{}", "x".repeat(16 * 1024));
    check(&long, Kind::InvalidInput, "egress-url-invalid").await;
}

#[tokio::test]
async fn names_of_no_public_service_are_refused() {
    let long = format!("http://{}com/", "a.".repeat(126));
    for url in [
        "http://localhost/",
        "http://LOCALHOST:8080/",
        "http://intranet/",
        "http://a..b/",
        "http://example.com./",
        "http://.example.com/",
        "http://printer.local/",
        "http://app.localhost/",
        "http://metadata.google.internal/",
        "http://1.0.0.127.in-addr.arpa/",
        "http://localhost./",
        &long,
    ] {
        check(url, Kind::Forbidden, "egress-blocked").await;
    }
}

#[tokio::test]
async fn every_spelling_of_a_forbidden_address_is_blocked() {
    for host in [
        // 127.0.0.1
        "127.0.0.1",
        "127.1",
        "127.0.1",
        "127.0.0.1.",
        "2130706433",
        "0x7f000001",
        "0X7F000001",
        "017700000001",
        "0x7f.0.0.1",
        "0x7f.1",
        "0177.0.0.1",
        "0177.1",
        "0177.0.0.01",
        "127.0.0.0x1",
        "0x7F.0x0.0x0.0x1",
        "00000177.0.0.1",
        "127.0.0.01",
        "127.0x1",
        "①②⑦.⓪.⓪.①",
        "１２７.０.０.１",
        "127。0。0。1",
        "127．0．0．1",
        "%31%32%37.0.0.1",
        "127.%30.0.1",
        "127.0.0.1%2e",
        "127.255.255.254",
        // 169.254.169.254
        "169.254.169.254",
        "169.254.43518",
        "169.16689662",
        "2852039166",
        "0xa9fea9fe",
        "0xA9.0xFE.0xA9.0xFE",
        "0251.0376.0251.0376",
        "025177524776",
        "169.254.0xa9fe",
        "①⑥⑨.②⑤④.①⑥⑨.②⑤④",
        "169。254。169。254",
        "169.254.169.254.",
        "1%36%39.254.169.254",
        // other forbidden ones
        "0.0.0.0",
        "0",
        "0x0",
        "100.64.0.5",
        "198.18.0.5",
        "192.0.0.192",
        "240.0.0.5",
        "255.255.255.255",
        "224.0.0.1",
        "10.0.0.1",
        "172.16.0.1",
        "192.168.1.1",
        "0300.0250.1.1",
        // IPv6
        "[::1]",
        "[::]",
        "[0:0:0:0:0:0:0:1]",
        "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]",
        "[::ffff:a9fe:a9fe]",
        "[::127.0.0.1]",
        "[::ffff:0:127.0.0.1]",
        "[fe80::1]",
        "[64:ff9b::7f00:1]",
        "[64:ff9b::169.254.169.254]",
        "[64:ff9b:1::7f00:1]",
        "[2002:7f00:1::]",
        "[2001::7f00:1]",
        "[fd00::1]",
        "[fec0::1]",
        "[5f00::1]",
        "[100::1]",
        "[2001:db8::1]",
        "[3fff::1]",
        "[ff02::1]",
    ] {
        check(&format!("http://{host}/latest"), Kind::Forbidden, "egress-blocked").await;
        check(&format!("https://{host}:8443/"), Kind::Forbidden, "egress-blocked").await;
    }
}

#[tokio::test]
async fn tricks_of_the_parser_are_judged_by_the_host_that_it_finds() {
    for url in [
        "http:127.0.0.1/",
        "http:/127.0.0.1/",
        "http:\\\\127.0.0.1/",
        "http:/\\127.0.0.1/",
        "http:////127.0.0.1/",
        "ht\ttp://127.0.0.1/",
        "http://127.0\n.0.1/",
        "\u{1}http://127.0.0.1/ ",
        "http://127.0.0.1\\@example.com/",
        "HTTP://127.0.0.1/",
        "http://127.0.0.1#@example.com/",
        "http://127.0.0.1?@example.com/",
    ] {
        check(url, Kind::Forbidden, "egress-blocked").await;
    }
}

#[tokio::test]
async fn loopback_is_closed_until_the_operator_opens_it() {
    let peer = Peer::start(|_| answer(200, "", "here")).await;
    let closed = World::closed();
    assert_said(closed.send(Request::get(peer.url("/"))).await, Kind::Forbidden, "egress-blocked", "closed");
    assert_eq!(peer.connections(), 0);

    let open = World::open(peer.port);
    assert_eq!(open.fetch(Request::get(peer.url("/"))).await.unwrap(), b"here");
    assert_eq!(open.fetch(Request::get(peer.at("localhost", "/"))).await.unwrap(), b"here");
    assert_eq!(open.fetch(Request::get(peer.at("[::ffff:127.0.0.1]", "/"))).await.unwrap(), b"here");
    assert_eq!(open.fetch(Request::get(peer.url("/a?b#fragment"))).await.unwrap(), b"here");
    assert_eq!(peer.seen().last().unwrap().line(), "GET /a?b HTTP/1.1");
    assert!(open.names.asked().is_empty(), "localhost is nobody's to resolve");
}

#[tokio::test]
async fn an_opening_opens_its_port_and_network_alone() {
    let peer = Peer::start(|_| answer(200, "", "")).await;
    let elsewhere = World { openings: vec!["127.0.0.1/32:1".to_owned()], ..World::open(peer.port) };
    for url in [peer.url("/"), peer.at("localhost", "/"), peer.at("127.0.0.2", "/"), peer.at("[::1]", "/")] {
        assert_said(elsewhere.send(Request::get(&url)).await, Kind::Forbidden, "egress-blocked", &url);
    }
    let open = World::open(peer.port);
    for url in [peer.at("127.0.0.2", "/"), peer.at("[::1]", "/"), "http://127.0.0.1/".to_owned()] {
        assert_said(open.send(Request::get(&url)).await, Kind::Forbidden, "egress-blocked", &url);
    }
    assert_eq!(peer.connections(), 0);
}

#[tokio::test]
async fn our_own_ports_stay_closed() {
    let peer = Peer::start(|_| answer(200, "", "")).await;
    let world = World { own_ports: vec![peer.port], ..World::open(peer.port) };
    for url in [peer.url("/"), peer.at("localhost", "/"), peer.at("api.example.com", "/")] {
        assert_said(world.send(Request::get(&url)).await, Kind::Forbidden, "egress-blocked", &url);
    }
    assert_eq!(peer.connections(), 0);
}

#[tokio::test]
async fn where_people_reach_us_stays_closed_whoever_answers_there() {
    let peer = Peer::start(|_| answer(200, "", "")).await;
    let own = peer.at("api.example.com", "");
    let world = World { own_urls: vec![own], ..World::open(peer.port) };
    for host in ["api.example.com", "API.example.com", "api.example.com."] {
        let url = peer.at(host, "/");
        assert_said(world.send(Request::get(&url)).await, Kind::Forbidden, "egress-blocked", &url);
    }
    assert_eq!(peer.connections(), 0);
    assert_eq!(world.send(Request::get(peer.at("other.example.com", "/"))).await.unwrap().status, 200);
    let to_us = format!("location: {}\r\n", peer.at("api.example.com", "/"));
    let turning = Peer::start(move |_| answer(302, &to_us, "")).await;
    let openings = vec![format!("127.0.0.1/32:{}", turning.port), format!("127.0.0.1/32:{}", peer.port)];
    let world = World { openings, ..world };
    let url = turning.at("other.example.com", "/");
    assert_said(world.send(Request::get(&url).redirects(1)).await, Kind::Forbidden, "egress-blocked", &url);
}

#[tokio::test]
async fn a_run_calls_only_the_origins_that_it_is_permitted() {
    let peer = Peer::start(|_| answer(200, "", "")).await;
    let port = peer.port;
    let world = World {
        allowed: vec![
            peer.at("api.example.com", "/v1/"),
            "https://secure.example.com".to_owned(),
            "nonsense".to_owned(),
        ],
        ..World::open(port)
    };
    assert_eq!(world.send(Request::get(peer.at("api.example.com", "/"))).await.unwrap().status, 200);
    for url in [
        peer.at("other.example.com", "/"),
        peer.url("/"),
        "http://secure.example.com/".to_owned(),
        "https://secure.example.com:444/".to_owned(),
        "https://api.example.com.evil.org/".to_owned(),
        format!("https://api.example.com:{port}/"),
    ] {
        assert_said(world.send(Request::get(&url)).await, Kind::Forbidden, "egress-not-permitted", &url);
    }
    assert_eq!(peer.seen().len(), 1);
}
