//! Tokens for programs: shown once, kept as hashes.

use tomada_core::{Failure, Kind};
use tomada_host::Secret;
use tomada_store::StoredToken;

use super::TokenView;
use super::sign_in::{SEEN_EVERY_MS, hash, word};
use crate::{Actor, Entered, Page, PageRequest, Platform, Role, Who};

/// How every token begins, so that scanners for leaked secrets find one.
const PREFIX: &str = "tmd_";
/// How long a label may be, in characters.
const LABEL_MAX: usize = 100;

impl Platform {
    /// Who has the API token `token`, if it still holds.
    pub async fn actor_of_token(&self, token: &str) -> Result<Option<Actor>, Failure> {
        let Some(found) = self.parts.store.token(&hash(token.as_bytes())).await? else { return Ok(None) };
        let Some(role) = Role::read(&found.role) else { return Ok(None) };
        let idle = self.now_unix_ms().saturating_sub(found.used_unix_ms.unwrap_or(0));
        if idle > SEEN_EVERY_MS {
            // As for a session: a note that cannot be written keeps nobody out.
            let _ = self.parts.store.see_token(&found.project, &found.id).await;
        }
        Ok(Some(Actor { who: Who::Token { id: found.id, project: found.project, role } }))
    }
}

impl Entered {
    /// The tokens of the project. Role: admin.
    pub async fn tokens(&self, page: &PageRequest) -> Result<Page<TokenView>, Failure> {
        self.may(Role::Admin)?;
        let limit = page.limit()?;
        let after = page.after.as_deref().unwrap_or_default();
        let found = self.platform.parts.store.tokens(&self.project, after, limit.saturating_add(1)).await?;
        Ok(Page::cut(found.into_iter().filter_map(view).collect(), limit, |token| token.id.clone()))
    }

    /// Makes a token, which is shown this once. Role: admin.
    ///
    /// # Errors
    /// `InvalidInput` with `token-label`.
    pub async fn create_token(&self, label: &str, role: Role) -> Result<(TokenView, Secret), Failure> {
        self.may(Role::Admin)?;
        let label = label.trim();
        if !(1..=LABEL_MAX).contains(&label.chars().count()) || label.chars().any(char::is_control) {
            let failure = Failure::coded(Kind::InvalidInput, "token-label").with_argument("max", LABEL_MAX);
            return Err(failure.with_at("/label"));
        }
        let random = &*self.platform.parts.random;
        let secret = Secret::new([PREFIX.as_bytes(), word(random).expose()].concat());
        let id = word(random);
        let token = StoredToken {
            project: self.project.clone(),
            id: String::from_utf8_lossy(&id.expose()[..12]).into_owned(),
            label: label.to_owned(),
            role: role.as_str().to_owned(),
            created_unix_ms: self.platform.now_unix_ms(),
            used_unix_ms: None,
        };
        let hash = hash(secret.expose());
        self.platform.parts.store.insert_token(&token, &hash, &self.actor.name()).await?;
        let unreadable = || Failure::coded(Kind::NotFound, "token-unknown");
        Ok((view(token).ok_or_else(unreadable)?, secret))
    }

    /// Ends a token. Role: admin.
    ///
    /// # Errors
    /// `NotFound` with `token-unknown`.
    pub async fn revoke_token(&self, id: &str) -> Result<(), Failure> {
        self.may(Role::Admin)?;
        if self.platform.parts.store.delete_token(&self.project, id, &self.actor.name()).await? {
            return Ok(());
        }
        Err(Failure::coded(Kind::NotFound, "token-unknown").with_argument("token", id))
    }
}

fn view(token: StoredToken) -> Option<TokenView> {
    Some(TokenView {
        role: Role::read(&token.role)?,
        id: token.id,
        label: token.label,
        created_unix_ms: token.created_unix_ms,
        used_unix_ms: token.used_unix_ms,
    })
}
