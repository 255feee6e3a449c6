//! Station 2, resolve: project, connection, integration at its pinned version, action.

use std::sync::Arc;

use serde_json::Value;
use tomada_core::{Action, Failure, Kind, Manifest};

use crate::accounts::{Account, Prepared};
use crate::host::Parts;
use crate::journey::{Journey, Known};
use crate::log::RunLog;
use crate::nearest::{listed, nearest};
use crate::registry::Entry;
use crate::{Connection, ConnectionSource};

/// What a run is about.
pub(crate) struct Resolved {
    pub(crate) connection: Arc<Connection>,
    pub(crate) entry: Arc<Entry>,
    pub(crate) account: Arc<Account>,
    pub(crate) prepared: Arc<Prepared>,
    pub(crate) log: Arc<RunLog>,
    action: usize,
}

impl Resolved {
    pub(crate) fn manifest(&self) -> &Manifest {
        &self.entry.manifest
    }

    pub(crate) fn action(&self) -> &Action {
        &self.entry.manifest.actions[self.action]
    }
}

/// Finds what the request names.
///
/// # Errors
/// `NotFound` for whatever there is not, `InvalidInput` for a connection of another integration.
pub(crate) async fn resolve(parts: &Parts, journey: &Journey) -> Result<Resolved, Failure> {
    let request = &journey.request;
    let connection = match &request.connection {
        ConnectionSource::Inline(connection) => Arc::clone(connection),
        ConnectionSource::Stored(id) => parts.vault.connection(&request.project, id).await?,
    };
    if connection.integration != request.integration {
        return Err(Failure::coded(Kind::InvalidInput, "connection-of-another-integration")
            .with_argument("connection", &connection.id)
            .with_argument("found", &connection.integration)
            .with_argument("integration", &request.integration));
    }
    let entry = parts.registry.find(&request.integration, &[&connection.version, &request.version])?;
    let action = find_action(&entry.manifest, &request.action)?;
    let account = parts.accounts.of(&request.project, &connection.id);
    let prepared = account.prepare(&connection, &entry);
    let log = Arc::new(RunLog::new(Arc::clone(&parts.clock), prepared.redactor.clone()));
    journey.learn(Known {
        version: entry.manifest.version.clone(),
        effect: entry.manifest.actions[action].effect,
        redactor: prepared.redactor.clone(),
        log: Arc::clone(&log),
        write_only: write_only(&entry.manifest.actions[action].input),
    });
    Ok(Resolved { connection, entry, account, prepared, log, action })
}

/// The fields of an input that are given and never shown again (JSON Schema 2020-12, validation, section 9.4).
fn write_only(input: &Value) -> Vec<String> {
    let fields = input.get("properties").and_then(Value::as_object).into_iter().flatten();
    let hidden = fields.filter(|(_, schema)| schema.get("writeOnly") == Some(&Value::Bool(true)));
    hidden.map(|(name, _)| name.clone()).collect()
}

fn find_action(manifest: &Manifest, id: &str) -> Result<usize, Failure> {
    let ids = || manifest.actions.iter().map(|action| action.id.as_str());
    if let Some(index) = ids().position(|known| known == id) {
        return Ok(index);
    }
    let failure = match nearest(id, ids()) {
        Some(near) => Failure::coded(Kind::NotFound, "action-misspelt").with_argument("nearest", near),
        None => Failure::coded(Kind::NotFound, "action-unknown").with_argument("known", listed(ids())),
    };
    Err(failure.with_argument("action", id).with_argument("integration", &manifest.id))
}
