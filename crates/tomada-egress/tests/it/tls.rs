//! TLS: only a certificate that is valid, trusted and the host's own gets a request.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::sync::Arc;

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair, date_time_ymd};
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tomada_core::{Kind, Request};

use crate::peer::{Peer, answer};
use crate::world::{World, assert_said};

pub(crate) struct Authority(CertifiedIssuer<'static, KeyPair>);

impl Authority {
    pub(crate) fn new() -> Self {
        let mut params = CertificateParams::new(Vec::new()).unwrap();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        Self(CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap())
    }

    pub(crate) fn pem(&self) -> String {
        self.0.pem()
    }

    pub(crate) fn certify(&self, name: &str, change: fn(&mut CertificateParams)) -> Certified {
        let mut params = CertificateParams::new(vec![name.to_owned()]).unwrap();
        change(&mut params);
        let key = KeyPair::generate().unwrap();
        let certificate = params.signed_by(&key, &self.0).unwrap();
        (certificate.der().clone(), PrivateKeyDer::try_from(key.serialize_der()).unwrap())
    }
}

pub(crate) type Certified = (CertificateDer<'static>, PrivateKeyDer<'static>);

/// What a server needs to be `certified`, speaking one of `protocols`.
pub(crate) fn server_config((certificate, key): Certified, protocols: &[&[u8]]) -> rustls::ServerConfig {
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let mut config = rustls::ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![certificate], key)
        .unwrap();
    config.alpn_protocols = protocols.iter().map(|protocol| protocol.to_vec()).collect();
    config
}

/// A TLS server on a thread of its own, for one connection, that gives `answer` to one request.
fn serve((certificate, key): Certified, answer: String) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let config = server_config((certificate, key), &[]);
    std::thread::spawn(move || {
        let (stream, _) = listener.accept().unwrap();
        let connection = rustls::ServerConnection::new(Arc::new(config)).unwrap();
        let mut tls = rustls::StreamOwned::new(connection, stream);
        // Whatever the client thinks of the certificate, this side has no more to say.
        let _ = tls.read(&mut [0; 4096]);
        let _ = tls.write_all(answer.as_bytes());
    });
    port
}

async fn check(certificate: Certified, trusted: &[String], expected: &str) {
    let port = serve(certificate, "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok".to_owned());
    let world = World { trusted: trusted.to_vec(), ..World::open(port) };
    let outcome = world.fetch(Request::post(format!("https://api.example.com:{port}/"))).await;
    if expected == "ok" {
        assert_eq!(outcome.unwrap(), b"ok");
    } else {
        assert_said(outcome, Kind::Unavailable, "egress-tls", expected);
        assert_eq!(world.exchanges()[0].error, Some("tls"));
    }
}

#[tokio::test]
async fn only_a_good_certificate_is_taken() {
    let authority = Authority::new();
    let trusted = [authority.pem()];
    let good = |_: &mut CertificateParams| {};
    check(authority.certify("api.example.com", good), &trusted, "ok").await;
    check(authority.certify("api.example.com", good), &[], "nobody trusts the issuer").await;
    check(authority.certify("other.example.com", good), &trusted, "another name").await;
    check(authority.certify("127.0.0.1", good), &trusted, "the address in place of the name").await;
    let expired = |params: &mut CertificateParams| params.not_after = date_time_ymd(2020, 1, 1);
    check(authority.certify("api.example.com", expired), &trusted, "expired").await;
    let future = |params: &mut CertificateParams| params.not_before = date_time_ymd(2999, 1, 1);
    check(authority.certify("api.example.com", future), &trusted, "not valid yet").await;
}

#[tokio::test]
async fn no_redirect_leads_from_https_to_http() {
    let peer = Peer::start(|_| answer(200, "", "in the clear")).await;
    let authority = Authority::new();
    let location = peer.at("api.example.com", "/");
    let redirect = format!("HTTP/1.1 302 Found\r\nlocation: {location}\r\ncontent-length: 0\r\n\r\n");
    let port = serve(authority.certify("api.example.com", |_| {}), redirect);
    let world = World { trusted: vec![authority.pem()], ..World::open(peer.port) };
    let openings = [peer.port, port].map(|port| format!("127.0.0.1/32:{port}")).to_vec();
    let world = World { openings, ..world };
    let request = Request::get(format!("https://api.example.com:{port}/")).redirects(1);
    assert_said(world.send(request).await, Kind::Forbidden, "egress-blocked", "downgrade");
    assert_eq!(peer.connections(), 0);
}

#[tokio::test]
async fn there_is_no_fallback_to_the_clear() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        tokio::io::AsyncWriteExt::write_all(&mut stream, b"HTTP/1.1 200 OK\r\n\r\n").await.unwrap();
    });
    let outcome = World::open(port).send(Request::post(format!("https://127.0.0.1:{port}/"))).await;
    assert_said(outcome, Kind::Unavailable, "egress-tls", "plain text on a TLS port");
}

#[tokio::test]
async fn trust_needs_a_certificate() {
    for pem in ["", "no PEM", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"] {
        assert!(tomada_egress::Outbound::builder().trust_pem(pem).build().is_err(), "{pem:?}");
    }
}
