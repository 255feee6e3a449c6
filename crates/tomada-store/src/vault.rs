//! The vault: connections with their secrets, for the host.
//!
//! Rule: a connection that has not changed is the same `Arc` again, and one that has changed never is. A SQLite file has
//! one host, which forgets what it changes; on a server each use asks for the revision.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use semver::VersionReq;
use tomada_core::{BoxFuture, Failure, Kind};
use tomada_host::{Connection, Vault};

use crate::connections::find;
use crate::sql::{Database, Scope};
use crate::{Store, StoreError};

/// How many connections are kept open.
const KNOWN_MAX: usize = 4_096;

/// Connections as they were last read.
#[derive(Default)]
pub(crate) struct Known(Mutex<Kept>);

#[derive(Default)]
struct Kept {
    projects: Projects,
    /// How often something was forgotten: what was read before that may be old.
    forgotten: u64,
}

/// By project and connection: the revision, and what it came to.
type Projects = HashMap<String, HashMap<String, (u64, Arc<Connection>)>>;

impl Known {
    fn get(&self, project: &str, id: &str) -> Option<(u64, Arc<Connection>)> {
        self.lock().projects.get(project)?.get(id).cloned()
    }

    /// How often something was forgotten, for [`Known::put`].
    fn forgotten(&self) -> u64 {
        self.lock().forgotten
    }

    /// Keeps what was read when so much had been forgotten; nothing, if somebody has changed a connection meanwhile.
    fn put(&self, project: &str, id: &str, read: (u64, &Arc<Connection>), forgotten: u64) {
        let mut known = self.lock();
        if known.forgotten != forgotten {
            return;
        }
        if known.projects.values().map(HashMap::len).sum::<usize>() >= KNOWN_MAX {
            known.projects.clear();
        }
        let connections = known.projects.entry(project.to_owned()).or_default();
        connections.insert(id.to_owned(), (read.0, Arc::clone(read.1)));
    }

    /// Lets go of a connection that has changed.
    pub(crate) fn forget(&self, project: &str, id: &str) {
        let mut known = self.lock();
        known.forgotten = known.forgotten.wrapping_add(1);
        if let Some(connections) = known.projects.get_mut(project) {
            connections.remove(id);
        }
    }

    fn lock(&self) -> MutexGuard<'_, Kept> {
        // What a panic between two changes could leave is a connection too few.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Vault for Store {
    fn connection(&self, project: &str, id: &str) -> BoxFuture<'_, Result<Arc<Connection>, Failure>> {
        let known = self.0.vault.get(project, id);
        if let (Some((_, connection)), Database::Sqlite { .. }) = (&known, &self.0.database) {
            let connection = Arc::clone(connection);
            return Box::pin(std::future::ready(Ok(connection)));
        }
        let (project, id) = (project.to_owned(), id.to_owned());
        Box::pin(async move { self.look_up(&project, &id, known).await })
    }
}

impl Store {
    async fn look_up(
        &self,
        project: &str,
        id: &str,
        known: Option<(u64, Arc<Connection>)>,
    ) -> Result<Arc<Connection>, Failure> {
        let unknown = || Failure::coded(Kind::NotFound, "connection-unknown").with_argument("connection", id);
        let forgotten = self.0.vault.forgotten();
        let mut transaction = self.0.database.read(Scope::Project(project), "reading a connection").await?;
        let stored = find(&mut transaction, project, id).await?.ok_or_else(unknown)?;
        if let Some((revision, connection)) = known
            && revision == stored.revision
        {
            return Ok(connection);
        }
        let version = stored.version.parse::<VersionReq>();
        let connection = Arc::new(Connection {
            id: stored.id,
            integration: stored.integration,
            version: version.map_err(|error| StoreError::row("reading a connection", error))?,
            settings: stored.settings,
            auth: stored.auth,
            secrets: self.open_secrets(&mut transaction, project, id).await?,
        });
        self.0.vault.put(project, id, (stored.revision, &connection), forgotten);
        Ok(connection)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use tomada_core::Json;

    use super::*;

    #[test]
    fn what_was_read_before_a_change_is_not_kept() {
        let connection = Arc::new(Connection {
            id: "c".to_owned(),
            integration: "i".to_owned(),
            version: VersionReq::STAR,
            settings: Json::empty_object(),
            auth: None,
            secrets: BTreeMap::new(),
        });
        let known = Known::default();
        let before = known.forgotten();
        known.forget("p", "c");
        known.put("p", "c", (1, &connection), before);
        assert!(known.get("p", "c").is_none());
        known.put("p", "c", (2, &connection), known.forgotten());
        assert!(known.get("p", "c").is_some() && known.get("q", "c").is_none());
    }
}
