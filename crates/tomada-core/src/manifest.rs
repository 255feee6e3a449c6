//! What an integration says of itself: identity, texts, permissions, authentication, settings, actions.
//!
//! For a plugin this is the committed `manifest.json`, which the export macro embeds in the library; the host
//! reads it without running code. The plugin never sees the secrets that [`Auth`] and secret settings describe.

use std::collections::BTreeMap;

use semver::Version;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{Action, Auth, Text};

/// The whole description of one integration.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// Kebab-case and forever: what flows and connections refer to.
    pub id: String,
    /// Semantic version; removing or narrowing an action is a major change.
    pub version: Version,
    /// The menu's group, such as `ai`.
    pub category: String,
    /// What the menu calls it.
    pub title: Text,
    /// One sentence about what it does.
    pub summary: Text,
    /// Where the service documents itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub docs: Option<String>,
    /// What it may do.
    #[serde(default)]
    pub permissions: Permissions,
    /// How calls are authenticated.
    #[serde(default)]
    pub auth: Auth,
    /// What a connection is asked for, by name.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub settings: BTreeMap<String, Setting>,
    /// The action that proves that a connection works.
    pub test: Test,
    /// The operations, in the menu's order.
    pub actions: Vec<Action>,
}

impl Manifest {
    /// The action named `id`.
    pub fn action(&self, id: &str) -> Option<&Action> {
        self.actions.iter().find(|action| action.id == id)
    }
}

/// What an integration may do, granted when it is installed and enforced by the host.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Permissions {
    /// Origins that it may call (`https://api.example.com`), `{{ settings.NAME }}` for one that a connection
    /// names, `{{ input.NAME }}` for one that each call's input names, or `*` for any public origin.
    #[serde(default)]
    pub hosts: Vec<String>,
}

/// One thing that a connection is asked for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Setting {
    /// The label of the field.
    pub title: Text,
    /// What to write there and where to find it.
    pub help: Text,
    /// JSON Schema (draft 2020-12) of the value, with its `default` if it has one.
    pub schema: Value,
    /// Whether a connection must give it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub required: bool,
}

impl Setting {
    /// The value when a connection gives none.
    pub fn default(&self) -> Option<&Value> {
        self.schema.get("default")
    }
}

/// The action that proves that a connection works.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Test {
    /// Its id.
    pub action: String,
    /// The input it is run with, `{}` if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub input: Option<Value>,
}
