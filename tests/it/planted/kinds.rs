//! Every kind of authentication with secrets that are easy to find.

use std::collections::BTreeMap;

use rcgen::{KeyPair, PKCS_ECDSA_P256_SHA256};
use serde_json::{Value, json};
use tomada_core::Auth;

/// What the service gives to whoever logs in or asks for a token.
pub(crate) const TOKEN: &str = "tok-Planted9876543210fedcba/+";

/// One kind and its secrets.
pub(crate) struct Kind {
    pub(crate) auth: Auth,
    pub(crate) secrets: BTreeMap<String, String>,
}

impl Kind {
    fn new(auth: Value) -> Self {
        let auth: Auth = serde_json::from_value(auth).expect("a kind");
        let name = |name: &&str| ((*name).to_owned(), format!("sk-{name}-Planted0123456789abcdef/+"));
        let secrets = auth.secrets().iter().map(name).collect();
        Self { auth, secrets }
    }

    /// With the client certificate and the key `secrets`.
    pub(crate) fn mtls(secrets: BTreeMap<String, String>) -> Self {
        Self { auth: Auth::Mtls, secrets }
    }

    pub(crate) fn is_mtls(&self) -> bool {
        matches!(self.auth, Auth::Mtls)
    }

    /// Whether the service was sent what only this credential makes.
    pub(crate) fn arrived_in(&self, request: &str) -> bool {
        let signs = match &self.auth {
            Auth::Mtls => vec!["client certificate"],
            Auth::Hmac(_) => vec!["x-signature: t="],
            Auth::AwsSigv4 { .. } => vec!["authorization: AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE"],
            Auth::Digest { .. } => vec!["authorization: Digest username=\"ana\""],
            Auth::Basic { .. } => vec!["authorization: Basic "],
            auth if auth.token_url().is_some() => vec![TOKEN],
            _ => vec!["sk-token-", "sk-key-"],
        };
        signs.iter().any(|sign| request.contains(sign))
    }
}

/// Each for a service at the address that it is given.
pub(crate) const ALL: &[fn(&str) -> Kind] = &[
    |_| Kind::new(json!({"kind": "bearer"})),
    |_| Kind::new(json!({"kind": "api_key", "placement": "header", "name": "x-custom"})),
    |_| Kind::new(json!({"kind": "api_key", "placement": "query", "name": "key"})),
    |_| Kind::new(json!({"kind": "api_key", "placement": "body", "name": "key"})),
    |_| Kind::new(json!({"kind": "basic", "username": "ana"})),
    |_| Kind::new(json!({"kind": "digest", "username": "ana"})),
    |_| {
        Kind::new(json!({
            "kind": "hmac", "algorithm": "sha256", "content": "{timestamp}.{body}",
            "headers": {"x-signature": "t={timestamp},v1={signature}"}
        }))
    },
    |_| {
        let key = json!({"kind": "aws_sigv4", "access_key_id": "AKIDEXAMPLE"});
        Kind::new(with(key, &json!({"region": "us-east-1", "service": "execute-api"})))
    },
    |url| client(url, "header"),
    |url| client(url, "body"),
    |url| {
        let code = json!({"kind": "authorization_code", "authorize_url": format!("{url}/authorize")});
        Kind::new(with(code, &json!({"token_url": format!("{url}/token"), "client_id": "an:id"})))
    },
    |url| login(url, "json"),
    |url| login(url, "form"),
    |url| account(url, "HS256"),
    |url| {
        let key = KeyPair::generate_for(&PKCS_ECDSA_P256_SHA256).expect("a key");
        let mut kind = account(url, "ES256");
        kind.secrets.insert("private_key".to_owned(), key.serialize_pem());
        kind
    },
    |_| Kind::new(json!({"kind": "mtls"})),
];

fn client(url: &str, client_auth: &str) -> Kind {
    let token_url = format!("{url}/token");
    let client = json!({"kind": "client_credentials", "token_url": token_url, "client_id": "an:id"});
    Kind::new(with(client, &json!({"client_auth": client_auth})))
}

fn login(url: &str, format: &str) -> Kind {
    Kind::new(json!({
        "kind": "login", "url": format!("{url}/token"), "token": "/data/token", "format": format,
        "fields": {"user": "ana", "password": "{password}"}, "header": "X-Session", "value": "{token}"
    }))
}

fn account(url: &str, algorithm: &str) -> Kind {
    let account = json!({"kind": "service_account", "token_url": format!("{url}/token"), "issuer": "robot@example.com"});
    Kind::new(with(account, &json!({"algorithm": algorithm})))
}

fn with(mut data: Value, more: &Value) -> Value {
    data.as_object_mut().expect("an object").extend(more.as_object().expect("an object").clone());
    data
}
