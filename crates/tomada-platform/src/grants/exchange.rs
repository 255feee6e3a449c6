//! Codes and refresh tokens become tokens: what is asked of the token endpoint, and what its answer says.
//!
//! Rule: what is sent is learned by the redactor before it is sent, and an answer is judged as something from outside.

use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;
use tomada_core::{ClientAuth, Failure, Http, Kind, Request};
use tomada_host::{Redactor, Secret};
use url::{Url, form_urlencoded};

/// The largest answer with a token, in bytes.
const ANSWER_MAX_BYTES: u64 = 64 * 1024;
/// How long a token holds of which the answer does not say it, in seconds.
const LIFETIME_SECONDS: u64 = 1_800;
/// How long any token is believed to hold, in seconds: a year.
const LIFETIME_MAX_SECONDS: u64 = 365 * 24 * 60 * 60;
/// How long before its end a token is renewed, in milliseconds.
const MARGIN_MAX_MS: u64 = 60_000;

/// Who asks, and where.
pub(super) struct Client<'a> {
    pub(super) url: &'a str,
    pub(super) id: &'a str,
    pub(super) secret: Option<&'a Secret>,
    pub(super) auth: ClientAuth,
}

/// What a token endpoint gave.
pub(super) struct Tokens {
    pub(super) access: Secret,
    /// A new refresh token; absent where the old one goes on (RFC 6749, section 6).
    pub(super) refresh: Option<Secret>,
    pub(super) lifetime_seconds: u64,
    /// What was granted; absent where it is what was asked for (RFC 6749, section 5.1).
    pub(super) scope: Option<String>,
}

impl Tokens {
    /// How long the token is used, in milliseconds: until a tenth of its life is left, and a minute at most.
    pub(super) fn used_ms(&self) -> u64 {
        let life = self.lifetime_seconds.saturating_mul(1_000);
        life.saturating_sub(MARGIN_MAX_MS.min(life / 10))
    }
}

/// Asks for tokens with `fields`, of which the values are as good as secrets.
pub(super) async fn ask(
    http: &Arc<dyn Http>,
    redactor: &Redactor,
    client: &Client<'_>,
    fields: &[(&str, &Secret)],
    public: &[(&str, &str)],
) -> Result<Tokens, Failure> {
    for secret in fields.iter().map(|(_, secret)| *secret).chain(client.secret) {
        redactor.learn(secret);
    }
    let request = request(client, fields, public);
    let answer = http.send(request).await.map_err(|failure| unavailable(client, &failure))?;
    let status = answer.status;
    let body = answer.body.bytes().await.map_err(|failure| unavailable(client, &failure))?;
    let answer = serde_json::from_slice::<Value>(&body).unwrap_or_default();
    if (200..300).contains(&status) {
        let tokens = read(&answer).ok_or_else(|| refused(client, "the answer holds no token"))?;
        redactor.learn(&tokens.access);
        tokens.refresh.iter().for_each(|secret| redactor.learn(secret));
        return Ok(tokens);
    }
    // RFC 6749, section 5.2.
    let said = ["error", "error_description"].iter().filter_map(|name| answer[name].as_str());
    let said = said.map(|text| text.chars().take(200).collect::<String>()).collect::<Vec<_>>().join(": ");
    let reason = redactor.mask_str(&format!("{status} {said}")).into_owned();
    if status >= 500 || status == 429 {
        let failure = Failure::coded(Kind::Unavailable, "grant-unavailable");
        return Err(failure.with_argument("host", host(client.url)).with_detail(reason));
    }
    Err(refused(client, reason.trim_end()))
}

fn request(client: &Client<'_>, fields: &[(&str, &Secret)], public: &[(&str, &str)]) -> Request {
    let mut form = form_urlencoded::Serializer::new(String::new());
    form.extend_pairs(public);
    for (name, secret) in fields {
        form.append_pair(name, &String::from_utf8_lossy(secret.expose()));
    }
    let mut request = Request::new("POST", client.url);
    match (client.secret, client.auth) {
        // RFC 6749, section 2.3.1: each is form-encoded before it is joined.
        (Some(secret), ClientAuth::Header) => {
            let encode = |bytes: &[u8]| form_urlencoded::byte_serialize(bytes).collect::<String>();
            let pair = format!("{}:{}", encode(client.id.as_bytes()), encode(secret.expose()));
            request = request.header("authorization", format!("Basic {}", STANDARD.encode(pair)));
        }
        (Some(secret), ClientAuth::Body) => {
            form.append_pair("client_id", client.id);
            form.append_pair("client_secret", &String::from_utf8_lossy(secret.expose()));
        }
        // A public client (RFC 6749, section 3.2.1).
        (None, _) => {
            form.append_pair("client_id", client.id);
        }
    }
    let mut request = request
        .header("content-type", "application/x-www-form-urlencoded")
        .header("accept", "application/json");
    request.body = form.finish().into_bytes();
    request.authenticated = false;
    request.body_max_bytes = Some(ANSWER_MAX_BYTES);
    // A code or a rotated refresh token that is sent twice ends the grant at many services.
    request.retries = Some(0);
    request
}

fn read(answer: &Value) -> Option<Tokens> {
    let word = |name: &str| answer[name].as_str().filter(|word| !word.is_empty());
    let seconds = &answer["expires_in"];
    let seconds = seconds.as_u64().or_else(|| seconds.as_str()?.trim().parse().ok());
    Some(Tokens {
        access: Secret::new(word("access_token")?),
        refresh: word("refresh_token").map(Secret::new),
        lifetime_seconds: seconds.unwrap_or(LIFETIME_SECONDS).min(LIFETIME_MAX_SECONDS),
        scope: word("scope").map(str::to_owned),
    })
}

fn refused(client: &Client<'_>, reason: &str) -> Failure {
    Failure::coded(Kind::Unauthorized, "grant-refused")
        .with_argument("host", host(client.url))
        .with_argument("reason", reason)
}

/// What is forbidden stays so; what failed on the way can be tried again, for nothing of the action has gone out.
fn unavailable(client: &Client<'_>, failure: &Failure) -> Failure {
    if failure.kind() == Kind::Forbidden {
        return failure.clone();
    }
    Failure::coded(Kind::Unavailable, "grant-unavailable")
        .with_argument("host", host(client.url))
        .with_detail(failure.to_string())
}

pub(super) fn host(url: &str) -> String {
    Url::parse(url).ok().and_then(|url| url.host_str().map(str::to_owned)).unwrap_or_default()
}
