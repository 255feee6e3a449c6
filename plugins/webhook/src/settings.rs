//! What a connection of the card is asked for. Both may be absent: the card then calls absolute addresses, without a
//! credential.

use tomada_sdk::prelude::*;

/// A connection's settings.
#[derive(Debug, Deserialize)]
pub(crate) struct Settings {
    /// The service's address; relative urls lie under it, and the credential goes only to its origin.
    pub(crate) base_url: Option<String>,
    /// What the connection test reads, under `base_url`.
    #[serde(default)]
    pub(crate) test_path: String,
}
