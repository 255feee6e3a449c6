//! The way out through an operator's proxy: what it is asked for, what never reaches it, and what its refusal means.

use std::sync::{Arc, Mutex};

use tokio::io::{AsyncReadExt, AsyncWriteExt, copy_bidirectional};
use tokio::net::{TcpListener, TcpStream};
use tomada_core::{Auth, Kind, Request};
use tomada_egress::Outbound;
use tomada_host::Egress;

use crate::peer::{Peer, answer};
use crate::world::{World, assert_said};

/// A forward proxy (RFC 9110, section 3.7) that takes every name for this machine and remembers the first lines.
struct Proxy {
    port: u16,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Proxy {
    async fn start(opens: bool) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let asked = Arc::<Mutex<Vec<_>>>::default();
        let proxy = Self { port, asked: Arc::clone(&asked) };
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(stream, Arc::clone(&asked), opens));
            }
        });
        proxy
    }

    fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap().clone()
    }
}

async fn serve(mut client: TcpStream, asked: Arc<Mutex<Vec<String>>>, opens: bool) {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(client.read_u8().await.unwrap());
    }
    let text = String::from_utf8(head.clone()).unwrap();
    let line = text.lines().next().unwrap().to_owned();
    let authorized = text.lines().find(|line| line.to_ascii_lowercase().starts_with("proxy-authorization"));
    asked.lock().unwrap().push(format!("{line}{}", authorized.map_or("", |_| " (authorized)")));
    if !opens {
        client.write_all(b"HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\n\r\n").await.unwrap();
        return;
    }
    let target = line.split(' ').nth(1).unwrap();
    let is_tunnel = line.starts_with("CONNECT ");
    let authority = target.trim_start_matches("http://").split('/').next().unwrap();
    let port = authority.rsplit(':').next().unwrap();
    let mut service = TcpStream::connect(format!("127.0.0.1:{port}")).await.unwrap();
    if is_tunnel {
        client.write_all(b"HTTP/1.1 200 OK\r\n\r\n").await.unwrap();
    } else {
        service.write_all(text.replacen(&format!("http://{authority}"), "", 1).as_bytes()).await.unwrap();
    }
    let _ = copy_bidirectional(&mut client, &mut service).await;
}

fn through(world: &World, url: &str) -> Outbound {
    world.builder().proxy(url).build().unwrap()
}

#[tokio::test]
async fn every_call_goes_through_the_proxy() {
    let peer = Peer::start(|seen| answer(200, "", format!("{} {}", seen.line(), seen.body.len()))).await;
    let proxy = Proxy::start(true).await;
    let world =
        World::open(peer.port).credential(Auth::Bearer { optional: false }, "sk-123456", &[&peer.url("")]);
    let http = through(&world, &format!("http://ana:secret@127.0.0.1:{}", proxy.port)).open(world.scope());
    let get = http.send(Request::get(peer.at("api.example.com", "/a?b=c"))).await.unwrap();
    assert_eq!(get.body.bytes().await.unwrap(), b"GET /a?b=c HTTP/1.1 0");
    let post = Request::post(peer.url("/things")).body("text/plain", "12345");
    let post = http.send(post).await.unwrap();
    assert_eq!((post.status, post.body.bytes().await.unwrap()), (200, b"POST /things HTTP/1.1 5".to_vec()));
    assert_eq!(peer.seen()[1].header("authorization"), Some("Bearer sk-123456"));
    let asked = [
        format!("GET http://api.example.com:{}/a?b=c HTTP/1.1 (authorized)", peer.port),
        format!("POST http://127.0.0.1:{}/things HTTP/1.1 (authorized)", peer.port),
    ];
    assert_eq!(proxy.asked(), asked);
    let kept = format!("{:?}", world.exchanges());
    assert!(!kept.contains("sk-123456") && !kept.contains("ana:secret"), "{kept}");
}

#[tokio::test]
async fn what_may_not_be_called_never_reaches_it() {
    let proxy = Proxy::start(true).await;
    let mut world = World::closed();
    world.names = world.names.with("inner.example.com", &["1.2.3.4", "10.0.0.1"]);
    let http = through(&world, &format!("http://127.0.0.1:{}", proxy.port)).open(world.scope());
    for url in ["http://10.0.0.1/", "http://127.0.0.1/", "https://inner.example.com/", "http://localhost/"] {
        assert_said(http.send(Request::get(url)).await, Kind::Forbidden, "egress-blocked", url);
    }
    assert_said(
        http.send(Request::get("https://nowhere.example.com/")).await,
        Kind::Unavailable,
        "egress-dns",
        "dns",
    );
    assert!(proxy.asked().is_empty());
}

#[tokio::test]
async fn a_tunnel_that_is_not_opened_is_no_connection() {
    let proxy = Proxy::start(false).await;
    let peer = Peer::start(|_| answer(200, "", "")).await;
    let world = World::open(peer.port);
    let http = through(&world, &format!("http://127.0.0.1:{}", proxy.port)).open(world.scope());
    let outcome = http.send(Request::post(format!("https://api.example.com:{}/", peer.port))).await;
    assert_said(outcome, Kind::Unavailable, "egress-connect", "the proxy says no");
    assert_eq!(proxy.asked(), [format!("CONNECT api.example.com:{} HTTP/1.1", peer.port)]);
    assert_eq!(peer.connections(), 0);
}

#[tokio::test]
async fn limits_hold_behind_a_proxy_too() {
    let peer = Peer::start(|_| answer(200, "", vec![b'x'; 100_000])).await;
    let proxy = Proxy::start(true).await;
    let world = World::open(peer.port);
    let http = through(&world, &format!("http://127.0.0.1:{}", proxy.port)).open(world.scope());
    let response = http.send(Request::get(peer.url("/")).body_max_bytes(50_000)).await;
    let outcome = match response {
        Ok(response) => response.body.bytes().await,
        Err(failure) => Err(failure),
    };
    assert_said(outcome, Kind::Rejected, "egress-too-large", "a large body");
    assert_eq!(http.send(Request::get(peer.url("/")).redirects(3)).await.unwrap().status, 200);
}

#[test]
fn only_proxies_are_taken_for_proxies() {
    for url in ["", "proxy:3128", "ftp://proxy:21", "socks5://proxy:1080", "http://", "//proxy"] {
        assert!(Outbound::builder().proxy(url).build().is_err(), "{url:?}");
    }
    for url in ["http://proxy:3128", "https://ana:secret@proxy", "socks5h://[::1]:1080"] {
        assert!(Outbound::builder().proxy(url).build().is_ok(), "{url:?}");
    }
}
