//! What the operator has set for everybody, as people may read it: how long calls are kept, what bounds a call, and what
//! it may reach.
//!
//! The command line hands it over. Rule: no secret is in it, and what it tells of the operator's network is for admins.

use crate::{Entered, Role};
use tomada_core::Failure;

/// What is in force.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rules {
    /// How much of the call log is kept.
    pub retention: RetentionRules,
    /// What bounds every call.
    pub limits: CallLimits,
    /// What calls may reach; absent for whoever is no admin.
    pub network: Option<NetworkRules>,
}

/// How much of the call log is kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RetentionRules {
    /// Calls that went well, in days.
    pub ok_days: u32,
    /// Calls that failed, in days.
    pub failed_days: u32,
    /// All calls of a project, in MiB; `None` for no limit.
    pub max_mib: Option<u32>,
}

/// What bounds every call. A request may ask for less, and for more up to what is named a maximum.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CallLimits {
    /// A whole call with its redirects, in milliseconds.
    pub total_ms: u64,
    /// The longest that a request can ask for, in milliseconds.
    pub total_max_ms: u64,
    /// Resolving a name, in milliseconds.
    pub resolve_ms: u64,
    /// Connecting, in milliseconds.
    pub connect_ms: u64,
    /// The TLS handshake, in milliseconds.
    pub tls_ms: u64,
    /// How often a request is sent again unless it says itself.
    pub retries: u8,
    /// A body, decoded, in bytes.
    pub body_bytes: u64,
    /// The largest body that a request can ask for, in bytes.
    pub body_max_bytes: u64,
}

/// What calls may reach.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NetworkRules {
    /// Networks and ports that are open beside the public internet, such as `10.0.0.0/8:443`.
    pub opened: Vec<String>,
    /// Networks that are closed where nothing opens them. IPv6 outside of `2000::/3` is closed besides.
    pub closed: Vec<String>,
    /// The proxy that all calls go by, without what it asks for.
    pub proxy: Option<String>,
}

impl Entered {
    /// What is in force here. Role: viewer; what calls may reach is told to admins alone.
    ///
    /// # Errors
    /// `Forbidden` with `role-needed`.
    pub fn rules(&self) -> Result<Rules, Failure> {
        self.may(Role::Viewer)?;
        let mut rules = self.platform.parts.rules.clone();
        rules.network = rules.network.filter(|_| self.role >= Role::Admin);
        Ok(rules)
    }
}
