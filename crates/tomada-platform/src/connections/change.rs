//! A connection is changed in place.
//!
//! Rule: a secret goes to the origins that it was given for. Where others follow from a change, it is asked for again.

use std::collections::BTreeMap;
use std::sync::Arc;

use tomada_core::{Auth, Failure, Kind, Locale};
use tomada_host::{Connection, Vault};
use tomada_store::StoredConnection;

use super::connect::{joined, label};
use super::{Connected, ConnectionChange, health};
use crate::grants::{GrantState, ends};
use crate::{Entered, Role};

impl Entered {
    /// Changes a connection in place once its test has gone well with the change. Role: editor.
    ///
    /// # Errors
    /// As [`Entered::connect`]; `InvalidInput` with `connection-secrets-again` and the names of the secrets where other
    /// origins follow from the change and a secret is not given anew.
    pub async fn change_connection(
        &self,
        id: &str,
        change: ConnectionChange,
        locale: Locale,
    ) -> Result<Connected, Failure> {
        self.may(Role::Editor)?;
        let mut stored = self.stored(id).await?;
        let noticed = change.auth.is_some() || change.settings.is_some() || !change.secrets.is_empty();
        if let Some(new) = &change.label {
            stored.label = label(new)?;
        }
        stored.is_default |= change.is_default == Some(true);
        let mut test = None;
        let mut ends_grant = false;
        if noticed {
            let changed = self.changed(&stored, &change, locale).await?;
            ends_grant = changed.ends_grant;
            if self.can_be_tested(&changed).await? {
                test = Some(self.test(&changed.connection, change.keep_if_broken, locale).await?);
            }
            stored.health = health::of(test.as_ref(), self.platform.now_unix_ms());
            stored.auth.clone_from(&changed.connection.auth);
            stored.settings = changed.connection.settings.clone();
            stored.origins = changed.origins;
            stored.secrets.retain(|secret| changed.connection.secrets.contains_key(&secret.name));
        }
        stored.changed_unix_ms = self.platform.now_unix_ms();
        let store = &self.platform.parts.store;
        let by = self.actor.name();
        store.update_connection(&self.project, &stored, &change.secrets, &by, ends_grant).await?;
        self.platform.forget_health(&self.project, id);
        Ok(Connected { connection: self.connection(id).await?, test })
    }

    /// One that somebody must let in is tested only with a grant that stays.
    async fn can_be_tested(&self, changed: &Changed) -> Result<bool, Failure> {
        let Auth::AuthorizationCode(code) = &changed.auth else { return Ok(true) };
        let held = self.grant_state(&changed.connection.id, code).await? == GrantState::Held;
        Ok(held && !changed.ends_grant)
    }

    /// The connection as the change makes it.
    async fn changed(
        &self,
        stored: &StoredConnection,
        change: &ConnectionChange,
        locale: Locale,
    ) -> Result<Changed, Failure> {
        let host = &self.platform.parts.host;
        let old = self.platform.parts.store.connection(&self.project, &stored.id).await?;
        let auth_changes = change.auth.is_some() && change.auth != stored.auth;
        let kept = if auth_changes { BTreeMap::new() } else { old.secrets.clone() };
        let connection = Connection {
            settings: change.settings.clone().unwrap_or_else(|| stored.settings.clone()),
            auth: change.auth.clone().or_else(|| stored.auth.clone()),
            secrets: joined(&kept, change.secrets.clone()),
            ..Connection::clone(&old)
        };
        let checked = host.check_connection(&connection, locale)?;
        let elsewhere = checked.origins.iter().any(|origin| !stored.origins.contains(origin));
        if elsewhere {
            all_given_again(&old, change)?;
        }
        // One that could not be checked before has no grant that anybody knows to be for this.
        let before = host.check_connection(&old, locale).ok();
        let ends_grant = elsewhere || before.is_none_or(|before| ends(&before.auth, &checked.auth));
        let connection = Arc::new(connection);
        Ok(Changed { connection, auth: checked.auth, origins: checked.origins, ends_grant })
    }
}

/// A connection as a change makes it.
struct Changed {
    connection: Arc<Connection>,
    /// With its settings filled in.
    auth: Auth,
    /// The origins that its secrets are then bound to.
    origins: Vec<String>,
    /// Whether what was granted to it before is not for this.
    ends_grant: bool,
}

fn all_given_again(old: &Connection, change: &ConnectionChange) -> Result<(), Failure> {
    let again = old.secrets.keys().filter(|name| !change.secrets.contains_key(*name));
    let again = again.map(String::as_str).collect::<Vec<_>>();
    if again.is_empty() {
        return Ok(());
    }
    let failure = Failure::coded(Kind::InvalidInput, "connection-secrets-again");
    Err(failure.with_argument("names", again.join(", ")).with_at("/secrets"))
}
