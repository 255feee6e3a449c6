//! People and their parts in projects. They belong to no project, so they are reached as the operator reaches things.

use serde_json::json;

use crate::audit::Deed;
use crate::sessions::keep_link;
use crate::sql::{Row, Scope, Transaction};
use crate::{Store, StoreError};

/// Somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredPerson {
    /// Names her.
    pub id: String,
    /// By which she signs in, in lower case; absent until she has chosen one.
    pub email: Option<String>,
    /// The hash of her password, as Argon2 writes it; absent until she has chosen one.
    pub password: Option<String>,
    /// Whether she runs this installation.
    pub is_operator: bool,
}

/// Somebody who gets a part in a project.
#[derive(Clone, Copy, Debug)]
pub struct Invitation<'a> {
    /// Who; she is kept if she is new.
    pub person: &'a StoredPerson,
    /// The name of the role.
    pub role: &'a str,
    /// The hash of a link that lets her in once, and until when, in milliseconds since 1970-01-01 UTC.
    pub link: Option<(&'a [u8], u64)>,
}

const SELECT: &str = "SELECT person, email, password, is_operator FROM people";

impl Store {
    /// Keeps a new person.
    pub async fn insert_person(&self, person: &StoredPerson) -> Result<(), StoreError> {
        let mut transaction = self.0.database.write(Scope::Operator, "keeping a person").await?;
        self.keep_person(&mut transaction, person).await?;
        transaction.commit().await
    }

    async fn keep_person(
        &self,
        transaction: &mut Transaction,
        person: &StoredPerson,
    ) -> Result<(), StoreError> {
        let insert = "INSERT INTO people (person, email, password, is_operator, created_unix_ms)
            VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING";
        let values = [
            person.id.as_str().into(),
            person.email.clone().into(),
            person.password.clone().into(),
            person.is_operator.into(),
            self.now_unix_ms().into(),
        ];
        transaction.execute(insert, values).await.map(drop)
    }

    /// Sets e-mail address and password of a person, and ends her links and sessions. `false` if the address is
    /// somebody else's; then nothing has changed.
    pub async fn set_password(&self, person: &str, email: &str, password: &str) -> Result<bool, StoreError> {
        let mut transaction = self.0.database.write(Scope::Operator, "setting a password").await?;
        let select = "SELECT person FROM people WHERE email = $1 AND person <> $2";
        if transaction.row(select, [email.into(), person.into()]).await?.is_some() {
            return Ok(false);
        }
        let update = "UPDATE people SET email = $2, password = $3 WHERE person = $1";
        transaction.execute(update, [person.into(), email.into(), password.into()]).await?;
        transaction.execute("DELETE FROM links WHERE person = $1", [person.into()]).await?;
        transaction.execute("DELETE FROM sessions WHERE person = $1", [person.into()]).await?;
        transaction.commit().await?;
        Ok(true)
    }

    /// The person of an e-mail address.
    pub async fn person_by_email(&self, email: &str) -> Result<Option<StoredPerson>, StoreError> {
        self.one_person(" WHERE email = $1", email).await
    }

    /// The person `id`.
    pub async fn person(&self, id: &str) -> Result<Option<StoredPerson>, StoreError> {
        self.one_person(" WHERE person = $1", id).await
    }

    /// Somebody who can sign in, if there is anybody.
    pub async fn anybody(&self) -> Result<bool, StoreError> {
        let mut transaction = self.0.database.read(Scope::Operator, "looking for people").await?;
        let select = "SELECT 1 AS one FROM people WHERE password IS NOT NULL LIMIT 1";
        Ok(transaction.row(select, []).await?.is_some())
    }

    /// The first operator, who may not have chosen a password yet.
    pub async fn first_operator(&self) -> Result<Option<StoredPerson>, StoreError> {
        self.one_person(" WHERE is_operator = 1 AND $1 = '' ORDER BY created_unix_ms LIMIT 1", "").await
    }

    async fn one_person(&self, rest: &'static str, value: &str) -> Result<Option<StoredPerson>, StoreError> {
        let mut transaction = self.0.database.read(Scope::Operator, "looking for a person").await?;
        let sql = format!("{SELECT}{rest}");
        let row = transaction.row(sqlx::AssertSqlSafe(sql), [value.into()]).await?;
        row.as_ref().map(read).transpose()
    }

    /// Gives somebody a part in a project, or another role there; `by` does. Of two who invite one new person at the same
    /// time the second hears [`StoreError::Database`], and finds her when it asks again.
    pub async fn invite(
        &self,
        project: &str,
        invitation: Invitation<'_>,
        by: &str,
    ) -> Result<(), StoreError> {
        let Invitation { person, role, link } = invitation;
        let mut transaction = self.0.database.write(Scope::Operator, "giving a role").await?;
        self.keep_person(&mut transaction, person).await?;
        let upsert = "INSERT INTO memberships (project, person, role) VALUES ($1, $2, $3)
            ON CONFLICT (project, person) DO UPDATE SET role = excluded.role";
        transaction.execute(upsert, [project.into(), person.id.as_str().into(), role.into()]).await?;
        if let Some((hash, until_unix_ms)) = link {
            keep_link(&mut transaction, hash, &person.id, until_unix_ms).await?;
        }
        let deed = Deed { by, verb: "person.invite", subject: &person.id, detail: json!({"role": role}) };
        self.tell(&mut transaction, project, deed).await?;
        transaction.commit().await
    }

    /// What a person may do in a project.
    pub async fn role(&self, project: &str, person: &str) -> Result<Option<String>, StoreError> {
        let mut transaction = self.0.database.read(Scope::Project(project), "looking for a role").await?;
        let select = "SELECT role FROM memberships WHERE project = $1 AND person = $2";
        let row = transaction.row(select, [project.into(), person.into()]).await?;
        row.map(|row| row.get("role")).transpose()
    }

    /// Whether a person has a part in another project than `project`.
    pub async fn has_part_beside(&self, project: &str, person: &str) -> Result<bool, StoreError> {
        let mut transaction = self.0.database.read(Scope::Operator, "looking for parts").await?;
        let select = "SELECT project FROM memberships WHERE person = $1 AND project <> $2 LIMIT 1";
        Ok(transaction.row(select, [person.into(), project.into()]).await?.is_some())
    }

    /// Takes a person's part in a project; `by` does. `false` if she had none.
    pub async fn end_membership(&self, project: &str, person: &str, by: &str) -> Result<bool, StoreError> {
        let mut transaction = self.0.database.write(Scope::Project(project), "ending a membership").await?;
        let delete = "DELETE FROM memberships WHERE project = $1 AND person = $2";
        if transaction.execute(delete, [project.into(), person.into()]).await? == 0 {
            return Ok(false);
        }
        let deed = Deed { by, verb: "person.remove", subject: person, detail: json!({}) };
        self.tell(&mut transaction, project, deed).await?;
        transaction.commit().await?;
        Ok(true)
    }

    /// The people of a project after the id `after`, with their roles, at most `limit`.
    pub async fn members(
        &self,
        project: &str,
        after: &str,
        limit: u32,
    ) -> Result<Vec<(StoredPerson, String)>, StoreError> {
        let mut transaction = self.0.database.read(Scope::Operator, "listing people").await?;
        let select = "SELECT p.person, p.email, p.password, p.is_operator, m.role FROM memberships m
            JOIN people p ON p.person = m.person WHERE m.project = $1 AND m.person > $2
            ORDER BY m.person LIMIT $3";
        let rows = transaction.rows(select, [project.into(), after.into(), i64::from(limit).into()]).await?;
        rows.iter().map(|row| Ok((read(row)?, row.get("role")?))).collect()
    }

    /// The projects that a person has a part in, after the id `after`, with her roles, at most `limit`.
    pub async fn projects_of(
        &self,
        person: &str,
        after: &str,
        limit: u32,
    ) -> Result<Vec<(crate::Project, String)>, StoreError> {
        let mut transaction = self.0.database.read(Scope::Operator, "listing projects").await?;
        let select = "SELECT p.project, p.name, p.created_unix_ms, m.role FROM memberships m
            JOIN projects p ON p.project = m.project WHERE m.person = $1 AND m.project > $2
            ORDER BY m.project LIMIT $3";
        let rows = transaction.rows(select, [person.into(), after.into(), i64::from(limit).into()]).await?;
        rows.iter().map(|row| Ok((crate::projects::project(row)?, row.get("role")?))).collect()
    }
}

fn read(row: &Row) -> Result<StoredPerson, StoreError> {
    Ok(StoredPerson {
        id: row.get("person")?,
        email: row.get("email")?,
        password: row.get("password")?,
        is_operator: row.count("is_operator")? == 1,
    })
}
