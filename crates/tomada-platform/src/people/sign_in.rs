//! Signing in and out: links, passwords, sessions.
//!
//! Rule: a session's word is 256 random bits of which only the hash is stored, and whatever is wrong about a sign-in is told
//! with one answer.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};
use tomada_core::{Failure, Kind, Random};
use tomada_host::Secret;
use tomada_store::StoredPerson;

use super::{NewSession, password};
use crate::{Actor, Platform, Who};

/// The project of a new installation.
const FIRST_PROJECT: &str = "main";
/// How long a link lets in, in milliseconds: a day.
pub(super) const LINK_MAX_MS: u64 = 24 * 60 * 60 * 1_000;
/// How long a session lasts at most, in milliseconds: 7 days.
const SESSION_MAX_MS: u64 = 7 * 24 * 60 * 60 * 1_000;
/// How long a session lasts that nobody uses, in milliseconds: 12 hours.
const IDLE_MAX_MS: u64 = 12 * 60 * 60 * 1_000;
/// How exactly it is noted when a session or token was used, in milliseconds.
pub(super) const SEEN_EVERY_MS: u64 = 10 * 60 * 1_000;

/// A link that lets somebody in once.
pub(super) struct NewLink {
    /// What stands in it.
    pub(super) word: Secret,
    /// By which it is kept.
    pub(super) hash: Vec<u8>,
    pub(super) until_unix_ms: u64,
}

impl Platform {
    /// On the first start: makes the project `main` and gives the token of a one-time sign-in link for the operator. `None`
    /// once somebody can sign in. A new link ends the one before.
    pub async fn first_link(&self) -> Result<Option<Secret>, Failure> {
        let store = &self.parts.store;
        if store.anybody().await? {
            return Ok(None);
        }
        if store.project(FIRST_PROJECT).await?.is_none() {
            store.create_project(FIRST_PROJECT, "Tomada", &Actor::OPERATOR.name()).await?;
        }
        let person = if let Some(person) = store.first_operator().await? {
            person
        } else {
            let person = self.new_person(None, true);
            store.insert_person(&person).await?;
            person
        };
        let link = self.new_link();
        store.put_link(&link.hash, &person.id, link.until_unix_ms).await?;
        Ok(Some(link.word))
    }

    /// A session by a one-time link; its person chooses a password next.
    ///
    /// # Errors
    /// `Unauthorized` with `link-refused`.
    pub async fn sign_in_by_link(&self, token: &str) -> Result<NewSession, Failure> {
        let refused = || Failure::coded(Kind::Unauthorized, "link-refused");
        let person = self.parts.store.take_link(&hash(token.as_bytes())).await?.ok_or_else(refused)?;
        let person = self.parts.store.person(&person).await?.ok_or_else(refused)?;
        self.new_session(&person).await
    }

    /// A session by a one-time link, together with the e-mail address and password that its person chooses. The link is used
    /// up only if both can be kept.
    ///
    /// # Errors
    /// As [`Platform::sign_in_by_link`] and [`Platform::set_password`].
    pub async fn accept_link(
        &self,
        token: &str,
        email: &str,
        password: &Secret,
    ) -> Result<NewSession, Failure> {
        let chosen = password::email(email)?;
        password::check(password)?;
        let refused = || Failure::coded(Kind::Unauthorized, "link-refused");
        let owner = self.parts.store.link_owner(&hash(token.as_bytes())).await?.ok_or_else(refused)?;
        if self.parts.store.person_by_email(&chosen).await?.is_some_and(|person| person.id != owner) {
            return Err(Failure::coded(Kind::Rejected, "email-taken").with_at("/email"));
        }
        let owner = self.parts.store.take_link(&hash(token.as_bytes())).await?.ok_or_else(refused)?;
        let person = self.parts.store.person(&owner).await?.ok_or_else(refused)?;
        self.set_password(&actor(&person), &chosen, password).await?;
        Ok(NewSession { needs_password: false, ..self.new_session(&person).await? })
    }

    /// A session by e-mail address and password. `from` is the address that it is asked from, for the throttle.
    ///
    /// # Errors
    /// `Unauthorized` with `sign-in-refused`, the same for everything that is wrong; `RateLimited` with `sign-in-too-often`.
    pub async fn sign_in(&self, email: &str, password: &Secret, from: &str) -> Result<NewSession, Failure> {
        let account = email.trim().to_lowercase().chars().take(254).collect::<String>();
        self.throttle.count(&account, from, self.now_unix_ms())?;
        let person = self.parts.store.person_by_email(&account).await?;
        let known = person.as_ref().and_then(|person| person.password.clone());
        let right = password::is_right(password.clone(), known).await;
        let refused = || Failure::coded(Kind::Unauthorized, "sign-in-refused");
        let person = person.filter(|_| right).ok_or_else(refused)?;
        self.throttle.forget(&account);
        self.new_session(&person).await
    }

    /// Who has the session `token`, if it still holds.
    pub async fn actor_of_session(&self, token: &str) -> Result<Option<Actor>, Failure> {
        let hash = hash(token.as_bytes());
        let Some((person, seen)) = self.parts.store.session(&hash).await? else { return Ok(None) };
        let idle = self.now_unix_ms().saturating_sub(seen);
        if idle > IDLE_MAX_MS {
            self.parts.store.end_session(&hash).await?;
            return Ok(None);
        }
        if idle > SEEN_EVERY_MS {
            // When it was seen is a note: where it cannot be written, such as on a full disk, whoever comes is let in.
            let _ = self.parts.store.see_session(&hash).await;
        }
        Ok(self.parts.store.person(&person).await?.map(|person| actor(&person)))
    }

    /// Ends the session `token`.
    pub async fn sign_out(&self, token: &str) -> Result<(), Failure> {
        Ok(self.parts.store.end_session(&hash(token.as_bytes())).await?)
    }

    /// Sets e-mail address and password of the person who asks; all her sessions end, so she signs in anew.
    ///
    /// # Errors
    /// `InvalidInput` with `at` for an address or a password that cannot be; `Rejected` with `email-taken`.
    pub async fn set_password(&self, actor: &Actor, email: &str, password: &Secret) -> Result<(), Failure> {
        let Who::Person { id, .. } = &actor.who else {
            return Err(Failure::coded(Kind::Forbidden, "people-only"));
        };
        let email = password::email(email)?;
        password::check(password)?;
        let mut salt = [0; 16];
        self.parts.random.fill(&mut salt);
        let hash = password::hash(password.clone(), salt).await?;
        if !self.parts.store.set_password(id, &email, &hash).await? {
            return Err(Failure::coded(Kind::Rejected, "email-taken").with_at("/email"));
        }
        Ok(())
    }

    /// Somebody who is not kept yet.
    pub(super) fn new_person(&self, email: Option<String>, is_operator: bool) -> StoredPerson {
        let mut bytes = [0; 9];
        self.parts.random.fill(&mut bytes);
        StoredPerson { id: URL_SAFE_NO_PAD.encode(bytes), email, password: None, is_operator }
    }

    /// A link that is not kept yet.
    pub(super) fn new_link(&self) -> NewLink {
        let word = word(&*self.parts.random);
        let hash = hash(word.expose());
        NewLink { word, hash, until_unix_ms: self.now_unix_ms().saturating_add(LINK_MAX_MS) }
    }

    async fn new_session(&self, person: &StoredPerson) -> Result<NewSession, Failure> {
        let token = word(&*self.parts.random);
        let ends_unix_ms = self.now_unix_ms().saturating_add(SESSION_MAX_MS);
        self.parts.store.put_session(&hash(token.expose()), &person.id, ends_unix_ms).await?;
        Ok(NewSession {
            token,
            ends_unix_ms,
            actor: actor(person),
            needs_password: person.password.is_none(),
        })
    }
}

fn actor(person: &StoredPerson) -> Actor {
    Actor { who: Who::Person { id: person.id.clone(), operator: person.is_operator } }
}

/// 256 random bits as text.
pub(super) fn word(random: &dyn Random) -> Secret {
    let mut bytes = [0; 32];
    random.fill(&mut bytes);
    Secret::new(URL_SAFE_NO_PAD.encode(bytes))
}

/// How a word that proves something is looked up. It has 256 random bits, so that one round of hashing is enough.
pub(super) fn hash(word: &[u8]) -> Vec<u8> {
    Sha256::digest(word).to_vec()
}
