//! Sessions and one-time links, by the hashes of the words that prove them.

use crate::sql::{Scope, Transaction};
use crate::{Store, StoreError};

impl Store {
    /// Keeps a link that lets `person` in once, in the place of all that she had.
    pub async fn put_link(&self, hash: &[u8], person: &str, until_unix_ms: u64) -> Result<(), StoreError> {
        let mut transaction = self.0.database.write(Scope::Operator, "keeping a link").await?;
        keep_link(&mut transaction, hash, person, until_unix_ms).await?;
        transaction.commit().await
    }

    /// Whom a link would let in.
    pub async fn link_owner(&self, hash: &[u8]) -> Result<Option<String>, StoreError> {
        let mut transaction = self.0.database.read(Scope::Operator, "looking at a link").await?;
        let select = "SELECT person FROM links WHERE hash = $1 AND until_unix_ms > $2";
        let row = transaction.row(select, [hash.into(), self.now_unix_ms().into()]).await?;
        row.map(|row| row.get("person")).transpose()
    }

    /// Uses a link up and says whom it lets in.
    pub async fn take_link(&self, hash: &[u8]) -> Result<Option<String>, StoreError> {
        let mut transaction = self.0.database.write(Scope::Operator, "using a link").await?;
        // One statement: of two who come at the same time one finds nothing.
        let delete = "DELETE FROM links WHERE hash = $1 RETURNING person, until_unix_ms";
        let Some(row) = transaction.row(delete, [hash.into()]).await? else { return Ok(None) };
        let (person, until) = (row.get("person")?, row.count("until_unix_ms")?);
        transaction.commit().await?;
        Ok((until > self.now_unix_ms()).then_some(person))
    }

    /// Keeps a session, and drops those that have ended.
    pub async fn put_session(&self, hash: &[u8], person: &str, until_unix_ms: u64) -> Result<(), StoreError> {
        let mut transaction = self.0.database.write(Scope::Operator, "keeping a session").await?;
        let now = self.now_unix_ms();
        transaction.execute("DELETE FROM sessions WHERE until_unix_ms < $1", [now.into()]).await?;
        let insert =
            "INSERT INTO sessions (hash, person, seen_unix_ms, until_unix_ms) VALUES ($1, $2, $3, $4)";
        let values = [hash.into(), person.into(), now.into(), until_unix_ms.into()];
        transaction.execute(insert, values).await?;
        transaction.commit().await
    }

    /// Whose session it is, and when it was last seen, if it has not ended.
    pub async fn session(&self, hash: &[u8]) -> Result<Option<(String, u64)>, StoreError> {
        let mut transaction = self.0.database.read(Scope::Operator, "looking for a session").await?;
        let select = "SELECT person, seen_unix_ms FROM sessions WHERE hash = $1 AND until_unix_ms > $2";
        let row = transaction.row(select, [hash.into(), self.now_unix_ms().into()]).await?;
        row.map(|row| Ok((row.get("person")?, row.count("seen_unix_ms")?))).transpose()
    }

    /// Notes that a session is used.
    pub async fn see_session(&self, hash: &[u8]) -> Result<(), StoreError> {
        let mut transaction = self.0.database.write(Scope::Operator, "noting a session").await?;
        let update = "UPDATE sessions SET seen_unix_ms = $2 WHERE hash = $1";
        transaction.execute(update, [hash.into(), self.now_unix_ms().into()]).await?;
        transaction.commit().await
    }

    /// Ends a session.
    pub async fn end_session(&self, hash: &[u8]) -> Result<(), StoreError> {
        let mut transaction = self.0.database.write(Scope::Operator, "ending a session").await?;
        transaction.execute("DELETE FROM sessions WHERE hash = $1", [hash.into()]).await?;
        transaction.commit().await
    }
}

/// A new link in the place of all that `person` had.
pub(crate) async fn keep_link(
    transaction: &mut Transaction,
    hash: &[u8],
    person: &str,
    until_unix_ms: u64,
) -> Result<(), StoreError> {
    transaction.execute("DELETE FROM links WHERE person = $1", [person.into()]).await?;
    let insert = "INSERT INTO links (hash, person, until_unix_ms) VALUES ($1, $2, $3)";
    transaction.execute(insert, [hash.into(), person.into(), until_unix_ms.into()]).await.map(drop)
}
