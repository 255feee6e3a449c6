//! The audit: who did what, added to and never changed.
//!
//! Rule: what somebody does is told in the transaction that does it, so that neither is ever without the other.

use serde_json::Value;

use crate::sql::{Row, Scope, Transaction};
use crate::{Store, StoreError};

/// One entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredAudit {
    /// Names it: a UUID of version 7, so that ids sort by time.
    pub id: String,
    /// In milliseconds since 1970-01-01 UTC.
    pub unix_ms: u64,
    /// Who, such as `person:ana`.
    pub actor: String,
    /// Did what, such as `connection.create`.
    pub verb: String,
    /// To what.
    pub subject: String,
    /// A JSON object without secrets.
    pub detail: String,
}

/// What somebody does.
pub(crate) struct Deed<'a> {
    /// Who, as [`StoredAudit::actor`] has it.
    pub(crate) by: &'a str,
    pub(crate) verb: &'static str,
    pub(crate) subject: &'a str,
    /// A JSON object without secrets.
    pub(crate) detail: Value,
}

impl Store {
    /// Adds an entry to what `transaction` does.
    pub(crate) async fn tell(
        &self,
        transaction: &mut Transaction,
        project: &str,
        deed: Deed<'_>,
    ) -> Result<(), StoreError> {
        let now = self.now_unix_ms();
        let insert = "INSERT INTO audit (project, entry, unix_ms, actor, verb, subject, detail)
            VALUES ($1, $2, $3, $4, $5, $6, $7)";
        let values = [
            project.into(),
            self.time_id(now).into(),
            now.into(),
            deed.by.into(),
            deed.verb.into(),
            deed.subject.into(),
            deed.detail.to_string().into(),
        ];
        transaction.execute(insert, values).await.map(drop)
    }

    /// The entries before the id `before` (the newest if it is empty), the newest first, at most `limit`.
    pub async fn audit(
        &self,
        project: &str,
        before: &str,
        limit: u32,
    ) -> Result<Vec<StoredAudit>, StoreError> {
        let mut transaction = self.0.database.read(Scope::Project(project), "reading the audit").await?;
        let before =
            uuid::Uuid::parse_str(before).map_or_else(|_| vec![0xff; 16], |id| id.as_bytes().to_vec());
        let select = "SELECT entry, unix_ms, actor, verb, subject, detail FROM audit
            WHERE project = $1 AND entry < $2 ORDER BY entry DESC LIMIT $3";
        let rows = transaction.rows(select, [project.into(), before.into(), i64::from(limit).into()]).await?;
        rows.iter().map(read).collect()
    }

    /// A new id that sorts by `unix_ms`: a UUID of version 7 (RFC 9562, section 5.7).
    pub(crate) fn time_id(&self, unix_ms: u64) -> Vec<u8> {
        let mut random = [0; 10];
        self.0.options.random.fill(&mut random);
        uuid::Builder::from_unix_timestamp_millis(unix_ms, &random).into_uuid().as_bytes().to_vec()
    }
}

fn read(row: &Row) -> Result<StoredAudit, StoreError> {
    let id: Vec<u8> = row.get("entry")?;
    let id = uuid::Uuid::from_slice(&id).map_err(|error| StoreError::row(row.doing(), error))?;
    Ok(StoredAudit {
        id: id.to_string(),
        unix_ms: row.count("unix_ms")?,
        actor: row.get("actor")?,
        verb: row.get("verb")?,
        subject: row.get("subject")?,
        detail: row.get("detail")?,
    })
}
