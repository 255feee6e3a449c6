//! Answers that are given again: what a request with a key of its own was answered, for a while.
//!
//! Rule: of those who ask with one key, one does the work, on whichever host; and what was asked and answered is sealed.

use tomada_host::Secret;

use crate::sql::{Row, Scope, Transaction, Value};
use crate::{Store, StoreError};

/// How many bytes the hash of what was asked has.
const HASH_BYTES: usize = 32;

/// A request that came with a key.
#[derive(Clone, Debug)]
pub struct Asked {
    /// Who asked for what, with which key: a hash in letters.
    pub name: String,
    /// The hash of its body.
    pub body: [u8; HASH_BYTES],
}

/// What is known of a request that came with a key.
#[derive(Clone, Debug)]
pub enum KnownAnswer {
    /// Nothing was: whoever asks does the work now.
    New,
    /// The key was used for another body.
    OtherBody,
    /// It is being answered.
    Begun,
    /// Whoever began to answer it has ended without an answer.
    Lost,
    /// Its answer.
    Answered(Secret),
}

impl Store {
    /// Begins to answer a request, unless that was done before. The work is over at `begun_until_unix_ms`, its answer is
    /// kept until `until_unix_ms`.
    pub async fn begin_answer(
        &self,
        project: &str,
        asked: &Asked,
        begun_until_unix_ms: u64,
        until_unix_ms: u64,
    ) -> Result<KnownAnswer, StoreError> {
        let scope = Scope::Project(project);
        let mut transaction = self.0.database.write(scope, "beginning an answer").await?;
        let late = "DELETE FROM answers WHERE project = $1 AND name = $2 AND until_unix_ms < $3";
        let [owner, name] = key(project, asked);
        transaction.execute(late, [owner, name, self.now_unix_ms().into()]).await?;
        let (version, sealed) = self.seal(&mut transaction, project, &place(asked), &asked.body).await?;
        let insert = "INSERT INTO answers
            (project, name, is_answered, begun_until_unix_ms, until_unix_ms, key_version, sealed)
            VALUES ($1, $2, 0, $3, $4, $5, $6) ON CONFLICT DO NOTHING";
        let [owner, name] = key(project, asked);
        let (begun_until, until) = (begun_until_unix_ms.into(), until_unix_ms.into());
        let values = [owner, name, begun_until, until, version.into(), sealed.into()];
        if transaction.execute(insert, values).await? > 0 {
            transaction.commit().await?;
            return Ok(KnownAnswer::New);
        }
        let select = "SELECT is_answered, begun_until_unix_ms, key_version, sealed FROM answers
            WHERE project = $1 AND name = $2";
        match transaction.row(select, key(project, asked)).await? {
            Some(row) => self.known(&mut transaction, project, asked, &row).await,
            // Whoever had begun has given it up this moment: the next try begins.
            None => Ok(KnownAnswer::Begun),
        }
    }

    async fn known(
        &self,
        transaction: &mut Transaction,
        project: &str,
        asked: &Asked,
        row: &Row,
    ) -> Result<KnownAnswer, StoreError> {
        let sealed: Vec<u8> = row.get("sealed")?;
        let sealed = (row.count("key_version")?, sealed.as_slice());
        let plain = self.unseal(transaction, project, &place(asked), sealed).await?;
        let (body, answer) = plain
            .expose()
            .split_at_checked(HASH_BYTES)
            .ok_or_else(|| StoreError::row(row.doing(), "an answer is damaged"))?;
        if body != asked.body {
            return Ok(KnownAnswer::OtherBody);
        }
        if row.count("is_answered")? == 1 {
            return Ok(KnownAnswer::Answered(Secret::new(answer)));
        }
        let is_over = row.count("begun_until_unix_ms")? < self.now_unix_ms();
        Ok(if is_over { KnownAnswer::Lost } else { KnownAnswer::Begun })
    }

    /// Keeps the answer of a request that was begun.
    pub async fn keep_answer(&self, project: &str, asked: &Asked, answer: &[u8]) -> Result<(), StoreError> {
        let mut transaction = self.0.database.write(Scope::Project(project), "keeping an answer").await?;
        let plain = Secret::new([&asked.body, answer].concat());
        let (version, sealed) = self.seal(&mut transaction, project, &place(asked), plain.expose()).await?;
        let update = "UPDATE answers SET is_answered = 1, key_version = $3, sealed = $4
            WHERE project = $1 AND name = $2";
        let [owner, name] = key(project, asked);
        transaction.execute(update, [owner, name, version.into(), sealed.into()]).await?;
        transaction.commit().await
    }

    /// Forgets a request that was begun: the next who asks does the work.
    pub async fn forget_answer(&self, project: &str, asked: &Asked) -> Result<(), StoreError> {
        let mut transaction = self.0.database.write(Scope::Project(project), "forgetting an answer").await?;
        let delete = "DELETE FROM answers WHERE project = $1 AND name = $2";
        transaction.execute(delete, key(project, asked)).await?;
        transaction.commit().await
    }

    /// Removes the answers of `project` that are kept no longer, and gives their number.
    pub async fn sweep_answers(&self, project: &str) -> Result<u64, StoreError> {
        let mut transaction = self.0.database.write(Scope::Project(project), "removing old answers").await?;
        let delete = "DELETE FROM answers WHERE project = $1 AND until_unix_ms < $2";
        let removed = transaction.execute(delete, [project.into(), self.now_unix_ms().into()]).await?;
        transaction.commit().await?;
        Ok(removed)
    }
}

/// What it is sealed for.
fn place(asked: &Asked) -> [&str; 2] {
    ["answer", &asked.name]
}

fn key(project: &str, asked: &Asked) -> [Value; 2] {
    [project.into(), asked.name.as_str().into()]
}
