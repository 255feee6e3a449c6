//! Rotation: a new key in the file, every project's key sealed anew by it, the old ones removed. It goes on while the
//! store is used, and after a stop it is taken up where it ended.

use std::sync::PoisonError;

use super::{Keys, check_in, no_file, seal};
use crate::sql::Scope;
use crate::{Store, StoreError};

/// How many projects' keys one transaction seals anew.
const BATCH: i64 = 100;

impl Store {
    /// Seals every project's key by a new key and removes the old ones from the key file. Gives the number of projects' keys
    /// that were sealed anew. Hosts that share the store must read the new file before the old keys are missed: rotate while
    /// one host runs.
    ///
    /// # Errors
    /// [`StoreError`]; a rotation that ended early goes on when it is asked for again.
    pub async fn rotate_keys(&self) -> Result<u64, StoreError> {
        let random = &*self.0.options.random;
        let keys = &self.0.keys;
        let (file, path) = keys.current()?;
        let mut transaction = self.0.database.write(Scope::Operator, "rotating keys").await?;
        // A rotation that ended early has left more keys than one: it goes on with the newest.
        let unfinished = file.keys().count() > 1;
        let file = if unfinished {
            file
        } else {
            let grown = file.with_new_key(random);
            // Before anything is sealed by it: a key that seals must be in the file.
            grown.write(&path)?;
            grown
        };
        check_in(&mut transaction, &file, random).await?;
        transaction.commit().await?;
        keys.replace(file.clone());
        let count = self.reseal().await?;
        let newest = file.with_newest_alone();
        let mut transaction = self.0.database.write(Scope::Operator, "rotating keys").await?;
        transaction.execute("DELETE FROM key_checks WHERE key_id <> $1", [newest.newest().0.into()]).await?;
        transaction.commit().await?;
        newest.write(&path)?;
        keys.replace(newest);
        Ok(count)
    }

    async fn reseal(&self) -> Result<u64, StoreError> {
        let (id, newest) = self.0.keys.newest()?;
        let mut count = 0;
        loop {
            let mut transaction = self.0.database.write(Scope::Operator, "sealing keys anew").await?;
            // Whoever makes a project's key right now is waited for; who comes later takes the new one.
            transaction.hold("LOCK TABLE project_keys IN SHARE ROW EXCLUSIVE MODE").await?;
            let select =
                "SELECT project, version, sealed_by, sealed FROM project_keys WHERE sealed_by <> $1 LIMIT $2";
            let rows = transaction.rows(select, [id.as_str().into(), BATCH.into()]).await?;
            if rows.is_empty() {
                return Ok(count);
            }
            for row in &rows {
                let (project, by, sealed): (String, String, Vec<u8>) =
                    (row.get("project")?, row.get("sealed_by")?, row.get("sealed")?);
                let version = row.count("version")?;
                let place = seal::place(&project, &["key", &version.to_string()]);
                let plain = self.0.keys.key(&by)?.open(&sealed, &place);
                let plain = plain.ok_or_else(|| StoreError::row("sealing keys anew", "a key is damaged"))?;
                let sealed = newest.seal(plain.expose(), &place, &*self.0.options.random);
                let update =
                    "UPDATE project_keys SET sealed_by = $1, sealed = $2 WHERE project = $3 AND version = $4";
                let values = [id.as_str().into(), sealed.into(), project.into(), version.into()];
                count += transaction.execute(update, values).await?;
            }
            transaction.commit().await?;
        }
    }
}

impl Keys {
    fn current(&self) -> Result<(super::KeyFile, std::path::PathBuf), StoreError> {
        let file = self.file.read().unwrap_or_else(PoisonError::into_inner).clone();
        Ok((file.ok_or_else(no_file)?, self.path.clone().ok_or_else(no_file)?))
    }

    fn replace(&self, file: super::KeyFile) {
        *self.file.write().unwrap_or_else(PoisonError::into_inner) = Some(file);
    }
}
