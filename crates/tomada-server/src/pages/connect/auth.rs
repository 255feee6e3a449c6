//! The kinds of authentication that a connection can choose, with the parameters of each as fields.
//!
//! Secrets are not among them: their names come from [`Auth::secrets`].

use serde_json::{Value, json};
use tomada_core::Auth;

use crate::pages::common::Words;
use crate::pages::form::{Choice, Member, Posted, Shape, Wrong};

/// The kinds, the simplest first, with what is needed of each besides secrets: a name, whether it must be given, and
/// what it holds.
const KINDS: [(&str, &[Parameter]); 12] = [
    ("none", &[]),
    ("bearer", &[]),
    (
        "api_key",
        &[("placement", true, Holds::One(&["header", "query", "body"])), ("name", true, Holds::Text)],
    ),
    ("basic", &[("username", true, Holds::Text)]),
    ("digest", &[("username", true, Holds::Text)]),
    (
        "authorization_code",
        &[
            ("authorize_url", true, Holds::Text),
            ("token_url", true, Holds::Text),
            ("client_id", true, Holds::Text),
            ("scope", false, Holds::Text),
            ("client_auth", false, Holds::One(&["header", "body"])),
            ("parameters", false, Holds::Pairs),
            ("refresh_url", false, Holds::Text),
            ("refresh_client_auth", false, Holds::One(&["header", "body"])),
        ],
    ),
    (
        "client_credentials",
        &[
            ("token_url", true, Holds::Text),
            ("client_id", true, Holds::Text),
            ("scope", false, Holds::Text),
            ("audience", false, Holds::Text),
            ("resource", false, Holds::Text),
            ("client_auth", false, Holds::One(&["header", "body"])),
        ],
    ),
    (
        "login",
        &[
            ("url", true, Holds::Text),
            ("fields", true, Holds::Pairs),
            ("token", true, Holds::Text),
            ("format", false, Holds::One(&["json", "form"])),
            ("expires_in", false, Holds::Text),
            ("header", false, Holds::Text),
            ("value", false, Holds::Text),
        ],
    ),
    (
        "hmac",
        &[
            ("algorithm", true, Holds::One(&["sha256", "sha512", "sha1"])),
            ("content", true, Holds::Text),
            ("headers", true, Holds::Pairs),
            ("encoding", false, Holds::One(&["hex", "base64"])),
        ],
    ),
    (
        "service_account",
        &[
            ("token_url", true, Holds::Text),
            ("issuer", true, Holds::Text),
            ("subject", false, Holds::Text),
            ("audience", false, Holds::Text),
            ("scope", false, Holds::Text),
            ("key_id", false, Holds::Text),
            ("algorithm", false, Holds::One(&["RS256", "ES256", "HS256"])),
        ],
    ),
    (
        "aws_sigv4",
        &[
            ("access_key_id", true, Holds::Text),
            ("region", true, Holds::Text),
            ("service", true, Holds::Text),
        ],
    ),
    ("mtls", &[]),
];

/// A parameter: its name, whether it must be given, what it holds.
type Parameter = (&'static str, bool, Holds);

/// What a parameter holds.
#[derive(Clone, Copy)]
enum Holds {
    Text,
    Pairs,
    One(&'static [&'static str]),
}

/// The names of the kinds.
pub(super) fn kinds() -> impl Iterator<Item = &'static str> {
    KINDS.iter().map(|(kind, _)| *kind)
}

/// The parameters of a kind.
pub(super) fn parameters(kind: &str, words: Words) -> Shape {
    let found = KINDS.iter().find(|(name, _)| *name == kind).map_or(&[][..], |(_, parameters)| parameters);
    let member = |(name, required, holds): &(&str, bool, Holds)| {
        let shape = match holds {
            Holds::Text => Shape::TEXT,
            Holds::Pairs => Shape::Pairs(Box::new(Shape::TEXT)),
            Holds::One(values) => Shape::Choice(values.iter().map(|value| choice(value)).collect()),
        };
        let id = format!("page-auth-field-{}", name.replace('_', "-"));
        Member::new(name, words.t(&id), words.help(&id), *required, shape)
    };
    Shape::Object(found.iter().map(member).collect())
}

fn choice(value: &str) -> Choice {
    Choice { value: json!(value), title: value.to_owned() }
}

/// The secrets of a kind, and whether each may lack.
pub(super) fn secrets(kind: &str) -> Vec<(&'static str, bool)> {
    let auth = match kind {
        "bearer" => Auth::Bearer { optional: false },
        "mtls" => Auth::Mtls,
        "aws_sigv4" => {
            let empty = String::new;
            Auth::AwsSigv4 { access_key_id: empty(), region: empty(), service: empty() }
        }
        "api_key" => return vec![("key", false)],
        "basic" | "digest" | "login" => return vec![("password", false)],
        "hmac" => return vec![("secret", false)],
        "client_credentials" => return vec![("client_secret", false)],
        // A public client has none.
        "authorization_code" => return vec![("client_secret", true)],
        "service_account" => return vec![("private_key", false)],
        _ => Auth::None,
    };
    auth.secrets().iter().map(|name| (*name, auth.may_lack(name))).collect()
}

/// The name of the kind of `auth`.
pub(super) fn kind(auth: &Auth) -> String {
    let value = serde_json::to_value(auth).unwrap_or_default();
    value.get("kind").and_then(Value::as_str).unwrap_or("none").to_owned()
}

/// The authentication that was chosen.
pub(super) fn chosen(posted: &Posted, wrong: &mut Vec<Wrong>, words: Words) -> Option<Auth> {
    let kind = posted.get("/auth~kind").map_or("none", String::as_str);
    let before = wrong.len();
    let parameters = parameters(kind, words).read(posted, &format!("/auth/{kind}"), true, wrong);
    if wrong.len() > before {
        return None;
    }
    let mut members = parameters.and_then(|value| value.as_object().cloned()).unwrap_or_default();
    members.insert("kind".to_owned(), json!(kind));
    let auth = serde_json::from_value(Value::Object(members));
    if auth.is_err() {
        wrong.push(Wrong { at: "/auth".to_owned(), message: "page-form-choice" });
    }
    auth.ok()
}

/// The name of the kind of `auth`, and its fields.
pub(super) fn fields(auth: &Auth, posted: &mut Posted, words: Words) -> String {
    let Ok(Value::Object(mut members)) = serde_json::to_value(auth) else { return "none".to_owned() };
    let kind = members.remove("kind").and_then(|kind| kind.as_str().map(str::to_owned)).unwrap_or_default();
    if kind == "login" {
        members.remove("lifetime_seconds");
    }
    parameters(&kind, words).write(&Value::Object(members), &format!("/auth/{kind}"), true, posted);
    posted.insert("/auth~kind".to_owned(), kind.clone());
    kind
}

#[cfg(test)]
mod tests {
    use tomada_core::Locale;

    use super::*;

    #[test]
    fn every_kind_that_is_offered_is_read_again_as_it_was_drawn() {
        for auth in [
            json!({"kind": "none"}),
            json!({"kind": "bearer"}),
            json!({"kind": "api_key", "placement": "query", "name": "k"}),
            json!({"kind": "basic", "username": "u"}),
            json!({"kind": "digest", "username": "{{ settings.user }}"}),
            json!({"kind": "authorization_code", "authorize_url": "https://a/a", "token_url": "https://a/t",
                "client_id": "c", "scope": "s", "parameters": {"access_type": "offline"}, "client_auth": "body"}),
            json!({"kind": "client_credentials", "token_url": "https://a/t", "client_id": "c", "scope": "s"}),
            json!({"kind": "login", "url": "https://a/l", "fields": {"user": "u"}, "token": "token"}),
            json!({"kind": "hmac", "algorithm": "sha256", "content": "{body}", "headers": {"x": "{signature}"}}),
            json!({"kind": "service_account", "token_url": "https://a/t", "issuer": "i"}),
            json!({"kind": "aws_sigv4", "access_key_id": "a", "region": "r", "service": "s"}),
            json!({"kind": "mtls"}),
        ] {
            let auth: Auth = serde_json::from_value(auth).unwrap();
            let (mut posted, mut wrong) = (Posted::new(), Vec::new());
            let kind = fields(&auth, &mut posted, Words(Locale::En));
            assert_eq!(chosen(&posted, &mut wrong, Words(Locale::En)), Some(auth.clone()), "{kind}");
            let named: Vec<_> = secrets(&kind).into_iter().map(|(name, _)| name).collect();
            assert_eq!(named, auth.secrets(), "{kind}");
            assert!(kinds().any(|name| name == kind));
        }
    }
}
