//! Keys: a file's keys seal the keys of projects, and those seal what projects hold (envelope encryption).
//!
//! Rule: what is sealed opens only where it was sealed: project, thing and version are part of it. A key that is lost or
//! wrong is noticed when the store is opened, before anything is written.

mod file;
mod rotate;
mod seal;

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError, RwLock};

use tomada_core::{Failure, Kind, Random};

use crate::sql::{Database, Scope, Transaction};
use crate::{Store, StoreError};
use file::KeyFile;
pub(crate) use seal::Key;

/// What is sealed beside each key, so that a wrong file is recognised.
const KNOWN: &[u8] = b"tomada";

/// The keys of an open store.
#[derive(Default)]
pub(crate) struct Keys {
    /// Absent where no key file was named: nothing can be sealed then.
    file: RwLock<Option<KeyFile>>,
    path: Option<PathBuf>,
    /// Of projects, by version, as they have been needed.
    projects: Mutex<HashMap<(String, u64), Key>>,
}

impl Keys {
    /// Reads the key file at `path` and proves that it is the database's, or makes it with a new key for a database that has
    /// none.
    pub(crate) async fn open(
        path: Option<PathBuf>,
        database: &Database,
        random: &dyn Random,
    ) -> Result<Self, StoreError> {
        let Some(path) = path else { return Ok(Self::default()) };
        let mut transaction = database.write(Scope::Operator, "checking the keys").await?;
        // Of two hosts that find no keys, one makes them; the other waits here and then finds those.
        transaction.hold("LOCK TABLE key_checks IN SHARE ROW EXCLUSIVE MODE").await?;
        let rows = transaction.rows("SELECT key_id, sealed FROM key_checks ORDER BY key_id", []).await?;
        let file = match KeyFile::read(&path)? {
            Some(file) => file,
            None if rows.is_empty() => KeyFile::create(&path, random)?,
            None => return Err(StoreError::KeysLost { path }),
        };
        for row in &rows {
            let (id, sealed): (String, Vec<u8>) = (row.get("key_id")?, row.get("sealed")?);
            let opens = file.key(&id).is_some_and(|key| key.open(&sealed, id.as_bytes()).is_some());
            if !opens {
                return Err(StoreError::KeysWrong { path, key: id });
            }
        }
        check_in(&mut transaction, &file, random).await?;
        transaction.commit().await?;
        Ok(Self { file: RwLock::new(Some(file)), path: Some(path), projects: Mutex::default() })
    }

    fn newest(&self) -> Result<(String, Key), StoreError> {
        let file = self.file.read().unwrap_or_else(PoisonError::into_inner);
        let file = file.as_ref().ok_or_else(no_file)?;
        let (id, key) = file.newest();
        Ok((id.to_owned(), key.clone()))
    }

    fn key(&self, id: &str) -> Result<Key, StoreError> {
        let file = self.file.read().unwrap_or_else(PoisonError::into_inner);
        let key = file.as_ref().ok_or_else(no_file)?.key(id).cloned();
        key.ok_or_else(|| StoreError::KeysWrong {
            path: self.path.clone().unwrap_or_default(),
            key: id.to_owned(),
        })
    }

    fn known(&self) -> MutexGuard<'_, HashMap<(String, u64), Key>> {
        // Each change is one call on the map.
        self.projects.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Notes every key of the file, so that the next start can prove it.
async fn check_in(
    transaction: &mut Transaction,
    file: &KeyFile,
    random: &dyn Random,
) -> Result<(), StoreError> {
    let insert = "INSERT INTO key_checks (key_id, sealed) VALUES ($1, $2) ON CONFLICT DO NOTHING";
    for (id, key) in file.keys() {
        let sealed = key.seal(KNOWN, id.as_bytes(), random);
        transaction.execute(insert, [id.into(), sealed.into()]).await?;
    }
    Ok(())
}

fn no_file() -> StoreError {
    Failure::coded(Kind::Unavailable, "store-no-key-file").into()
}

impl Store {
    /// Seals `plain` for `thing` of `project` and gives the version of the key that did it.
    pub(crate) async fn seal(
        &self,
        transaction: &mut Transaction,
        project: &str,
        thing: &[&str],
        plain: &[u8],
    ) -> Result<(u64, Vec<u8>), StoreError> {
        let (version, key) = self.newest_of(transaction, project).await?;
        Ok((version, key.seal(plain, &seal::place(project, thing), &*self.0.options.random)))
    }

    /// Opens what was sealed for `thing` of `project`.
    pub(crate) async fn unseal(
        &self,
        transaction: &mut Transaction,
        project: &str,
        thing: &[&str],
        (version, sealed): (u64, &[u8]),
    ) -> Result<tomada_host::Secret, StoreError> {
        let key = self.version_of(transaction, project, version).await?;
        let plain = key.open(sealed, &seal::place(project, thing));
        plain.ok_or_else(|| {
            StoreError::row("opening what is sealed", "it was not sealed for this place, or it is damaged")
        })
    }

    /// The key that seals for `project` now, made when it is first needed.
    async fn newest_of(
        &self,
        transaction: &mut Transaction,
        project: &str,
    ) -> Result<(u64, Key), StoreError> {
        let select = "SELECT version FROM project_keys WHERE project = $1 ORDER BY version DESC LIMIT 1";
        if let Some(row) = transaction.row(select, [project.into()]).await? {
            let version = row.count("version")?;
            return Ok((version, self.read_key(transaction, project, version).await?));
        }
        // While keys rotate, nobody seals by a key that is about to go.
        transaction.hold("LOCK TABLE project_keys IN ROW EXCLUSIVE MODE").await?;
        let key = Key::random(&*self.0.options.random);
        let (id, above) = self.0.keys.newest()?;
        let sealed = above.seal(key.bytes(), &seal::place(project, &["key", "1"]), &*self.0.options.random);
        let insert = "INSERT INTO project_keys (project, version, sealed_by, sealed) VALUES ($1, 1, $2, $3)
            ON CONFLICT DO NOTHING";
        let values = [project.into(), id.into(), sealed.into()];
        if transaction.execute(insert, values).await? == 0 {
            // Another host was quicker: its key is the key.
            return Ok((1, self.read_key(transaction, project, 1).await?));
        }
        Ok((1, key))
    }

    /// The key of that version, for a transaction that only reads.
    async fn version_of(
        &self,
        transaction: &mut Transaction,
        project: &str,
        version: u64,
    ) -> Result<Key, StoreError> {
        let name = (project.to_owned(), version);
        if let Some(key) = self.0.keys.known().get(&name) {
            return Ok(key.clone());
        }
        let key = self.read_key(transaction, project, version).await?;
        self.0.keys.known().insert(name, key.clone());
        Ok(key)
    }

    /// The key as the transaction sees it. What it has made itself is not kept: it may yet be rolled back.
    async fn read_key(
        &self,
        transaction: &mut Transaction,
        project: &str,
        version: u64,
    ) -> Result<Key, StoreError> {
        let select = "SELECT sealed_by, sealed FROM project_keys WHERE project = $1 AND version = $2";
        let row = transaction.row(select, [project.into(), version.into()]).await?;
        let row = row.ok_or_else(|| StoreError::row("looking for a project's key", "it is not there"))?;
        let (by, sealed): (String, Vec<u8>) = (row.get("sealed_by")?, row.get("sealed")?);
        let place = seal::place(project, &["key", &version.to_string()]);
        let bytes = self.0.keys.key(&by)?.open(&sealed, &place);
        let key = bytes.and_then(|bytes| Key::read(bytes.expose()));
        key.ok_or_else(|| StoreError::row("opening a project's key", "it is damaged"))
    }
}

#[cfg(test)]
mod tests {
    use crate::sql::Scope;
    use crate::{Location, Options, Store};

    #[tokio::test]
    async fn a_key_that_was_rolled_back_seals_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let options = Options::new(Location::File(folder.path().join("tomada.db"))).unwrap();
        let store = Store::open(options.clone()).await.unwrap();
        store.create_project("p", "p", "operator").await.unwrap();
        let (scope, thing) = (Scope::Project("p"), ["c", "token", "1"]);

        let mut lost = store.0.database.write(scope, "testing").await.unwrap();
        for _ in 0..2 {
            store.seal(&mut lost, "p", &thing, b"a secret").await.unwrap();
        }
        drop(lost);
        let mut kept = store.0.database.write(scope, "testing").await.unwrap();
        store.seal(&mut kept, "p", &thing, b"a secret").await.unwrap();
        let (version, sealed) = store.seal(&mut kept, "p", &thing, b"a secret").await.unwrap();
        kept.commit().await.unwrap();
        store.close().await.unwrap();

        let store = Store::open(options).await.unwrap();
        let mut read = store.0.database.read(scope, "testing").await.unwrap();
        let opened = store.unseal(&mut read, "p", &thing, (version, &sealed)).await.unwrap();
        assert_eq!(opened.expose(), b"a secret");
    }
}
