//! What is asked for with a key of its own is done once: whoever asks again gets the first answer, on whichever host and
//! after a restart.
//!
//! Rule: nothing is done twice. Where the first answer can no longer be known, that is told.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};
use tomada_core::{Failure, Kind};
use tomada_host::Secret;
use tomada_store::{Asked, KnownAnswer};

use crate::Entered;

/// How long an answer is kept, in milliseconds: a day.
const KEPT_MS: u64 = 24 * 60 * 60 * 1_000;
/// How long anybody takes to answer at most, in milliseconds; longer than any run that an answer waits for.
const BEGUN_MAX_MS: u64 = 2 * 60 * 1_000;

/// What a key stands for: one method and one path, and one body.
#[derive(Clone, Copy, Debug)]
pub struct OnceKey<'a> {
    /// The caller's key.
    pub key: &'a str,
    /// Such as `POST`.
    pub method: &'a str,
    /// Such as `/v1/projects/main/connections`.
    pub path: &'a str,
}

/// Whether something has been asked for before.
pub enum Once {
    /// It has not: whoever asks does the work, and says what came of it.
    First(Begun),
    /// It has, and this was the answer.
    Again(Secret),
}

/// Work that nobody else with the same key does.
pub struct Begun {
    entered: Entered,
    asked: Asked,
}

impl Entered {
    /// Looks whether `key` was used, and reserves it.
    ///
    /// # Errors
    /// `Rejected` with `api-key-busy` while the first is being answered, `InvalidInput` with `api-key-reused` for another
    /// body, `Uncertain` with `api-key-lost` where the first has ended without an answer.
    pub async fn once(&self, key: OnceKey<'_>, body: &[u8]) -> Result<Once, Failure> {
        let asked = Asked { name: self.name_of(key), body: Sha256::digest(body).into() };
        let now = self.platform.now_unix_ms();
        let until = now.saturating_add(KEPT_MS);
        let store = &self.platform.parts.store;
        let known =
            store.begin_answer(&self.project, &asked, now.saturating_add(BEGUN_MAX_MS), until).await?;
        match known {
            KnownAnswer::New => Ok(Once::First(Begun { entered: self.clone(), asked })),
            KnownAnswer::Answered(answer) => Ok(Once::Again(answer)),
            KnownAnswer::OtherBody => Err(Failure::coded(Kind::InvalidInput, "api-key-reused")),
            KnownAnswer::Begun => Err(Failure::coded(Kind::Rejected, "api-key-busy")),
            KnownAnswer::Lost => Err(Failure::coded(Kind::Uncertain, "api-key-lost")),
        }
    }

    /// One name for whoever asks, for what, and with which key.
    fn name_of(&self, key: OnceKey<'_>) -> String {
        let mut hash = Sha256::new();
        for part in [&self.actor.name(), key.method, key.path, key.key] {
            hash.update((part.len() as u64).to_be_bytes());
            hash.update(part);
        }
        URL_SAFE_NO_PAD.encode(hash.finalize())
    }
}

impl Begun {
    /// Keeps the answer for who asks again.
    pub async fn keep(self, answer: &[u8]) -> Result<(), Failure> {
        let store = &self.entered.platform.parts.store;
        Ok(store.keep_answer(&self.entered.project, &self.asked, answer).await?)
    }

    /// Lets the next who asks do the work: nothing was done, and another time may be better.
    pub async fn forget(self) -> Result<(), Failure> {
        let store = &self.entered.platform.parts.store;
        Ok(store.forget_answer(&self.entered.project, &self.asked).await?)
    }
}
