//! People, sessions and tokens: who somebody is, and where she has a part.

use tomada_core::Failure;
use tomada_host::Secret;

use crate::{Actor, Entered, Page, PageRequest, Platform, Role};

/// A session that has just begun.
#[derive(Clone, Debug)]
pub struct NewSession {
    /// What the browser keeps; only its hash is stored.
    pub token: Secret,
    /// When it ends, in milliseconds since 1970-01-01 UTC.
    pub ends_unix_ms: u64,
    /// Who it is.
    pub actor: Actor,
    /// Whether a password is still to be chosen.
    pub needs_password: bool,
}

/// Somebody, as people see her.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonView {
    /// Names her.
    pub id: String,
    /// By which she signs in.
    pub email: String,
    /// What she may do in the project that was asked about.
    pub role: Role,
}

/// A project, as people see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProjectView {
    /// Names it.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// What the actor may do there.
    pub role: Role,
}

/// A token for programs, as people see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TokenView {
    /// Names it; no secret.
    pub id: String,
    /// What people call it.
    pub label: String,
    /// What it allows.
    pub role: Role,
    /// In milliseconds since 1970-01-01 UTC.
    pub created_unix_ms: u64,
    /// When it was last used, to the hour.
    pub used_unix_ms: Option<u64>,
}

/// One entry of the audit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditEntry {
    /// Names it.
    pub id: String,
    /// In milliseconds since 1970-01-01 UTC.
    pub unix_ms: u64,
    /// Who, such as `person:ana`.
    pub actor: String,
    /// Did what, such as `connection.create`.
    pub verb: String,
    /// To what.
    pub subject: String,
    /// A JSON object without secrets.
    pub detail: String,
}

impl Platform {
    /// On the first start: makes the project `main` and gives the token of a one-time sign-in link for the operator. `None`
    /// once somebody can sign in.
    pub async fn first_link(&self) -> Result<Option<Secret>, Failure> {
        todo!()
    }

    /// A session by a one-time link; its person chooses a password next.
    ///
    /// # Errors
    /// `Unauthorized` with `link-refused`.
    pub async fn sign_in_by_link(&self, _token: &str) -> Result<NewSession, Failure> {
        todo!()
    }

    /// A session by e-mail address and password. `from` is the address that it is asked from, for the throttle.
    ///
    /// # Errors
    /// `Unauthorized` with `sign-in-refused`, the same for everything that is wrong; `RateLimited`.
    pub async fn sign_in(
        &self,
        _email: &str,
        _password: &Secret,
        _from: &str,
    ) -> Result<NewSession, Failure> {
        todo!()
    }

    /// Who has the session `token`, if it still holds.
    pub async fn actor_of_session(&self, _token: &str) -> Result<Option<Actor>, Failure> {
        todo!()
    }

    /// Who has the API token `token`, if it still holds.
    pub async fn actor_of_token(&self, _token: &str) -> Result<Option<Actor>, Failure> {
        todo!()
    }

    /// Ends the session `token`.
    pub async fn sign_out(&self, _token: &str) -> Result<(), Failure> {
        todo!()
    }

    /// Sets e-mail address and password of the person who asks; her other sessions end.
    ///
    /// # Errors
    /// `InvalidInput` with `at` for an address or a password that cannot be.
    pub async fn set_password(
        &self,
        _actor: &Actor,
        _email: &str,
        _password: &Secret,
    ) -> Result<(), Failure> {
        todo!()
    }

    /// The projects that are open to `actor`.
    pub async fn projects(&self, _actor: &Actor, _page: &PageRequest) -> Result<Page<ProjectView>, Failure> {
        todo!()
    }

    /// Makes a project. For operators.
    pub async fn create_project(
        &self,
        _actor: &Actor,
        _id: &str,
        _name: &str,
    ) -> Result<ProjectView, Failure> {
        todo!()
    }
}

impl Entered {
    /// The people of the project. Role: admin.
    pub async fn people(&self, _page: &PageRequest) -> Result<Page<PersonView>, Failure> {
        todo!()
    }

    /// Gives somebody a part in the project, or another role; the one-time link is for who cannot sign in yet. Role: admin.
    pub async fn invite(&self, _email: &str, _role: Role) -> Result<(PersonView, Option<Secret>), Failure> {
        todo!()
    }

    /// Takes somebody's part in the project. Role: admin.
    pub async fn remove_person(&self, _id: &str) -> Result<(), Failure> {
        todo!()
    }

    /// The tokens of the project. Role: admin.
    pub async fn tokens(&self, _page: &PageRequest) -> Result<Page<TokenView>, Failure> {
        todo!()
    }

    /// Makes a token, which is shown this once. Role: admin.
    pub async fn create_token(&self, _label: &str, _role: Role) -> Result<(TokenView, Secret), Failure> {
        todo!()
    }

    /// Ends a token. Role: admin.
    pub async fn revoke_token(&self, _id: &str) -> Result<(), Failure> {
        todo!()
    }

    /// Who did what in the project, the newest first. Role: admin.
    pub async fn audit(&self, _page: &PageRequest) -> Result<Page<AuditEntry>, Failure> {
        todo!()
    }
}
