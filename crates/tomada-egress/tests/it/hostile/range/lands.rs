//! Where addresses lead: literal ones, redirects, openings, our own ports.

use std::net::{Ipv4Addr, Ipv6Addr};

use tomada_core::Request;
use tomada_egress::Nat64;
use tomada_host::Egress;

use super::{FORBIDDEN, PUBLIC, Range, coded, get, is_bound, told, within};
use crate::hostile::spell;
use crate::world::{World, said};

const BLOCKED: &str = "forbidden egress-blocked";

fn host(address: &str) -> String {
    if address.contains(':') { format!("[{address}]") } else { address.to_owned() }
}

#[test]
fn somebody_answers_at_every_address() {
    within("hostile::range::lands::somebody_answers_at_every_address", async |range| {
        for address in
            FORBIDDEN.iter().chain(PUBLIC).chain(&["127.0.0.1", "::1", "127.9.9.9", "0.0.0.0", "::"])
        {
            assert!(is_bound(address).await, "{address}");
        }
        tokio::task::yield_now().await;
        let http = Range::http();
        for address in PUBLIC {
            assert_eq!(get(&http, &format!("http://{}/", host(address))).await, "here", "{address}");
        }
        for spelling in spell::v4(Ipv4Addr::new(1, 2, 3, 4)) {
            assert_eq!(get(&http, &format!("http://{spelling}/")).await, "here", "{spelling}");
        }
        assert!(range.visits().len() > FORBIDDEN.len() + 300, "every visit was written down");
    });
}

#[test]
fn no_spelling_of_an_address_leads_there() {
    within("hostile::range::lands::no_spelling_of_an_address_leads_there", async |range| {
        let http = Range::http();
        for address in
            FORBIDDEN.iter().chain(&["127.0.0.1", "127.9.9.9", "0.0.0.0", "::1", "::", "::ffff:127.0.0.1"])
        {
            let spellings = match (address.parse::<Ipv4Addr>(), address.parse::<Ipv6Addr>()) {
                (Ok(address), _) => [spell::v4(address), spell::v6(address.to_ipv6_mapped())].concat(),
                (_, address) => spell::v6(address.unwrap()),
            };
            for spelling in spellings {
                for port in ["", ":8080"] {
                    let url = format!("http://{spelling}{port}/");
                    assert_eq!(get(&http, &url).await, BLOCKED, "{url}");
                }
            }
            range.assert_only(&[], address);
        }
        for trick in spell::tricks("127.0.0.1", 8080) {
            assert_ne!(get(&http, &trick).await, "here", "{trick:?}");
        }
        range.assert_only(&[], "tricks");
    });
}

#[test]
fn no_redirect_leads_there() {
    within("hostile::range::lands::no_redirect_leads_there", async |range| {
        let http = Range::http();
        let forbidden = FORBIDDEN.iter().chain(&["127.0.0.1", "0.0.0.0", "::1", "::ffff:127.0.0.1"]);
        let mut locations = forbidden.map(|address| format!("http://{}/", host(address))).collect::<Vec<_>>();
        locations
            .extend(spell::v4(Ipv4Addr::LOCALHOST).iter().step_by(8).map(|host| format!("//{host}:8080/")));
        for other in [
            "file:///etc/passwd",
            "gopher://127.0.0.1/",
            "ftp://127.0.0.1/",
            "data:text/plain,x",
            "http:////127.0.0.1/",
            "\\\\127.0.0.1\\",
            "http://a-10.0.0.5.example.com/",
            "http://localhost/",
        ] {
            locations.push(other.to_owned());
        }
        for location in &locations {
            let once = format!("http://1.2.3.4/to/{}", coded(location));
            let twice = format!("http://5.6.7.8/to/{}", coded(&once));
            for url in [&once, &twice, &format!("http://1.2.3.4/to/{}", coded(&twice))] {
                assert_eq!(get(&http, url).await, BLOCKED, "{location}");
            }
            let visits = range.assert_only(&["1.2.3.4", "5.6.7.8"], location);
            assert_eq!(visits.len(), 1 + 2 + 3, "{location}");
        }
    });
}

#[test]
fn redirects_end_after_three() {
    within("hostile::range::lands::redirects_end_after_three", async |range| {
        let http = Range::http();
        for (path, hops, status) in
            [("/chain/50", 4, 302), ("/chain/3", 4, 200), ("/chain/2", 3, 200), ("/loop", 4, 302)]
        {
            // What is left over is an answer like any other.
            let request = Request::get(format!("http://1.2.3.4{path}")).redirects(3);
            assert_eq!(http.send(request).await.unwrap().status, status, "{path}");
            assert_eq!(range.assert_only(&["1.2.3.4"], path).len(), hops, "{path}");
        }
    });
}

#[test]
fn what_was_meant_for_one_host_is_not_told_to_another() {
    within("hostile::range::lands::what_was_meant_for_one_host_is_not_told_to_another", async |range| {
        let http = Range::http();
        for (location, others) in [
            ("http://5.6.7.8/", "5.6.7.8"),
            ("http://1.2.3.4:8080/", "1.2.3.4"),
            ("http://a-5.6.7.8.example.com/", "5.6.7.8"),
        ] {
            let request = Request::get(format!("http://1.2.3.4/to/{}?key=secret-1", coded(location)))
                .header("Authorization", "Bearer secret-2")
                .header("Cookie", "session=secret-3")
                .header("X-Api-Key", "secret-4")
                .redirects(3);
            http.send(request).await.unwrap().body.bytes().await.unwrap();
            let visits = range.assert_only(&["1.2.3.4", others], location);
            assert_eq!(visits.len(), 2);
            assert_eq!(visits[0].head.matches("secret-").count(), 4, "{}", visits[0].head);
            assert_eq!(visits[1].head.matches("secret-").count(), 0, "{}", visits[1].head);
        }
        let request = Request::new("PUT", format!("http://1.2.3.4/to/{}", coded("http://5.6.7.8/")));
        http.send(request.body("text/plain", "secret").redirects(3)).await.unwrap();
        let visits = range.assert_only(&["1.2.3.4", "5.6.7.8"], "302 of a PUT");
        assert!(visits[1].head.starts_with("GET / ") && !visits[1].head.contains("content-length"));
    });
}

#[test]
fn an_opening_opens_one_address_and_port() {
    within("hostile::range::lands::an_opening_opens_one_address_and_port", async |range| {
        let opened = Range::outbound(|builder| builder.allow(["10.0.0.5/32:8080".parse().unwrap()]));
        let http = opened.open(World::closed().scope());
        for (url, expected) in [
            ("http://10.0.0.5:8080/", "here"),
            ("http://a-10.0.0.5.example.com:8080/", "here"),
            ("http://10.0.0.5/", BLOCKED),
            ("http://10.0.0.5:443/", BLOCKED),
            ("http://10.0.0.6:8080/", BLOCKED),
            ("http://a-10.0.0.5-10.0.0.6.example.com:8080/", BLOCKED),
            ("http://127.0.0.1:8080/", BLOCKED),
            ("http://localhost:8080/", BLOCKED),
        ] {
            assert_eq!(get(&http, url).await, expected, "{url}");
        }
        assert_eq!(range.assert_only(&["10.0.0.5"], "openings").len(), 2);
        let translated = Range::outbound(|builder| builder.nat64(Nat64::Judged));
        let http = translated.open(World::closed().scope());
        for address in ["64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::7f00:1"] {
            assert_eq!(get(&http, &format!("http://[{address}]/")).await, BLOCKED, "{address}");
        }
        range.assert_only(&[], "NAT64");
    });
}

#[test]
fn our_own_ports_are_closed_by_every_address_of_this_machine() {
    within(
        "hostile::range::lands::our_own_ports_are_closed_by_every_address_of_this_machine",
        async |range| {
            let own = Range::outbound(|builder| {
                builder.own_ports([8080, 443]).allow(["10.0.0.5/32:8080".parse().unwrap()])
            });
            let http = own.open(World::closed().scope());
            for (url, expected) in [
                ("http://1.2.3.4:8080/", BLOCKED),
                ("http://1.2.3.4:443/", BLOCKED),
                ("http://10.0.0.5:8080/", BLOCKED),
                ("http://a-5.6.7.8.example.com:8080/", BLOCKED),
                ("http://[2606:4700::1111]:8080/", BLOCKED),
                ("http://1.2.3.4/", "here"),
            ] {
                assert_eq!(get(&http, url).await, expected, "{url}");
            }
            assert_eq!(range.assert_only(&["1.2.3.4"], "own ports").len(), 1);
        },
    );
}

/// The proxy environment is set for every test in here, and a proxy would be a visit to 10.0.0.5:3128.
#[test]
fn no_proxy_is_asked() {
    within("hostile::range::lands::no_proxy_is_asked", async |range| {
        assert!(std::env::var("HTTP_PROXY").is_ok_and(|proxy| proxy.contains("10.0.0.5")));
        let http = Range::http();
        assert_eq!(get(&http, "http://a-1.2.3.4.example.com/").await, "here");
        // Nobody speaks TLS there; what counts is who is asked.
        let request = Request::get("https://a-1.2.3.4.example.com/").timeout_ms(200);
        assert_eq!(said(http.send(request).await), "unavailable egress-timeout");
        range.assert_only(&["1.2.3.4"], "proxy");
    });
}

/// Nobody can tell an open port from a closed one: not by what is said, and, since nothing is dialled at all, not by
/// how long it takes. Counted, not timed.
#[test]
fn a_blocked_port_tells_nothing_of_itself() {
    within("hostile::range::lands::a_blocked_port_tells_nothing_of_itself", async |range| {
        let http = Range::http();
        for (open, closed) in [
            ("http://10.0.0.5/", "http://10.0.0.5:81/"),
            ("http://127.0.0.1:8080/", "http://127.0.0.1:8081/"),
            ("http://a-10.0.0.5.example.com/", "http://a-10.0.0.5.example.com:81/"),
            ("http://a-10.0.0.5.example.com/", "http://a-10.99.99.99.example.com/"),
        ] {
            for _ in 0..125 {
                let told = [told(&http, open).await.unwrap_err(), told(&http, closed).await.unwrap_err()];
                let [one, other] = told.map(|failure| {
                    let named = failure.arguments()["host"].clone();
                    assert!(open.contains(&*named) || closed.contains(&*named));
                    (failure.to_string().replace(&*named, "HOST"), said::<()>(Err(failure)))
                });
                assert_eq!(one, other);
                assert_eq!(one.1, BLOCKED);
            }
        }
        range.assert_only(&[], "nothing was dialled");
    });
}
