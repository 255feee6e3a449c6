//! Many rows in one statement: a group of runs costs a few statements for each table.

use std::fmt::Write;

use sqlx::AssertSqlSafe;

use crate::StoreError;
use crate::sql::{Transaction, Value};

/// How many rows one statement writes. The statements of all sizes stay prepared, and each is prepared quickly: SQLite
/// looks a `$1` up among all those before it, so that ten times as many take a hundred times as long.
const ROWS_MAX: usize = 16;

/// Rows on their way into a table.
pub(super) struct Insert {
    table: &'static str,
    columns: &'static [&'static str],
    values: Vec<Value>,
}

impl Insert {
    pub(super) fn new(table: &'static str, columns: &'static [&'static str]) -> Self {
        Self { table, columns, values: Vec::new() }
    }

    /// Adds a row: one value for each column.
    pub(super) fn add<const N: usize>(&mut self, row: [Value; N]) {
        debug_assert_eq!(N, self.columns.len(), "columns of {}", self.table);
        self.values.extend(row);
    }

    /// Writes the rows.
    pub(super) async fn run(self, transaction: &mut Transaction) -> Result<(), StoreError> {
        let width = self.columns.len();
        let mut values = self.values.into_iter();
        while values.len() > 0 {
            let count = values.len().min(ROWS_MAX * width);
            let sql = text(self.table, self.columns, count / width);
            transaction.execute(AssertSqlSafe(sql), values.by_ref().take(count)).await?;
        }
        Ok(())
    }
}

/// The statement, which is made of names that stand in this crate and of numbers.
fn text(table: &str, columns: &[&str], rows: usize) -> String {
    let mut sql = format!("INSERT INTO {table} ({}) VALUES ", columns.join(", "));
    for row in 0..rows {
        for column in 0..columns.len() {
            let before = match (row, column) {
                (0, 0) => "(",
                (_, 0) => "), (",
                _ => ", ",
            };
            // Writing to a string does not fail.
            let _ = write!(sql, "{before}${}", row * columns.len() + column + 1);
        }
    }
    sql.push(')');
    sql
}

#[cfg(test)]
mod tests {
    #[test]
    fn each_row_has_its_own_values() {
        assert_eq!(super::text("t", &["a", "b"], 2), "INSERT INTO t (a, b) VALUES ($1, $2), ($3, $4)");
    }
}
