//! Credentials: where they are put, towards whom, and when a call is refused for one.

use tomada_core::{Auth, Kind, Placement, Request};

use crate::peer::{Peer, answer};
use crate::world::{World, assert_said};

fn api_key(placement: Placement, name: &str) -> Auth {
    Auth::ApiKey { placement, name: name.to_owned() }
}

const BEARER: Auth = Auth::Bearer { optional: false };

#[tokio::test]
async fn each_kind_has_its_place() {
    let peer = Peer::start(|_| answer(200, "", "")).await;
    let origin = peer.url("");
    for (auth, secret, path, line, field) in [
        (BEARER, "sk-1", "/", "GET / HTTP/1.1", Some(("authorization", "Bearer sk-1"))),
        (api_key(Placement::Header, "X-Key"), "a b", "/", "GET / HTTP/1.1", Some(("x-key", "a b"))),
        (api_key(Placement::Query, "key"), "a&b=c d", "/?q", "GET /?q&key=a%26b%3Dc+d HTTP/1.1", None),
        (api_key(Placement::Query, "k y"), "ü", "/", "GET /?k+y=%C3%BC HTTP/1.1", None),
    ] {
        let world = World::open(peer.port).credential(auth, secret, &[&origin]);
        let response = world.send(Request::get(peer.url(path))).await.unwrap();
        let seen = peer.seen().pop().unwrap();
        assert_eq!(seen.line(), line);
        assert_eq!(field.and_then(|(name, _)| seen.header(name)), field.map(|(_, value)| value));
        assert_eq!(response.url, peer.url(path), "the action never sees it");
    }
}

#[tokio::test]
async fn it_goes_to_its_own_origins_alone() {
    let peer = Peer::start(|_| answer(200, "", "")).await;
    let origins = [peer.at("api.example.com", "")];
    let world = World::open(peer.port).credential(BEARER, "sk-123456", &[&origins[0]]);
    for (host, expected) in
        [("api.example.com", Some("Bearer sk-123456")), ("other.example.com", None), ("127.0.0.1", None)]
    {
        world.send(Request::get(peer.at(host, "/"))).await.unwrap();
        assert_eq!(peer.seen().pop().unwrap().header("authorization"), expected, "{host}");
    }
    world.send(Request::get(peer.at("api.example.com", "/")).anonymous()).await.unwrap();
    assert_eq!(peer.seen().pop().unwrap().header("authorization"), None, "anonymous");
}

#[tokio::test]
async fn a_missing_one_is_said_unless_it_is_optional() {
    let peer = Peer::start(|_| answer(200, "", "")).await;
    let none = World { credential_optional: false, ..World::open(peer.port) };
    let mut nameless =
        World { credential_optional: false, ..World::open(peer.port) }.credential(BEARER, "x", &["*"]);
    nameless.credential.as_mut().unwrap().secrets.clear();
    for (world, about) in [(&none, "no credential"), (&nameless, "no secret in it")] {
        let outcome = world.send(Request::get(peer.url("/"))).await;
        assert_said(outcome, Kind::Unauthorized, "egress-credential-missing", about);
        assert_eq!(world.send(Request::get(peer.url("/")).anonymous()).await.unwrap().status, 200);
    }
    let optional = World { credential_optional: true, ..none.clone() };
    assert_eq!(optional.send(Request::get(peer.url("/"))).await.unwrap().status, 200);
    nameless.credential.as_mut().unwrap().auth = Auth::Bearer { optional: true };
    assert_eq!(nameless.send(Request::get(peer.url("/"))).await.unwrap().status, 200);
    nameless.credential.as_mut().unwrap().auth = Auth::None;
    assert_eq!(nameless.send(Request::get(peer.url("/"))).await.unwrap().status, 200);
}

#[tokio::test]
async fn one_that_would_break_the_message_is_refused() {
    let peer = Peer::start(|_| answer(200, "", "")).await;
    for secret in ["", "a\r\nb: c", "a\nb", "a\0", " a", "a ", "a\n", "ü"] {
        for auth in [BEARER, api_key(Placement::Header, "x-key")] {
            let world = World::open(peer.port).credential(auth, secret, &["*"]);
            let outcome = world.send(Request::get(peer.url("/"))).await;
            assert_said(outcome, Kind::Unauthorized, "egress-credential-invalid", &format!("{secret:?}"));
        }
    }
    for name in ["Host", "a b", "", "Proxy-Authorization"] {
        let world = World::open(peer.port).credential(api_key(Placement::Header, name), "x", &["*"]);
        assert_eq!(
            world.send(Request::get(peer.url("/"))).await.unwrap_err().kind(),
            Kind::InvalidInput,
            "{name}"
        );
    }
    assert_eq!(peer.connections(), 0);
}

#[tokio::test]
async fn a_request_that_brings_its_own_is_refused() {
    let peer = Peer::start(|_| answer(200, "", "")).await;
    let own = |name: &str| Request::get(peer.url("/?q=1")).header(name, "mine");
    for (auth, request) in [
        (BEARER, own("Authorization")),
        (api_key(Placement::Header, "X-Key"), own("x-key")),
        (api_key(Placement::Header, "X-Key"), own("authorization")),
        (api_key(Placement::Query, "q"), own("x")),
        (api_key(Placement::Query, "key"), own("authorization")),
    ] {
        let world = World::open(peer.port).credential(auth, "secret", &[&peer.url("")]);
        let outcome = world.send(request.clone()).await;
        assert_said(outcome, Kind::InvalidInput, "egress-credential-twice", "its own");
        assert_eq!(world.send(request.anonymous()).await.unwrap().status, 200, "without ours it may");
    }
}

#[tokio::test]
async fn in_the_clear_it_goes_only_where_the_operator_opened() {
    // The address counts as public, though nobody has it. Nothing is dialled: the judgement comes first.
    let names = crate::world::Names::default().with("api.example.com", &["2000::1"]);
    let world = World { names, ..World::closed() };
    let world = world.credential(BEARER, "sk-123456", &["http://api.example.com", "http://[2000::1]"]);
    for url in ["http://api.example.com/", "http://[2000::1]/"] {
        let outcome = world.send(Request::get(url)).await;
        assert_said(outcome, Kind::Forbidden, "egress-credential-plain-http", url);
    }
    assert!(world.exchanges().iter().all(|exchange| exchange.error == Some("blocked")));
}

#[tokio::test]
async fn an_anonymous_connection_in_the_clear_is_not_used_for_it() {
    // The same origin, once without and once with the credential: two connections.
    let peer = Peer::start(|_| answer(200, "", "")).await;
    let world = World::open(peer.port).credential(BEARER, "sk-123456", &[&peer.url("")]);
    let http = world.http();
    http.send(Request::get(peer.url("/")).anonymous()).await.unwrap().body.bytes().await.unwrap();
    http.send(Request::get(peer.url("/"))).await.unwrap().body.bytes().await.unwrap();
    assert_eq!(peer.connections(), 2);
}
