//! The small memories of connections, in rows: compare-and-set by version.

use std::sync::Arc;

use tomada_core::{BoxFuture, Failure, Json, Kind, State, Versioned};
use tomada_host::{MemoryState, StateStore};

use crate::sql::{Row, Scope, Transaction};
use crate::{Store, StoreError};

struct Handle {
    store: Store,
    project: String,
    connection: String,
}

impl StateStore for Store {
    fn open(&self, project: &str, connection: &str) -> Arc<dyn State> {
        Arc::new(Handle {
            store: self.clone(),
            project: project.to_owned(),
            connection: connection.to_owned(),
        })
    }
}

impl State for Handle {
    fn get(&self, key: String) -> BoxFuture<'static, Result<Option<Versioned>, Failure>> {
        let this = self.clone();
        Box::pin(async move {
            let mut transaction = this.begin("reading state", false).await?;
            Ok(this.find(&mut transaction, &key).await?)
        })
    }

    fn put(&self, key: String, value: Json, if_version: u64) -> BoxFuture<'static, Result<u64, Failure>> {
        let this = self.clone();
        Box::pin(async move { this.write(&key, &value, if_version).await })
    }

    fn delete(&self, key: String, if_version: u64) -> BoxFuture<'static, Result<(), Failure>> {
        let this = self.clone();
        Box::pin(async move {
            let mut transaction = this.begin("removing state", true).await?;
            let delete =
                "DELETE FROM states WHERE project = $1 AND connection = $2 AND key = $3 AND version = $4";
            let [project, connection] = this.owner();
            let values = [project, connection, key.as_bytes().into(), if_version.into()];
            if transaction.execute(delete, values).await? == 0 {
                let held = this.find(&mut transaction, &key).await?;
                expect(held.as_ref(), &key, if_version)?;
            }
            Ok(transaction.commit().await?)
        })
    }

    fn list(&self, prefix: String) -> BoxFuture<'static, Result<Vec<String>, Failure>> {
        let this = self.clone();
        Box::pin(async move {
            let mut transaction = this.begin("listing state", false).await?;
            let select = "SELECT key FROM states WHERE project = $1 AND connection = $2 ORDER BY key";
            let rows = transaction.rows(select, this.owner()).await?;
            let keys = rows.iter().map(|row| row.get::<Vec<u8>>("key"));
            let keys = keys.collect::<Result<Vec<_>, _>>()?;
            let keys = keys.into_iter().map(|key| String::from_utf8_lossy(&key).into_owned());
            Ok(keys.filter(|key| key.starts_with(&prefix)).collect())
        })
    }
}

impl Handle {
    fn clone(&self) -> Self {
        Self { store: self.store.clone(), project: self.project.clone(), connection: self.connection.clone() }
    }

    fn owner(&self) -> [crate::sql::Value; 2] {
        [self.project.as_str().into(), self.connection.as_str().into()]
    }

    async fn begin(&self, doing: &'static str, writes: bool) -> Result<Transaction, StoreError> {
        let (database, scope) = (&self.store.0.database, Scope::Project(&self.project));
        if writes { database.write(scope, doing).await } else { database.read(scope, doing).await }
    }

    async fn find(&self, transaction: &mut Transaction, key: &str) -> Result<Option<Versioned>, StoreError> {
        let select = "SELECT version, value FROM states WHERE project = $1 AND connection = $2 AND key = $3";
        let [project, connection] = self.owner();
        let row = transaction.row(select, [project, connection, key.as_bytes().into()]).await?;
        row.as_ref().map(read).transpose()
    }

    async fn write(&self, key: &str, value: &Json, if_version: u64) -> Result<u64, Failure> {
        within("state-key-too-long", key, key.len(), MemoryState::KEY_MAX_BYTES)?;
        within("state-value-too-large", key, value.as_bytes().len(), MemoryState::VALUE_MAX_BYTES)?;
        let mut transaction = self.begin("keeping state", true).await?;
        let held = self.find(&mut transaction, key).await?;
        expect(held.as_ref(), key, if_version)?;
        if held.is_none() {
            let count = "SELECT COUNT(*) AS keys FROM states WHERE project = $1 AND connection = $2";
            let keys = transaction.row(count, self.owner()).await?.map_or(Ok(0), |row| row.count("keys"))?;
            let keys = usize::try_from(keys).unwrap_or(usize::MAX);
            within("state-full", key, keys.saturating_add(1), MemoryState::KEYS_MAX)?;
        }
        let version = if_version.saturating_add(1);
        let upsert = "INSERT INTO states (project, connection, key, version, value) VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (project, connection, key) DO UPDATE SET version = excluded.version, value = excluded.value
            WHERE states.version = $6";
        let [project, connection] = self.owner();
        let values = [
            project,
            connection,
            key.as_bytes().into(),
            version.into(),
            value.as_str().into(),
            if_version.into(),
        ];
        if transaction.execute(upsert, values).await? == 0 {
            return Err(conflict(key, "another host has just changed it".to_owned()));
        }
        transaction.commit().await?;
        Ok(version)
    }
}

fn read(row: &Row) -> Result<Versioned, StoreError> {
    let value = row.get::<String>("value")?;
    let value = serde_json::from_str::<serde_json::Value>(&value);
    let value = value.map_err(|error| StoreError::row(row.doing(), error))?;
    Ok(Versioned { value: value.into(), version: row.count("version")? })
}

fn expect(held: Option<&Versioned>, key: &str, if_version: u64) -> Result<(), Failure> {
    let version = held.map_or(0, |held| held.version);
    if version == if_version {
        return Ok(());
    }
    Err(conflict(key, format!("{key:?} has version {version}, the change names {if_version}")))
}

fn conflict(key: &str, detail: String) -> Failure {
    Failure::coded(Kind::Rejected, "state-conflict").with_argument("key", key).with_detail(detail)
}

fn within(code: &str, key: &str, found: usize, max: usize) -> Result<(), Failure> {
    if found <= max {
        return Ok(());
    }
    let key = &key[..key.floor_char_boundary(64)];
    let failure = Failure::coded(Kind::Rejected, code).with_argument("key", key);
    Err(failure.with_argument("found", found).with_argument("max", max))
}
