//! Connections as rows: what a project has set up for an integration, but for the secrets.
//!
//! Rule: whatever a run could notice raises the revision, by which a host knows that what it keeps is old.

use std::collections::BTreeMap;

use tomada_core::{Auth, Failure, Json, Kind};
use tomada_host::Secret;

use crate::projects::check_id;
use crate::secrets::StoredSecret;
use crate::sql::{Row, Scope, Transaction, Value};
use crate::{Store, StoreError};

/// A connection as it is kept.
#[derive(Clone, Debug, PartialEq)]
pub struct StoredConnection {
    /// Names it within its project.
    pub id: String,
    /// The integration.
    pub integration: String,
    /// The version requirement that it is pinned to.
    pub version: String,
    /// How calls are authenticated, where the integration leaves that to the connection.
    pub auth: Option<Auth>,
    /// What people call it.
    pub label: String,
    /// Whether it is the integration's default; making it so ends that of another.
    pub is_default: bool,
    /// A JSON object.
    pub settings: Json,
    /// The origins that its secrets are bound to.
    pub origins: Vec<String>,
    /// How it is.
    pub health: StoredHealth,
    /// Grows with each change that a run could notice.
    pub revision: u64,
    /// In milliseconds since 1970-01-01 UTC.
    pub created_unix_ms: u64,
    /// In milliseconds since 1970-01-01 UTC.
    pub changed_unix_ms: u64,
    /// Which secrets are set.
    pub secrets: Vec<StoredSecret>,
}

/// How a connection is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredHealth {
    /// `untested`, `healthy`, `degraded` or `broken`.
    pub state: String,
    /// The name of the failure kind that made it so.
    pub kind: Option<String>,
    /// What went wrong.
    pub reason: Option<String>,
    /// Since when, in milliseconds since 1970-01-01 UTC.
    pub since_unix_ms: u64,
}

const COLUMNS: &str = "connection, integration, version, auth, label, is_default, settings, origins, health, \
    health_kind, health_reason, health_since_unix_ms, revision, created_unix_ms, changed_unix_ms";

impl Store {
    /// Keeps a new connection and its secrets, which `by` has set.
    ///
    /// # Errors
    /// `Rejected` with `connection-exists`.
    pub async fn insert_connection(
        &self,
        project: &str,
        new: &StoredConnection,
        secrets: &BTreeMap<String, Secret>,
        by: &str,
    ) -> Result<(), StoreError> {
        check_id(&new.id)?;
        let mut transaction = self.0.database.write(Scope::Project(project), "keeping a connection").await?;
        if new.is_default {
            end_default(&mut transaction, project, &new.integration).await?;
        }
        let insert = "INSERT INTO connections (project, connection, integration, version, auth, label, is_default,
            settings, origins, health, health_kind, health_reason, health_since_unix_ms, revision, created_unix_ms,
            changed_unix_ms)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16) ON CONFLICT DO NOTHING";
        if transaction.execute(insert, values(project, new)?).await? == 0 {
            let exists = Failure::coded(Kind::Rejected, "connection-exists");
            return Err(exists.with_argument("connection", &new.id).into());
        }
        self.set_secrets(&mut transaction, project, &new.id, secrets, by).await?;
        transaction.commit().await
    }

    /// Puts `changed` in the place of the connection that has its id, sets `secrets` anew and removes those that `changed`
    /// does not name; with `ends_grant`, also what was granted to it.
    ///
    /// # Errors
    /// `NotFound` with `connection-unknown`; `Unavailable` with `connection-changed` when it has changed since it was read.
    pub async fn update_connection(
        &self,
        project: &str,
        changed: &StoredConnection,
        secrets: &BTreeMap<String, Secret>,
        by: &str,
        ends_grant: bool,
    ) -> Result<(), StoreError> {
        let mut transaction = self.0.database.write(Scope::Project(project), "changing a connection").await?;
        if changed.is_default {
            end_default(&mut transaction, project, &changed.integration).await?;
        }
        let update =
            "UPDATE connections SET integration = $3, version = $4, auth = $5, label = $6, is_default = $7,
            settings = $8, origins = $9, health = $10, health_kind = $11, health_reason = $12,
            health_since_unix_ms = $13, revision = $14 + 1, created_unix_ms = $15, changed_unix_ms = $16
            WHERE project = $1 AND connection = $2 AND revision = $14";
        if transaction.execute(update, values(project, changed)?).await? == 0 {
            let found = find(&mut transaction, project, &changed.id).await?;
            let failure = match found {
                Some(_) => Failure::coded(Kind::Unavailable, "connection-changed"),
                None => Failure::coded(Kind::NotFound, "connection-unknown"),
            };
            return Err(failure.with_argument("connection", &changed.id).into());
        }
        let kept = changed.secrets.iter().map(|secret| secret.name.as_str()).collect::<Vec<_>>();
        self.keep_secrets(&mut transaction, project, &changed.id, &kept).await?;
        self.set_secrets(&mut transaction, project, &changed.id, secrets, by).await?;
        if ends_grant {
            crate::grants::end(&mut transaction, project, &changed.id).await?;
        }
        transaction.commit().await?;
        self.0.vault.forget(project, &changed.id);
        Ok(())
    }

    /// Notes how a connection is.
    pub async fn set_health(&self, project: &str, id: &str, health: &StoredHealth) -> Result<(), StoreError> {
        let mut transaction = self.0.database.write(Scope::Project(project), "noting health").await?;
        let update = "UPDATE connections SET health = $3, health_kind = $4, health_reason = $5,
            health_since_unix_ms = $6 WHERE project = $1 AND connection = $2";
        let values = [
            project.into(),
            id.into(),
            health.state.as_str().into(),
            health.kind.clone().into(),
            health.reason.clone().into(),
            health.since_unix_ms.into(),
        ];
        transaction.execute(update, values).await?;
        transaction.commit().await
    }

    /// The connection `id`, if there is one.
    pub async fn stored_connection(
        &self,
        project: &str,
        id: &str,
    ) -> Result<Option<StoredConnection>, StoreError> {
        let mut transaction = self.0.database.read(Scope::Project(project), "reading a connection").await?;
        let Some(mut found) = find(&mut transaction, project, id).await? else { return Ok(None) };
        found.secrets = crate::secrets::names(&mut transaction, project, id).await?;
        Ok(Some(found))
    }

    /// The connections after the id `after`, of `integration` or of all, at most `limit`.
    pub async fn stored_connections(
        &self,
        project: &str,
        integration: Option<&str>,
        after: &str,
        limit: u32,
    ) -> Result<Vec<StoredConnection>, StoreError> {
        let mut transaction = self.0.database.read(Scope::Project(project), "listing connections").await?;
        let of = if integration.is_some() { "AND integration = $4" } else { "AND $4 = ''" };
        let sql = format!(
            "SELECT {COLUMNS} FROM connections WHERE project = $1 AND connection > $2 {of}
            ORDER BY connection LIMIT $3"
        );
        let values =
            [project.into(), after.into(), i64::from(limit).into(), integration.unwrap_or_default().into()];
        let rows = transaction.rows(sqlx::AssertSqlSafe(sql), values).await?;
        let mut found = rows.iter().map(read).collect::<Result<Vec<_>, _>>()?;
        for connection in &mut found {
            connection.secrets = crate::secrets::names(&mut transaction, project, &connection.id).await?;
        }
        Ok(found)
    }

    /// The id of the default connection of `integration`, if there is one.
    pub async fn default_connection(
        &self,
        project: &str,
        integration: &str,
    ) -> Result<Option<String>, StoreError> {
        let doing = "looking for a default connection";
        let mut transaction = self.0.database.read(Scope::Project(project), doing).await?;
        let select =
            "SELECT connection FROM connections WHERE project = $1 AND integration = $2 AND is_default = 1";
        let row = transaction.row(select, [project.into(), integration.into()]).await?;
        row.map(|row| row.get("connection")).transpose()
    }

    /// When the last run of a connection began, and how many there have been since `since_unix_ms`.
    pub async fn usage(
        &self,
        project: &str,
        id: &str,
        since_unix_ms: u64,
    ) -> Result<(Option<u64>, u64), StoreError> {
        let mut transaction = self.0.database.read(Scope::Project(project), "counting runs").await?;
        let select = "SELECT started_unix_ms FROM runs WHERE project = $1 AND connection = $2
            ORDER BY run DESC LIMIT 1";
        let last = transaction.row(select, [project.into(), id.into()]).await?;
        let last = last.map(|row| row.count("started_unix_ms")).transpose()?;
        let count = "SELECT COUNT(*) AS runs FROM runs WHERE project = $1 AND connection = $2 AND run >= $3";
        // Ids of runs begin with the time (RFC 9562, section 5.7).
        let from = since_unix_ms.to_be_bytes()[2..].to_vec();
        let row = transaction.row(count, [project.into(), id.into(), from.into()]).await?;
        Ok((last, row.map_or(Ok(0), |row| row.count("runs"))?))
    }

    /// Removes a connection, its secrets and its state. `false` if there is none.
    pub async fn delete_connection(&self, project: &str, id: &str) -> Result<bool, StoreError> {
        let mut transaction = self.0.database.write(Scope::Project(project), "removing a connection").await?;
        let key = || [project.into(), id.into()];
        transaction.execute("DELETE FROM states WHERE project = $1 AND connection = $2", key()).await?;
        let delete = "DELETE FROM connections WHERE project = $1 AND connection = $2";
        let there = transaction.execute(delete, key()).await? > 0;
        transaction.commit().await?;
        self.0.vault.forget(project, id);
        Ok(there)
    }
}

async fn end_default(
    transaction: &mut Transaction,
    project: &str,
    integration: &str,
) -> Result<(), StoreError> {
    let update =
        "UPDATE connections SET is_default = 0 WHERE project = $1 AND integration = $2 AND is_default = 1";
    transaction.execute(update, [project.into(), integration.into()]).await.map(drop)
}

pub(crate) async fn find(
    transaction: &mut Transaction,
    project: &str,
    id: &str,
) -> Result<Option<StoredConnection>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM connections WHERE project = $1 AND connection = $2");
    let row = transaction.row(sqlx::AssertSqlSafe(sql), [project.into(), id.into()]).await?;
    row.as_ref().map(read).transpose()
}

fn values(project: &str, it: &StoredConnection) -> Result<[Value; 16], StoreError> {
    Ok([
        project.into(),
        it.id.as_str().into(),
        it.integration.as_str().into(),
        it.version.as_str().into(),
        json(&it.auth)?.into(),
        it.label.as_str().into(),
        it.is_default.into(),
        it.settings.as_str().into(),
        json(&it.origins)?.into(),
        it.health.state.as_str().into(),
        it.health.kind.clone().into(),
        it.health.reason.clone().into(),
        it.health.since_unix_ms.into(),
        it.revision.into(),
        it.created_unix_ms.into(),
        it.changed_unix_ms.into(),
    ])
}

fn read(row: &Row) -> Result<StoredConnection, StoreError> {
    let text = |name: &str| row.get::<String>(name);
    let damaged = |error: serde_json::Error| StoreError::row(row.doing(), error);
    let settings = text("settings")?;
    Ok(StoredConnection {
        id: text("connection")?,
        integration: text("integration")?,
        version: text("version")?,
        auth: serde_json::from_str(&text("auth")?).map_err(damaged)?,
        label: text("label")?,
        is_default: row.count("is_default")? == 1,
        settings: serde_json::from_str::<serde_json::Value>(&settings).map_err(damaged)?.into(),
        origins: serde_json::from_str(&text("origins")?).map_err(damaged)?,
        health: StoredHealth {
            state: text("health")?,
            kind: row.get("health_kind")?,
            reason: row.get("health_reason")?,
            since_unix_ms: row.count("health_since_unix_ms")?,
        },
        revision: row.count("revision")?,
        created_unix_ms: row.count("created_unix_ms")?,
        changed_unix_ms: row.count("changed_unix_ms")?,
        secrets: Vec::new(),
    })
}

fn json<T: serde::Serialize>(value: &T) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(|error| StoreError::row("keeping a connection", error))
}
