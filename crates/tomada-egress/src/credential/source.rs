//! Where tokens come from: what is asked of the service, and what its answer says.

use aws_lc_rs::hmac;
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, RSA_PKCS1_SHA256, RsaKeyPair};
use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use http::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE};
use http::{HeaderMap, HeaderValue};
use rustls::pki_types::PrivateKeyDer;
use rustls::pki_types::pem::PemObject;
use serde_json::{Map, Value, json};
use tomada_core::{
    AuthorizationCode, ClientAuth, ClientCredentials, Failure, JwtAlgorithm, Login, LoginFormat,
    ServiceAccount,
};
use tomada_host::Secret;
use url::form_urlencoded;

use super::{invalid, sensitive, text};

/// How long an assertion holds, in seconds: the most that Google allows.
const ASSERTION_SECONDS: u64 = 3_600;

/// The lifetime of a token of which nothing says how long it holds (RFC 6749, section 5.1, recommends to say it), in
/// seconds.
const LIFETIME_SECONDS: u64 = 1_800;

/// A kind of token, and the secret that gets one.
pub(super) enum Source {
    Login(Login, Secret),
    Client(ClientCredentials, Secret),
    Account(ServiceAccount, Secret),
    /// What somebody has granted: it is kept elsewhere.
    Grant(Box<AuthorizationCode>, Option<Secret>),
}

/// A request for a token.
pub(super) struct Ask {
    pub(super) headers: HeaderMap,
    pub(super) body: Vec<u8>,
    /// What in it is as good as a secret.
    pub(super) secret: Option<Secret>,
}

/// What an answer gives.
pub(super) struct Granted {
    pub(super) token: String,
    pub(super) lifetime_seconds: u64,
}

impl Source {
    /// Where to ask.
    pub(super) fn url(&self) -> &str {
        match self {
            Self::Login(login, _) => &login.url,
            Self::Client(client, _) => &client.token_url,
            Self::Account(account, _) => &account.token_url,
            Self::Grant(code, _) => code.refresh_url(),
        }
    }

    /// What to ask, now.
    pub(super) fn ask(&self, unix_seconds: u64) -> Result<Ask, Failure> {
        match self {
            Self::Login(login, password) => Ok(log_in(login, text(password)?)),
            Self::Client(client, secret) => ask_as_client(client, text(secret)?),
            Self::Account(account, key) => ask_as_account(account, key, unix_seconds),
            Self::Grant(..) => Err(invalid()),
        }
    }

    /// The token in an answer.
    pub(super) fn read(&self, answer: &Value) -> Option<Granted> {
        match self {
            Self::Login(login, _) => {
                let told = login.expires_in.as_deref().and_then(|pointer| seconds(answer.pointer(pointer)?));
                let lifetime_seconds = told.unwrap_or_else(|| login.lifetime_seconds.into());
                Some(Granted { token: word(answer.pointer(&login.token)?)?, lifetime_seconds })
            }
            Self::Client(..) | Self::Account(..) | Self::Grant(..) => {
                let lifetime_seconds = seconds(&answer["expires_in"]).unwrap_or(LIFETIME_SECONDS);
                Some(Granted { token: word(&answer["access_token"])?, lifetime_seconds })
            }
        }
    }
}

fn word(value: &Value) -> Option<String> {
    value.as_str().filter(|token| !token.is_empty()).map(str::to_owned)
}

/// Some servers write the number as text.
fn seconds(value: &Value) -> Option<u64> {
    value.as_u64().or_else(|| value.as_str()?.trim().parse().ok())
}

fn log_in(login: &Login, password: &str) -> Ask {
    let fields = login.fields.iter().map(|(name, value)| (name, value.replace("{password}", password)));
    match login.format {
        LoginFormat::Form => form(fields),
        LoginFormat::Json => {
            let body = fields.map(|(name, value)| (name.clone(), Value::from(value))).collect::<Map<_, _>>();
            Ask { body: Value::from(body).to_string().into_bytes(), ..empty("application/json") }
        }
    }
}

fn ask_as_client(client: &ClientCredentials, secret: &str) -> Result<Ask, Failure> {
    let mut fields = vec![("grant_type", "client_credentials")];
    let named = [("scope", &client.scope), ("audience", &client.audience), ("resource", &client.resource)];
    fields.extend(named.into_iter().filter_map(|(name, value)| Some((name, value.as_deref()?))));
    match client.client_auth {
        ClientAuth::Body => {
            fields.extend([("client_id", client.client_id.as_str()), ("client_secret", secret)]);
            Ok(form(fields))
        }
        ClientAuth::Header => {
            let encode = |text: &str| form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>();
            let value = STANDARD.encode(format!("{}:{}", encode(&client.client_id), encode(secret)));
            let value = sensitive(b"Basic ", value.as_bytes()).ok_or_else(invalid)?;
            let mut ask = form(fields);
            ask.headers.insert(AUTHORIZATION, value);
            Ok(ask)
        }
    }
}

fn ask_as_account(account: &ServiceAccount, key: &Secret, now: u64) -> Result<Ask, Failure> {
    let assertion = assertion(account, key, now)?;
    let grant = "urn:ietf:params:oauth:grant-type:jwt-bearer";
    let ask = form([("grant_type", grant), ("assertion", assertion.as_str())]);
    // Whoever has it can get a token with it.
    Ok(Ask { secret: Some(Secret::new(assertion)), ..ask })
}

/// The signed assertion (RFC 7523, section 3; RFC 7515, section 3.1).
fn assertion(account: &ServiceAccount, key: &Secret, now: u64) -> Result<String, Failure> {
    let algorithm = match account.algorithm {
        JwtAlgorithm::Rs256 => "RS256",
        JwtAlgorithm::Es256 => "ES256",
        JwtAlgorithm::Hs256 => "HS256",
    };
    let mut head = json!({ "alg": algorithm, "typ": "JWT" });
    if let Some(key_id) = &account.key_id {
        head["kid"] = json!(key_id);
    }
    let mut claims = json!({
        "iss": account.issuer,
        "sub": account.subject.as_ref().unwrap_or(&account.issuer),
        "aud": account.audience.as_ref().unwrap_or(&account.token_url),
        "iat": now,
        "exp": now.saturating_add(ASSERTION_SECONDS),
    });
    if let Some(scope) = &account.scope {
        claims["scope"] = json!(scope);
    }
    let encode = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
    let content = format!("{}.{}", encode(&head), encode(&claims));
    let signature = sign(account.algorithm, key, content.as_bytes())?;
    Ok(format!("{content}.{}", URL_SAFE_NO_PAD.encode(signature)))
}

fn sign(algorithm: JwtAlgorithm, key: &Secret, content: &[u8]) -> Result<Vec<u8>, Failure> {
    let told = |error: &dyn std::fmt::Display| invalid().with_detail(error.to_string());
    let pem = || PrivateKeyDer::from_pem_slice(key.expose()).map_err(|error| told(&error));
    let random = SystemRandom::new();
    match algorithm {
        JwtAlgorithm::Rs256 => {
            let pair = match pem()? {
                PrivateKeyDer::Pkcs1(key) => RsaKeyPair::from_der(key.secret_pkcs1_der()),
                key => RsaKeyPair::from_pkcs8(key.secret_der()),
            };
            let pair = pair.map_err(|error| told(&error))?;
            let mut signature = vec![0; pair.public_modulus_len()];
            pair.sign(&RSA_PKCS1_SHA256, &random, content, &mut signature).map_err(|error| told(&error))?;
            Ok(signature)
        }
        JwtAlgorithm::Es256 => {
            let pair = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, pem()?.secret_der());
            let signature = pair.map_err(|error| told(&error))?.sign(&random, content);
            Ok(signature.map_err(|error| told(&error))?.as_ref().to_vec())
        }
        JwtAlgorithm::Hs256 => {
            let key = hmac::Key::new(hmac::HMAC_SHA256, key.expose());
            Ok(hmac::sign(&key, content).as_ref().to_vec())
        }
    }
}

fn form<N: AsRef<str>, V: AsRef<str>>(fields: impl IntoIterator<Item = (N, V)>) -> Ask {
    let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
    Ask { body: body.into_bytes(), ..empty("application/x-www-form-urlencoded") }
}

fn empty(content_type: &'static str) -> Ask {
    let fields = [(CONTENT_TYPE, content_type), (ACCEPT, "application/json")];
    let headers = fields.into_iter().map(|(name, value)| (name, HeaderValue::from_static(value))).collect();
    Ask { headers, body: Vec::new(), secret: None }
}
