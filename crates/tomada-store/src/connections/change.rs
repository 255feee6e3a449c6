//! Connections made, changed and removed.
//!
//! Rule: the row, its secrets and the entry of the audit are one transaction.

use std::collections::BTreeMap;

use serde_json::json;
use tomada_core::{Failure, Kind};
use tomada_host::Secret;

use super::{StoredConnection, StoredHealth, find};
use crate::audit::Deed;
use crate::projects::check_id;
use crate::sql::{Scope, Transaction, Value};
use crate::{Store, StoreError};

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
        let detail = json!({"integration": new.integration});
        let deed = Deed { by, verb: "connection.create", subject: &new.id, detail };
        self.tell(&mut transaction, project, deed).await?;
        transaction.commit().await
    }

    /// Puts `changed` in the place of the connection that has its id, sets `secrets` anew and removes those that `changed`
    /// does not name; `by` does. With `ends_grant`, what was granted to it is removed too.
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
        let detail = json!({"secrets": secrets.keys().collect::<Vec<_>>()});
        let deed = Deed { by, verb: "connection.change", subject: &changed.id, detail };
        self.tell(&mut transaction, project, deed).await?;
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

    /// Removes a connection, its secrets and its state; `by` does. `false` if there is none.
    pub async fn delete_connection(&self, project: &str, id: &str, by: &str) -> Result<bool, StoreError> {
        let mut transaction = self.0.database.write(Scope::Project(project), "removing a connection").await?;
        let key = || [project.into(), id.into()];
        transaction.execute("DELETE FROM states WHERE project = $1 AND connection = $2", key()).await?;
        let delete = "DELETE FROM connections WHERE project = $1 AND connection = $2";
        if transaction.execute(delete, key()).await? == 0 {
            return Ok(false);
        }
        let deed = Deed { by, verb: "connection.remove", subject: id, detail: json!({}) };
        self.tell(&mut transaction, project, deed).await?;
        transaction.commit().await?;
        self.0.vault.forget(project, id);
        Ok(true)
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

fn values(project: &str, it: &StoredConnection) -> Result<[Value; 16], StoreError> {
    Ok([
        project.into(),
        it.id.as_str().into(),
        it.integration.as_str().into(),
        it.version.as_str().into(),
        text(&it.auth)?.into(),
        it.label.as_str().into(),
        it.is_default.into(),
        it.settings.as_str().into(),
        text(&it.origins)?.into(),
        it.health.state.as_str().into(),
        it.health.kind.clone().into(),
        it.health.reason.clone().into(),
        it.health.since_unix_ms.into(),
        it.revision.into(),
        it.created_unix_ms.into(),
        it.changed_unix_ms.into(),
    ])
}

fn text<T: serde::Serialize>(value: &T) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(|error| StoreError::row("keeping a connection", error))
}
