//! API tokens of projects, by the hashes of what is shown once.

use serde_json::json;

use crate::audit::Deed;
use crate::sql::{Row, Scope};
use crate::{Store, StoreError};

/// A token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredToken {
    /// The project that it opens.
    pub project: String,
    /// Names it; no secret.
    pub id: String,
    /// What people call it.
    pub label: String,
    /// The name of the role.
    pub role: String,
    /// In milliseconds since 1970-01-01 UTC.
    pub created_unix_ms: u64,
    /// When it was last used.
    pub used_unix_ms: Option<u64>,
}

const SELECT: &str = "SELECT project, token, label, role, created_unix_ms, used_unix_ms FROM tokens";

impl Store {
    /// Keeps a token by its hash; `by` has made it.
    pub async fn insert_token(&self, token: &StoredToken, hash: &[u8], by: &str) -> Result<(), StoreError> {
        let scope = Scope::Project(&token.project);
        let mut transaction = self.0.database.write(scope, "keeping a token").await?;
        let insert = "INSERT INTO tokens (project, token, label, role, hash, created_unix_ms)
            VALUES ($1, $2, $3, $4, $5, $6)";
        let values = [
            token.project.as_str().into(),
            token.id.as_str().into(),
            token.label.as_str().into(),
            token.role.as_str().into(),
            hash.into(),
            token.created_unix_ms.into(),
        ];
        transaction.execute(insert, values).await?;
        let detail = json!({"role": token.role, "label": token.label});
        let deed = Deed { by, verb: "token.create", subject: &token.id, detail };
        self.tell(&mut transaction, &token.project, deed).await?;
        transaction.commit().await
    }

    /// The token of a hash, whatever its project.
    pub async fn token(&self, hash: &[u8]) -> Result<Option<StoredToken>, StoreError> {
        let mut transaction = self.0.database.read(Scope::Operator, "looking for a token").await?;
        let sql = format!("{SELECT} WHERE hash = $1");
        let row = transaction.row(sqlx::AssertSqlSafe(sql), [hash.into()]).await?;
        row.as_ref().map(read).transpose()
    }

    /// Notes that a token is used.
    pub async fn see_token(&self, project: &str, id: &str) -> Result<(), StoreError> {
        let mut transaction = self.0.database.write(Scope::Project(project), "noting a token").await?;
        let update = "UPDATE tokens SET used_unix_ms = $3 WHERE project = $1 AND token = $2";
        transaction.execute(update, [project.into(), id.into(), self.now_unix_ms().into()]).await?;
        transaction.commit().await
    }

    /// The tokens after the id `after`, at most `limit`.
    pub async fn tokens(
        &self,
        project: &str,
        after: &str,
        limit: u32,
    ) -> Result<Vec<StoredToken>, StoreError> {
        let mut transaction = self.0.database.read(Scope::Project(project), "listing tokens").await?;
        let sql = format!("{SELECT} WHERE project = $1 AND token > $2 ORDER BY token LIMIT $3");
        let values = [project.into(), after.into(), i64::from(limit).into()];
        let rows = transaction.rows(sqlx::AssertSqlSafe(sql), values).await?;
        rows.iter().map(read).collect()
    }

    /// Ends a token; `by` does. `false` if there is none.
    pub async fn delete_token(&self, project: &str, id: &str, by: &str) -> Result<bool, StoreError> {
        let mut transaction = self.0.database.write(Scope::Project(project), "ending a token").await?;
        let delete = "DELETE FROM tokens WHERE project = $1 AND token = $2";
        if transaction.execute(delete, [project.into(), id.into()]).await? == 0 {
            return Ok(false);
        }
        let deed = Deed { by, verb: "token.revoke", subject: id, detail: json!({}) };
        self.tell(&mut transaction, project, deed).await?;
        transaction.commit().await?;
        Ok(true)
    }
}

fn read(row: &Row) -> Result<StoredToken, StoreError> {
    let used: Option<i64> = row.get("used_unix_ms")?;
    Ok(StoredToken {
        project: row.get("project")?,
        id: row.get("token")?,
        label: row.get("label")?,
        role: row.get("role")?,
        created_unix_ms: row.count("created_unix_ms")?,
        used_unix_ms: used.and_then(|used| u64::try_from(used).ok()),
    })
}
