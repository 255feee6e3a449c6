//! The secrets of connections, sealed. They come out for the vault alone, which hands them to egress.

use std::collections::BTreeMap;

use tomada_host::Secret;

use crate::sql::Transaction;
use crate::{Store, StoreError};

/// That a secret is set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredSecret {
    /// Its name.
    pub name: String,
    /// When it was set, in milliseconds since 1970-01-01 UTC.
    pub set_unix_ms: u64,
    /// Who set it.
    pub set_by: String,
}

impl Store {
    /// Seals `secrets` into their rows; each time under a new version, so that no old row can stand in for a new one.
    pub(crate) async fn set_secrets(
        &self,
        transaction: &mut Transaction,
        project: &str,
        connection: &str,
        secrets: &BTreeMap<String, Secret>,
        by: &str,
    ) -> Result<(), StoreError> {
        for (name, secret) in secrets {
            let select = "SELECT version FROM secrets WHERE project = $1 AND connection = $2 AND name = $3";
            let key = || [project.into(), connection.into(), name.as_str().into()];
            let old = transaction.row(select, key()).await?;
            let version = old.map_or(Ok(0), |row| row.count("version"))?.saturating_add(1);
            let place = [connection, name, &version.to_string()];
            let (key_version, sealed) = self.seal(transaction, project, &place, secret.expose()).await?;
            let upsert = "INSERT INTO secrets
                (project, connection, name, version, key_version, sealed, set_unix_ms, set_by)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
                ON CONFLICT (project, connection, name) DO UPDATE SET version = excluded.version,
                key_version = excluded.key_version, sealed = excluded.sealed, set_unix_ms = excluded.set_unix_ms,
                set_by = excluded.set_by";
            let values = [
                project.into(),
                connection.into(),
                name.as_str().into(),
                version.into(),
                key_version.into(),
                sealed.into(),
                self.now_unix_ms().into(),
                by.into(),
            ];
            transaction.execute(upsert, values).await?;
        }
        Ok(())
    }

    /// Removes the secrets of a connection but those in `kept`.
    pub(crate) async fn keep_secrets(
        &self,
        transaction: &mut Transaction,
        project: &str,
        connection: &str,
        kept: &[&str],
    ) -> Result<(), StoreError> {
        for secret in names(transaction, project, connection).await? {
            if !kept.contains(&secret.name.as_str()) {
                let delete = "DELETE FROM secrets WHERE project = $1 AND connection = $2 AND name = $3";
                let key = [project.into(), connection.into(), secret.name.into()];
                transaction.execute(delete, key).await?;
            }
        }
        Ok(())
    }

    /// The secrets of a connection, opened.
    pub(crate) async fn open_secrets(
        &self,
        transaction: &mut Transaction,
        project: &str,
        connection: &str,
    ) -> Result<BTreeMap<String, Secret>, StoreError> {
        let select =
            "SELECT name, version, key_version, sealed FROM secrets WHERE project = $1 AND connection = $2";
        let rows = transaction.rows(select, [project.into(), connection.into()]).await?;
        let mut secrets = BTreeMap::new();
        for row in &rows {
            let (name, sealed): (String, Vec<u8>) = (row.get("name")?, row.get("sealed")?);
            let (version, key) = (row.count("version")?, row.count("key_version")?);
            let place = [connection, &name, &version.to_string()];
            let secret = self.unseal(transaction, project, &place, (key, &sealed)).await?;
            secrets.insert(name, secret);
        }
        Ok(secrets)
    }
}

/// Which secrets a connection has.
pub(crate) async fn names(
    transaction: &mut Transaction,
    project: &str,
    connection: &str,
) -> Result<Vec<StoredSecret>, StoreError> {
    let select =
        "SELECT name, set_unix_ms, set_by FROM secrets WHERE project = $1 AND connection = $2 ORDER BY name";
    let rows = transaction.rows(select, [project.into(), connection.into()]).await?;
    let read = |row: &crate::sql::Row| {
        Ok(StoredSecret {
            name: row.get("name")?,
            set_unix_ms: row.count("set_unix_ms")?,
            set_by: row.get("set_by")?,
        })
    };
    rows.iter().map(read).collect()
}
