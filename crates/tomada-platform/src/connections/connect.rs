//! A connection is made, tested and removed.

use std::collections::BTreeMap;
use std::sync::Arc;

use semver::VersionReq;
use tomada_core::{Auth, Failure, Json, Kind, Locale, Manifest};
use tomada_host::{Connection, ConnectionSource, RunReport, RunRequest};
use tomada_store::{StoredConnection, StoredHealth};

use super::health;
use super::{Connected, HealthState, NewConnection};
use crate::{Entered, Platform, Role};

/// How long a label may be, in characters.
const LABEL_MAX: usize = 100;
/// How long the test of a connection may take, in milliseconds.
const TEST_MAX_MS: u64 = 20_000;

impl Entered {
    /// Makes a connection once its test has gone well. One that somebody must let in at the service is made untested.
    /// Role: editor.
    ///
    /// # Errors
    /// The failure of the test, with `at` for a field that is wrong; nothing is kept then.
    pub async fn connect(&self, new: NewConnection, locale: Locale) -> Result<Connected, Failure> {
        self.may(Role::Editor)?;
        let label = label(&new.label)?;
        let manifest = self.platform.manifest(&new.integration)?;
        let connection = Arc::new(Connection {
            id: self.platform.new_id(&manifest.id),
            integration: manifest.id.clone(),
            version: pin(&manifest),
            settings: new.settings,
            auth: new.auth,
            secrets: new.secrets,
        });
        let checked = self.platform.parts.host.check_connection(&connection, locale)?;
        let waits = matches!(checked.auth, Auth::AuthorizationCode(_));
        let test = if waits { None } else { Some(self.test(&connection, new.keep_if_broken, locale).await?) };
        let now = self.platform.now_unix_ms();
        let store = &self.platform.parts.store;
        let is_first = store.default_connection(&self.project, &manifest.id).await?.is_none();
        let stored = StoredConnection {
            id: connection.id.clone(),
            integration: connection.integration.clone(),
            version: connection.version.to_string(),
            auth: connection.auth.clone(),
            label,
            is_default: new.is_default || is_first,
            settings: connection.settings.clone(),
            origins: checked.origins,
            health: health::of(test.as_ref(), now),
            revision: 1,
            created_unix_ms: now,
            changed_unix_ms: now,
            secrets: Vec::new(),
        };
        store.insert_connection(&self.project, &stored, &connection.secrets, &self.actor.name()).await?;
        let view = self.connection(&connection.id).await?;
        Ok(Connected { connection: view, test })
    }

    /// Runs the test action of the connection's integration and notes how the connection is. Role: editor.
    pub async fn test_connection(&self, id: &str, locale: Locale) -> Result<RunReport, Failure> {
        self.may(Role::Editor)?;
        let stored = self.stored(id).await?;
        let source = ConnectionSource::Stored(stored.id.clone());
        let report = self.run_test(source, &stored.integration, locale).await?;
        let health = health::of(Some(&report), self.platform.now_unix_ms());
        self.platform.keep_health(&self.project, id, health).await?;
        Ok(report)
    }

    /// Removes a connection and its secrets; its runs stay in the log. Where it was the default, none is it afterwards: see
    /// [`Entered::run`]. Role: editor.
    pub async fn disconnect(&self, id: &str) -> Result<(), Failure> {
        self.may(Role::Editor)?;
        if self.platform.parts.store.delete_connection(&self.project, id, &self.actor.name()).await? {
            return Ok(());
        }
        Err(Failure::coded(Kind::NotFound, "connection-unknown").with_argument("connection", id))
    }

    /// The test of a connection as it would be.
    ///
    /// # Errors
    /// The failure of the test, unless the connection is to be kept all the same.
    pub(super) async fn test(
        &self,
        connection: &Arc<Connection>,
        keep_if_broken: bool,
        locale: Locale,
    ) -> Result<RunReport, Failure> {
        let source = ConnectionSource::Inline(Arc::clone(connection));
        let report = self.run_test(source, &connection.integration, locale).await?;
        match &report.result {
            Err(failure) if !keep_if_broken => Err(failure.clone().with_argument("run_id", &report.run_id)),
            _ => Ok(report),
        }
    }

    async fn run_test(
        &self,
        source: ConnectionSource,
        integration: &str,
        locale: Locale,
    ) -> Result<RunReport, Failure> {
        let manifest = self.platform.manifest(integration)?;
        let mut request = RunRequest::new(&self.project, source, integration, &manifest.test.action);
        request.input = manifest.test.input.clone().map_or_else(Json::empty_object, Json::from);
        request.deadline_ms = TEST_MAX_MS;
        request.locale = locale;
        Ok(self.platform.parts.host.run(request).await)
    }
}

impl Platform {
    /// The newest manifest of `integration`.
    pub(crate) fn manifest(&self, integration: &str) -> Result<Manifest, Failure> {
        let versions = self.parts.host.manifests().filter(|manifest| manifest.id == integration);
        let newest = versions.max_by(|one, other| one.version.cmp(&other.version));
        newest.cloned().ok_or_else(|| {
            Failure::coded(Kind::NotFound, "integration-unknown-here")
                .with_argument("integration", integration)
        })
    }

    /// A new id: the integration's, and 30 random bits in letters that nobody mistakes for each other.
    fn new_id(&self, integration: &str) -> String {
        const LETTERS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
        let mut bytes = [0; 6];
        self.parts.random.fill(&mut bytes);
        let letters = bytes.iter().map(|byte| char::from(LETTERS[usize::from(byte % 32)]));
        format!("{integration}-{}", letters.collect::<String>())
    }
}

/// What a connection is pinned to: everything that is compatible with the version it was made with.
fn pin(manifest: &Manifest) -> VersionReq {
    let version = &manifest.version;
    let requirement = format!("^{}.{}.{}", version.major, version.minor, version.patch);
    requirement.parse().unwrap_or(VersionReq::STAR)
}

pub(super) fn label(label: &str) -> Result<String, Failure> {
    let label = label.trim();
    let count = label.chars().count();
    if (1..=LABEL_MAX).contains(&count) && !label.chars().any(char::is_control) {
        return Ok(label.to_owned());
    }
    Err(Failure::coded(Kind::InvalidInput, "connection-label")
        .with_argument("found", count)
        .with_argument("max", LABEL_MAX)
        .with_at("/label"))
}

/// Secrets by name, the later ones in the place of the earlier.
pub(super) fn joined(
    old: &BTreeMap<String, tomada_host::Secret>,
    new: BTreeMap<String, tomada_host::Secret>,
) -> BTreeMap<String, tomada_host::Secret> {
    let mut all = old.clone();
    all.extend(new);
    all
}

/// Nothing has been tried.
pub(super) fn untested(now_unix_ms: u64) -> StoredHealth {
    StoredHealth {
        state: HealthState::Untested.as_str().to_owned(),
        kind: None,
        reason: None,
        since_unix_ms: now_unix_ms,
    }
}
