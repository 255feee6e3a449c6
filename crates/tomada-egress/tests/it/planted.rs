//! Secrets of every kind, planted, sent back by services in every form, and looked for in all that a run leaves; and
//! the ways on which one could reach somebody who must not have it.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use rcgen::{KeyPair, PKCS_ECDSA_P256_SHA256};
use serde_json::json;
use tomada_core::{Auth, BoxFuture, Clock, Kind, Placement, Request};
use tomada_host::{Credential, Egress, Secret, SystemClock};

use crate::peer::{Peer, Seen, answer};
use crate::world::{Names, World, assert_said, said};

const SECRET: &str = "sk-Planted0123456789abcdef/+";
const TOKEN: &str = "tok-Planted9876543210fedcba/+";

fn auth(value: serde_json::Value) -> Auth {
    serde_json::from_value(value).unwrap()
}

fn client(token_url: &str) -> Auth {
    auth(json!({ "kind": "client_credentials", "token_url": token_url, "client_id": "an:id" }))
}

fn login(token_url: &str) -> Auth {
    auth(json!({
        "kind": "login", "url": token_url, "token": "/data/token",
        "fields": { "user": "ana", "password": "{password}" }, "header": "X-Session", "value": "{token}",
    }))
}

/// The kinds whose credential is one text, as their services see them.
fn kinds(token_url: &str) -> Vec<Auth> {
    vec![
        Auth::Bearer { optional: false },
        Auth::ApiKey { placement: Placement::Header, name: "x-custom".to_owned() },
        Auth::ApiKey { placement: Placement::Query, name: "key".to_owned() },
        Auth::ApiKey { placement: Placement::Body, name: "key".to_owned() },
        Auth::Basic { username: "ana".to_owned() },
        Auth::Digest { username: "ana".to_owned() },
        auth(json!({
            "kind": "hmac", "algorithm": "sha256", "content": "{timestamp}.{body}",
            "headers": { "x-signature": "t={timestamp},v1={signature}" },
        })),
        auth(json!({
            "kind": "aws_sigv4", "access_key_id": "AKIDEXAMPLE", "region": "us-east-1", "service": "execute-api",
        })),
        client(token_url),
        auth(json!({
            "kind": "client_credentials", "token_url": token_url, "client_id": "an:id", "client_auth": "body",
        })),
        login(token_url),
    ]
}

/// A secret in six encodings, and in those that wrap it in more.
fn disguises(secret: &str) -> Vec<String> {
    let json = json!(secret).to_string();
    let hex = secret
        .bytes()
        .flat_map(|byte| [byte >> 4, byte & 15])
        .filter_map(|digit| char::from_digit(digit.into(), 16))
        .collect::<String>();
    let form = url::form_urlencoded::byte_serialize(secret.as_bytes()).collect::<String>();
    let mut forms = vec![secret.to_owned(), json[1..json.len() - 1].to_owned(), hex, form.clone()];
    for text in [secret, &form] {
        for before in ["", "u", "u:", "an:id:", "an%3Aid:"] {
            forms.push(STANDARD.encode(format!("{before}{text}")));
            forms.push(URL_SAFE_NO_PAD.encode(format!("{before}{text}")));
        }
    }
    forms
}

/// Looks for both: a kind that fetches no token never learns it, and no service of these tests says it then.
#[track_caller]
fn assert_clean(text: &str, about: &str) {
    for secret in [SECRET, TOKEN] {
        for form in disguises(secret) {
            // Of base64, the first and the last letters hold other bytes too.
            let core = form.get(8..form.len() - 6).unwrap();
            assert!(!text.contains(core), "{about} holds {core:?} of {form:?}: {text}");
        }
    }
}

/// Sends back whatever it gets, as HTML, in fields and in a redirect's target, with all disguises beside it.
fn echo(seen: &Seen, status: u16) -> crate::peer::Reply {
    let held = |name| seen.header(name).unwrap_or_default().to_owned();
    let has_token = seen.head.contains(TOKEN);
    let tokens = if has_token { disguises(TOKEN) } else { Vec::new() };
    let forms = disguises(SECRET).into_iter().chain(tokens).collect::<Vec<_>>().join(" ");
    let token = if has_token { TOKEN } else { "none" };
    let body = format!("<p>{}<p>{}<p>{forms}", seen.head, String::from_utf8_lossy(&seen.body));
    let fields = format!(
        "x-echo: {}\r\nx-echo: {}\r\nx-forms: {forms}\r\nlocation: /{}?k={SECRET}&t={token}\r\n",
        held("authorization"),
        held("x-session"),
        seen.path(),
    );
    answer(status, &fields, body)
}

fn service(seen: &Seen) -> crate::peer::Reply {
    match seen.path().split('?').next().unwrap() {
        "/token" => answer(
            200,
            &format!("x-token: {TOKEN}\r\n"),
            json!({ "access_token": TOKEN, "expires_in": 60, "data": { "token": TOKEN } }).to_string(),
        ),
        _ if seen.head.contains("x-wants-digest") && seen.header("authorization").is_none() => {
            answer(401, "www-authenticate: Digest realm=\"r\", nonce=\"n\", qop=\"auth\"\r\n", "")
        }
        "/fail" => echo(seen, 500),
        "/refuse" => echo(seen, 401),
        "/redirect" => echo(seen, 302),
        _ => echo(seen, 200),
    }
}

#[tokio::test]
async fn nothing_that_a_run_leaves_holds_a_planted_secret() {
    let peer = Peer::start(service).await;
    for auth in kinds(&peer.url("/token")) {
        let about = serde_json::to_string(&auth).unwrap();
        let world = World::open(peer.port).credential(auth.clone(), SECRET, &[&peer.url("")]);
        let http = world.http();
        for path in ["/fine", "/fail", "/refuse", "/redirect"] {
            let mut request = Request::post(peer.url(path)).redirects(2);
            request =
                request.header("x-wants-digest", if matches!(auth, Auth::Digest { .. }) { "1" } else { "0" });
            if !matches!(auth, Auth::Digest { .. }) {
                request.headers =
                    request.headers.iter().filter(|(name, _)| *name != "x-wants-digest").collect();
            }
            let request = request.body("application/json", format!("{{\"mine\": \"{SECRET}\"}}"));
            let shown = match http.send(request).await {
                Err(failure) => format!("{failure} {failure:?}"),
                Ok(response) => {
                    let head = format!("{response:?}");
                    assert_clean(&head, &about);
                    head + &String::from_utf8(response.body.bytes().await.unwrap()).unwrap()
                }
            };
            assert_clean(&shown, &format!("{about} at {path}"));
        }
        assert_clean(&serde_json::to_string(&world.exchanges()).unwrap(), &about);
        assert_clean(&format!("{:?} {:?}", world.exchanges(), world.scope()), &about);
        assert!(world.exchanges().len() >= 4, "{about}");
    }
}

#[tokio::test]
async fn what_a_token_endpoint_says_is_masked_too() {
    // It repeats how the client said who it is: the secret, form-encoded (RFC 6749, 2.3.1), in base64.
    let peer = Peer::start(|seen| {
        let held = seen.header("authorization").unwrap_or_default();
        let body = String::from_utf8_lossy(&seen.body).into_owned();
        answer(
            400,
            &format!("x-echo: {held}\r\n"),
            json!({ "error": "invalid_client", "error_description": held, "message": body }).to_string(),
        )
    })
    .await;
    for auth in kinds(&peer.url("/token")).into_iter().filter(|auth| auth.token_url().is_some()) {
        let world = World::open(peer.port).credential(auth.clone(), SECRET, &[&peer.url("")]);
        let failure = world.send(Request::get(peer.url("/"))).await.unwrap_err();
        assert_eq!(failure.kind(), Kind::Unauthorized);
        assert_clean(&format!("{failure} {failure:?}"), &format!("{auth:?}"));
        assert_clean(&serde_json::to_string(&world.exchanges()).unwrap(), &format!("{auth:?}"));
    }
}

#[tokio::test]
async fn a_secret_goes_to_a_token_endpoint_in_the_clear_only_where_the_operator_opened() {
    let peer = Peer::start(service).await;
    // The address counts as public, though nobody has it. Nothing may be dialled: the judgement comes first.
    for token_url in ["http://auth.example.com/token", "http://[2000::1]/token"] {
        let names = Names::default().with("auth.example.com", &["2000::1"]);
        let world = World { names, ..World::open(peer.port) };
        let world = world.credential(client(token_url), SECRET, &[&peer.url("")]);
        let failure = world.send(Request::get(peer.url("/"))).await.unwrap_err();
        assert_eq!(failure.kind(), Kind::Forbidden, "{token_url}: {failure} {:?}", failure.detail());
        assert_eq!(world.exchanges()[0].error, Some("blocked"), "{token_url}");
    }
    assert_eq!(peer.connections(), 0);
}

#[tokio::test]
async fn many_calls_wait_for_one_refusal() {
    let asked = Arc::new(AtomicUsize::new(0));
    let peer = Peer::start({
        let asked = Arc::clone(&asked);
        move |_| {
            asked.fetch_add(1, Ordering::SeqCst);
            answer(401, "", json!({ "error": "invalid_client" }).to_string())
        }
    })
    .await;
    let world = World::open(peer.port).credential(client(&peer.url("/token")), SECRET, &[&peer.url("")]);
    let http = world.http();
    let calls = (0..64).map(|_| tokio::spawn(http.send(Request::get(peer.url("/")))));
    for call in calls.collect::<Vec<_>>() {
        assert_said(call.await.unwrap(), Kind::Unauthorized, "egress-token-refused", "each is told");
    }
    assert_eq!(asked.load(Ordering::SeqCst), 1, "a wrong secret, tried 64 times, locks an account");
}

/// The system's time, moved by hand.
#[derive(Clone, Default)]
struct Moved(Arc<Mutex<Duration>>);

impl Clock for Moved {
    fn now(&self) -> Duration {
        SystemClock.now() + *self.0.lock().unwrap()
    }

    fn sleep(&self, _: Duration) -> BoxFuture<'static, ()> {
        Box::pin(std::future::ready(()))
    }
}

#[tokio::test]
async fn a_token_holds_as_long_as_its_answer_says() {
    let lifetimes = [
        (json!(600), 539, 1, 541, 2),
        (json!("600"), 539, 1, 541, 2),
        (json!(u64::MAX), 1_000_000, 1, 2_000_000, 1),
        (json!(-5), 0, 1, 1_741, 2),
        (json!(1e300), 0, 1, 1_741, 2),
        (json!(null), 1_739, 1, 1_741, 2),
        (json!(0), 0, 2, 0, 3),
    ];
    for (told, first_s, first_asked, second_s, second_asked) in lifetimes {
        let about = told.to_string();
        let asked = Arc::new(AtomicUsize::new(0));
        let peer = Peer::start({
            let asked = Arc::clone(&asked);
            move |seen| {
                if seen.path() != "/token" {
                    return answer(200, "", "");
                }
                asked.fetch_add(1, Ordering::SeqCst);
                answer(200, "", json!({ "access_token": TOKEN, "expires_in": told }).to_string())
            }
        })
        .await;
        let world = World::open(peer.port).credential(client(&peer.url("/token")), SECRET, &[&peer.url("")]);
        let clock = Moved::default();
        let outbound = world.builder().clock(clock.clone()).build().unwrap();
        let http = outbound.open(world.scope());
        http.send(Request::get(peer.url("/"))).await.unwrap();
        for (seconds, expected) in [(first_s, first_asked), (second_s, second_asked)] {
            *clock.0.lock().unwrap() = Duration::from_secs(seconds);
            http.send(Request::get(peer.url("/"))).await.unwrap();
            assert_eq!(asked.load(Ordering::SeqCst), expected, "expires_in {about}, {seconds} s later");
        }
    }
}

#[tokio::test]
async fn a_token_that_is_given_again_is_used_again() {
    let peer = Peer::start(service).await;
    for auth in kinds(&peer.url("/token")).into_iter().filter(|auth| auth.token_url().is_some()) {
        let about = serde_json::to_string(&auth).unwrap();
        let world = World::open(peer.port).credential(auth, SECRET, &[&peer.url("")]);
        let http = world.http();
        for path in ["/fine", "/refuse", "/fine"] {
            http.send(Request::get(peer.url(path))).await.unwrap();
            let seen = peer.seen().pop().unwrap();
            assert!(seen.head.contains(TOKEN), "{about} at {path}: {}", seen.head);
        }
        assert_clean(&serde_json::to_string(&world.exchanges()).unwrap(), &about);
    }
}

#[tokio::test]
async fn tokens_are_apart_by_project_connection_and_secret() {
    let peer = Peer::start(|seen| match seen.path() {
        "/token" => answer(200, "", json!({ "access_token": TOKEN, "expires_in": 600 }).to_string()),
        _ => answer(200, "", ""),
    })
    .await;
    let world = World::open(peer.port).credential(client(&peer.url("/token")), SECRET, &[&peer.url("")]);
    let outbound = world.outbound();
    let other_secret =
        World::open(peer.port).credential(client(&peer.url("/token")), "another-secret", &[&peer.url("")]);
    let worlds = [
        world.clone(),
        World { project: "other".to_owned(), ..world.clone() },
        World { connection: "other".to_owned(), ..world.clone() },
        other_secret,
        world,
    ];
    for world in worlds {
        outbound.open(world.scope()).send(Request::get(peer.url("/"))).await.unwrap();
    }
    assert_eq!(peer.seen().iter().filter(|seen| seen.path() == "/token").count(), 4);
}

#[tokio::test]
async fn no_token_comes_from_where_an_endpoint_sends_us() {
    let elsewhere = Peer::start(service).await;
    let target = elsewhere.url("/token");
    for status in [301, 302, 303, 307, 308] {
        let location = format!("location: {target}\r\n");
        let peer = Peer::start(move |_| answer(status, &location, "")).await;
        let mut world = World::open(peer.port).credential(client(&peer.url("/token")), SECRET, &["*"]);
        world.openings.push(format!("127.0.0.1/32:{}", elsewhere.port));
        let outcome = world.send(Request::get(elsewhere.url("/"))).await;
        assert_said(outcome, Kind::Unauthorized, "egress-token-refused", &status.to_string());
    }
    assert_eq!(elsewhere.connections(), 0);
}

#[tokio::test]
async fn no_kind_follows_a_redirect_to_another_origin() {
    let other = Peer::start(|_| answer(200, "", "")).await;
    let target = other.at("other.example.com", "/there");
    let peer = Peer::start(move |seen| match seen.path().split('?').next().unwrap() {
        "/token" => service(seen),
        _ if seen.header("authorization").is_none() && seen.head.contains("x-wants-digest") => {
            answer(401, "www-authenticate: Digest realm=\"r\", nonce=\"n\", qop=\"auth\"\r\n", "")
        }
        _ => answer(303, &format!("location: {target}\r\n"), ""),
    })
    .await;
    for auth in kinds(&peer.url("/token")) {
        let about = serde_json::to_string(&auth).unwrap();
        let mut world = World::open(peer.port).credential(auth.clone(), SECRET, &[&peer.url("")]);
        world.openings.push(format!("127.0.0.1/32:{}", other.port));
        let mut request = Request::post(peer.url("/")).body("application/json", "{}").redirects(1);
        if matches!(auth, Auth::Digest { .. }) {
            request = request.header("x-wants-digest", "1");
        }
        assert_eq!(said(world.send(request).await), "ok", "{about}");
        let seen = other.seen().pop().unwrap();
        let names = seen.head.lines().skip(1).filter_map(|line| line.split_once(": ")).map(|(name, _)| name);
        let mut names = names.collect::<Vec<_>>();
        names.sort_unstable();
        assert_eq!(names, ["accept", "accept-encoding", "host", "user-agent"], "{about}");
        assert_eq!((seen.line(), seen.body.as_slice()), ("GET /there HTTP/1.1", &b""[..]), "{about}");
    }
}

#[tokio::test]
async fn an_assertion_is_masked_and_signed_for_the_endpoint() {
    let key = KeyPair::generate_for(&PKCS_ECDSA_P256_SHA256).unwrap();
    let assertion = Arc::new(Mutex::new(String::new()));
    let peer = Peer::start({
        let assertion = Arc::clone(&assertion);
        move |seen| {
            if seen.path() != "/token" {
                let assertion = assertion.lock().unwrap().clone();
                return answer(200, &format!("x-echo: {assertion}\r\n"), assertion);
            }
            let fields = url::form_urlencoded::parse(&seen.body).into_owned().collect::<BTreeMap<_, _>>();
            assert_eq!(fields["grant_type"], "urn:ietf:params:oauth:grant-type:jwt-bearer");
            fields["assertion"].clone_into(&mut assertion.lock().unwrap());
            let token = json!({ "access_token": TOKEN, "expires_in": 3600 });
            answer(200, "", token.to_string())
        }
    })
    .await;
    let account = auth(json!({
        "kind": "service_account", "token_url": peer.url("/token"), "issuer": "robot@example.com",
        "scope": "a b", "key_id": "k1", "algorithm": "ES256",
    }));
    let secrets = BTreeMap::from([("private_key".to_owned(), Secret::new(key.serialize_pem()))]);
    let credential = Credential { auth: account, secrets, origins: vec![peer.url("")] };
    let world = World { credential: Some(credential), ..World::open(peer.port) };
    let response = world.send(Request::get(peer.url("/"))).await.unwrap();
    assert!(peer.seen()[1].head.contains(&format!("authorization: Bearer {TOKEN}")));
    let assertion = assertion.lock().unwrap().clone();
    let shown = format!("{response:?}");
    let shown = shown + &String::from_utf8(response.body.bytes().await.unwrap()).unwrap();
    let shown = shown + &serde_json::to_string(&world.exchanges()).unwrap();
    let signature = assertion.rsplit('.').next().unwrap();
    assert!(!shown.contains(signature), "{shown}");
    let claims = URL_SAFE_NO_PAD.decode(assertion.split('.').nth(1).unwrap()).unwrap();
    let claims = serde_json::from_slice::<serde_json::Value>(&claims).unwrap();
    assert_eq!((&claims["iss"], &claims["aud"]), (&json!("robot@example.com"), &json!(peer.url("/token"))));
    assert_eq!(claims["exp"].as_u64().unwrap() - claims["iat"].as_u64().unwrap(), 3_600);
}
