//! Projects, and who has a part in them.

use tomada_core::{Failure, Kind};
use tomada_host::Secret;
use tomada_store::Invitation;

use super::{PersonView, ProjectView, password};
use crate::{Actor, Entered, Page, PageRequest, Platform, Role, Who};

impl Platform {
    /// The projects that are open to `actor`, in the order of their ids.
    pub async fn projects(&self, actor: &Actor, page: &PageRequest) -> Result<Page<ProjectView>, Failure> {
        let limit = page.limit()?;
        let after = page.after.as_deref().unwrap_or_default();
        let more = limit.saturating_add(1);
        let store = &self.parts.store;
        let view =
            |project: tomada_store::Project, role| ProjectView { id: project.id, name: project.name, role };
        let items = match &actor.who {
            _ if actor.is_operator() => {
                let all = store.projects(after, more).await?;
                all.into_iter().map(|project| view(project, Role::Admin)).collect()
            }
            Who::Token { project, role, .. } if project.as_str() > after => {
                let own = store.project(project).await?;
                own.into_iter().map(|project| view(project, *role)).collect()
            }
            Who::Person { id, .. } => {
                let own = store.projects_of(id, after, more).await?;
                own.into_iter()
                    .filter_map(|(project, role)| Some(view(project, Role::read(&role)?)))
                    .collect()
            }
            Who::Token { .. } | Who::Operator => Vec::new(),
        };
        Ok(Page::cut(items, limit, |project| project.id.clone()))
    }

    /// Makes a project. For operators.
    ///
    /// # Errors
    /// `Forbidden` with `operators-only`; `Rejected` with `store-project-exists`.
    pub async fn create_project(&self, actor: &Actor, id: &str, name: &str) -> Result<ProjectView, Failure> {
        if !actor.is_operator() {
            return Err(Failure::coded(Kind::Forbidden, "operators-only"));
        }
        let project = self.parts.store.create_project(id, name, &actor.name()).await?;
        Ok(ProjectView { id: project.id, name: project.name, role: Role::Admin })
    }
}

impl Entered {
    /// The people of the project. Role: admin.
    pub async fn people(&self, page: &PageRequest) -> Result<Page<PersonView>, Failure> {
        self.may(Role::Admin)?;
        let limit = page.limit()?;
        let after = page.after.as_deref().unwrap_or_default();
        let found = self.platform.parts.store.members(&self.project, after, limit.saturating_add(1)).await?;
        let view = |(person, role): (tomada_store::StoredPerson, String)| {
            let role = Role::read(&role)?;
            Some(PersonView { id: person.id, email: person.email.unwrap_or_default(), role })
        };
        Ok(Page::cut(found.into_iter().filter_map(view).collect(), limit, |person| person.id.clone()))
    }

    /// Gives somebody a part in the project, or another role; the one-time link is for who cannot sign in yet. Role: admin.
    ///
    /// # Errors
    /// `InvalidInput` with `email-not-readable`; `Rejected` with `person-herself` for a lower role of her own, and with
    /// `person-pending` for somebody whom another project has invited and who has not signed in: whoever had a new link
    /// for her could enter that project.
    pub async fn invite(&self, email: &str, role: Role) -> Result<(PersonView, Option<Secret>), Failure> {
        self.may(Role::Admin)?;
        let email = password::email(email)?;
        let store = &self.platform.parts.store;
        let person = match store.person_by_email(&email).await? {
            Some(person) => person,
            None => self.platform.new_person(Some(email.clone()), false),
        };
        if self.is_herself(&person.id) && role < self.role {
            return Err(Failure::coded(Kind::Rejected, "person-herself"));
        }
        let is_pending = person.password.is_none() && !self.actor.is_operator();
        if is_pending && (person.is_operator || store.has_part_beside(&self.project, &person.id).await?) {
            return Err(Failure::coded(Kind::Rejected, "person-pending"));
        }
        let link = person.password.is_none().then(|| self.platform.new_link());
        let invitation = Invitation {
            person: &person,
            role: role.as_str(),
            link: link.as_ref().map(|link| (link.hash.as_slice(), link.until_unix_ms)),
        };
        store.invite(&self.project, invitation, &self.actor.name()).await?;
        Ok((PersonView { id: person.id, email, role }, link.map(|link| link.word)))
    }

    /// Takes somebody's part in the project. Role: admin.
    ///
    /// # Errors
    /// `Rejected` with `person-herself`: another admin must do it, so that a project keeps one.
    pub async fn remove_person(&self, id: &str) -> Result<(), Failure> {
        self.may(Role::Admin)?;
        if self.is_herself(id) {
            return Err(Failure::coded(Kind::Rejected, "person-herself"));
        }
        if self.platform.parts.store.end_membership(&self.project, id, &self.actor.name()).await? {
            return Ok(());
        }
        Err(Failure::coded(Kind::NotFound, "person-unknown").with_argument("person", id))
    }

    fn is_herself(&self, id: &str) -> bool {
        matches!(&self.actor.who, Who::Person { id: own, .. } if own == id)
    }
}
