//! Retention: the call log is cut back by age, outcome and size, a few rows at a time so that nobody waits for it.

use crate::calls::first_id;
use crate::sql::{Scope, Value};
use crate::{Store, StoreError};

/// How many runs one transaction removes.
const BATCH: i64 = 200;

/// What is kept of a project's call log. What is absent has no limit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Retention {
    /// Runs that went well, in milliseconds since they began.
    pub ok_max_age_ms: Option<u64>,
    /// Runs that failed, in milliseconds since they began.
    pub failed_max_age_ms: Option<u64>,
    /// All together, in bytes as they were counted when they were written; the oldest go first.
    pub max_bytes: Option<u64>,
}

impl Store {
    /// Cuts the call log of `project` back and gives the number of runs removed.
    pub async fn sweep(&self, project: &str, retention: Retention) -> Result<u64, StoreError> {
        let now = self.now_unix_ms();
        let mut removed = 0;
        for (outcome, age) in
            [("outcome = 'ok'", retention.ok_max_age_ms), ("outcome <> 'ok'", retention.failed_max_age_ms)]
        {
            let Some(age) = age else { continue };
            let until = first_id(now.saturating_sub(age));
            removed += self.remove_while(project, outcome, until, None).await?;
        }
        if let Some(max) = retention.max_bytes {
            removed += self.remove_while(project, "1 = 1", vec![0xff; 16], Some(max)).await?;
        }
        Ok(removed)
    }

    /// Removes the oldest runs before the id `until` of which `condition` holds, as long as the log is larger than
    /// `while_over`.
    async fn remove_while(
        &self,
        project: &str,
        condition: &'static str,
        until: Vec<u8>,
        while_over: Option<u64>,
    ) -> Result<u64, StoreError> {
        let mut removed = 0;
        loop {
            let mut transaction =
                self.0.database.write(Scope::Project(project), "cutting the call log").await?;
            let size = "SELECT bytes FROM journal_sizes WHERE project = $1";
            let held =
                transaction.row(size, [project.into()]).await?.map_or(Ok(0), |row| row.count("bytes"))?;
            let mut over = while_over.map(|max| held.saturating_sub(max));
            if over == Some(0) {
                return Ok(removed);
            }
            let sql = format!(
                "SELECT run, bytes FROM runs WHERE project = $1 AND run < $2 AND {condition} ORDER BY run LIMIT {BATCH}"
            );
            let values = [project.into(), until.clone().into()];
            let rows = transaction.rows(sqlx::AssertSqlSafe(sql), values).await?;
            let (mut count, mut bytes) = (0_u64, 0_u64);
            for row in &rows {
                if over == Some(0) {
                    break;
                }
                let (run, size): (Vec<u8>, u64) = (row.get("run")?, row.count("bytes")?);
                let key: [Value; 2] = [project.into(), run.into()];
                transaction.execute("DELETE FROM runs WHERE project = $1 AND run = $2", key).await?;
                (count, bytes) = (count + 1, bytes.saturating_add(size));
                over = over.map(|over| over.saturating_sub(size));
            }
            if count == 0 {
                return Ok(removed);
            }
            let update = "UPDATE journal_sizes SET runs = runs - $2, bytes = bytes - $3 WHERE project = $1";
            transaction.execute(update, [project.into(), count.into(), bytes.into()]).await?;
            transaction.commit().await?;
            removed += count;
            // Others have their turn between two batches.
            tokio::task::yield_now().await;
        }
    }
}
