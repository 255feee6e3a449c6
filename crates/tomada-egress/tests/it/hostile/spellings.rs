//! Thousands of ways to write a forbidden address, at each place where a URL can come in. None is admitted, and as a
//! control the same ways lead to an address that is opened, so that nothing but the policy stands in between.

use std::collections::BTreeSet;
use std::net::{Ipv4Addr, Ipv6Addr};

use tomada_core::Request;
use url::{Host, Url};

use super::spell;
use crate::peer::{Peer, Reply, Seen, Then, answer, reply};
use crate::world::{Names, World, said};

const BLOCKED: &str = "forbidden egress-blocked";

fn v4_bases() -> Vec<Ipv4Addr> {
    [
        "127.0.0.1",
        "127.255.255.254",
        "169.254.169.254",
        "10.0.0.5",
        "172.16.9.1",
        "192.168.1.1",
        "0.0.0.0",
        "100.64.0.5",
        "198.18.0.5",
        "192.0.0.192",
        "240.0.0.5",
        "255.255.255.255",
        "224.0.0.1",
    ]
    .map(|text| text.parse().unwrap())
    .to_vec()
}

fn v6_bases() -> Vec<Ipv6Addr> {
    let carriers = v4_bases().into_iter().flat_map(|address| {
        let [a, b, c, d] = address.octets();
        let (high, low) = (u16::from_be_bytes([a, b]), u16::from_be_bytes([c, d]));
        [
            Ipv6Addr::new(0, 0, 0, 0, 0, 0xffff, high, low),
            Ipv6Addr::new(0, 0, 0, 0, 0, 0, high, low),
            Ipv6Addr::new(0, 0, 0, 0, 0xffff, 0, high, low),
            Ipv6Addr::new(0x64, 0xff9b, 0, 0, 0, 0, high, low),
            Ipv6Addr::new(0x64, 0xff9b, 1, 0, 0, 0, high, low),
            Ipv6Addr::new(0x2002, high, low, 0, 0, 0, 0, 1),
            // Teredo carries the client's address with its bits turned (RFC 4380, 4).
            Ipv6Addr::new(0x2001, 0, high, low, 0, 0, !high, !low),
        ]
    });
    let alone =
        ["::1", "::", "fe80::1", "fec0::1", "fc00::1", "fd12:3456::1", "ff02::1", "5f00::1", "100::1"];
    let alone = alone.into_iter().chain(["2001:db8::1", "3fff::1", "2620:4f:8000::1", "2001:10::1"]);
    carriers.chain(alone.map(|text| text.parse().unwrap())).collect()
}

/// Hosts as they stand in a URL, each with the address that it means.
fn hosts() -> BTreeSet<String> {
    let v4 = v4_bases().into_iter().flat_map(spell::v4);
    v4.chain(v6_bases().into_iter().flat_map(spell::v6)).collect()
}

#[test]
fn there_are_ten_thousand_and_each_means_its_address() {
    for address in v4_bases() {
        for host in spell::v4(address) {
            let url = Url::parse(&format!("http://{host}/")).unwrap();
            assert_eq!(url.host(), Some(Host::Ipv4(address)), "{host:?}");
        }
    }
    for address in v6_bases() {
        for host in spell::v6(address) {
            let url = Url::parse(&format!("http://{host}/")).unwrap();
            assert_eq!(url.host(), Some(Host::Ipv6(address)), "{host:?}");
        }
    }
    let count = hosts().len();
    assert!(count >= 10_000, "{count} spellings");
}

#[tokio::test]
async fn none_is_admitted_whatever_the_url_around_it() {
    let canary = Peer::start(|_| answer(200, "", "inside")).await;
    let port = canary.port;
    let world = World::closed();
    let http = world.http();
    for host in hosts() {
        for url in [
            format!("http://{host}/"),
            format!("https://{host}/"),
            format!("http://{host}:{port}/latest?x=1#y"),
            format!("HTTPS:\\\\{host}:{port}\\"),
        ] {
            assert_eq!(said(http.send(Request::get(&url)).await), BLOCKED, "{url}");
        }
    }
    assert!(world.names.asked().is_empty(), "an address is no name: {:?}", world.names.asked());
    assert_eq!(canary.connections(), 0);
}

#[tokio::test]
async fn none_hides_in_what_a_parser_may_read_otherwise() {
    let canary = Peer::start(|_| answer(200, "", "inside")).await;
    let world = World::closed();
    let http = world.http();
    let mut refused = 0;
    for host in hosts().into_iter().step_by(3) {
        for url in spell::tricks(&host, canary.port) {
            let found = said(http.send(Request::get(&url)).await);
            let known = ["invalid_input egress-url-invalid", "invalid_input egress-url-user-info", BLOCKED];
            assert!(known.contains(&found.as_str()), "{url:?}: {found}");
            refused += usize::from(found == BLOCKED);
        }
    }
    assert!(refused > 20_000, "most are judged by the host that is found: {refused}");
    assert!(world.names.asked().is_empty(), "{:?}", world.names.asked());
    assert_eq!(canary.connections(), 0);
}

/// `/2/17` leads to `/1/17`, and that to the seventeenth spelling.
fn leading(locations: Vec<String>) -> impl Fn(&Seen) -> Reply + Send + Sync + 'static {
    move |seen| {
        let (depth, index) = seen.path()[1..].split_once('/').unwrap();
        let location = match depth.parse::<u8>().unwrap() {
            1 => locations[index.parse::<usize>().unwrap()].clone(),
            depth => format!("/{}/{index}", depth - 1),
        };
        let status = [301, 302, 303, 307, 308][index.len() % 5];
        let head = format!("HTTP/1.1 {status} X\r\ncontent-length: 0\r\nlocation: {location}\r\n\r\n");
        reply(head, Then::Keep)
    }
}

#[tokio::test]
async fn no_redirect_leads_to_one_at_any_depth() {
    let canary = Peer::start(|_| answer(200, "", "inside")).await;
    let port = canary.port;
    let hosts = hosts().into_iter().step_by(6);
    let locations = hosts.enumerate().map(|(index, host)| match index % 4 {
        0 => format!("http://{host}/"),
        1 => format!("//{host}:{port}/x"),
        2 => format!("http:\\\\{host}:{port}\\"),
        _ => format!("https://{host}:{port}/"),
    });
    let locations = locations.collect::<Vec<_>>();
    let count = locations.len();
    assert!(count >= 2_000, "{count} redirects");
    let peer = Peer::start(leading(locations.clone())).await;
    let world = World::open(peer.port);
    let http = world.http();
    for (index, location) in locations.iter().enumerate() {
        for depth in 1..=3 {
            let request = Request::get(peer.url(&format!("/{depth}/{index}"))).redirects(3);
            assert_eq!(said(http.send(request).await), BLOCKED, "{depth} redirects to {location}");
        }
    }
    assert_eq!(peer.seen().len(), count * (1 + 2 + 3), "the last hop was the one that was refused");
    assert_eq!(canary.connections(), 0);
    assert!(world.names.asked().is_empty());
}

#[tokio::test]
async fn no_name_leads_to_one() {
    let world = World::closed();
    let bases = v4_bases().into_iter().map(|address| address.to_string());
    let bases = bases.chain(v6_bases().into_iter().map(|address| address.to_string()));
    let mut names = Names::default();
    let hosts = bases.enumerate().map(|(index, base)| {
        let host = format!("name{index}.example.com");
        names = std::mem::take(&mut names).with(&host, &["8.8.8.8", &base]);
        host
    });
    let hosts = hosts.collect::<Vec<_>>();
    let world = World { names, ..world };
    let http = world.http();
    for host in hosts {
        assert_eq!(said(http.send(Request::get(format!("https://{host}/"))).await), BLOCKED, "{host}");
    }
}

#[tokio::test]
async fn the_same_spellings_reach_what_is_opened() {
    let peer = Peer::start(|_| answer(200, "", "here")).await;
    let http = World::open(peer.port).http();
    let loopback = Ipv4Addr::LOCALHOST;
    let hosts = spell::v4(loopback).into_iter().chain(spell::v6(loopback.to_ipv6_mapped()));
    let hosts = hosts.collect::<BTreeSet<_>>();
    for host in &hosts {
        let response = http.send(Request::get(peer.at(host, "/"))).await.unwrap();
        assert_eq!(response.body.bytes().await.unwrap(), b"here", "{host}");
    }
    assert_eq!(peer.seen().len(), hosts.len());
}
