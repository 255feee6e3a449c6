//! Credentials that take more than a header, and need nobody else: digests, keys in bodies, parameters that make no sense.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use tomada_core::{Auth, Kind, Placement, Request};

use crate::peer::{Peer, answer};
use crate::tokens::{SECRET, status};
use crate::world::{World, assert_said};

#[tokio::test]
async fn a_digest_answers_the_challenge_and_remembers_it() {
    let peer = Peer::start(|seen| match seen.header("authorization") {
        None => answer(401, "www-authenticate: Digest realm=\"r\", nonce=\"n1\", qop=\"auth\"\r\n", ""),
        Some(value) if value.contains("nonce=\"n1\"") && value.contains("nc=00000003") => answer(
            401,
            "www-authenticate: Digest realm=\"r\", nonce=\"n2\", qop=\"auth\", stale=true\r\n",
            "",
        ),
        Some(_) => answer(200, "", ""),
    })
    .await;
    let auth = Auth::Digest { username: "ana".to_owned() };
    let http = World::open(peer.port).credential(auth, SECRET, &[&peer.url("")]).http();
    for _ in 0..4 {
        assert_eq!(status(&http, peer.url("/a?b=c")).await.unwrap(), 200);
    }
    let used = peer.seen().into_iter().map(|seen| {
        let value = seen.header("authorization").unwrap_or_default().to_owned();
        assert!(
            value.is_empty() || value.contains("username=\"ana\"") && value.contains("uri=\"/a?b=c\""),
            "{value}"
        );
        let part =
            |name: &str| value.split_once(name).map(|(_, rest)| rest.chars().take(8).collect::<String>());
        (part("nonce=\"").map(|nonce| nonce[..2].to_owned()), part("nc="))
    });
    let used = used.map(|(nonce, count)| nonce.zip(count)).collect::<Vec<_>>();
    let step = |nonce: &str, count: &str| Some((nonce.to_owned(), count.to_owned()));
    let expected = [
        None,
        step("n1", "00000001"),
        step("n1", "00000002"),
        step("n1", "00000003"),
        step("n2", "00000001"),
        step("n2", "00000002"),
    ];
    assert_eq!(used, expected);
}

#[tokio::test]
async fn a_wrong_digest_is_answered_once() {
    let peer = Peer::start(|_| {
        answer(401, "www-authenticate: Digest realm=\"r\", nonce=\"n\", qop=\"auth\"\r\n", "")
    })
    .await;
    let auth = Auth::Digest { username: "ana".to_owned() };
    let world = World::open(peer.port).credential(auth, SECRET, &[&peer.url("")]);
    let http = world.http();
    for requests in [2, 3] {
        assert_eq!(http.send(Request::get(peer.url("/"))).await.unwrap().status, 401);
        assert_eq!(peer.seen().len(), requests);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn two_calls_that_are_challenged_at_once_are_both_answered() {
    // The second challenge is held back until the first call is through.
    let (first_is_over, waits) = tokio::sync::watch::channel(false);
    let challenge = || answer(401, "www-authenticate: Digest realm=\"r\", nonce=\"n\", qop=\"auth\"\r\n", "");
    let second = Arc::new(Mutex::new(None));
    let peer = Peer::start({
        let second = Arc::clone(&second);
        move |seen| match (seen.path(), seen.header("authorization")) {
            (_, Some(_)) => answer(200, "", "in"),
            ("/second", None) => {
                second.lock().unwrap().replace(());
                let mut waits = waits.clone();
                tokio::task::block_in_place(|| {
                    tokio::runtime::Handle::current()
                        .block_on(waits.wait_for(|over| *over))
                        .map(drop)
                        .unwrap();
                });
                challenge()
            }
            _ => challenge(),
        }
    });
    let peer = peer.await;
    let world = World::open(peer.port).credential(
        Auth::Digest { username: "ana".to_owned() },
        SECRET,
        &[&peer.url("")],
    );
    let http = world.http();
    let late = tokio::spawn(http.send(Request::get(peer.url("/second"))));
    while second.lock().unwrap().is_none() {
        tokio::task::yield_now().await;
    }
    assert_eq!(http.send(Request::get(peer.url("/first"))).await.unwrap().status, 200);
    first_is_over.send(true).unwrap();
    assert_eq!(late.await.unwrap().unwrap().status, 200, "it has not been tried with the password yet");
}

#[tokio::test]
async fn a_key_in_the_body_stands_among_its_fields() {
    let peer = Peer::start(|_| answer(200, "", "")).await;
    let auth = || Auth::ApiKey { placement: Placement::Body, name: "api key".to_owned() };
    let world = World::open(peer.port).credential(auth(), "a&\"key", &[&peer.url("")]);
    let post = |kind: &str, body: &str| Request::post(peer.url("/")).body(kind, body);
    for (kind, body, expected) in [
        ("application/x-www-form-urlencoded", "a=b+c", "a=b+c&api+key=a%26%22key"),
        ("application/x-www-form-urlencoded; charset=utf-8", "", "api+key=a%26%22key"),
        ("application/json", r#"{"b":1.50,"a":[]} "#, r#"{"b":1.50,"a":[],"api key":"a&\"key"}"#),
        ("application/json", "{ }", r#"{"api key":"a&\"key"}"#),
    ] {
        world.send(post(kind, body)).await.unwrap();
        let seen = peer.seen().pop().unwrap();
        assert_eq!(String::from_utf8_lossy(&seen.body), expected);
        assert_eq!(seen.header("content-length"), Some(expected.len().to_string().as_str()));
    }
    for (request, code) in [
        (post("application/json", r#"{"api key":1}"#), "egress-credential-twice"),
        (post("application/json", "[]"), "egress-credential-twice"),
        (post("application/x-www-form-urlencoded", "api+key=x"), "egress-credential-twice"),
        (post("text/plain", "x"), "egress-credential-no-body"),
        (Request::get(peer.url("/")), "egress-credential-no-body"),
    ] {
        assert_said(world.send(request).await, Kind::InvalidInput, code, "no place for it");
    }
}

#[tokio::test]
async fn parameters_that_make_no_sense_are_refused_before_anything_is_sent() {
    let peer = Peer::start(|_| answer(200, "", "")).await;
    let aws = |region: &str| Auth::AwsSigv4 {
        access_key_id: "AKID".to_owned(),
        region: region.to_owned(),
        service: "s".to_owned(),
    };
    for auth in [
        Auth::Basic { username: "a:b".to_owned() },
        Auth::Digest { username: "a\n".to_owned() },
        aws(""),
        aws("us east"),
        aws("us/east"),
    ] {
        let world = World::open(peer.port).credential(auth, SECRET, &[&peer.url("")]);
        let outcome = world.send(Request::get(peer.url("/"))).await;
        assert_said(outcome, Kind::InvalidInput, "egress-auth-parameter", "a parameter");
    }
    let lacks: BTreeMap<_, _> = [("certificate".to_owned(), tomada_host::Secret::new("no PEM"))].into();
    let mut world = World::open(peer.port).credential(Auth::Mtls, "no PEM either", &[&peer.url("")]);
    assert_said(
        world.send(Request::get(peer.url("/"))).await,
        Kind::Unauthorized,
        "egress-credential-missing",
        "half",
    );
    world.credential.as_mut().unwrap().secrets.extend(lacks);
    world
        .credential
        .as_mut()
        .unwrap()
        .secrets
        .insert("private_key".to_owned(), tomada_host::Secret::new("no PEM"));
    assert_said(
        world.send(Request::get(peer.url("/"))).await,
        Kind::Unauthorized,
        "egress-credential-invalid",
        "PEM",
    );
    assert_eq!(peer.connections(), 0);
}
