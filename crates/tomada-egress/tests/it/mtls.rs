//! Client certificates: shown to the connection's own origins, over connections that carry nothing else.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::sync::{Arc, Mutex};

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair};
use rustls::RootCertStore;
use rustls::pki_types::PrivateKeyDer;
use rustls::server::WebPkiClientVerifier;
use tomada_core::{Auth, Kind, Request};
use tomada_host::Secret;

use crate::world::{World, assert_said};

/// A server that asks for a certificate and remembers how many each connection showed.
struct Server {
    port: u16,
    shown: Arc<Mutex<Vec<usize>>>,
}

fn authority() -> CertifiedIssuer<'static, KeyPair> {
    let mut params = CertificateParams::new(Vec::new()).unwrap();
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap()
}

/// A certificate and its key, in PEM.
fn certify(
    authority: &CertifiedIssuer<'static, KeyPair>,
    name: &str,
) -> (String, String, PrivateKeyDer<'static>) {
    let key = KeyPair::generate().unwrap();
    let certificate =
        CertificateParams::new(vec![name.to_owned()]).unwrap().signed_by(&key, authority).unwrap();
    let der = PrivateKeyDer::try_from(key.serialize_der()).unwrap();
    (certificate.pem(), key.serialize_pem(), der)
}

impl Server {
    fn start(authority: &CertifiedIssuer<'static, KeyPair>, demands: bool) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
        let mut roots = RootCertStore::empty();
        roots.add(authority.der().clone()).unwrap();
        let verifier = WebPkiClientVerifier::builder_with_provider(Arc::new(roots), provider.clone());
        let verifier = if demands { verifier } else { verifier.allow_unauthenticated() }.build().unwrap();
        let key = KeyPair::generate().unwrap();
        let params = CertificateParams::new(vec!["api.example.com".to_owned()]).unwrap();
        let own = params.signed_by(&key, authority).unwrap();
        let config = rustls::ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_client_cert_verifier(verifier)
            .with_single_cert(vec![own.der().clone()], PrivateKeyDer::try_from(key.serialize_der()).unwrap())
            .unwrap();
        let (config, shown) = (Arc::new(config), Arc::new(Mutex::new(Vec::new())));
        let told = Arc::clone(&shown);
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let connection = rustls::ServerConnection::new(Arc::clone(&config)).unwrap();
                let mut tls = rustls::StreamOwned::new(connection, stream.unwrap());
                if tls.read(&mut [0; 4096]).is_ok_and(|count| count > 0) {
                    told.lock().unwrap().push(tls.conn.peer_certificates().map_or(0, <[_]>::len));
                    let _ =
                        tls.write_all(b"HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 2\r\n\r\nok");
                }
            }
        });
        Self { port, shown }
    }

    fn world(
        &self,
        authority: &CertifiedIssuer<'static, KeyPair>,
        certificate: &str,
        key: &str,
        origin: &str,
    ) -> World {
        let origin = format!("https://{origin}:{}", self.port);
        let world = World { trusted: vec![authority.pem()], ..World::open(self.port) };
        let mut world = world.credential(Auth::Mtls, certificate, &[&origin]);
        world.credential.as_mut().unwrap().secrets.insert("private_key".to_owned(), Secret::new(key));
        world
    }

    fn request(&self) -> Request {
        Request::get(format!("https://api.example.com:{}/", self.port))
    }
}

#[tokio::test]
async fn a_certificate_is_shown_where_it_belongs_and_nowhere_else() {
    let authority = authority();
    let (certificate, key, _) = certify(&authority, "client");
    let server = Server::start(&authority, false);
    let world = server.world(&authority, &certificate, &key, "api.example.com");
    let http = world.http();
    for request in [server.request(), server.request().anonymous(), server.request()] {
        assert_eq!(http.send(request).await.unwrap().body.bytes().await.unwrap(), b"ok");
    }
    assert_eq!(*server.shown.lock().unwrap(), [1, 0, 1]);
    let elsewhere = server.world(&authority, &certificate, &key, "other.example.com");
    elsewhere.fetch(server.request()).await.unwrap();
    assert_eq!(*server.shown.lock().unwrap(), [1, 0, 1, 0], "another origin");
    let kept = format!("{:?}", world.exchanges());
    assert!(!kept.contains(key.lines().nth(1).unwrap()), "{kept}");
}

#[tokio::test]
async fn without_the_right_one_the_door_stays_shut() {
    let (authority, stranger) = (authority(), self::authority());
    let server = Server::start(&authority, true);
    let (certificate, key, _) = certify(&stranger, "client");
    let world = server.world(&authority, &certificate, &key, "api.example.com");
    assert!(world.fetch(server.request()).await.is_err());
    assert!(world.fetch(server.request().anonymous()).await.is_err());
    assert!(server.shown.lock().unwrap().is_empty());
    let (_, other_key, _) = certify(&stranger, "client");
    let mixed = server.world(&authority, &certificate, &other_key, "api.example.com");
    let outcome = mixed.send(server.request()).await;
    assert_said(outcome, Kind::Unauthorized, "egress-credential-invalid", "another certificate's key");
}
