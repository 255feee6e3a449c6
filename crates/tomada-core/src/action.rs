//! One operation of an integration: what it takes, what it gives, and what it does to the world.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::Text;

/// What running an action does to the service.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Effect {
    /// Looks, changes nothing; safe to run again.
    Read,
    /// Creates or changes something.
    Write,
    /// Removes something or cannot be undone.
    Destructive,
}

/// One operation of an integration, as its manifest describes it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Action {
    /// Its name within the integration: lower case letters, digits and `_`.
    pub id: String,
    /// What the menu calls it.
    pub title: Text,
    /// One sentence about what it does.
    pub summary: Text,
    /// What it does to the service.
    pub effect: Effect,
    /// Whether it gives partial results while it runs.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub streaming: bool,
    /// JSON Schema (draft 2020-12) of the input.
    pub input: Value,
    /// JSON Schema (draft 2020-12) of the output.
    pub output: Value,
}
