//! A project that somebody has been let into: all that can be done there hangs on this.

use tomada_core::{Failure, Kind};

use crate::{Actor, Platform, Role};

/// Somebody within a project. Each verb first asks whether the role allows it.
#[derive(Clone)]
pub struct Entered {
    pub(crate) platform: Platform,
    pub(crate) actor: Actor,
    pub(crate) project: String,
    pub(crate) role: Role,
}

impl Entered {
    /// The project.
    pub fn project(&self) -> &str {
        &self.project
    }

    /// What the actor may do here.
    pub fn role(&self) -> Role {
        self.role
    }

    /// Who it is.
    pub fn actor(&self) -> &Actor {
        &self.actor
    }

    /// Asks for a role.
    ///
    /// # Errors
    /// `Forbidden` with `role-needed`.
    pub fn may(&self, needed: Role) -> Result<(), Failure> {
        if self.role >= needed {
            return Ok(());
        }
        let failure = Failure::coded(Kind::Forbidden, "role-needed").with_argument("needed", needed.as_str());
        Err(failure.with_argument("found", self.role.as_str()))
    }
}
