//! The journal, read: lists of runs by filters, one run in full, and numbers over time.
//!
//! Rule: a page costs the same wherever it lies and however many rows there are. What no index finds is looked for in a
//! bounded number of rows, and the page says where to go on.

mod numbers;
mod query;
mod rows;

use uuid::Uuid;

use crate::sql::{Row, Scope};
use crate::{Store, StoreError};
pub use numbers::Slice;
pub use query::CallFilter;
use query::Query;
pub(crate) use query::first_id;
pub use rows::{CallExchange, CallLogLine, StoredRun};

/// A run in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CallSummary {
    /// Names the run: a UUID of version 7.
    pub run_id: String,
    /// When it was asked for, in milliseconds since 1970-01-01 UTC.
    pub started_unix_ms: u64,
    /// How long it took, in milliseconds.
    pub elapsed_ms: u64,
    /// The integration.
    pub integration: String,
    /// The version that ran.
    pub version: String,
    /// The action.
    pub action: String,
    /// The connection.
    pub connection: String,
    /// `ok`, or the name of the failure's kind.
    pub outcome: String,
    /// Of the last exchange that was answered.
    pub status: Option<u16>,
    /// How many exchanges there were.
    pub exchanges: u64,
}

const COLUMNS: &str = "run, started_unix_ms, elapsed_ms, integration, version, action, connection, outcome, status, \
    exchanges";

impl Store {
    /// The runs before the id `before` (the newest if absent) that `filter` lets through, the newest first, at most `limit`;
    /// and where to go on, if there may be more.
    pub async fn runs(
        &self,
        project: &str,
        filter: &CallFilter,
        before: Option<Uuid>,
        limit: u32,
    ) -> Result<(Vec<CallSummary>, Option<Uuid>), StoreError> {
        let mut transaction = self.0.database.read(Scope::Project(project), "reading the call log").await?;
        let query = Query::of(project, filter, before);
        let (sql, values) = query.page(COLUMNS, limit);
        let rows = transaction.rows(sqlx::AssertSqlSafe(sql), values).await?;
        let runs = rows.iter().map(summary).collect::<Result<Vec<_>, _>>()?;
        let full = u32::try_from(runs.len()).unwrap_or(u32::MAX) >= limit;
        let last = match (runs.last(), query.end_of_scan()) {
            (Some(run), _) if full => Uuid::parse_str(&run.run_id).ok(),
            (_, Some((sql, values))) => {
                let row = transaction.row(sqlx::AssertSqlSafe(sql), values).await?;
                row.map(|row| id(&row)).transpose()?
            }
            (_, None) => None,
        };
        Ok((runs, last))
    }

    /// The run `run_id` in full, if there is one.
    pub async fn recorded_run(&self, project: &str, run_id: Uuid) -> Result<Option<StoredRun>, StoreError> {
        let mut transaction = self.0.database.read(Scope::Project(project), "reading a call").await?;
        let key = || [project.into(), run_id.as_bytes().as_slice().into()];
        let sql = format!(
            "SELECT {COLUMNS}, log_dropped, failure, input, output FROM runs WHERE project = $1 AND run = $2"
        );
        let Some(row) = transaction.row(sqlx::AssertSqlSafe(sql), key()).await? else { return Ok(None) };
        let select =
            "SELECT method, url, status, started_unix_ms, elapsed_ms, attempt, error, sent, timings, request, response
            FROM exchanges WHERE project = $1 AND run = $2 ORDER BY number";
        let exchanges = transaction.rows(select, key()).await?;
        let select = "SELECT unix_ms, level, message, fields FROM log_lines
            WHERE project = $1 AND run = $2 ORDER BY number";
        let lines = transaction.rows(select, key()).await?;
        rows::run(&row, &exchanges, &lines).map(Some)
    }
}

fn id(row: &Row) -> Result<Uuid, StoreError> {
    let bytes: Vec<u8> = row.get("run")?;
    Uuid::from_slice(&bytes).map_err(|error| StoreError::row(row.doing(), error))
}

fn summary(row: &Row) -> Result<CallSummary, StoreError> {
    let status: Option<i64> = row.get("status")?;
    Ok(CallSummary {
        run_id: id(row)?.to_string(),
        started_unix_ms: row.count("started_unix_ms")?,
        elapsed_ms: row.count("elapsed_ms")?,
        integration: row.get("integration")?,
        version: row.get("version")?,
        action: row.get("action")?,
        connection: row.get("connection")?,
        outcome: row.get("outcome")?,
        status: status.and_then(|status| u16::try_from(status).ok()),
        exchanges: row.count("exchanges")?,
    })
}
