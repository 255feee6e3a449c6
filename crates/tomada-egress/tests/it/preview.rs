//! What is told before anything is sent is what is sent then.

use tomada_core::{Auth, Kind, Placement, Preview, PreviewOrigin, Request};

use crate::peer::{Peer, answer};
use crate::world::{World, assert_said};

const SECRET: &str = "planted-4711";

fn bearer() -> Auth {
    Auth::Bearer { optional: false }
}

async fn told(world: &World, request: Request) -> Preview {
    world.http().preview(request).await.unwrap()
}

/// Sends `request` after it was told, and compares the two.
async fn check(world: &World, peer: &Peer, request: Request) -> Preview {
    let before = (peer.seen().len(), world.exchanges().len());
    let preview = told(world, request.clone()).await;
    let after = (peer.seen().len(), world.exchanges().len());
    assert_eq!(after, before, "for a preview nothing is sent and no exchange written");
    world.fetch(request).await.unwrap();
    let seen = peer.seen().pop().unwrap();
    let told = format!("{preview:?}");
    assert!(!told.contains(SECRET), "{told}");
    let mut sent = seen
        .head
        .lines()
        .skip(1)
        .filter_map(|line| line.split_once(": "))
        .map(|(name, value)| {
            let name = name.to_ascii_lowercase();
            let value = if value.contains(SECRET) || name == "cookie" { "***" } else { value };
            (name, value.to_owned())
        })
        .collect::<Vec<_>>();
    let mut told =
        preview.headers.iter().map(|field| (field.name.clone(), field.value.clone())).collect::<Vec<_>>();
    sent.sort();
    told.sort();
    assert_eq!(told, sent);
    let path = seen.path().replace(SECRET, "***");
    assert_eq!(
        (preview.method.as_str(), preview.body_bytes),
        (seen.line().split(' ').next().unwrap(), seen.body.len() as u64)
    );
    assert!(preview.url.ends_with(&path), "{} {path}", preview.url);
    preview
}

fn origin(preview: &Preview, name: &str) -> Vec<PreviewOrigin> {
    preview.headers.iter().filter(|field| field.name == name).map(|field| field.origin).collect()
}

#[tokio::test]
async fn what_is_told_is_what_is_sent() {
    let peer = Peer::start(|_| answer(200, "", "ok")).await;
    let own = format!("http://127.0.0.1:{}", peer.port);
    let plain = World::open(peer.port);
    let with = |auth: Auth| World::open(peer.port).credential(auth, SECRET, &[&own]);
    for method in ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "PURGE"] {
        check(&plain, &peer, Request::new(method, peer.url("/a?b=%20c#d"))).await;
        check(&with(bearer()), &peer, Request::new(method, peer.url("/")).body("text/plain", "abc")).await;
    }
    let request = Request::post(peer.url("/x"))
        .header("X-A", "1")
        .header("x-a", "2")
        .header("Cookie", "a=b")
        .header("User-Agent", "me")
        .header("accept", "text/csv")
        .idempotency_key("k-1");
    let preview = check(&with(bearer()), &peer, request).await;
    assert!(preview.authenticated);
    for (name, expected) in [
        ("x-a", vec![PreviewOrigin::Request, PreviewOrigin::Request]),
        ("cookie", vec![PreviewOrigin::Request]),
        ("user-agent", vec![PreviewOrigin::Request]),
        ("authorization", vec![PreviewOrigin::Connection]),
        ("accept-encoding", vec![PreviewOrigin::Egress]),
        ("idempotency-key", vec![PreviewOrigin::Egress]),
        ("host", vec![PreviewOrigin::Egress]),
        ("content-length", vec![PreviewOrigin::Egress]),
    ] {
        assert_eq!(origin(&preview, name), expected, "{name} of {preview:?}");
    }
    for placement in [Placement::Header, Placement::Query] {
        check(
            &with(Auth::ApiKey { placement, name: "x-key".to_owned() }),
            &peer,
            Request::get(peer.url("/?a=1")),
        )
        .await;
    }
}

#[tokio::test]
async fn what_may_not_be_sent_is_not_told_either() {
    let world = World::closed().credential(bearer(), SECRET, &["https://api.example.com"]);
    let refused = async |request, kind, code| {
        assert_said(world.http().preview(request).await, kind, code, code);
    };
    refused(Request::get("https://10.0.0.1/"), Kind::Forbidden, "egress-blocked").await;
    refused(Request::get("https://printer.local/"), Kind::Forbidden, "egress-blocked").await;
    refused(Request::get("ftp://a.example.com/"), Kind::InvalidInput, "egress-url-scheme").await;
    refused(Request::new("CONNECT", "https://a.example.com/"), Kind::InvalidInput, "egress-method-invalid")
        .await;
    refused(
        Request::get("https://a.example.com/").header("Host", "b"),
        Kind::InvalidInput,
        "egress-header-reserved",
    )
    .await;
    let twice = Request::get("https://api.example.com/").header("authorization", "x");
    refused(twice, Kind::InvalidInput, "egress-credential-twice").await;
    let closed = World { allowed: vec!["https://api.example.com".to_owned()], ..World::closed() };
    let elsewhere = closed.http().preview(Request::get("https://other.example.com/")).await;
    assert_said(elsewhere, Kind::Forbidden, "egress-not-permitted", "another origin");
}

#[tokio::test]
async fn no_name_is_resolved_and_no_credential_told_to_others() {
    let world = World::closed().credential(bearer(), SECRET, &["https://api.example.com"]);
    let own = told(&world, Request::get("https://api.example.com/")).await;
    let other = told(&world, Request::get("https://Other.example.com/x/../y")).await;
    assert_eq!((own.authenticated, other.authenticated), (true, false));
    assert_eq!(
        (origin(&other, "authorization"), other.url.as_str()),
        (vec![], "https://other.example.com/y")
    );
    assert!(world.names.asked().is_empty());
}
