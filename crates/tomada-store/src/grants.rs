//! What somebody has granted a connection at its service: tokens, sealed like secrets, and who alone may refresh them.

use serde_json::json;
use tomada_host::Secret;

use crate::audit::Deed;
use crate::sql::{Row, Scope, Transaction};
use crate::{Store, StoreError};

/// A grant.
#[derive(Clone, Debug)]
pub struct Grant {
    /// The access token.
    pub access: Secret,
    /// The refresh token, if the service gave one.
    pub refresh: Option<Secret>,
    /// Until when the access token is used, in milliseconds since 1970-01-01 UTC.
    pub until_unix_ms: u64,
    /// The scopes that were granted, separated by spaces.
    pub scope: String,
}

/// Somebody who has been sent to a service and is not back yet.
#[derive(Clone, Debug)]
pub struct PendingGrant {
    /// The project.
    pub project: String,
    /// The connection.
    pub connection: String,
    /// The hash of what only her browser has.
    pub binding: Vec<u8>,
    /// The verifier of the code that she brings back (RFC 7636).
    pub verifier: Secret,
    /// Where she comes back to.
    pub redirect: String,
    /// When it is too late, in milliseconds since 1970-01-01 UTC.
    pub until_unix_ms: u64,
}

impl Store {
    /// Notes by the hash of its word that somebody has been sent to a service, and forgets those who never came back.
    pub async fn begin_grant(&self, state: &[u8], pending: &PendingGrant) -> Result<(), StoreError> {
        let (project, connection) = (pending.project.as_str(), pending.connection.as_str());
        let mut transaction = self.0.database.write(Scope::Project(project), "beginning a grant").await?;
        let late = "DELETE FROM pending_grants WHERE project = $1 AND until_unix_ms < $2";
        transaction.execute(late, [project.into(), self.now_unix_ms().into()]).await?;
        let place = [connection, "pending grant"];
        let sealed = self.seal(&mut transaction, project, &place, pending.verifier.expose()).await?;
        let insert = "INSERT INTO pending_grants
            (state, project, connection, binding, redirect, until_unix_ms, key_version, sealed)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
        let values = [
            state.into(),
            project.into(),
            connection.into(),
            pending.binding.as_slice().into(),
            pending.redirect.as_str().into(),
            pending.until_unix_ms.into(),
            sealed.0.into(),
            sealed.1.into(),
        ];
        transaction.execute(insert, values).await?;
        transaction.commit().await
    }

    /// Who was sent with the word of this hash, once.
    pub async fn take_pending_grant(&self, state: &[u8]) -> Result<Option<PendingGrant>, StoreError> {
        let mut transaction = self.0.database.write(Scope::Operator, "ending a grant").await?;
        let select = "SELECT project, connection, binding, redirect, until_unix_ms, key_version, sealed
            FROM pending_grants WHERE state = $1";
        let Some(row) = transaction.row(select, [state.into()]).await? else { return Ok(None) };
        let (project, connection): (String, String) = (row.get("project")?, row.get("connection")?);
        let sealed: Vec<u8> = row.get("sealed")?;
        let place = [connection.as_str(), "pending grant"];
        let sealed = (row.count("key_version")?, sealed.as_slice());
        let verifier = self.unseal(&mut transaction, &project, &place, sealed).await?;
        if transaction.execute("DELETE FROM pending_grants WHERE state = $1", [state.into()]).await? == 0 {
            return Ok(None);
        }
        transaction.commit().await?;
        let (binding, redirect) = (row.get("binding")?, row.get("redirect")?);
        let until_unix_ms = row.count("until_unix_ms")?;
        Ok(Some(PendingGrant { project, connection, binding, verifier, redirect, until_unix_ms }))
    }

    /// The grant of a connection, if there is one.
    pub async fn grant(&self, project: &str, connection: &str) -> Result<Option<Grant>, StoreError> {
        let mut transaction = self.0.database.read(Scope::Project(project), "reading a grant").await?;
        let select = "SELECT until_unix_ms, scope, key_version, sealed FROM grants
            WHERE project = $1 AND connection = $2";
        let row = transaction.row(select, [project.into(), connection.into()]).await?;
        let Some(row) = row else { return Ok(None) };
        let bytes: Vec<u8> = row.get("sealed")?;
        let sealed = (row.count("key_version")?, bytes.as_slice());
        let plain = self.unseal(&mut transaction, project, &[connection, "grant"], sealed).await?;
        read(&row, &plain).map(Some)
    }

    /// Keeps a grant in the place of the one before, whoever is refreshing that. `by` has let the connection in.
    pub async fn put_grant(
        &self,
        project: &str,
        connection: &str,
        grant: &Grant,
        by: &str,
    ) -> Result<(), StoreError> {
        let mut transaction = self.0.database.write(Scope::Project(project), "keeping a grant").await?;
        let (version, sealed) = self.seal_grant(&mut transaction, project, connection, grant).await?;
        let upsert = "INSERT INTO grants
            (project, connection, until_unix_ms, scope, lease_until_unix_ms, key_version, sealed)
            VALUES ($1, $2, $3, $4, 0, $5, $6) ON CONFLICT (project, connection) DO UPDATE SET
            until_unix_ms = excluded.until_unix_ms, scope = excluded.scope, lease_owner = NULL,
            lease_until_unix_ms = 0, key_version = excluded.key_version, sealed = excluded.sealed";
        let values = [
            project.into(),
            connection.into(),
            grant.until_unix_ms.into(),
            grant.scope.as_str().into(),
            version.into(),
            sealed.into(),
        ];
        transaction.execute(upsert, values).await?;
        let deed = Deed { by, verb: "connection.let_in", subject: connection, detail: json!({}) };
        self.tell(&mut transaction, project, deed).await?;
        transaction.commit().await
    }

    /// Keeps what `owner`, who alone may refresh it, has got for a grant, and gives that right up. `false` if the right is
    /// another's by now, or the grant another: then nothing is kept.
    pub async fn renew_grant(
        &self,
        project: &str,
        connection: &str,
        owner: &[u8],
        grant: &Grant,
    ) -> Result<bool, StoreError> {
        let mut transaction = self.0.database.write(Scope::Project(project), "renewing a grant").await?;
        let (version, sealed) = self.seal_grant(&mut transaction, project, connection, grant).await?;
        let update = "UPDATE grants SET until_unix_ms = $4, scope = $5, key_version = $6, sealed = $7,
            lease_owner = NULL, lease_until_unix_ms = 0
            WHERE project = $1 AND connection = $2 AND lease_owner = $3";
        let values = [
            project.into(),
            connection.into(),
            owner.into(),
            grant.until_unix_ms.into(),
            grant.scope.as_str().into(),
            version.into(),
            sealed.into(),
        ];
        let renewed = transaction.execute(update, values).await? > 0;
        transaction.commit().await?;
        Ok(renewed)
    }

    async fn seal_grant(
        &self,
        transaction: &mut Transaction,
        project: &str,
        connection: &str,
        grant: &Grant,
    ) -> Result<(u64, Vec<u8>), StoreError> {
        let text = |secret: &Secret| String::from_utf8_lossy(secret.expose()).into_owned();
        let plain = json!({"access": text(&grant.access), "refresh": grant.refresh.as_ref().map(text)});
        let plain = Secret::new(plain.to_string());
        self.seal(transaction, project, &[connection, "grant"], plain.expose()).await
    }

    /// Gives `owner` the sole right to refresh a grant until `until_unix_ms`. `false` while another has it.
    pub async fn lease_grant(
        &self,
        project: &str,
        connection: &str,
        owner: &[u8],
        until_unix_ms: u64,
    ) -> Result<bool, StoreError> {
        let mut transaction = self.0.database.write(Scope::Project(project), "leasing a grant").await?;
        let update = "UPDATE grants SET lease_owner = $3, lease_until_unix_ms = $4
            WHERE project = $1 AND connection = $2 AND lease_until_unix_ms < $5";
        let now = self.now_unix_ms();
        let values = [project.into(), connection.into(), owner.into(), until_unix_ms.into(), now.into()];
        let leased = transaction.execute(update, values).await? > 0;
        transaction.commit().await?;
        Ok(leased)
    }

    /// Gives the right of `owner` up.
    pub async fn release_grant(
        &self,
        project: &str,
        connection: &str,
        owner: &[u8],
    ) -> Result<(), StoreError> {
        let mut transaction = self.0.database.write(Scope::Project(project), "releasing a grant").await?;
        let update = "UPDATE grants SET lease_owner = NULL, lease_until_unix_ms = 0
            WHERE project = $1 AND connection = $2 AND lease_owner = $3";
        transaction.execute(update, [project.into(), connection.into(), owner.into()]).await?;
        transaction.commit().await
    }
}

/// Ends the grant of a connection, and those that have been begun for it.
pub(crate) async fn end(
    transaction: &mut Transaction,
    project: &str,
    connection: &str,
) -> Result<(), StoreError> {
    for statement in [
        "DELETE FROM grants WHERE project = $1 AND connection = $2",
        "DELETE FROM pending_grants WHERE project = $1 AND connection = $2",
    ] {
        transaction.execute(statement, [project.into(), connection.into()]).await?;
    }
    Ok(())
}

fn read(row: &Row, plain: &Secret) -> Result<Grant, StoreError> {
    let plain = serde_json::from_slice::<serde_json::Value>(plain.expose());
    // What serde says of a text may show a part of it.
    let plain = plain.map_err(|_| StoreError::row(row.doing(), "a grant is damaged"))?;
    Ok(Grant {
        access: Secret::new(plain["access"].as_str().unwrap_or_default()),
        refresh: plain["refresh"].as_str().map(Secret::new),
        until_unix_ms: row.count("until_unix_ms")?,
        scope: row.get("scope")?,
    })
}
