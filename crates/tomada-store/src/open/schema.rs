//! The schema, as migrations that only go forward: one set of files, with the few words in which the databases differ.
//!
//! Each migration is one transaction. Rule: a schema that is newer than the newest file is refused and left as it is.

use sqlx::migrate::{Migrate, MigrateError, Migration, MigrationType, Migrator};
use sqlx::{AssertSqlSafe, SqlSafeStr};

use crate::StoreError;

/// From the first to the newest; a file that has been released is never changed.
const FILES: [(&str, &str); 7] = [
    ("begin", include_str!("../../migrations/0001_begin.sql")),
    ("vault", include_str!("../../migrations/0002_vault.sql")),
    ("people", include_str!("../../migrations/0003_people.sql")),
    ("grants", include_str!("../../migrations/0004_grants.sql")),
    ("answers", include_str!("../../migrations/0005_answers.sql")),
    ("failed", include_str!("../../migrations/0006_failed.sql")),
    ("exchanges begin", include_str!("../../migrations/0007_exchanges_begin.sql")),
];

/// Where sqlx notes what it has done.
const NOTES: &str = "_sqlx_migrations";

/// From this line on a file is for one database only.
const ONLY_SQLITE: &str = "\n-- SQLite only\n";
const ONLY_POSTGRES: &str = "\n-- PostgreSQL only\n";

/// The schema for one of the databases.
pub(super) struct Schema(Migrator);

pub(super) fn sqlite() -> Schema {
    Schema::new(|file| {
        let (both, only) = parts(file);
        let both = both.replace("BYTEA", "BLOB").replace("BIGINT", "INTEGER").replace("\n);", "\n) STRICT;");
        format!("{both}\n{}", only.0)
    })
}

pub(super) fn postgres() -> Schema {
    Schema::new(|file| {
        let (both, only) = parts(file);
        format!("{both}\n{}", only.1)
    })
}

/// What is for both, and what is for one of them.
fn parts(file: &str) -> (&str, (&str, &str)) {
    let (rest, postgres) = file.split_once(ONLY_POSTGRES).unwrap_or((file, ""));
    let (both, sqlite) = rest.split_once(ONLY_SQLITE).unwrap_or((rest, ""));
    (both, (sqlite, postgres))
}

impl Schema {
    fn new(dialect: impl Fn(&str) -> String) -> Self {
        let migrations = FILES.iter().zip(1..).map(|((name, file), version)| {
            let sql = AssertSqlSafe(dialect(file)).into_sql_str();
            Migration::new(version, (*name).into(), MigrationType::Simple, sql, false)
        });
        Self(Migrator::with_migrations(migrations.collect()))
    }

    /// The schema that the database has, 0 for none.
    ///
    /// # Errors
    /// [`StoreError::Newer`] when this version does not know it.
    pub(super) async fn found<C: Migrate>(&self, connection: &mut C) -> Result<i64, StoreError> {
        let applied = connection.list_applied_migrations(NOTES).await.map_err(|error| self.error(error))?;
        let found = applied.iter().map(|migration| migration.version).max().unwrap_or(0);
        if found > self.known() {
            return Err(StoreError::Newer { found, known: self.known() });
        }
        Ok(found)
    }

    /// Brings the database to the newest schema.
    pub(super) async fn bring_up<C: Migrate>(&self, connection: &mut C) -> Result<(), StoreError> {
        self.0.run_direct(None, connection, false).await.map_err(|error| self.error(error))
    }

    fn known(&self) -> i64 {
        self.0.iter().map(|migration| migration.version).max().unwrap_or(0)
    }

    fn error(&self, error: MigrateError) -> StoreError {
        match error {
            MigrateError::VersionMissing(found) => StoreError::Newer { found, known: self.known() },
            error => StoreError::row("bringing the database to the newest schema", error),
        }
    }
}
