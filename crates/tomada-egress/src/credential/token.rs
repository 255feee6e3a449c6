//! Tokens that are fetched: kept until shortly before they expire, and fetched by one call for all that wait.
//!
//! The rule it protects: a token belongs to the connection and the secrets that it was fetched with, it is masked from
//! the moment that it is known, and the place where it comes from is judged like every other.

use std::num::NonZeroUsize;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use aws_lc_rs::digest;
use http::{HeaderName, Method, StatusCode};
use lru::LruCache;
use tokio::time::timeout_at;
use tomada_core::{Auth, AuthorizationCode, Failure, Kind};
use tomada_host::{Credential, GrantAsk, Secret};

use super::source::{Granted, Source};
use super::{Outgoing, invalid, missing, sensitive, unusable};
use crate::headers;
use crate::policy::{Origins, Target};
use crate::redirect::Hop;
use crate::retry::persist;
use crate::send::{Call, Opened, Run};

/// How many connections' tokens are kept; the longest unused goes first.
const KEPT_MAX: NonZeroUsize = NonZeroUsize::new(4_096).unwrap();
/// The largest answer with a token, in bytes.
const ANSWER_MAX_BYTES: u64 = 64 * 1024;
/// How long before its end a token is given up: so long, or a tenth of its life if that is less.
const MARGIN_MAX: Duration = Duration::from_mins(1);

/// A token that is fetched, and the header that it goes to.
pub(super) struct Token {
    source: Source,
    header: HeaderName,
    before: String,
    after: String,
    fingerprint: [u8; 32],
}

/// Everything that has been fetched.
pub(crate) struct Tokens(Mutex<LruCache<[u8; 32], Arc<Slot>>>);

/// One connection's token.
#[derive(Default)]
struct Slot {
    held: Mutex<Option<Held>>,
    /// The last token that the service did not take.
    given_up: Mutex<Option<Secret>>,
    /// Held by whoever fetches.
    flight: tokio::sync::Mutex<()>,
    refused: Mutex<Refused>,
}

/// What became of the last fetch that gave no token. Whoever waited for it is told the same, and asks no more: a wrong
/// password that is tried as often as there are calls locks an account.
#[derive(Default)]
struct Refused {
    count: u64,
    last: Option<Failure>,
}

struct Held {
    token: Secret,
    /// When it is no longer used, since 1970.
    until: Duration,
}

impl Default for Tokens {
    fn default() -> Self {
        Self(Mutex::new(LruCache::new(KEPT_MAX)))
    }
}

impl Tokens {
    fn of(&self, key: [u8; 32]) -> Arc<Slot> {
        let mut tokens = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(tokens.get_or_insert(key, Arc::default))
    }
}

impl Slot {
    fn valid(&self, now: Duration) -> Option<Secret> {
        self.lock().as_ref().filter(|held| now < held.until).map(|held| held.token.clone())
    }

    /// How many fetches gave no token so far.
    fn refusals(&self) -> u64 {
        self.refused.lock().unwrap_or_else(PoisonError::into_inner).count
    }

    /// What the last fetch failed with, if it failed after there had been `count` refusals.
    fn refused_since(&self, count: u64) -> Option<Failure> {
        let refused = self.refused.lock().unwrap_or_else(PoisonError::into_inner);
        refused.last.clone().filter(|_| refused.count != count)
    }

    fn refuse(&self, failure: &Failure) {
        let mut refused = self.refused.lock().unwrap_or_else(PoisonError::into_inner);
        *refused = Refused { count: refused.count.wrapping_add(1), last: Some(failure.clone()) };
    }

    fn lock(&self) -> MutexGuard<'_, Option<Held>> {
        // Each change is one assignment.
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Token {
    pub(super) fn new(credential: &Credential) -> Result<Self, Failure> {
        let secret = |name: &str| credential.secrets.get(name).cloned().ok_or_else(missing);
        let (source, header, value) = match &credential.auth {
            Auth::Login(login) => (
                Source::Login(login.clone(), secret("password")?),
                login.header.as_str(),
                login.value.as_str(),
            ),
            Auth::ClientCredentials(client) => {
                (Source::Client(client.clone(), secret("client_secret")?), "authorization", "Bearer {token}")
            }
            Auth::ServiceAccount(account) => {
                (Source::Account(account.clone(), secret("private_key")?), "authorization", "Bearer {token}")
            }
            Auth::AuthorizationCode(code) => {
                let secret = credential.secrets.get("client_secret").cloned();
                (Source::Grant(Box::new(code.clone()), secret), "authorization", "Bearer {token}")
            }
            _ => return Err(missing()),
        };
        let (before, after) =
            value.split_once("{token}").ok_or_else(|| unusable("value", "it does not hold {token}"))?;
        Ok(Self {
            source,
            header: headers::name(header)?,
            before: before.to_owned(),
            after: after.to_owned(),
            fingerprint: fingerprint(credential)?,
        })
    }

    pub(super) fn header(&self) -> &HeaderName {
        &self.header
    }

    pub(super) fn place(&self, token: &Secret, request: &mut Outgoing<'_>) -> Result<(), Failure> {
        let value = [token.expose(), self.after.as_bytes()].concat();
        let value = sensitive(self.before.as_bytes(), &value).ok_or_else(invalid)?;
        request.headers.insert(self.header.clone(), value);
        Ok(())
    }

    /// The token: the one that is kept, or a new one, fetched once for all who wait for it.
    pub(super) async fn get(&self, run: &Run, call: &Call) -> Result<Secret, Failure> {
        let slot = self.slot(run);
        if let Some(token) = slot.valid(run.clock.now()) {
            run.redactor.learn(&token);
            return Ok(token);
        }
        let refusals = slot.refusals();
        let flight = timeout_at(call.deadline, slot.flight.lock()).await;
        let Ok(_flight) = flight else {
            return Err(self.failure(Kind::Unavailable, "egress-token-unavailable"));
        };
        if let Some(token) = slot.valid(run.clock.now()) {
            run.redactor.learn(&token);
            return Ok(token);
        }
        if let Some(failure) = slot.refused_since(refusals) {
            return Err(failure);
        }
        let fetched = match &self.source {
            // Not kept: the keeper has it, and knows when it is granted anew or taken back.
            Source::Grant(code, secret) => self
                .granted(run, call, code, secret.as_ref(), &slot)
                .await
                .map(|token| (token, Duration::ZERO)),
            // Boxed: sending a request is what this is a part of.
            _ => Box::pin(self.fetch(run, call))
                .await
                .map(|granted| (Secret::new(granted.token), Duration::from_secs(granted.lifetime_seconds))),
        };
        let (token, lifetime) = fetched.inspect_err(|failure| slot.refuse(failure))?;
        run.redactor.learn(&token);
        let until = run.clock.now().saturating_add(lifetime.saturating_sub(MARGIN_MAX.min(lifetime / 10)));
        *slot.lock() = Some(Held { token: token.clone(), until });
        Ok(token)
    }

    /// Gives up a token that the service did not take. `true` if a new one is worth a try: another call may have
    /// fetched one meanwhile.
    pub(super) fn give_up(&self, run: &Run, used: &Secret) -> bool {
        let slot = self.slot(run);
        let mut held = slot.lock();
        if held.as_ref().is_some_and(|held| held.token.expose() == used.expose()) {
            *slot.given_up.lock().unwrap_or_else(PoisonError::into_inner) = Some(used.clone());
            *held = None;
        }
        true
    }

    fn slot(&self, run: &Run) -> Arc<Slot> {
        let mut digest = digest::Context::new(&digest::SHA256);
        for part in [run.project.as_bytes(), run.connection.as_bytes(), &self.fingerprint] {
            digest.update(&(part.len() as u64).to_be_bytes());
            digest.update(part);
        }
        run.pools.tokens.of(array(digest.finish().as_ref()))
    }

    /// A token of what somebody has granted.
    async fn granted(
        &self,
        run: &Run,
        call: &Call,
        code: &AuthorizationCode,
        client_secret: Option<&Secret>,
        slot: &Slot,
    ) -> Result<Secret, Failure> {
        let Some(grants) = &run.grants else {
            return Err(self.failure(Kind::Unauthorized, "egress-grants-not-kept"));
        };
        let permitted = Origins::read(&[code.refresh_url().to_owned()]);
        let ask = GrantAsk {
            project: run.project.to_string(),
            connection: run.connection.to_string(),
            auth: code.clone(),
            client_secret: client_secret.cloned(),
            refused: slot.given_up.lock().unwrap_or_else(PoisonError::into_inner).clone(),
            http: Arc::new(Opened(Arc::new(run.for_tokens(permitted)))),
            redactor: run.redactor.clone(),
        };
        let granted = timeout_at(call.deadline, grants.token(ask)).await;
        granted.map_err(|_| self.failure(Kind::Unavailable, "egress-token-unavailable"))?
    }

    async fn fetch(&self, run: &Run, call: &Call) -> Result<Granted, Failure> {
        let ask = self.source.ask(run.clock.now().as_secs())?;
        if let Some(secret) = &ask.secret {
            run.redactor.learn(secret);
        }
        let target = Target::read(self.source.url()).map_err(|bad| unusable("token_url", bad))?;
        let hop = Hop {
            method: Method::POST,
            headers: headers::of_our_own(ask.headers),
            target,
            body: ask.body.into(),
            authenticated: false,
        };
        let permitted = Origins::read(&[self.source.url().to_owned()]);
        let run = run.for_tokens(permitted);
        // Asking twice for a token does no harm.
        let mut call = call.for_tokens(ANSWER_MAX_BYTES, &run);
        let answer = persist(&run, &mut call, &hop).await.map_err(|failure| self.unavailable(&failure))?;
        let status = answer.status;
        let body = answer.into_response(&run, 1).body.bytes().await;
        let body = body.map_err(|failure| self.unavailable(&failure))?;
        self.read(status, &body)
    }

    fn read(&self, status: StatusCode, body: &[u8]) -> Result<Granted, Failure> {
        let answer = serde_json::from_slice::<serde_json::Value>(body).unwrap_or_default();
        if status.is_success() {
            let reason = "the answer holds no token";
            let refused =
                || self.failure(Kind::Unauthorized, "egress-token-refused").with_argument("reason", reason);
            return self.source.read(&answer).ok_or_else(refused);
        }
        // RFC 6749, section 5.2: what a token endpoint says of an error holds no secret.
        let said = ["error", "error_description", "message"].iter().filter_map(|name| answer[name].as_str());
        let said = said.flat_map(|text| text.chars().take(200).chain(". ".chars())).collect::<String>();
        let reason = format!("{} {said}", status.as_u16());
        if status.is_server_error() || status == StatusCode::TOO_MANY_REQUESTS {
            return Err(self.failure(Kind::Unavailable, "egress-token-unavailable").with_detail(reason));
        }
        Err(self
            .failure(Kind::Unauthorized, "egress-token-refused")
            .with_argument("reason", reason.trim_end()))
    }

    /// The call itself has not been sent: whatever became of the token, that can be tried again.
    fn unavailable(&self, failure: &Failure) -> Failure {
        // What is forbidden stays so, and says itself why.
        if failure.kind() == Kind::Forbidden {
            return failure.clone();
        }
        let said = failure.detail().map(|detail| format!(": {detail}")).unwrap_or_default();
        self.failure(Kind::Unavailable, "egress-token-unavailable").with_detail(format!("{failure}{said}"))
    }

    fn failure(&self, kind: Kind, code: &str) -> Failure {
        let host = Target::read(self.source.url()).map(|target| target.host().to_owned()).unwrap_or_default();
        Failure::coded(kind, code).with_argument("host", host)
    }
}

/// Tells one credential from another without holding it.
fn fingerprint(credential: &Credential) -> Result<[u8; 32], Failure> {
    let auth = serde_json::to_vec(&credential.auth).map_err(|error| unusable("auth", error))?;
    let mut digest = digest::Context::new(&digest::SHA256);
    let secrets = credential.secrets.iter().flat_map(|(name, secret)| [name.as_bytes(), secret.expose()]);
    for part in std::iter::once(auth.as_slice()).chain(secrets) {
        digest.update(&(part.len() as u64).to_be_bytes());
        digest.update(part);
    }
    Ok(array(digest.finish().as_ref()))
}

fn array(digest: &[u8]) -> [u8; 32] {
    let mut array = [0; 32];
    array.copy_from_slice(digest);
    array
}
