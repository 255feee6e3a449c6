//! One SQL for two databases: a transaction that is bound to a project, values that go in, rows that come out.
//!
//! Rule: nothing else in this crate knows which database it talks to, and no value is ever part of a statement's text.

mod transaction;
mod value;

pub(crate) use transaction::{Row, Transaction};
pub(crate) use value::Value;

use sqlx::{PgPool, SqlitePool};

use crate::StoreError;

/// An open database.
#[derive(Clone, Debug)]
pub(crate) enum Database {
    /// One connection that writes, and some that read beside it.
    Sqlite { writer: SqlitePool, readers: SqlitePool },
    /// A server's.
    Postgres(PgPool),
}

/// Whose rows a transaction sees.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Scope<'a> {
    /// One project's. PostgreSQL shows no others, whatever a statement asks.
    Project(&'a str),
    /// Everybody's: for the operator's chores.
    Operator,
}

impl Database {
    /// Begins a transaction that reads; `doing` says in errors what for.
    pub(crate) async fn read(
        &self,
        scope: Scope<'_>,
        doing: &'static str,
    ) -> Result<Transaction, StoreError> {
        match self {
            Self::Sqlite { readers, .. } => Transaction::sqlite(readers, "BEGIN", doing).await,
            Self::Postgres(pool) => Transaction::postgres(pool, scope, doing).await,
        }
    }

    /// Begins a transaction that writes. On SQLite it is the only one until it ends.
    pub(crate) async fn write(
        &self,
        scope: Scope<'_>,
        doing: &'static str,
    ) -> Result<Transaction, StoreError> {
        match self {
            Self::Sqlite { writer, .. } => Transaction::sqlite(writer, "BEGIN IMMEDIATE", doing).await,
            Self::Postgres(pool) => Transaction::postgres(pool, scope, doing).await,
        }
    }

    /// Waits for what is under way, and closes.
    pub(crate) async fn close(&self) {
        match self {
            Self::Sqlite { writer, readers } => {
                readers.close().await;
                // The last one to close writes the log of changes back into the file.
                writer.close().await;
            }
            Self::Postgres(pool) => pool.close().await,
        }
    }
}
