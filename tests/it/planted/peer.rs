//! A service that says everything that it knows: whatever it is sent, and every form of the planted secrets, in its head
//! and in bodies of many types. With a certificate of its own and a client's, if it is for mTLS.
#![expect(clippy::disallowed_types, reason = "the scripted peer of tests, on loopback")]

use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::net::TcpListener;
use std::sync::{Arc, Mutex};

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair};
use rustls::RootCertStore;
use rustls::pki_types::PrivateKeyDer;
use rustls::server::WebPkiClientVerifier;
use serde_json::json;

use super::kinds::TOKEN;

/// Who signs the service's certificate and its clients'.
pub(crate) struct Authority(CertifiedIssuer<'static, KeyPair>);

impl Authority {
    pub(crate) fn new() -> Self {
        let mut params = CertificateParams::new(Vec::new()).expect("no names");
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let key = KeyPair::generate().expect("a key");
        Self(CertifiedIssuer::self_signed(params, key).expect("a certificate"))
    }

    pub(crate) fn pem(&self) -> String {
        self.0.pem()
    }

    /// A certificate and its key.
    fn certify(&self, name: &str) -> (rcgen::Certificate, KeyPair) {
        let key = KeyPair::generate().expect("a key");
        let params = CertificateParams::new(vec![name.to_owned()]).expect("a name");
        (params.signed_by(&key, &self.0).expect("a certificate"), key)
    }
}

/// The service. Its thread ends with the test's process.
pub(crate) struct Peer {
    listener: TcpListener,
    tls: Option<Tls>,
    seen: Arc<Mutex<Vec<String>>>,
}

struct Tls {
    config: Arc<rustls::ServerConfig>,
    client: BTreeMap<String, String>,
}

impl Peer {
    pub(crate) fn listen(authority: &Authority, is_mtls: bool) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        Self { listener, tls: is_mtls.then(|| Tls::new(authority)), seen: Arc::default() }
    }

    pub(crate) fn port(&self) -> u16 {
        self.listener.local_addr().expect("it is bound").port()
    }

    pub(crate) fn url(&self) -> String {
        format!("{}://127.0.0.1:{}", if self.tls.is_some() { "https" } else { "http" }, self.port())
    }

    /// The secrets of a client that it lets in, if it wants a certificate.
    pub(crate) fn identity(&self) -> Option<BTreeMap<String, String>> {
        Some(self.tls.as_ref()?.client.clone())
    }

    /// What it was sent.
    pub(crate) fn seen(&self) -> Vec<String> {
        self.seen.lock().expect("see requests").clone()
    }

    /// Answers from now on, with `forms` in every answer, after a challenge if it `wants_digest`.
    pub(crate) fn serve(&self, forms: Vec<String>, wants_digest: bool) {
        let listener = self.listener.try_clone().expect("a second hand");
        let config = self.tls.as_ref().map(|tls| Arc::clone(&tls.config));
        let seen = Arc::clone(&self.seen);
        std::thread::spawn(move || {
            for mut stream in listener.incoming().map_while(Result::ok) {
                match &config {
                    None => answer(&mut stream, &forms, &seen, wants_digest, ""),
                    Some(config) => {
                        let connection = rustls::ServerConnection::new(Arc::clone(config)).expect("TLS");
                        let mut tls = rustls::StreamOwned::new(connection, stream);
                        // Only who shows a certificate gets as far as a request.
                        answer(&mut tls, &forms, &seen, false, "client certificate\r\n");
                        tls.conn.send_close_notify();
                        let _ = tls.flush();
                    }
                }
            }
        });
    }
}

impl Tls {
    fn new(authority: &Authority) -> Self {
        let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
        let mut roots = RootCertStore::empty();
        roots.add(authority.0.der().clone()).expect("a root");
        let verifier = WebPkiClientVerifier::builder_with_provider(Arc::new(roots), provider.clone());
        let (own, own_key) = authority.certify("127.0.0.1");
        let own_key = PrivateKeyDer::try_from(own_key.serialize_der()).expect("a key");
        let config = rustls::ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .expect("versions")
            .with_client_cert_verifier(verifier.build().expect("a verifier"))
            .with_single_cert(vec![own.der().clone()], own_key)
            .expect("a certificate");
        let (certificate, key) = authority.certify("client");
        let secrets = [("certificate", certificate.pem()), ("private_key", key.serialize_pem())];
        let client = secrets.map(|(name, pem)| (name.to_owned(), pem)).into();
        Self { config: Arc::new(config), client }
    }
}

/// Answers one request, and closes. Whoever goes away meanwhile is let go.
fn answer(
    stream: &mut (impl Read + Write),
    forms: &[String],
    seen: &Mutex<Vec<String>>,
    wants_digest: bool,
    shown: &str,
) {
    if let Some(request) = read(stream) {
        seen.lock().expect("see requests").push(format!("{shown}{request}"));
        let is_challenged = wants_digest && !request.contains("\r\nauthorization: ");
        let reply = if is_challenged { challenge() } else { reply(&request, forms) };
        let _ = stream.write_all(&reply).and_then(|()| stream.flush());
    }
}

fn challenge() -> Vec<u8> {
    let field = "www-authenticate: Digest realm=\"r\", nonce=\"n\", qop=\"auth\"\r\n";
    message(401, field, "text/plain", "")
}

fn read(stream: &mut impl Read) -> Option<String> {
    let mut bytes = Vec::new();
    loop {
        let text = String::from_utf8_lossy(&bytes);
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let length = head.lines().find_map(|line| line.strip_prefix("content-length: "));
            if body.len() >= length.map_or(0, |length| length.parse().expect("a number")) {
                return Some(text.into_owned());
            }
        }
        let mut more = [0; 4096];
        let count = stream.read(&mut more).ok().filter(|count| *count > 0)?;
        bytes.extend_from_slice(&more[..count]);
    }
}

fn reply(request: &str, forms: &[String]) -> Vec<u8> {
    let path = request.split(' ').nth(1).unwrap_or("/").split('?').next().unwrap_or("/");
    if path == "/token" {
        let token = json!({"access_token": TOKEN, "expires_in": 60, "data": {"token": TOKEN}});
        return message(200, &format!("x-token: {TOKEN}\r\n"), "application/json", &token.to_string());
    }
    let (kind, status) = path[1..].split_once('/').unwrap_or((&path[1..], "200"));
    let plain = forms.iter().filter(|form| !form.contains(char::is_control) && form.len() < 600);
    let mut fields: Vec<String> =
        plain.enumerate().map(|(index, form)| format!("x-form-{index}: {form}")).collect();
    let echoed = request.lines().skip(1).find_map(|line| line.strip_prefix("authorization: "));
    let secret = forms.iter().find(|form| !form.contains(char::is_control)).map_or("", String::as_str);
    fields.push(format!("x-echo: {}\r\nlocation: /json?k={secret}\r\n", echoed.unwrap_or_default()));
    let fields = fields.join("\r\n");
    let text = format!("{request}\n{}", forms.join("\n"));
    let (media, body) = match kind {
        "html" => ("text/html", format!("<p title=\"{text}\">{text}</p>")),
        "xml" => ("application/xml", format!("<a><b><![CDATA[{text}]]></b></a>")),
        "bytes" => ("application/octet-stream", text),
        _ => {
            let members: serde_json::Map<_, _> =
                forms.iter().map(|form| (form.clone(), json!([form]))).collect();
            let units: Vec<String> = text.encode_utf16().map(|unit| format!("\\u{unit:04x}")).collect();
            let body = json!({"message": text, "error": {"message": text}, "members": members}).to_string();
            ("application/json", format!("{{\"escaped\": \"{}\", {}", units.concat(), &body[1..]))
        }
    };
    message(status.parse().unwrap_or(200), &fields, media, &body)
}

fn message(status: u16, fields: &str, media: &str, body: &str) -> Vec<u8> {
    let head = format!("HTTP/1.1 {status} X\r\n{fields}content-type: {media}\r\nconnection: close\r\n");
    format!("{head}content-length: {}\r\n\r\n{body}", body.len()).into_bytes()
}
