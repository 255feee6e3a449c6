//! Every key there is: its name, its default, what it accepts. The reference and the checks are made of this table.
//!
//! The text about a key is `cli-key-NAME` of the message catalogue, what it accepts `cli-config-wants-KIND`.

use tomada_host::Secret;
use url::Url;

use tomada_store::JournalMode;

use super::{Config, LogFormat, Value};

/// One key.
pub(crate) struct Key {
    /// Such as `egress.allow`.
    pub(crate) name: &'static str,
    /// What holds where nothing is said, as TOML; empty if there is none.
    pub(crate) default: &'static str,
    /// What one might write, as TOML.
    pub(crate) example: &'static str,
    /// What is accepted: the end of the code of the failure.
    pub(crate) wants: &'static str,
    /// Whether the value is never shown.
    pub(crate) is_secret: bool,
    /// Takes a value in, if it can be.
    pub(super) set: fn(&mut Config, &Value) -> Option<()>,
}

const fn key(
    name: &'static str,
    (default, example): (&'static str, &'static str),
    wants: &'static str,
    set: fn(&mut Config, &Value) -> Option<()>,
) -> Key {
    Key { name, default, example, wants, is_secret: false, set }
}

const fn secret(mut key: Key) -> Key {
    key.is_secret = true;
    key
}

/// All keys, in the order in which they are shown.
pub(crate) const KEYS: &[Key] = &[
    key(
        "listen",
        (r#""127.0.0.1:8080""#, r#""0.0.0.0:8080""#),
        "cli-config-wants-address",
        |config, value| {
            let text = value.text()?;
            text.parse::<std::net::SocketAddr>().ok()?;
            text.clone_into(&mut config.listen);
            Some(())
        },
    ),
    key("data", (r#""./data""#, r#""/var/lib/tomada""#), "cli-config-wants-folder", |config, value| {
        config.data = value.text().filter(|text| !text.is_empty())?.into();
        Some(())
    }),
    key("public_url", ("", r#""https://tomada.example.com""#), "cli-config-wants-url", |config, value| {
        config.public_url = Some(origin(value.text()?)?);
        Some(())
    }),
    key(
        "embed_origins",
        ("[]", r#"["https://app.example.com"]"#),
        "cli-config-wants-origins",
        |config, value| {
            config.embed_origins = value.list().iter().map(|text| origin(text)).collect::<Option<_>>()?;
            Some(())
        },
    ),
    key("journal", (r#""committed""#, r#""async""#), "cli-config-wants-journal", |config, value| {
        config.journal = match value.text()? {
            "committed" => JournalMode::Committed,
            "async" => JournalMode::Async,
            _ => return None,
        };
        Some(())
    }),
    secret(key(
        "database.url",
        ("", r#""postgres://tomada@db.example.com/tomada""#),
        "cli-config-wants-database",
        |config, value| {
            let text = value.text()?;
            matches!(Url::parse(text).ok()?.scheme(), "postgres" | "postgresql").then_some(())?;
            config.database_url = Some(Secret::new(text.as_bytes()));
            Some(())
        },
    )),
    key("retention.ok_days", ("30", "7"), "cli-config-wants-days", |config, value| {
        config.retention.ok_days = value.number().filter(|days| (1..=3_650).contains(days))?;
        Some(())
    }),
    key("retention.failed_days", ("90", "30"), "cli-config-wants-days", |config, value| {
        config.retention.failed_days = value.number().filter(|days| (1..=3_650).contains(days))?;
        Some(())
    }),
    key("retention.max_mib", ("0", "10240"), "cli-config-wants-mib", |config, value| {
        config.retention.max_mib = value.number()?;
        Some(())
    }),
    key("health.probe_every_minutes", ("60", "0"), "cli-config-wants-minutes", |config, value| {
        config.probe_every_minutes = value.number().filter(|minutes| *minutes <= 10_080)?;
        Some(())
    }),
    key("egress.allow", ("[]", r#"["10.0.0.0/8:443"]"#), "cli-config-wants-openings", |config, value| {
        config.egress_allow = value.list().iter().map(|text| text.parse().ok()).collect::<Option<_>>()?;
        Some(())
    }),
    secret(key(
        "egress.proxy",
        ("", r#""http://proxy.example.com:3128""#),
        "cli-config-wants-proxy",
        |config, value| {
            let text = value.text()?;
            matches!(Url::parse(text).ok()?.scheme(), "http" | "https" | "socks5h").then_some(())?;
            config.egress_proxy = Some(Secret::new(text.as_bytes()));
            Some(())
        },
    )),
    key("log.format", (r#""text""#, r#""json""#), "cli-config-wants-format", |config, value| {
        config.log_format = match value.text()? {
            "text" => LogFormat::Text,
            "json" => LogFormat::Json,
            _ => return None,
        };
        Some(())
    }),
    key("log.level", (r#""info""#, r#""debug""#), "cli-config-wants-level", |config, value| {
        let text = value.text()?;
        ["error", "warn", "info", "debug", "trace"].contains(&text).then_some(())?;
        text.clone_into(&mut config.log_level);
        Some(())
    }),
    key(
        "telemetry.otlp_endpoint",
        ("", r#""http://127.0.0.1:4318""#),
        "cli-config-wants-url",
        |config, value| {
            config.otlp_endpoint = Some(origin(value.text()?)?);
            Some(())
        },
    ),
    secret(key(
        "metrics.token",
        ("", r#""a-long-word-for-prometheus""#),
        "cli-config-wants-word",
        |config, value| {
            let text = value.text().filter(|text| (16..=255).contains(&text.len()))?;
            text.bytes().all(|byte| byte.is_ascii_graphic()).then_some(())?;
            config.metrics_token = Some(Secret::new(text.as_bytes()));
            Some(())
        },
    )),
];

/// An http or https origin without anything behind it.
fn origin(text: &str) -> Option<String> {
    let url = Url::parse(text).ok()?;
    let is_origin = matches!(url.scheme(), "http" | "https")
        && url.path() == "/"
        && url.query().is_none()
        && url.fragment().is_none()
        && url.username().is_empty()
        && url.password().is_none();
    is_origin.then(|| url.origin().ascii_serialization())
}

impl Key {
    /// The environment variable, such as `TOMADA_EGRESS_ALLOW`.
    pub(crate) fn variable(&self) -> String {
        format!("TOMADA_{}", self.name.replace('.', "_").to_uppercase())
    }

    /// The id of the text about it.
    pub(crate) fn about(&self) -> String {
        format!("cli-key-{}", self.name.replace(['.', '_'], "-"))
    }
}

#[cfg(test)]
mod tests {
    use super::super::Layers;
    use super::*;

    #[test]
    fn what_the_table_calls_the_default_is_what_holds() {
        let mut layers = Layers::default();
        let defaults = KEYS.iter().filter(|key| !key.default.is_empty());
        let text =
            defaults.map(|key| format!("{} = {}\n", key.name, key.default)).collect::<Vec<_>>().concat();
        layers.file("a".as_ref(), &text).unwrap();
        let read = layers.config().unwrap();
        assert_eq!(format!("{read:?}"), format!("{:?}", Config::default()));
    }

    #[test]
    fn every_example_is_accepted_and_changes_something() {
        for key in KEYS {
            let mut layers = Layers::default();
            layers.file("a".as_ref(), &format!("{} = {}\n", key.name, key.example)).unwrap();
            let read = layers.config().unwrap();
            assert_ne!(format!("{read:?}"), format!("{:?}", Config::default()), "{}", key.name);
        }
    }
}
