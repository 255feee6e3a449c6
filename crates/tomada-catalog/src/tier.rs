//! How far a plugin is trusted, and so where it runs.

use serde::{Deserialize, Serialize};

/// How far a plugin is trusted. In process a plugin is trusted with everything: the tier says who vouches.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tier {
    /// Ours; in process.
    Builtin,
    /// Vouched for by the operator; in process.
    Trusted,
    /// Anybody's; in a worker.
    #[default]
    Sandboxed,
}
