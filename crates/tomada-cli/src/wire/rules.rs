//! What is in force, as the platform shows it: read off the configuration and the limits of egress.
//!
//! Rule: what is shown is what holds, and of a proxy nothing that it asks for.

use tomada_egress::{Limits, closed_networks};
use tomada_platform::{CallLimits, NetworkRules, RetentionRules, Rules};

use crate::config::Config;

/// What `config` and the limits of egress come to.
pub(super) fn rules(config: &Config, limits: &Limits) -> Rules {
    let proxy = config.egress_proxy.as_ref().map(|it| String::from_utf8_lossy(it.expose()).into_owned());
    Rules {
        retention: RetentionRules {
            ok_days: config.retention.ok_days,
            failed_days: config.retention.failed_days,
            max_mib: Some(config.retention.max_mib).filter(|mib| *mib > 0),
        },
        limits: CallLimits {
            total_ms: limits.total_ms,
            total_max_ms: limits.total_max_ms,
            resolve_ms: limits.resolve_ms,
            connect_ms: limits.connect_ms,
            tls_ms: limits.tls_ms,
            retries: limits.retries,
            body_bytes: limits.body_bytes,
            body_max_bytes: limits.body_max_bytes,
        },
        network: Some(NetworkRules {
            opened: config.egress_allow.iter().map(ToString::to_string).collect(),
            closed: closed_networks().collect(),
            proxy: proxy.as_deref().and_then(without_password),
        }),
    }
}

/// Scheme, host and port of a proxy's address.
fn without_password(proxy: &str) -> Option<String> {
    let url = url::Url::parse(proxy).ok()?;
    let port = url.port().map(|port| format!(":{port}")).unwrap_or_default();
    Some(format!("{}://{}{port}", url.scheme(), url.host_str()?))
}

#[cfg(test)]
mod tests {
    use tomada_host::Secret;

    use super::*;

    #[test]
    fn what_is_in_force_is_shown_without_the_password_of_the_proxy() {
        let config = Config {
            egress_proxy: Some(Secret::new("http://ana:planted-7c1@proxy.example.com:3128")),
            egress_allow: vec!["10.0.0.0/8:443".parse().unwrap()],
            ..Config::default()
        };
        let rules = rules(&config, &Limits::default());
        assert!(!format!("{rules:?}").contains("planted-7c1"), "{rules:?}");
        let network = rules.network.unwrap();
        assert_eq!(network.proxy.as_deref(), Some("http://proxy.example.com:3128"));
        assert_eq!(network.opened, ["10.0.0.0/8:443"]);
        assert!(network.closed.iter().any(|network| network == "127.0.0.0/8"), "{network:?}");
        assert_eq!((rules.retention.ok_days, rules.retention.max_mib), (30, None));
        assert_eq!(rules.limits.total_ms, Limits::default().total_ms);
    }
}
