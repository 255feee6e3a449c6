//! A connection as the API shows it, and secrets as the API takes them.
//!
//! Rule: [`Secrets`] can be read and not written, and what is wrong with one is told without a word of it.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::de::{Deserialize, Deserializer, Error};
use serde::{Deserialize as DeriveDeserialize, Serialize};
use serde_json::Value;
use tomada_core::Locale;
use tomada_host::Secret;
use tomada_platform::{ConnectionView, Health as HealthView, SecretView};
use utoipa::openapi::schema::{AdditionalProperties, ObjectBuilder, Schema};
use utoipa::openapi::{RefOr, Type};
use utoipa::{PartialSchema, ToSchema};

/// Secrets by their names.
#[derive(Default)]
pub(crate) struct Secrets(pub(crate) BTreeMap<String, Secret>);

/// What is written of a secret that is no string.
#[derive(DeriveDeserialize)]
#[serde(untagged)]
enum Given {
    Text(String),
    Other(serde::de::IgnoredAny),
}

impl<'de> Deserialize<'de> for Secrets {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        // The errors of serde quote what they found; these do not.
        let wrong = || D::Error::custom("secrets must be an object of strings");
        let given = BTreeMap::<String, Given>::deserialize(deserializer).map_err(|_| wrong())?;
        let secret = |(name, given)| match given {
            Given::Text(text) => Ok((name, Secret::new(text))),
            Given::Other(_) => Err(wrong()),
        };
        given.into_iter().map(secret).collect::<Result<_, _>>().map(Self)
    }
}

impl PartialSchema for Secrets {
    fn schema() -> RefOr<Schema> {
        let text = ObjectBuilder::new().schema_type(Type::String).write_only(true).build();
        let all = ObjectBuilder::new()
            .schema_type(Type::Object)
            .additional_properties(Some(AdditionalProperties::from(RefOr::T(Schema::Object(text)))))
            .description(Some("Secrets by their names. They are taken and never shown."))
            .write_only(true);
        RefOr::T(Schema::Object(all.build()))
    }
}

impl ToSchema for Secrets {
    fn name() -> Cow<'static, str> {
        "Secrets".into()
    }
}

/// A connection. No secret is in it.
#[derive(Serialize, ToSchema)]
pub(crate) struct Connection {
    /// Names it within its project.
    id: String,
    /// The integration's id.
    integration: String,
    /// The version requirement that it is pinned to.
    version: String,
    /// How calls are authenticated, where the integration leaves that to the connection.
    #[schema(value_type = Option<Object>)]
    #[serde(skip_serializing_if = "Option::is_none")]
    auth: Option<tomada_core::Auth>,
    /// What people call it.
    label: String,
    /// Whether runs take it which name none.
    is_default: bool,
    /// The settings as given.
    #[schema(value_type = Object)]
    settings: Value,
    /// The origins that its secrets are bound to.
    origins: Vec<String>,
    /// Which secrets are set.
    secrets: Vec<SecretSet>,
    /// How it is.
    health: Health,
    /// What somebody has to let in at the service, where that is how calls are authenticated.
    #[serde(skip_serializing_if = "Option::is_none")]
    grant: Option<Grant>,
    /// When its last run began, in milliseconds since 1970-01-01 UTC.
    #[serde(skip_serializing_if = "Option::is_none")]
    last_used_unix_ms: Option<u64>,
    /// How many runs there were in the last 7 days.
    runs_in_7_days: u64,
    /// Grows with each change that a run could notice.
    revision: u64,
    /// In milliseconds since 1970-01-01 UTC.
    created_unix_ms: u64,
    /// In milliseconds since 1970-01-01 UTC.
    changed_unix_ms: u64,
}

/// A secret that is set.
#[derive(Serialize, ToSchema)]
struct SecretSet {
    /// Its name.
    name: String,
    /// When, in milliseconds since 1970-01-01 UTC.
    set_unix_ms: u64,
    /// By whom, as the audit names actors.
    set_by: String,
}

/// How a connection is.
#[derive(Serialize, ToSchema)]
struct Health {
    /// `untested`, `healthy`, `degraded` or `broken`.
    state: &'static str,
    /// The kind of the failure that made it so.
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<&'static str>,
    /// What went wrong.
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
    /// Who must act, for people.
    #[serde(skip_serializing_if = "Option::is_none")]
    who_acts: Option<String>,
    /// Since when, in milliseconds since 1970-01-01 UTC.
    since_unix_ms: u64,
}

/// What somebody has to let in at a service, and how that stands.
#[derive(Serialize, ToSchema)]
struct Grant {
    /// The service's host where people let it in.
    host: String,
    /// `missing`, `grown` where more is asked for than was granted, or `held`.
    state: &'static str,
}

impl Connection {
    /// What is shown of `view`, in `locale`.
    pub(crate) fn of(view: ConnectionView, locale: Locale) -> Self {
        Self {
            id: view.id,
            integration: view.integration,
            version: view.version,
            auth: view.auth,
            label: view.label,
            is_default: view.is_default,
            settings: view.settings.to_value(),
            origins: view.origins,
            secrets: view.secrets.into_iter().map(SecretSet::from).collect(),
            health: Health::of(view.health, locale),
            grant: view.grant.map(|grant| Grant { host: grant.host, state: grant.state.as_str() }),
            last_used_unix_ms: view.usage.last_used_unix_ms,
            runs_in_7_days: view.usage.runs_in_7_days,
            revision: view.revision,
            created_unix_ms: view.created_unix_ms,
            changed_unix_ms: view.changed_unix_ms,
        }
    }
}

impl From<SecretView> for SecretSet {
    fn from(view: SecretView) -> Self {
        Self { name: view.name, set_unix_ms: view.set_unix_ms, set_by: view.set_by }
    }
}

impl Health {
    fn of(view: HealthView, locale: Locale) -> Self {
        Self {
            state: view.state.as_str(),
            kind: view.kind.map(tomada_core::Kind::as_str),
            reason: view.reason,
            who_acts: view.kind.map(|kind| tomada_text::who_acts(kind, locale)),
            since_unix_ms: view.since_unix_ms,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wrong_with_secrets_is_told_without_them() {
        for text in
            [r#""hunter2""#, r#"{"token": {"hunter2": 1}}"#, r#"["hunter2"]"#, r#"{"token": 7177135}"#]
        {
            let error = serde_json::from_str::<Secrets>(text).err().unwrap().to_string();
            assert!(!error.contains("hunter2") && !error.contains("7177135"), "{text}: {error}");
        }
        let secrets = serde_json::from_str::<Secrets>(r#"{"token": "hunter2"}"#).unwrap();
        assert_eq!(secrets.0["token"].expose(), b"hunter2");
    }
}
