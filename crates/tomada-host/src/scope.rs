//! Which origins a run may call, and which of them may see the connection's credential.
//!
//! A manifest names origins itself, or says which setting or input names them. Rule: a credential goes to origins
//! that the manifest or the connection names, never to one that an input names nor to "any".

#[cfg(test)]
mod tests;

use serde_json::{Map, Value};
use tomada_core::{Auth, Failure, Kind, Manifest};
use url::Url;

/// Where a run may call.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Origins {
    /// Origins such as `https://api.example.com`, or `*` for any public one.
    pub(crate) allowed: Vec<String>,
    /// Those that may see the credential.
    pub(crate) trusted: Vec<String>,
}

/// Follows the manifest's permissions as far as a connection decides.
///
/// # Errors
/// `InvalidInput` when a setting that names an origin is no web address, `Broken` when the manifest says something that
/// this host does not know.
pub(crate) fn origins(manifest: &Manifest, settings: &Map<String, Value>) -> Result<Origins, Failure> {
    let mut origins = Origins::default();
    for host in &manifest.permissions.hosts {
        match template(host) {
            None if host == "*" => origins.allowed.push(host.clone()),
            None => origins.trust(literal(manifest, host)?),
            Some(("settings", name)) => {
                let given = settings.get(name).map(|value| from_setting(name, value)).transpose()?;
                if let Some(origin) = given {
                    origins.trust(origin);
                }
            }
            Some(("input", _)) => {}
            Some(_) => return Err(not_an_origin(manifest, host)),
        }
    }
    Ok(origins)
}

/// The settings by which a connection says where its credential may go, in the manifest's order.
pub(crate) fn settings_that_name_origins(manifest: &Manifest) -> Vec<&str> {
    let templates = manifest.permissions.hosts.iter().filter_map(|host| template(host));
    templates.filter(|(from, _)| *from == "settings").map(|(_, name)| name).collect()
}

impl Origins {
    /// These, and the ones that one run's input names.
    ///
    /// # Errors
    /// `InvalidInput` when an input that names an origin is no web address.
    pub(crate) fn with_input(&self, manifest: &Manifest, input: &Value) -> Result<Self, Failure> {
        let mut origins = self.clone();
        for host in &manifest.permissions.hosts {
            if let Some(("input", name)) = template(host) {
                let given = input.get(name).map(|value| from_input(name, value)).transpose()?;
                origins.allowed.extend(given);
            }
        }
        Ok(origins)
    }

    /// The origins that may see the credential, and those of the endpoints that it is shown to for a token.
    pub(crate) fn with_tokens(&self, auth: &Auth) -> Vec<String> {
        let refresh = match auth {
            Auth::AuthorizationCode(code) => code.refresh_url.as_deref(),
            _ => None,
        };
        let mut origins = self.trusted.clone();
        for url in auth.token_url().into_iter().chain(refresh).filter_map(|url| Url::parse(url).ok()) {
            let origin = url.origin().ascii_serialization();
            if !origins.contains(&origin) {
                origins.push(origin);
            }
        }
        origins
    }

    fn trust(&mut self, origin: String) {
        self.allowed.push(origin.clone());
        self.trusted.push(origin);
    }
}

/// The two halves of `{{ settings.name }}`.
fn template(host: &str) -> Option<(&str, &str)> {
    let inside = host.trim().strip_prefix("{{")?.strip_suffix("}}")?;
    Some(inside.trim().split_once('.').unwrap_or((inside.trim(), "")))
}

fn literal(manifest: &Manifest, host: &str) -> Result<String, Failure> {
    let url = web_address(host).filter(|url| url.path() == "/" && url.query().is_none());
    url.map(|url| url.origin().ascii_serialization()).ok_or_else(|| not_an_origin(manifest, host))
}

fn not_an_origin(manifest: &Manifest, host: &str) -> Failure {
    Failure::coded(Kind::Broken, "manifest-bad-host")
        .with_argument("integration", &manifest.id)
        .with_argument("found", host)
}

fn from_setting(name: &str, value: &Value) -> Result<String, Failure> {
    origin_of(value).ok_or_else(|| {
        // The value is not told: somebody may have written a password into the address.
        Failure::coded(Kind::InvalidInput, "setting-not-web-address").with_argument("name", name)
    })
}

fn from_input(name: &str, value: &Value) -> Result<String, Failure> {
    origin_of(value).ok_or_else(|| {
        let at = format!("/{name}");
        Failure::coded(Kind::InvalidInput, "input-not-web-address")
            .with_argument("at", &at)
            .with_argument("found", value)
            .with_at(at)
    })
}

fn origin_of(value: &Value) -> Option<String> {
    Some(web_address(value.as_str()?)?.origin().ascii_serialization())
}

fn web_address(text: &str) -> Option<Url> {
    let url = Url::parse(text).ok()?;
    let web = matches!(url.scheme(), "http" | "https");
    let anonymous = url.username().is_empty() && url.password().is_none();
    (web && anonymous).then_some(url)
}
