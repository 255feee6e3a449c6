//! Connections as rows: what a project has set up for an integration, but for the secrets.
//!
//! Rule: whatever a run could notice raises the revision, by which a host knows that what it keeps is old.

mod change;

use tomada_core::{Auth, Json};

use crate::secrets::StoredSecret;
use crate::sql::{Row, Scope, Transaction};
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

    /// The integrations that have a connection, each once, in order.
    pub async fn connected(&self, project: &str) -> Result<Vec<String>, StoreError> {
        let mut transaction = self.0.database.read(Scope::Project(project), "listing integrations").await?;
        let select = "SELECT DISTINCT integration FROM connections WHERE project = $1 ORDER BY integration";
        let rows = transaction.rows(select, [project.into()]).await?;
        rows.iter().map(|row| row.get("integration")).collect()
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
