//! What the host asks of egress: a way out that is bound to one run.

use std::collections::BTreeMap;
use std::sync::Arc;

use tomada_core::{Auth, Http};

use crate::{Exchanges, Redactor, Secret};

/// The one way out to the network.
pub trait Egress: Send + Sync {
    /// A way out for one run, within `scope`. What it sends is captured, already redacted, in
    /// [`Scope::exchanges`].
    fn open(&self, scope: Scope) -> Arc<dyn Http>;
}

/// The bounds of one run's way out.
#[derive(Clone, Debug)]
pub struct Scope {
    /// The tenant; connections are never shared between two.
    pub project: String,
    /// The connection; never shared either.
    pub connection: String,
    /// Origins that the run may call (`https://api.example.com`), or `*` for any public one.
    pub allowed: Vec<String>,
    /// What to authenticate with, and towards which origins.
    pub credential: Option<Credential>,
    /// Whether a call that asks for the credential goes out without it when there is none.
    pub credential_optional: bool,
    /// When the run is ended, in milliseconds since 1970-01-01 UTC.
    pub deadline_unix_ms: u64,
    /// Masks the connection's secrets, in exchanges and in what the run reads.
    pub redactor: Redactor,
    /// Where exchanges are written.
    pub exchanges: Arc<Exchanges>,
}

/// A credential, how it is put on the wire, and the origins that it is bound to.
#[derive(Clone, Debug)]
pub struct Credential {
    /// How it goes on the wire.
    pub auth: Auth,
    /// The secrets, by the names that [`Auth::secrets`] gives.
    pub secrets: BTreeMap<String, Secret>,
    /// Origins that may see it, such as `https://api.example.com`.
    pub origins: Vec<String>,
}
