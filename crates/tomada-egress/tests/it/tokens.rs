//! Tokens: where they come from, how long they are kept, when they are renewed, and what it means when there is none.

use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tomada_core::{
    Auth, BoxFuture, ClientAuth, ClientCredentials, Clock, Failure, Http, JwtAlgorithm, Kind, Login,
    LoginFormat, Request, ServiceAccount,
};
use tomada_egress::Outbound;
use tomada_host::{Egress, Scope};

use crate::peer::{Peer, Reply, Seen, answer};
use crate::world::{World, assert_said};

pub(crate) const SECRET: &str = "s3cr3t/of+the~connection";
const TOKEN: &str = "t0ken-that-was-fetched";

/// A clock that a test moves; it does not wait.
#[derive(Clone)]
struct Moved(Arc<AtomicU64>);

impl Moved {
    fn at(seconds: u64) -> Self {
        Self(Arc::new(AtomicU64::new(seconds)))
    }

    fn forward(&self, seconds: u64) {
        self.0.fetch_add(seconds, Ordering::SeqCst);
    }
}

impl Clock for Moved {
    fn now(&self) -> Duration {
        Duration::from_secs(self.0.load(Ordering::SeqCst))
    }

    fn sleep(&self, _: Duration) -> BoxFuture<'static, ()> {
        Box::pin(std::future::ready(()))
    }
}

/// A service with a token endpoint. Each token has a number; those in `refused` open no door.
struct Service {
    peer: Peer,
    given: Arc<AtomicUsize>,
    refused: Arc<Mutex<Vec<usize>>>,
}

impl Service {
    async fn start(token: fn(usize, &Seen) -> Reply) -> Self {
        let (given, refused) = (Arc::new(AtomicUsize::new(0)), Arc::new(Mutex::new(Vec::new())));
        let (count, closed) = (Arc::clone(&given), Arc::clone(&refused));
        let peer = Peer::start(move |seen| {
            if seen.path() == "/token" {
                return token(count.fetch_add(1, Ordering::SeqCst) + 1, seen);
            }
            let opens = |number: usize| seen.head.contains(&format!("{TOKEN}-{number}\r\n"));
            let closed = closed.lock().unwrap();
            let mut numbers = 1..=count.load(Ordering::SeqCst);
            let is_open = numbers.any(|number| opens(number) && !closed.contains(&number));
            answer(if is_open { 200 } else { 401 }, "", "")
        });
        Self { peer: peer.await, given, refused }
    }

    fn tokens(&self) -> usize {
        self.given.load(Ordering::SeqCst)
    }

    fn world(&self, auth: Auth, secret: &str) -> World {
        World::open(self.peer.port).credential(auth, secret, &[&self.peer.url("")])
    }

    fn client(&self, client_auth: ClientAuth) -> Auth {
        Auth::ClientCredentials(ClientCredentials {
            token_url: self.peer.url("/token"),
            client_id: "client one".to_owned(),
            scope: Some("read write".to_owned()),
            audience: None,
            resource: None,
            client_auth,
        })
    }
}

fn granted(number: usize, _: &Seen) -> Reply {
    let body = format!(r#"{{"access_token":"{TOKEN}-{number}","token_type":"Bearer","expires_in":3600}}"#);
    answer(200, "content-type: application/json\r\n", body)
}

pub(crate) async fn status(http: &Arc<dyn Http>, url: String) -> Result<u16, Failure> {
    let response = http.send(Request::get(url)).await?;
    let status = response.status;
    response.body.bytes().await.map(|_| status)
}

fn outbound(world: &World, clock: &Moved) -> Outbound {
    world.builder().clock(clock.clone()).build().unwrap()
}

fn scope(world: &World) -> Scope {
    Scope { deadline_unix_ms: u64::MAX, ..world.scope() }
}

#[tokio::test]
async fn a_token_is_fetched_once_for_all_who_wait_and_kept_until_it_expires() {
    let service = Service::start(granted).await;
    let world = service.world(service.client(ClientAuth::Header), SECRET);
    let clock = Moved::at(1_000_000);
    let outbound = outbound(&world, &clock);
    let calls = (0..64).map(|_| {
        let http = outbound.open(scope(&world));
        let url = service.peer.url("/things");
        tokio::spawn(async move { status(&http, url).await.unwrap() })
    });
    for call in calls.collect::<Vec<_>>() {
        assert_eq!(call.await.unwrap(), 200);
    }
    assert_eq!(service.tokens(), 1, "64 calls at once");
    for (forward, tokens) in [(3_500, 1), (100, 2), (3_500, 2)] {
        clock.forward(forward);
        let http = outbound.open(scope(&world));
        assert_eq!(status(&http, service.peer.url("/things")).await.unwrap(), 200);
        assert_eq!(service.tokens(), tokens, "{forward} seconds later");
    }
    let other = World { connection: "another".to_owned(), ..world.clone() };
    assert_eq!(status(&outbound.open(scope(&other)), service.peer.url("/things")).await.unwrap(), 200);
    assert_eq!(service.tokens(), 3, "another connection has a token of its own");
}

#[tokio::test]
async fn a_client_says_who_it_is_as_the_server_wants_it() {
    let service = Service::start(granted).await;
    for (client_auth, secret, authorization, body) in [
        // RFC 6749, section 2.3.1: encoded as a form's values are, then as Basic.
        (
            ClientAuth::Header,
            "a b:c%",
            Some("Basic Y2xpZW50K29uZTphK2IlM0FjJTI1"),
            "grant_type=client_credentials&scope=read+write",
        ),
        (
            ClientAuth::Body,
            "a b:c%",
            None,
            "grant_type=client_credentials&scope=read+write&client_id=client+one&client_secret=a+b%3Ac%25",
        ),
    ] {
        let world = service.world(service.client(client_auth), secret);
        world.send(Request::get(service.peer.url("/things"))).await.unwrap();
        let asked = service.peer.seen().into_iter().rev().find(|seen| seen.path() == "/token").unwrap();
        assert_eq!(asked.header("authorization"), authorization);
        assert_eq!(String::from_utf8_lossy(&asked.body), body);
        assert_eq!(asked.header("content-type"), Some("application/x-www-form-urlencoded"));
    }
}

#[tokio::test]
async fn a_token_that_opens_no_door_is_renewed_once() {
    let service = Service::start(granted).await;
    let world = service.world(service.client(ClientAuth::Header), SECRET);
    let http = world.http();
    assert_eq!(status(&http, service.peer.url("/things")).await.unwrap(), 200);
    service.refused.lock().unwrap().push(1);
    assert_eq!(status(&http, service.peer.url("/things")).await.unwrap(), 200);
    assert_eq!(service.tokens(), 2);
    service.refused.lock().unwrap().extend([2, 3]);
    assert_eq!(status(&http, service.peer.url("/things")).await.unwrap(), 401, "twice is no accident");
    assert_eq!(service.tokens(), 3);
}

#[tokio::test]
async fn a_token_that_cannot_be_had_says_why_and_the_call_is_not_sent() {
    for (token, kind, code) in [
        (
            (|_, _| answer(400, "", r#"{"error":"invalid_client","error_description":"no such client"}"#))
                as fn(usize, &Seen) -> Reply,
            Kind::Unauthorized,
            "egress-token-refused",
        ),
        (|_, _| answer(200, "", "{}"), Kind::Unauthorized, "egress-token-refused"),
        (|_, _| answer(200, "", "<html>"), Kind::Unauthorized, "egress-token-refused"),
        (|_, _| answer(500, "", ""), Kind::Unavailable, "egress-token-unavailable"),
        (|_, _| answer(302, "location: /things\r\n", ""), Kind::Unauthorized, "egress-token-refused"),
        (|_, _| answer(200, "", vec![b' '; 100_000]), Kind::Unavailable, "egress-token-unavailable"),
    ] {
        let service = Service::start(token).await;
        let world = service.world(service.client(ClientAuth::Header), SECRET);
        let outcome = world.send(Request::post(service.peer.url("/things"))).await;
        assert_said(outcome, kind, code, code);
        assert!(service.peer.seen().iter().all(|seen| seen.path() == "/token"), "{code}");
    }
    let service = Service::start(granted).await;
    let client = ClientCredentials {
        token_url: "http://10.0.0.1/token".to_owned(),
        client_id: "client".to_owned(),
        scope: None,
        audience: None,
        resource: None,
        client_auth: ClientAuth::Body,
    };
    let world = service.world(Auth::ClientCredentials(client), SECRET);
    let outcome = world.send(Request::get(service.peer.url("/things"))).await;
    assert_said(outcome, Kind::Forbidden, "egress-blocked", "a token endpoint that may not be reached");
}

fn login(service: &Service, format: LoginFormat) -> Auth {
    let fields = [("user".to_owned(), "ana".to_owned()), ("pass".to_owned(), "{password}".to_owned())];
    Auth::Login(Login {
        url: service.peer.url("/token"),
        fields: fields.into(),
        format,
        token: "/session/key".to_owned(),
        expires_in: None,
        lifetime_seconds: 60,
        header: "X-Session".to_owned(),
        value: "key {token}".to_owned(),
    })
}

#[tokio::test]
async fn a_login_gives_the_token_that_the_others_carry() {
    let logged_in: fn(usize, &Seen) -> Reply =
        |number, _| answer(200, "", format!(r#"{{"session":{{"key":"{TOKEN}-{number}"}}}}"#));
    for (format, body) in [
        (LoginFormat::Json, r#"{"pass":"s3cr3t\"","user":"ana"}"#),
        (LoginFormat::Form, "pass=s3cr3t%22&user=ana"),
    ] {
        let service = Service::start(logged_in).await;
        let world = service.world(login(&service, format), "s3cr3t\"");
        let clock = Moved::at(5);
        let outbound = outbound(&world, &clock);
        for tokens in [1, 1, 2] {
            let http = outbound.open(scope(&world));
            assert_eq!(status(&http, service.peer.url("/things")).await.unwrap(), 200);
            assert_eq!(service.tokens(), tokens);
            clock.forward(30);
        }
        let seen = service.peer.seen();
        assert_eq!(String::from_utf8_lossy(&seen[0].body), body);
        assert_eq!(seen[1].header("x-session"), Some(format!("key {TOKEN}-1").as_str()));
    }
}

#[tokio::test]
async fn a_service_account_signs_what_it_claims() {
    let service = Service::start(granted).await;
    let key = rcgen::KeyPair::generate().unwrap();
    let account = ServiceAccount {
        token_url: service.peer.url("/token"),
        issuer: "robot@example.com".to_owned(),
        subject: Some("ana@example.com".to_owned()),
        audience: None,
        scope: Some("read".to_owned()),
        key_id: Some("key-1".to_owned()),
        algorithm: JwtAlgorithm::Es256,
    };
    let world = service.world(Auth::ServiceAccount(account), &key.serialize_pem());
    let outbound = outbound(&world, &Moved::at(1_700_000_000));
    assert_eq!(status(&outbound.open(scope(&world)), service.peer.url("/things")).await.unwrap(), 200);
    let body = String::from_utf8(service.peer.seen()[0].body.clone()).unwrap();
    let grant = "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer&assertion=";
    let assertion = body.strip_prefix(grant).unwrap();
    let (content, signature) = assertion.rsplit_once('.').unwrap();
    let parts = content
        .split('.')
        .map(|part| serde_json::from_slice::<serde_json::Value>(&decode(part)).unwrap())
        .collect::<Vec<_>>();
    let claims: serde_json::Value = serde_json::json!({
        "iss": "robot@example.com", "sub": "ana@example.com", "aud": service.peer.url("/token"), "scope": "read",
        "iat": 1_700_000_000, "exp": 1_700_003_600,
    });
    assert_eq!(parts, [serde_json::json!({"alg": "ES256", "typ": "JWT", "kid": "key-1"}), claims]);
    let public = aws_lc_rs::signature::UnparsedPublicKey::new(
        &aws_lc_rs::signature::ECDSA_P256_SHA256_FIXED,
        rcgen::PublicKeyData::der_bytes(&key),
    );
    public.verify(content.as_bytes(), &decode(signature)).unwrap();
    let kept = format!("{:?}", world.exchanges());
    assert!(!kept.contains(assertion) && !kept.contains(TOKEN), "{kept}");
}

#[tokio::test]
async fn a_service_account_of_google_signs_with_rsa() {
    use aws_lc_rs::encoding::AsDer;
    use aws_lc_rs::signature::KeyPair;
    use base64::Engine;
    let service = Service::start(granted).await;
    let pair = aws_lc_rs::rsa::KeyPair::generate(aws_lc_rs::rsa::KeySize::Rsa2048).unwrap();
    let der = pair.as_der().unwrap();
    let pem = base64::engine::general_purpose::STANDARD.encode(der.as_ref());
    let pem = format!("-----BEGIN PRIVATE KEY-----\n{pem}\n-----END PRIVATE KEY-----\n");
    let account = ServiceAccount {
        token_url: service.peer.url("/token"),
        issuer: "robot@example.com".to_owned(),
        subject: None,
        audience: Some("https://oauth2.googleapis.com/token".to_owned()),
        scope: None,
        key_id: None,
        algorithm: JwtAlgorithm::Rs256,
    };
    let world = service.world(Auth::ServiceAccount(account), &pem);
    assert_eq!(status(&world.http(), service.peer.url("/things")).await.unwrap(), 200);
    let body = String::from_utf8(service.peer.seen()[0].body.clone()).unwrap();
    let (content, signature) = body.rsplit_once("assertion=").unwrap().1.rsplit_once('.').unwrap();
    let public = aws_lc_rs::signature::UnparsedPublicKey::new(
        &aws_lc_rs::signature::RSA_PKCS1_2048_8192_SHA256,
        pair.public_key().as_ref(),
    );
    public.verify(content.as_bytes(), &decode(signature)).unwrap();
}

fn decode(text: &str) -> Vec<u8> {
    use base64::Engine;
    base64::engine::general_purpose::URL_SAFE_NO_PAD.decode(text).unwrap()
}
