//! The rules that every manifest keeps, whatever door it comes through.
//!
//! The catalog checks `manifest.json` with [`check_manifest`], an author's tools check `integration.toml`, the
//! loader the copy in the library. All faults are found at once, each with its place.

use serde_json::Value;
use tomada_core::{Action, Effect, Manifest, Setting, Text};
use url::Url;

/// A rule that a manifest breaks, and where.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{at}: {rule}")]
pub struct ManifestFault {
    /// The place, such as `actions.lookup.title.es`.
    pub at: String,
    /// The rule.
    pub rule: Rule,
}

/// A rule that a manifest breaks.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Rule {
    /// Ids and categories are kebab-case, at most 64 characters.
    #[error("{found:?} is not kebab-case of at most 64 characters, such as \"google-sheets\"")]
    Kebab {
        /// What is written.
        found: String,
    },
    /// Names of actions and settings are lower case words joined by `_`, at most 64 characters.
    #[error("{found:?} is not lower case letters, digits and `_` from a letter on, at most 64")]
    Name {
        /// What is written.
        found: String,
    },
    /// Each action is there once.
    #[error("there are two actions of this name")]
    Twice,
    /// Every text is there in every language.
    #[error("the text is empty")]
    Empty,
    /// The test action exists.
    #[error("{found:?} is no action of this integration; there are: {}", actions.join(", "))]
    TestUnknown {
        /// What is written.
        found: String,
        /// The actions there are.
        actions: Vec<String>,
    },
    /// The test action only reads.
    #[error("{found:?} has effect `{effect}`: the action that tests a connection must have effect `read`")]
    TestChanges {
        /// The action.
        found: String,
        /// Its effect.
        effect: &'static str,
    },
    /// Schemas of input and output are objects of type `object`.
    #[error("the schema is not of `\"type\": \"object\"`")]
    Schema,
    /// The schema of a setting is an object.
    #[error("the schema is not a JSON object")]
    SettingSchema,
    /// A default is what the schema of its setting accepts.
    #[error("the default {found} is not what the schema accepts: {accepted}")]
    Default {
        /// The default.
        found: String,
        /// What the schema says.
        accepted: String,
    },
    /// A host is one origin, a template or `*`.
    #[error(
        "{found:?} is no host: accepted are `https://host[:port]`, `{{{{ settings.NAME }}}}`, `{{{{ input.NAME }}}}` and `*`"
    )]
    Host {
        /// What is written.
        found: String,
    },
    /// A template names a setting that exists.
    #[error("{found:?} is no setting of this integration; there are: {}", settings.join(", "))]
    HostSetting {
        /// The setting that is named.
        found: String,
        /// The settings there are.
        settings: Vec<String>,
    },
}

/// Checks everything about a manifest that its type does not say.
///
/// # Errors
/// Every fault, in the order of the manifest; never an empty list.
pub fn check_manifest(manifest: &Manifest) -> Result<(), Vec<ManifestFault>> {
    let mut check = Check::default();
    check.kebab("id", &manifest.id);
    check.kebab("category", &manifest.category);
    check.text("title", &manifest.title);
    check.text("summary", &manifest.summary);
    check.hosts(manifest);
    manifest.settings.iter().for_each(|(name, setting)| check.setting(name, setting));
    check.test(manifest);
    check.actions(&manifest.actions);
    if check.faults.is_empty() { Ok(()) } else { Err(check.faults) }
}

#[derive(Default)]
struct Check {
    faults: Vec<ManifestFault>,
}

impl Check {
    fn fault(&mut self, at: impl Into<String>, rule: Rule) {
        self.faults.push(ManifestFault { at: at.into(), rule });
    }

    fn kebab(&mut self, at: &str, found: &str) {
        if !is_kebab_case(found) {
            self.fault(at, Rule::Kebab { found: found.to_owned() });
        }
    }

    fn name(&mut self, at: &str, found: &str) {
        if !is_name(found) {
            self.fault(at, Rule::Name { found: found.to_owned() });
        }
    }

    fn text(&mut self, at: &str, text: &Text) {
        for (tag, text) in [("en", &text.en), ("pt-BR", &text.pt_br), ("es", &text.es)] {
            if text.trim().is_empty() {
                self.fault(format!("{at}.{tag}"), Rule::Empty);
            }
        }
    }

    fn hosts(&mut self, manifest: &Manifest) {
        for host in &manifest.permissions.hosts {
            if let Err(rule) = check_host(host, manifest) {
                self.fault("permissions.hosts", rule);
            }
        }
    }

    fn setting(&mut self, name: &str, setting: &Setting) {
        let at = format!("settings.{name}");
        self.name(&at, name);
        self.text(&format!("{at}.title"), &setting.title);
        self.text(&format!("{at}.help"), &setting.help);
        if !setting.schema.is_object() {
            self.fault(format!("{at}.schema"), Rule::SettingSchema);
        }
        if let Some(rule) = default_fault(setting) {
            self.fault(format!("{at}.schema.default"), rule);
        }
    }

    fn test(&mut self, manifest: &Manifest) {
        let found = manifest.test.action.clone();
        match manifest.action(&found).map(|action| action.effect) {
            Some(Effect::Read) => {}
            Some(effect) => {
                self.fault("test.action", Rule::TestChanges { found, effect: effect_name(effect) });
            }
            None => {
                let actions = manifest.actions.iter().map(|action| action.id.clone()).collect();
                self.fault("test.action", Rule::TestUnknown { found, actions });
            }
        }
    }

    fn actions(&mut self, actions: &[Action]) {
        for (index, action) in actions.iter().enumerate() {
            let at = format!("actions.{}", action.id);
            self.name(&at, &action.id);
            if actions[..index].iter().any(|earlier| earlier.id == action.id) {
                self.fault(at.clone(), Rule::Twice);
            }
            self.text(&format!("{at}.title"), &action.title);
            self.text(&format!("{at}.summary"), &action.summary);
            for (part, schema) in [("input", &action.input), ("output", &action.output)] {
                if schema.get("type").and_then(Value::as_str) != Some("object") {
                    self.fault(format!("{at}.{part}"), Rule::Schema);
                }
            }
        }
    }
}

/// Whether `id` may be the id of an integration: `google-sheets`. Nothing that passes can lead out of a folder.
pub(crate) fn is_kebab_case(id: &str) -> bool {
    let word =
        |word: &str| !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
    id.len() <= 64 && id.starts_with(|c: char| c.is_ascii_lowercase()) && id.split('-').all(word)
}

fn is_name(name: &str) -> bool {
    let fits = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_';
    name.len() <= 64 && name.starts_with(|c: char| c.is_ascii_lowercase()) && name.bytes().all(fits)
}

fn effect_name(effect: Effect) -> &'static str {
    match effect {
        Effect::Read => "read",
        Effect::Write => "write",
        Effect::Destructive => "destructive",
    }
}

fn check_host(host: &str, manifest: &Manifest) -> Result<(), Rule> {
    if host == "*" || is_origin(host) {
        return Ok(());
    }
    let found = || host.to_owned();
    let inner = host.strip_prefix("{{").and_then(|rest| rest.strip_suffix("}}")).map(str::trim);
    match inner.and_then(|inner| inner.split_once('.')) {
        Some(("input", name)) if is_name(name) => Ok(()),
        Some(("settings", name)) if manifest.settings.contains_key(name) => Ok(()),
        Some(("settings", name)) => Err(Rule::HostSetting {
            found: name.to_owned(),
            settings: manifest.settings.keys().cloned().collect(),
        }),
        _ => Err(Rule::Host { found: found() }),
    }
}

/// Written exactly as browsers write an origin, so that two spellings of one host cannot differ. Browsers take `*`
/// for a letter; a reader would take it for a pattern, which there is none.
fn is_origin(host: &str) -> bool {
    let same = |url: Url| url.origin().ascii_serialization() == host;
    host.starts_with("https://") && !host.contains('*') && Url::parse(host).is_ok_and(same)
}

/// Checks a default against `type` and `enum` of its schema. The rest of the schema is checked when a connection's
/// settings are, defaults included.
fn default_fault(setting: &Setting) -> Option<Rule> {
    let default = setting.default()?;
    let refused =
        |accepted: &Value| Rule::Default { found: default.to_string(), accepted: accepted.to_string() };
    let types = setting.schema.get("type").filter(|types| !has_type(default, types));
    let choices = || {
        setting.schema.get("enum").filter(|list| !list.as_array().is_some_and(|list| list.contains(default)))
    };
    types.or_else(choices).map(refused)
}

fn has_type(value: &Value, types: &Value) -> bool {
    let is = |name: &Value| match name.as_str() {
        Some("string") => value.is_string(),
        Some("integer") => value.as_f64().is_some_and(|number| number.fract() == 0.0),
        Some("number") => value.is_number(),
        Some("boolean") => value.is_boolean(),
        Some("array") => value.is_array(),
        Some("object") => value.is_object(),
        Some("null") => value.is_null(),
        _ => false,
    };
    types.as_array().map_or_else(|| is(types), |types| types.iter().any(is))
}
