//! What is kept of a call, and that no planted secret is in it, nor in what the action reads.

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use tomada_core::{Auth, Placement, Request};
use tomada_host::Exchange;

use crate::peer::{Peer, Then, answer, reply};
use crate::world::World;

#[tokio::test]
async fn an_exchange_holds_what_was_said() {
    let peer = Peer::start(|_| answer(201, "x: 1\r\nx: 2\r\nset-cookie: a=b\r\n", "answered")).await;
    let world = World::open(peer.port);
    let request = Request::post(peer.url("/a?b#c"))
        .header("Authorization", "mine")
        .header("Cookie", "mine")
        .header("X-Api-Key", "mine")
        .body("text/plain", "asked");
    world.fetch(request).await.unwrap();
    let [exchange] = &world.exchanges()[..] else { panic!() };
    assert_eq!((exchange.method.as_str(), exchange.status, exchange.error), ("POST", Some(201), None));
    assert_eq!((exchange.url.as_str(), exchange.attempt), (peer.url("/a?b").as_str(), 1));
    let shown = |headers: &[(String, String)]| {
        headers.iter().map(|(name, value)| format!("{name}: {value}")).collect::<Vec<_>>()
    };
    assert_eq!(
        shown(&exchange.request.headers),
        [
            "authorization: ***",
            "cookie: ***",
            "x-api-key: ***",
            "content-type: text/plain",
            "accept: */*",
            "accept-encoding: gzip, deflate, br, zstd",
            "user-agent: tomada/0.1.0",
            "content-length: 5",
        ]
    );
    let response = exchange.response.as_ref().unwrap();
    assert_eq!(shown(&response.headers), ["x: 1", "x: 2", "set-cookie: ***", "content-length: 8"]);
    assert_eq!((exchange.request.body.text.as_str(), exchange.request.body.size), ("asked", 5));
    assert_eq!((response.body.text.as_str(), response.body.size, response.body.cut), ("answered", 8, false));
    let timings = &exchange.timings;
    assert!(timings.connect_us.and(timings.wait_us).and(timings.body_us).is_some(), "{timings:?}");
    assert_eq!((timings.resolve_us, timings.tls_us), (None, None));
}

#[tokio::test]
async fn long_bodies_are_cut_and_their_size_is_true() {
    let peer = Peer::start(|_| answer(200, "", vec![b'y'; 20_000])).await;
    let world = World::open(peer.port);
    world.fetch(Request::post(peer.url("/")).body("text/plain", vec![b'x'; 17_000])).await.unwrap();
    let exchange = &world.exchanges()[0];
    let response = &exchange.response.as_ref().unwrap().body;
    for (body, letter, size) in [(&exchange.request.body, "x", 17_000), (response, "y", 20_000)] {
        assert_eq!(
            (body.text.as_str(), body.size, body.cut),
            (letter.repeat(16 * 1024).as_str(), size, true)
        );
    }
}

#[tokio::test]
async fn a_dropped_call_is_kept_as_cancelled() {
    let peer = Peer::start(|seen| match seen.path() {
        "/stall" => reply("", Then::Stall),
        _ => reply("HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nabc", Then::Stall),
    })
    .await;
    let world = World::open(peer.port);
    let http = world.http();

    // Dropped before it is polled, it was no attempt.
    drop(http.send(Request::get(peer.url("/stall"))));
    assert_eq!(world.exchanges().len(), 0);

    // Dropped while the head is awaited: as soon as the peer has seen the request.
    let call = http.send(Request::get(peer.url("/stall")));
    let until_seen = async {
        while peer.seen().is_empty() {
            tokio::task::yield_now().await;
        }
    };
    tokio::select! { biased; _ = call => panic!("answered"), () = until_seen => {} }
    assert_eq!((world.exchanges()[0].status, world.exchanges()[0].error), (None, Some("cancelled")));

    // Dropped with a part of the body.
    let mut response = http.send(Request::get(peer.url("/body"))).await.unwrap();
    assert_eq!(response.body.chunk().await.unwrap().unwrap(), b"abc");
    drop(response);
    let exchange = &world.exchanges()[1];
    let body = &exchange.response.as_ref().unwrap().body;
    assert_eq!((exchange.error, body.text.as_str(), body.size), (Some("cancelled"), "abc", 3));
}

#[tokio::test]
async fn a_body_read_to_its_last_byte_is_not_cancelled() {
    let peer = Peer::start(|seen| answer(200, "", if seen.path() == "/empty" { "" } else { "abc" })).await;
    let world = World::open(peer.port);
    let mut response = world.send(Request::get(peer.url("/abc"))).await.unwrap();
    response.body.chunk().await.unwrap().unwrap();
    drop(response);
    drop(world.send(Request::get(peer.url("/empty"))).await.unwrap());
    assert_eq!(world.exchanges().iter().map(|exchange| exchange.error).collect::<Vec<_>>(), [None, None]);
}

/// The forms in which a service may say a secret back.
fn disguises(secret: &str) -> Vec<String> {
    let json = serde_json::to_string(secret).unwrap();
    let hex = secret.bytes().map(|byte| format!("{byte:02X}")).collect::<Vec<_>>().concat();
    let form = url::form_urlencoded::byte_serialize(secret.as_bytes()).collect::<String>();
    let mut forms =
        vec![secret.to_owned(), json[1..json.len() - 1].to_owned(), hex.to_lowercase(), hex, form];
    forms.push(secret.to_uppercase());
    for before in ["", "u", "u:"] {
        forms.push(STANDARD.encode(format!("{before}{secret}:after")));
        forms.push(URL_SAFE_NO_PAD.encode(format!("{before}{secret}")));
    }
    forms
}

/// What stays recognisable of any disguise when it is not masked.
fn assert_clean(text: &str, secret: &str, about: &str) {
    for form in disguises(secret) {
        // Of base64, the first and the last letters hold other bytes too.
        let core = form.get(4..form.len() - 12).unwrap_or(&form);
        assert!(!text.contains(core), "{about} holds {core:?} of {form:?}: {text}");
    }
}

fn assert_exchanges_clean(exchanges: &[Exchange], secret: &str) {
    assert!(!exchanges.is_empty());
    for exchange in exchanges {
        assert_clean(&serde_json::to_string(exchange).unwrap(), secret, "the exchange");
        assert_clean(&format!("{exchange:?}"), secret, "the exchange");
    }
}

#[tokio::test]
async fn a_planted_secret_is_in_nothing_that_comes_back() {
    let secret = "sk-Planted0123456789abcdef/+";
    for auth in [
        Auth::Bearer { optional: false },
        Auth::ApiKey { placement: Placement::Header, name: "x-custom".to_owned() },
        Auth::ApiKey { placement: Placement::Query, name: "key".to_owned() },
    ] {
        for form in disguises(secret) {
            let in_header = form.is_ascii() && !form.contains(['\\', '"']);
            let fields = if in_header {
                format!("x-echo: before {form} after\r\nlocation: /?k={form}\r\n")
            } else {
                String::new()
            };
            let body = format!("{{\"echo\": \"{form}\", \"more\": \"{form}\"}}");
            let peer = Peer::start(move |_| answer(200, &fields, &body)).await;
            let world = World::open(peer.port).credential(auth.clone(), secret, &[&peer.url("")]);
            let request = Request::post(peer.url(&format!("/{}", form.replace(['?', '#'], ""))))
                .header("x-mine", if in_header { &form } else { "" })
                .body("text/plain", form.clone());
            let response = world.send(request).await.unwrap();
            assert!(peer.seen()[0].head.contains("sk-Planted0123456789abcdef"), "it does reach the service");
            assert_clean(&format!("{response:?}"), secret, "the response");
            let text = String::from_utf8(response.body.bytes().await.unwrap()).unwrap();
            assert_clean(&text, secret, "the body");
            assert!(text.contains("***"), "{text}");
            assert_exchanges_clean(&world.exchanges(), secret);
        }
    }
}

#[tokio::test]
async fn a_secret_is_masked_wherever_the_network_cuts_it() {
    let secret = "planted-secret-value";
    let body = format!("<{secret}><{}>", STANDARD.encode(secret));
    for cut in 1..body.len() {
        let (head, tail) = body.split_at(cut);
        let chunked = format!(
            "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n{:x}\r\n{head}\r\n{:x}\r\n{tail}\r\n0\r\n\r\n",
            head.len(),
            tail.len()
        );
        let peer = Peer::start(move |_| reply(chunked.clone(), Then::Keep)).await;
        let world =
            World::open(peer.port).credential(Auth::Bearer { optional: false }, secret, &[&peer.url("")]);
        let text = String::from_utf8(world.fetch(Request::get(peer.url("/"))).await.unwrap()).unwrap();
        assert!(text.starts_with("<***") && !text.contains("secret"), "cut at {cut}: {text}");
        assert_eq!(world.exchanges()[0].response.as_ref().unwrap().body.text, text);
    }
}

#[tokio::test]
async fn failures_hold_no_secret() {
    let secret = "planted-secret-value";
    let peer = Peer::start(|seen| match seen.path().split('?').next().unwrap() {
        "/coding" => answer(200, "content-encoding: planted-secret-value\r\n", "x"),
        "/redirect" => answer(302, "location: planted-secret-value://x\r\n", "x"),
        _ => reply("", Then::Close),
    })
    .await;
    let auth = Auth::ApiKey { placement: Placement::Query, name: "key".to_owned() };
    let world = World::open(peer.port).credential(auth, secret, &["*"]);
    for url in [
        peer.url("/coding"),
        peer.url("/redirect"),
        peer.url("/reset"),
        "planted-secret-value://x/".to_owned(),
        "http://planted-secret-value/".to_owned(),
        "http://planted-secret-value.example.com/".to_owned(),
    ] {
        let failure = world.fetch(Request::get(&url).redirects(1)).await.unwrap_err();
        assert!(!format!("{failure:?}").contains(secret), "{url}: {failure:?}");
    }
    assert_exchanges_clean(&world.exchanges(), secret);
}

#[tokio::test]
async fn a_short_secret_is_masked_in_its_place_alone() {
    let peer = Peer::start(|_| answer(200, "", "an answer with an a")).await;
    for (auth, place) in [
        (Auth::ApiKey { placement: Placement::Query, name: "key".to_owned() }, "key=***"),
        (Auth::ApiKey { placement: Placement::Header, name: "x-key".to_owned() }, "\"x-key\",\"***\""),
    ] {
        let world = World::open(peer.port).credential(auth, "an", &[&peer.url("")]);
        assert_eq!(world.fetch(Request::get(peer.url("/answer"))).await.unwrap(), b"an answer with an a");
        let shown = serde_json::to_string(&world.exchanges()).unwrap();
        assert!(shown.contains(place) && shown.contains("an answer with an a"), "{shown}");
    }
}
