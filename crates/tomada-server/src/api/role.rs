//! Roles on the wire, and what is shown once to whom a role was given.

use serde::{Deserialize, Serialize};
use tomada_core::{Failure, Kind};
use tomada_host::Secret;
use tomada_platform::Role;
use utoipa::ToSchema;

/// What somebody may do in a project.
#[derive(Clone, Copy, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub(crate) enum RoleName {
    /// Reads.
    Viewer,
    /// Runs actions, makes and changes connections.
    Editor,
    /// Manages people, tokens and retention, reads the audit.
    Admin,
}

impl From<RoleName> for Role {
    fn from(name: RoleName) -> Self {
        match name {
            RoleName::Viewer => Self::Viewer,
            RoleName::Editor => Self::Editor,
            RoleName::Admin => Self::Admin,
        }
    }
}

impl From<Role> for RoleName {
    fn from(role: Role) -> Self {
        match role {
            Role::Viewer => Self::Viewer,
            Role::Editor => Self::Editor,
            Role::Admin => Self::Admin,
        }
    }
}

/// What is shown once, as text.
pub(crate) fn once(secret: &Secret) -> Result<String, Failure> {
    let text = String::from_utf8(secret.expose().to_vec());
    text.map_err(|_| Failure::coded(Kind::Broken, "api-internal").with_detail("a token is no text"))
}
