//! Numbers over time: how many runs, how many failed and why, how long they took.

use std::collections::BTreeMap;

use super::query::first_id;
use crate::sql::{Scope, Value};
use crate::{Store, StoreError};

/// How many runs are counted at most, the newest.
const COUNTED_MAX: u32 = 200_000;

/// What an integration did within one slice of time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Slice {
    /// The number of the slice, from 0 on.
    pub number: u64,
    /// The integration.
    pub integration: String,
    /// How many runs.
    pub runs: u64,
    /// How many failed, by the name of the kind.
    pub failures: BTreeMap<String, u64>,
    /// Half of the runs took at most this long, in milliseconds.
    pub p50_ms: u64,
    /// 95 of 100 runs took at most this long, in milliseconds.
    pub p95_ms: u64,
}

impl Store {
    /// What each integration did from `from_unix_ms` on until before `to_unix_ms`, in slices of `width_ms`.
    pub async fn numbers(
        &self,
        project: &str,
        from_unix_ms: u64,
        to_unix_ms: u64,
        width_ms: u64,
    ) -> Result<Vec<Slice>, StoreError> {
        let mut transaction = self.0.database.read(Scope::Project(project), "counting runs").await?;
        let values = || -> [Value; 5] {
            [
                project.into(),
                first_id(from_unix_ms).into(),
                first_id(to_unix_ms).into(),
                from_unix_ms.into(),
                width_ms.max(1).into(),
            ]
        };
        let counted = format!(
            "SELECT integration, (started_unix_ms - $4) / $5 AS slice, outcome, elapsed_ms FROM (SELECT * FROM runs
            WHERE project = $1 AND run >= $2 AND run < $3 ORDER BY run DESC LIMIT {COUNTED_MAX}) r"
        );
        let times = format!(
            "SELECT integration, slice, MAX(n) AS runs, MIN(CASE WHEN rn * 2 >= n THEN elapsed_ms END) AS p50,
            MIN(CASE WHEN rn * 100 >= n * 95 THEN elapsed_ms END) AS p95 FROM (SELECT integration, slice, elapsed_ms,
            ROW_NUMBER() OVER (PARTITION BY integration, slice ORDER BY elapsed_ms) AS rn,
            COUNT(*) OVER (PARTITION BY integration, slice) AS n FROM ({counted}) c) t
            GROUP BY integration, slice ORDER BY integration, slice"
        );
        let mut slices = BTreeMap::new();
        for row in transaction.rows(sqlx::AssertSqlSafe(times), values()).await? {
            let (integration, number): (String, _) = (row.get("integration")?, row.count("slice")?);
            let slice = Slice {
                number,
                integration: integration.clone(),
                runs: row.count("runs")?,
                failures: BTreeMap::new(),
                p50_ms: row.count("p50")?,
                p95_ms: row.count("p95")?,
            };
            slices.insert((integration, number), slice);
        }
        let failed = format!(
            "SELECT integration, slice, outcome, COUNT(*) AS runs FROM ({counted}) c WHERE outcome <> 'ok'
            GROUP BY integration, slice, outcome"
        );
        for row in transaction.rows(sqlx::AssertSqlSafe(failed), values()).await? {
            let key = (row.get::<String>("integration")?, row.count("slice")?);
            if let Some(slice) = slices.get_mut(&key) {
                slice.failures.insert(row.get("outcome")?, row.count("runs")?);
            }
        }
        Ok(slices.into_values().collect())
    }
}
