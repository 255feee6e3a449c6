//! How calls are authenticated: the kinds that egress knows, as data.
//!
//! A manifest names one, or leaves it to the connection ([`Auth::Any`]). Everything here but the secrets' names is
//! public. A parameter may name a setting of the connection, `{{ settings.NAME }}`, in any part of its text. The rule: no
//! kind puts a secret into the hands of an action; egress alone places it, after vetting, towards the connection's
//! origins.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// How calls are authenticated.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Auth {
    /// Nothing is added to a call.
    #[default]
    None,
    /// The connection says which of the other kinds; without one it goes without.
    Any,
    /// `Authorization: Bearer SECRET` (RFC 6750, section 2.1). Secret: `token`.
    Bearer {
        /// Whether a connection may do without, as compatible servers on one's own machine do.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        optional: bool,
    },
    /// A key in a place that the service names. Secret: `key`.
    ApiKey {
        /// Where the key goes.
        placement: Placement,
        /// The name of the header, query parameter or body field.
        name: String,
    },
    /// `Authorization: Basic …` of user name and password in UTF-8 (RFC 7617). Secret: `password`.
    Basic {
        /// The user name, without a colon. Services that take a key in its place mostly want an empty one here.
        username: String,
    },
    /// The service's challenge answered with a digest: MD5 or SHA-256, plain or `-sess`, `qop=auth` (RFC 7616). Secret:
    /// `password`.
    Digest {
        /// The user name.
        username: String,
    },
    /// A signature over the request with a shared secret. Secret: `secret`.
    Hmac(HmacSignature),
    /// A call that logs in gives a token, which the others carry. Secret: `password`.
    Login(Login),
    /// OAuth 2.0 client credentials (RFC 6749, section 4.4). Secret: `client_secret`.
    ClientCredentials(ClientCredentials),
    /// OAuth 2.0 authorization code with PKCE (RFC 6749, section 4.1; RFC 7636): somebody lets the connection in at the
    /// service. Secret: `client_secret`, where the client has one.
    AuthorizationCode(AuthorizationCode),
    /// A signed assertion for a service account, exchanged for a token (RFC 7523, section 2.1). Secret: `private_key`,
    /// PEM.
    ServiceAccount(ServiceAccount),
    /// AWS Signature Version 4 (AWS, "Create a signed AWS API request"). Secrets: `secret_access_key` and, for temporary
    /// credentials, `session_token`.
    AwsSigv4 {
        /// The access key's id.
        access_key_id: String,
        /// Such as `us-east-1`.
        region: String,
        /// Such as `execute-api`.
        service: String,
    },
    /// A client certificate in the TLS handshake (RFC 8446, section 4.4.2). Secrets: `certificate`, the chain, and
    /// `private_key`, both PEM.
    Mtls,
}

/// A signature over the request: what is signed, how, and where it goes.
///
/// In `content` and in the values of `headers`, words in braces stand for parts of the request: `{method}`, `{url}`,
/// `{host}`, `{path}`, `{query}`, `{body}`, `{body_sha256}` (hexadecimal), `{timestamp}` (seconds since 1970),
/// `{timestamp_ms}`, `{nonce}` (32 hexadecimal digits) and `{header:NAME}`; in `headers` besides `{signature}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HmacSignature {
    /// The hash (RFC 2104).
    pub algorithm: HmacAlgorithm,
    /// How the signature is written.
    #[serde(default)]
    pub encoding: SignatureEncoding,
    /// What is signed, such as `v0:{timestamp}:{body}`.
    pub content: String,
    /// Header fields that are set, such as `X-Signature = "v0={signature}"`.
    pub headers: BTreeMap<String, String>,
}

/// The hash of a signature.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HmacAlgorithm {
    /// SHA-1, which some services still ask for.
    Sha1,
    /// SHA-256.
    Sha256,
    /// SHA-512.
    Sha512,
}

/// How a signature is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SignatureEncoding {
    /// Hexadecimal digits in lower case.
    #[default]
    Hex,
    /// Base64 with padding (RFC 4648, section 4).
    Base64,
}

/// A call that gives a token.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Login {
    /// Where to log in: a POST request.
    pub url: String,
    /// What is sent, by name; `{password}` in a value stands for the secret.
    pub fields: BTreeMap<String, String>,
    /// How the fields are sent.
    #[serde(default)]
    pub format: LoginFormat,
    /// Where in the JSON answer the token is, as a JSON pointer (RFC 6901).
    pub token: String,
    /// Where in the answer it says how many seconds the token holds, as a JSON pointer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires_in: Option<String>,
    /// How long a token holds of which the answer does not say it, in seconds.
    #[serde(default = "half_an_hour")]
    pub lifetime_seconds: u32,
    /// The header that carries the token.
    #[serde(default = "authorization")]
    pub header: String,
    /// What it holds: `{token}` stands for the token.
    #[serde(default = "bearer")]
    pub value: String,
}

fn half_an_hour() -> u32 {
    1_800
}

fn authorization() -> String {
    "Authorization".to_owned()
}

fn bearer() -> String {
    "Bearer {token}".to_owned()
}

/// How the fields of a login are sent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LoginFormat {
    /// A JSON object.
    #[default]
    Json,
    /// `application/x-www-form-urlencoded`.
    Form,
}

/// OAuth 2.0 client credentials.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClientCredentials {
    /// The token endpoint.
    pub token_url: String,
    /// The client's id.
    pub client_id: String,
    /// The scopes, separated by spaces.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scope: Option<String>,
    /// Whom the token is for, where the server asks for `audience`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub audience: Option<String>,
    /// Whom the token is for, as RFC 8707 names it: `resource`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resource: Option<String>,
    /// How the client says who it is (RFC 6749, section 2.3.1).
    #[serde(default)]
    pub client_auth: ClientAuth,
}

/// OAuth 2.0 authorization code: where somebody lets the connection in, and where codes become tokens.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AuthorizationCode {
    /// The authorization endpoint, which people see in their browser.
    pub authorize_url: String,
    /// The token endpoint.
    pub token_url: String,
    /// Where tokens are refreshed, if elsewhere.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refresh_url: Option<String>,
    /// The client's id.
    pub client_id: String,
    /// The scopes, separated by spaces. When they grow, somebody must let the connection in again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scope: Option<String>,
    /// What else the authorization endpoint is asked with, such as `access_type = "offline"`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub parameters: BTreeMap<String, String>,
    /// How the client says who it is when a code becomes a token.
    #[serde(default)]
    pub client_auth: ClientAuth,
    /// How it says so when a token is refreshed, if otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refresh_client_auth: Option<ClientAuth>,
}

impl AuthorizationCode {
    /// Where tokens are refreshed.
    pub fn refresh_url(&self) -> &str {
        self.refresh_url.as_deref().unwrap_or(&self.token_url)
    }
}

/// How a client says who it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClientAuth {
    /// `Authorization: Basic …` of id and secret, each form-encoded first.
    #[default]
    Header,
    /// `client_id` and `client_secret` among the form's fields.
    Body,
}

/// A service account that signs assertions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ServiceAccount {
    /// The token endpoint; also the assertion's audience unless `audience` says otherwise.
    pub token_url: String,
    /// The account: `iss`.
    pub issuer: String,
    /// On whose behalf: `sub`; the account itself if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
    /// `aud`; the token endpoint if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub audience: Option<String>,
    /// The scopes, separated by spaces.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scope: Option<String>,
    /// The key's id: `kid` of the assertion's head.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key_id: Option<String>,
    /// How the assertion is signed (RFC 7518, section 3.1).
    #[serde(default)]
    pub algorithm: JwtAlgorithm,
}

/// How a JSON Web Token is signed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum JwtAlgorithm {
    /// RSASSA-PKCS1-v1_5 with SHA-256.
    #[default]
    Rs256,
    /// ECDSA with P-256 and SHA-256; the key in PKCS #8.
    Es256,
    /// HMAC with SHA-256: the secret itself is the key, no PEM.
    Hs256,
}

/// Where an API key goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Placement {
    /// A request header.
    Header,
    /// A query parameter.
    Query,
    /// A field of the body: a form's, or a member of a JSON object.
    Body,
}

impl Auth {
    /// The names of the secrets that a connection gives for it.
    pub fn secrets(&self) -> &'static [&'static str] {
        match self {
            Self::None | Self::Any => &[],
            Self::Bearer { .. } => &["token"],
            Self::ApiKey { .. } => &["key"],
            Self::Basic { .. } | Self::Digest { .. } | Self::Login(_) => &["password"],
            Self::Hmac(_) => &["secret"],
            Self::ClientCredentials(_) | Self::AuthorizationCode(_) => &["client_secret"],
            Self::ServiceAccount(_) => &["private_key"],
            Self::AwsSigv4 { .. } => &["secret_access_key", "session_token"],
            Self::Mtls => &["certificate", "private_key"],
        }
    }

    /// Whether a connection may do without the secret `name`.
    pub fn may_lack(&self, name: &str) -> bool {
        match self {
            Self::AwsSigv4 { .. } => name == "session_token",
            // A public client has none (RFC 6749, section 2.1).
            Self::AuthorizationCode(_) => true,
            _ => self.is_optional(),
        }
    }

    /// Whether a connection may do without any of its secrets.
    pub fn is_optional(&self) -> bool {
        matches!(self, Self::None | Self::Any | Self::Bearer { optional: true })
    }

    /// The URL that tokens are fetched from, if there are any.
    pub fn token_url(&self) -> Option<&str> {
        match self {
            Self::Login(login) => Some(&login.url),
            Self::ClientCredentials(client) => Some(&client.token_url),
            Self::ServiceAccount(account) => Some(&account.token_url),
            Self::AuthorizationCode(code) => Some(&code.token_url),
            _ => None,
        }
    }
}
