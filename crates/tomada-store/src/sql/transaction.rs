//! A transaction and its rows, on either database. Dropped without a commit, it is rolled back.

use sqlx::postgres::{PgArguments, PgRow};
use sqlx::sqlite::{SqliteArguments, SqliteRow};
use sqlx::{Arguments, ColumnIndex, Decode, Encode, PgPool, Postgres, SqlSafeStr, Sqlite, SqlitePool, Type};

use super::{Scope, Value};
use crate::StoreError;

/// A transaction, and what it is for.
pub(crate) struct Transaction {
    inner: Inner,
    doing: &'static str,
}

enum Inner {
    Sqlite(sqlx::Transaction<'static, Sqlite>),
    Postgres(sqlx::Transaction<'static, Postgres>),
}

/// A row of an answer.
pub(crate) enum Row {
    Sqlite(SqliteRow, &'static str),
    Postgres(PgRow, &'static str),
}

/// What a column can be read as.
pub(crate) trait Field:
    for<'r> Decode<'r, Sqlite> + Type<Sqlite> + for<'r> Decode<'r, Postgres> + Type<Postgres>
{
}

impl Field for i64 {}
impl Field for Option<i64> {}
impl Field for String {}
impl Field for Option<String> {}
impl Field for Vec<u8> {}
impl Field for Option<Vec<u8>> {}

impl Transaction {
    pub(super) async fn sqlite(
        pool: &SqlitePool,
        begin: &'static str,
        doing: &'static str,
    ) -> Result<Self, StoreError> {
        let transaction = pool.begin_with(begin).await.map_err(StoreError::database(doing))?;
        Ok(Self { inner: Inner::Sqlite(transaction), doing })
    }

    pub(super) async fn postgres(
        pool: &PgPool,
        scope: Scope<'_>,
        doing: &'static str,
    ) -> Result<Self, StoreError> {
        let transaction = pool.begin().await.map_err(StoreError::database(doing))?;
        let mut transaction = Self { inner: Inner::Postgres(transaction), doing };
        if let Scope::Project(project) = scope {
            transaction.enter(project).await?;
        }
        Ok(transaction)
    }

    /// From here on only the rows of `project` are there. SQLite has one wall: the statements themselves.
    pub(crate) async fn enter(&mut self, project: &str) -> Result<(), StoreError> {
        const ENTER: &str =
            "SELECT set_config('role', 'tomada_project', true), set_config('tomada.project', $1, true)";
        match self.inner {
            Inner::Sqlite(_) => Ok(()),
            Inner::Postgres(_) => self.row(ENTER, [project.into()]).await.map(drop),
        }
    }

    /// Takes a lock on PostgreSQL, until the end of the transaction. On SQLite whoever writes is alone.
    pub(crate) async fn hold(&mut self, lock: &'static str) -> Result<(), StoreError> {
        match self.inner {
            Inner::Sqlite(_) => Ok(()),
            Inner::Postgres(_) => self.execute(lock, []).await.map(drop),
        }
    }

    /// Runs a statement and gives the number of rows that it touched.
    pub(crate) async fn execute(
        &mut self,
        sql: impl SqlSafeStr,
        values: impl IntoIterator<Item = Value>,
    ) -> Result<u64, StoreError> {
        let touched = match &mut self.inner {
            Inner::Sqlite(inner) => {
                let query = sqlx::query_with(sql, arguments::<SqliteArguments>(values));
                query.execute(&mut **inner).await.map(|done| done.rows_affected())
            }
            Inner::Postgres(inner) => {
                let query = sqlx::query_with(sql, arguments::<PgArguments>(values));
                query.execute(&mut **inner).await.map(|done| done.rows_affected())
            }
        };
        touched.map_err(StoreError::database(self.doing))
    }

    /// Runs a query and gives its rows.
    pub(crate) async fn rows(
        &mut self,
        sql: impl SqlSafeStr,
        values: impl IntoIterator<Item = Value>,
    ) -> Result<Vec<Row>, StoreError> {
        let doing = self.doing;
        let rows = match &mut self.inner {
            Inner::Sqlite(inner) => {
                let query = sqlx::query_with(sql, arguments::<SqliteArguments>(values));
                let rows = query.fetch_all(&mut **inner).await;
                rows.map(|rows| rows.into_iter().map(|row| Row::Sqlite(row, doing)).collect())
            }
            Inner::Postgres(inner) => {
                let query = sqlx::query_with(sql, arguments::<PgArguments>(values));
                let rows = query.fetch_all(&mut **inner).await;
                rows.map(|rows| rows.into_iter().map(|row| Row::Postgres(row, doing)).collect())
            }
        };
        rows.map_err(StoreError::database(doing))
    }

    /// Runs a query and gives its first row, if there is one.
    pub(crate) async fn row(
        &mut self,
        sql: impl SqlSafeStr,
        values: impl IntoIterator<Item = Value>,
    ) -> Result<Option<Row>, StoreError> {
        Ok(self.rows(sql, values).await?.into_iter().next())
    }

    /// Makes it true.
    pub(crate) async fn commit(self) -> Result<(), StoreError> {
        let committed = match self.inner {
            Inner::Sqlite(inner) => inner.commit().await,
            Inner::Postgres(inner) => inner.commit().await,
        };
        committed.map_err(StoreError::database(self.doing))
    }
}

impl Row {
    /// The column `name`.
    pub(crate) fn get<T: Field>(&self, name: &str) -> Result<T, StoreError> {
        match self {
            Self::Sqlite(row, doing) => read(row, name, doing),
            Self::Postgres(row, doing) => read(row, name, doing),
        }
    }

    /// The column `name`, which is a count or a time.
    pub(crate) fn count(&self, name: &str) -> Result<u64, StoreError> {
        let found: i64 = self.get(name)?;
        u64::try_from(found).map_err(|error| StoreError::row(self.doing(), error))
    }

    /// What the row was read for.
    pub(crate) fn doing(&self) -> &'static str {
        match self {
            Self::Sqlite(_, doing) | Self::Postgres(_, doing) => doing,
        }
    }
}

fn read<'r, R, T>(row: &'r R, name: &str, doing: &'static str) -> Result<T, StoreError>
where
    R: sqlx::Row,
    T: Decode<'r, R::Database> + Type<R::Database>,
    for<'n> &'n str: ColumnIndex<R>,
{
    row.try_get(name).map_err(StoreError::database(doing))
}

fn arguments<A>(values: impl IntoIterator<Item = Value>) -> A
where
    A: Arguments,
    i64: Encode<'static, A::Database> + Type<A::Database>,
    String: Encode<'static, A::Database> + Type<A::Database>,
    Vec<u8>: Encode<'static, A::Database> + Type<A::Database>,
    Option<i64>: Encode<'static, A::Database>,
    Option<String>: Encode<'static, A::Database>,
    Option<Vec<u8>>: Encode<'static, A::Database>,
{
    let mut arguments = A::default();
    for value in values {
        // Integers, text and bytes are encoded by copying them, which does not fail.
        let _ = match value {
            Value::Integer(value) => arguments.add(value),
            Value::Text(value) => arguments.add(value),
            Value::Bytes(value) => arguments.add(value),
        };
    }
    arguments
}
