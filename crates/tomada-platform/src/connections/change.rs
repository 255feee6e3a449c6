//! A connection is changed in place.
//!
//! Rule: a secret goes to the origins that it was given for. Where others follow from a change, it is asked for again.

use std::sync::Arc;

use serde_json::json;
use tomada_core::{Failure, Kind, Locale};
use tomada_host::{Connection, Vault};
use tomada_store::StoredConnection;

use super::connect::{joined, label};
use super::{Connected, ConnectionChange, health};
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
        let secrets = change.secrets.clone();
        if noticed {
            let (connection, origins) = self.changed(&stored, &change, locale).await?;
            let checked = self.platform.parts.host.check_connection(&connection, locale)?;
            test =
                self.test_unless_granted(&connection, &checked.auth, change.keep_if_broken, locale).await?;
            stored.health = health::of(test.as_ref(), self.platform.now_unix_ms());
            stored.auth.clone_from(&connection.auth);
            stored.settings = connection.settings.clone();
            stored.origins = origins;
            stored.secrets.retain(|secret| connection.secrets.contains_key(&secret.name));
        }
        stored.changed_unix_ms = self.platform.now_unix_ms();
        let store = &self.platform.parts.store;
        store.update_connection(&self.project, &stored, &secrets, &self.actor.name()).await?;
        self.platform.forget_health(&self.project, id);
        let names = secrets.keys().collect::<Vec<_>>();
        self.note("connection.change", id, json!({"secrets": names}).into()).await?;
        Ok(Connected { connection: self.connection(id).await?, test })
    }

    /// The connection as the change makes it, and the origins that its secrets are then bound to.
    async fn changed(
        &self,
        stored: &StoredConnection,
        change: &ConnectionChange,
        locale: Locale,
    ) -> Result<(Arc<Connection>, Vec<String>), Failure> {
        let old = self.platform.parts.store.connection(&self.project, &stored.id).await?;
        let auth_changes = change.auth.is_some() && change.auth != stored.auth;
        let kept = if auth_changes { std::collections::BTreeMap::new() } else { old.secrets.clone() };
        let connection = Connection {
            settings: change.settings.clone().unwrap_or_else(|| stored.settings.clone()),
            auth: change.auth.clone().or_else(|| stored.auth.clone()),
            secrets: joined(&kept, change.secrets.clone()),
            ..Connection::clone(&old)
        };
        let checked = self.platform.parts.host.check_connection(&connection, locale)?;
        let elsewhere = checked.origins.iter().any(|origin| !stored.origins.contains(origin));
        if elsewhere {
            let again = old.secrets.keys().filter(|name| !change.secrets.contains_key(*name));
            let again = again.map(String::as_str).collect::<Vec<_>>();
            if !again.is_empty() {
                let failure = Failure::coded(Kind::InvalidInput, "connection-secrets-again");
                return Err(failure.with_argument("names", again.join(", ")).with_at("/secrets"));
            }
        }
        Ok((Arc::new(connection), checked.origins))
    }
}
