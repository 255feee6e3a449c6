//! Handshakes that go wrong: whatever the other side presents, sends or leaves out, the call ends as `tls` or in time,
//! and nothing is said in the clear.

use std::io::{self, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::time::Duration;

use rcgen::{CertificateParams, KeyPair};
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned};
use tomada_core::Request;

use super::evil::{Evil, Line};
use crate::tls::Authority;
use crate::world::{World, said};

pub(crate) type Tls = StreamOwned<ServerConnection, TcpStream>;

const TLS: &str = "unavailable egress-tls";
const TIMEOUT: &str = "unavailable egress-timeout";
const CONNECT: &str = "unavailable egress-connect";

/// A configuration that presents `chain` and offers `protocols`.
pub(crate) fn config(
    chain: Vec<CertificateDer<'static>>,
    key: PrivateKeyDer<'static>,
    protocols: &[&str],
) -> ServerConfig {
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let builder = ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions();
    let mut config = builder.unwrap().with_no_client_auth().with_single_cert(chain, key).unwrap();
    config.alpn_protocols = protocols.iter().map(|protocol| protocol.as_bytes().to_vec()).collect();
    config
}

/// A TLS server with a thread for each connection; `behave` is told how many came before, and ends as it likes.
pub(crate) fn serve(
    config: ServerConfig,
    behave: impl Fn(&mut Tls, usize) -> io::Result<()> + Send + Sync + 'static,
) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let (config, behave) = (Arc::new(config), Arc::new(behave));
    std::thread::spawn(move || {
        for (before, stream) in listener.incoming().flatten().enumerate() {
            let (config, behave) = (Arc::clone(&config), Arc::clone(&behave));
            std::thread::spawn(move || {
                // No thread outlives its test by more than this.
                stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
                stream.set_write_timeout(Some(Duration::from_secs(20))).unwrap();
                stream.set_nodelay(true).unwrap();
                let mut tls = StreamOwned::new(ServerConnection::new(config).unwrap(), stream);
                let _ = behave(&mut tls, before);
            });
        }
    });
    port
}

/// Reads up to the end of a head without a body.
pub(crate) fn read_head(tls: &mut Tls) -> io::Result<()> {
    let (mut head, mut byte) = (Vec::new(), [0]);
    while !head.ends_with(b"\r\n\r\n") {
        io::Read::read_exact(tls, &mut byte)?;
        head.push(byte[0]);
    }
    Ok(())
}

fn answer_ok(tls: &mut Tls, _: usize) -> io::Result<()> {
    read_head(tls)?;
    tls.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok")?;
    tls.conn.send_close_notify();
    tls.flush()
}

async fn fetch(world: &World, url: String) -> String {
    said(world.fetch(Request::get(url)).await)
}

#[tokio::test]
async fn a_certificate_must_be_the_hosts_own() {
    let authority = Authority::new();
    let alone = KeyPair::generate().unwrap();
    let selfsigned = CertificateParams::new(vec!["api.example.com".to_owned()]).unwrap().self_signed(&alone);
    let selfsigned =
        (selfsigned.unwrap().der().clone(), PrivateKeyDer::try_from(alone.serialize_der()).unwrap());
    let certified = |name: &str| authority.certify(name, |_| {});
    for (about, host, certificate, expected) in [
        ("nobody's but its own", "api.example.com", selfsigned, TLS),
        ("for the address", "127.0.0.1", certified("127.0.0.1"), "ok"),
        ("for another address", "127.0.0.1", certified("127.0.0.2"), TLS),
        ("for a name, not the address", "127.0.0.1", certified("api.example.com"), TLS),
        ("for all names of the domain", "api.example.com", certified("*.example.com"), "ok"),
        ("for a longer name", "api.example.com", certified("api.example.com.evil.example"), TLS),
        ("for names below it", "api.example.com", certified("*.api.example.com"), TLS),
    ] {
        let (certificate, key) = certificate;
        let port = serve(config(vec![certificate], key, &[]), answer_ok);
        let world = World { trusted: vec![authority.pem()], ..World::open(port) };
        assert_eq!(fetch(&world, format!("https://{host}:{port}/")).await, expected, "{about}");
    }
}

#[tokio::test]
async fn a_chain_of_a_hundred_kilobytes_is_too_long() {
    let authority = Authority::new();
    let (certificate, key) = authority.certify("api.example.com", |_| {});
    for (count, expected) in [(10, "ok"), (250, TLS)] {
        let filler =
            (0..count).map(|_| authority.certify(&format!("{}.example.com", "x".repeat(60)), |_| {}).0);
        let chain = std::iter::once(certificate.clone()).chain(filler).collect::<Vec<_>>();
        let bytes = chain.iter().map(|certificate| certificate.len()).sum::<usize>();
        assert!((bytes > 100_000) == (count == 250), "{count} certificates have {bytes} bytes");
        let port = serve(config(chain, key.clone_key(), &[]), answer_ok);
        let world = World { trusted: vec![authority.pem()], ..World::open(port) };
        assert_eq!(fetch(&world, format!("https://api.example.com:{port}/")).await, expected, "{count}");
    }
}

/// A handshake record of TLS 1.0 with a `ServerHello` of `version` (RFC 5246, 7.4.1.3).
fn server_hello(version: [u8; 2]) -> Vec<u8> {
    let body = [&version[..], &[7; 32], &[0], &[0x00, 0x2f], &[0]].concat();
    let handshake = [&[2, 0, 0, u8::try_from(body.len()).unwrap()][..], &body].concat();
    [&[22, 3, 1, 0, u8::try_from(handshake.len()).unwrap()][..], &handshake].concat()
}

/// Says something else than TLS 1.2 or 1.3, by the name of the host.
async fn mumble(mut line: Line) -> io::Result<()> {
    let way = line.server_name().await?;
    match way.as_str() {
        "tls10.example.com" => line.write(server_hello([3, 1])).await?,
        "ssl3.example.com" => line.write(server_hello([3, 0])).await?,
        "tls11.example.com" => line.write(server_hello([3, 2])).await?,
        "version.example.com" => line.write([21, 3, 1, 0, 2, 2, 70]).await?,
        "failure.example.com" => line.write([21, 3, 3, 0, 2, 2, 40]).await?,
        "unnamed.example.com" => line.write([21, 3, 3, 0, 2, 2, 112]).await?,
        "garbage.example.com" => line.write([0xff; 300]).await?,
        "clear.example.com" => line.write("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok").await?,
        "huge.example.com" => line.flood([&[22, 3, 3, 0xff, 0xff][..], &[0; 995]].concat()).await?,
        "message.example.com" => {
            line.write([22, 3, 3, 0x40, 0, 11, 0xff, 0xff, 0xff]).await?;
            line.flood([0; 1_000]).await?;
        }
        "ciphers.example.com" => line.flood([20, 3, 3, 0, 1, 1].repeat(100)).await?,
        "warnings.example.com" => line.flood([21, 3, 3, 0, 2, 1, 90].repeat(100)).await?,
        "empty.example.com" => line.flood([22, 3, 3, 0, 0].repeat(100)).await?,
        "drip.example.com" => line.drip([22, 3, 3, 0x40, 0, 2, 0, 0x3f].repeat(1_000)).await?,
        "closed.example.com" => return Ok(()),
        "reset.example.com" => return line.reset(),
        _ => {}
    }
    line.hold().await
}

#[tokio::test]
async fn what_is_no_handshake_of_today_ends_the_call() {
    let evil = Evil::start(|line| Box::pin(mumble(line)));
    for (name, expected) in [
        ("tls10", TLS),
        ("ssl3", TLS),
        ("tls11", TLS),
        ("version", TLS),
        ("failure", TLS),
        ("unnamed", TLS),
        ("garbage", TLS),
        ("clear", TLS),
        ("huge", TLS),
        ("message", TLS),
        ("ciphers", TLS),
        ("warnings", TLS),
        ("empty", TLS),
        ("drip", TIMEOUT),
        ("silent", TIMEOUT),
        ("closed", CONNECT),
        ("reset", CONNECT),
    ] {
        // An end in the middle of a handshake is one of the connection or one of TLS.
        let also = if expected == CONNECT { TLS } else { expected };
        let host = format!("{name}.example.com");
        let mut limits = World::closed().limits;
        if expected == TIMEOUT {
            limits.connect_ms = 150;
        }
        let world = World::open(evil.port);
        let names = world.names.clone().with(&host, &["127.0.0.1"]);
        let world = World { names, limits, ..world };
        let url = format!("https://{host}:{}/", evil.port);
        let found = tokio::time::timeout(Duration::from_secs(30), fetch(&world, url)).await;
        let found = found.unwrap_or_else(|_| panic!("{name}: no end"));
        assert!([expected, also].contains(&found.as_str()), "{name}: {found}");
        evil.all_ended().await;
    }
    assert_eq!(evil.in_the_clear(), 0, "every connection began with a ClientHello");
}

#[tokio::test]
async fn an_end_without_a_farewell_is_no_end() {
    let authority = Authority::new();
    let (certificate, key) = authority.certify("api.example.com", |_| {});
    let port = serve(config(vec![certificate], key, &[]), |tls, before| {
        read_head(tls)?;
        tls.write_all(b"HTTP/1.1 200 OK\r\n\r\nthis is not all")?;
        if before % 2 == 0 {
            tls.conn.send_close_notify();
        }
        tls.flush()
    });
    let world = World { trusted: vec![authority.pem()], ..World::open(port) };
    for expected in ["ok", CONNECT, "ok", CONNECT] {
        assert_eq!(fetch(&world, format!("https://api.example.com:{port}/")).await, expected);
    }
}
