//! Projects, the tenants: everything else belongs to one.

use serde_json::json;
use tomada_core::{Failure, Kind};

use crate::audit::Deed;
use crate::sql::{Row, Scope};
use crate::{Store, StoreError};

/// How long an id may be, in bytes.
const ID_MAX_BYTES: usize = 128;

/// A tenant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Project {
    /// Names it.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// Since when it has been there, in milliseconds since 1970-01-01 UTC.
    pub created_unix_ms: u64,
}

impl Store {
    /// Makes the project `id`; `by` does.
    ///
    /// # Errors
    /// `Rejected` with `store-project-exists`, `InvalidInput` with `store-id-invalid`.
    pub async fn create_project(&self, id: &str, name: &str, by: &str) -> Result<Project, StoreError> {
        check_id(id)?;
        let project =
            Project { id: id.to_owned(), name: name.to_owned(), created_unix_ms: self.now_unix_ms() };
        let mut transaction = self.0.database.write(Scope::Project(id), "making a project").await?;
        let insert = "INSERT INTO projects (project, name, created_unix_ms) VALUES ($1, $2, $3)
            ON CONFLICT DO NOTHING";
        let values = [id.into(), name.into(), project.created_unix_ms.into()];
        if transaction.execute(insert, values).await? == 0 {
            let exists = Failure::coded(Kind::Rejected, "store-project-exists").with_argument("project", id);
            return Err(exists.into());
        }
        let deed = Deed { by, verb: "project.create", subject: id, detail: json!({}) };
        self.tell(&mut transaction, id, deed).await?;
        transaction.commit().await?;
        Ok(project)
    }

    /// The project `id`, if there is one.
    pub async fn project(&self, id: &str) -> Result<Option<Project>, StoreError> {
        let mut transaction = self.0.database.read(Scope::Project(id), "reading a project").await?;
        let select = "SELECT project, name, created_unix_ms FROM projects WHERE project = $1";
        transaction.row(select, [id.into()]).await?.as_ref().map(project).transpose()
    }

    /// The projects after the id `after`, in the order of their ids, at most `limit`.
    pub async fn projects(&self, after: &str, limit: u32) -> Result<Vec<Project>, StoreError> {
        let mut transaction = self.0.database.read(Scope::Operator, "listing projects").await?;
        let select = "SELECT project, name, created_unix_ms FROM projects WHERE project > $1
            ORDER BY project LIMIT $2";
        let rows = transaction.rows(select, [after.into(), i64::from(limit).into()]).await?;
        rows.iter().map(project).collect()
    }
}

pub(crate) fn project(row: &Row) -> Result<Project, StoreError> {
    Ok(Project {
        id: row.get("project")?,
        name: row.get("name")?,
        created_unix_ms: row.count("created_unix_ms")?,
    })
}

/// Whether `id` can name a project or a connection: text that is neither empty nor long and has no control characters.
pub(crate) fn check_id(id: &str) -> Result<(), StoreError> {
    if !id.is_empty() && id.len() <= ID_MAX_BYTES && !id.chars().any(char::is_control) {
        return Ok(());
    }
    let shown = &id[..id.floor_char_boundary(ID_MAX_BYTES)];
    let failure = Failure::coded(Kind::InvalidInput, "store-id-invalid").with_argument("id", shown);
    Err(failure.with_argument("max", ID_MAX_BYTES).into())
}
