//! Who asks, and what a role allows.

/// Who asks. Made by whoever has proved it: [`crate::Platform`] from a session or a token, the command line for the
/// operator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    /// Who it is.
    pub who: Who,
}

/// Who somebody is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Who {
    /// Who runs this installation: every project is open.
    Operator,
    /// Somebody who has signed in; the projects are those that she is a member of.
    Person {
        /// The person's id.
        id: String,
        /// Whether she is an operator besides.
        operator: bool,
    },
    /// A program with a token of one project.
    Token {
        /// The token's id, which is no secret.
        id: String,
        /// The project that it opens.
        project: String,
        /// What it allows there.
        role: Role,
    },
}

/// What somebody may do in a project; each role may do what those before it may.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Reads: catalog, connections without secrets, the call log.
    Viewer,
    /// Runs actions, makes and changes connections.
    Editor,
    /// Manages people, tokens and retention, reads the audit.
    Admin,
}

impl Role {
    /// All, from the least on.
    pub const ALL: [Self; 3] = [Self::Viewer, Self::Editor, Self::Admin];

    /// The name on the wire, such as `viewer`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Viewer => "viewer",
            Self::Editor => "editor",
            Self::Admin => "admin",
        }
    }
}

impl Role {
    /// The role of that name.
    pub fn read(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.as_str() == name)
    }
}

impl Actor {
    /// Who runs this installation.
    pub const OPERATOR: Self = Self { who: Who::Operator };

    /// Whether this is an operator.
    pub fn is_operator(&self) -> bool {
        matches!(self.who, Who::Operator | Who::Person { operator: true, .. })
    }

    /// How the audit names it, such as `person:ana` or `token:01J…`.
    pub fn name(&self) -> String {
        match &self.who {
            Who::Operator => "operator".to_owned(),
            Who::Person { id, .. } => format!("person:{id}"),
            Who::Token { id, .. } => format!("token:{id}"),
        }
    }
}
