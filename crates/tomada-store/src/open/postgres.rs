//! PostgreSQL: a database on a server, which several hosts may share.
//!
//! The host signs in as the database's owner. What it does for a project it does as `tomada_project`, a role that
//! cannot sign in and that row-level security shows one project's rows.

use std::str::FromStr;
use std::time::Duration;

use sqlx::ConnectOptions;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use tomada_host::Secret;

use super::schema;
use crate::StoreError;
use crate::sql::Database;

const CONNECTIONS: u32 = 16;
/// How long a transaction waits for its turn, and for the server.
const TURN_MAX_MS: u64 = 10_000;

pub(super) async fn open(url: &Secret) -> Result<Database, StoreError> {
    let text = std::str::from_utf8(url.expose())
        .map_err(|source| StoreError::Address { source: Box::new(source) })?;
    let options = PgConnectOptions::from_str(text)
        .map_err(|source| StoreError::Address { source: Box::new(source) })?
        .application_name("tomada")
        // A host that hangs must not hold the others' rows for ever.
        .options([("lock_timeout", "10s"), ("idle_in_transaction_session_timeout", "30s")])
        .disable_statement_logging();
    let pool = PgPoolOptions::new()
        .max_connections(CONNECTIONS)
        .acquire_timeout(Duration::from_millis(TURN_MAX_MS))
        .test_before_acquire(false);
    let doing = "connecting to the database";
    let pool = pool.connect_with(options).await.map_err(StoreError::database(doing))?;
    let mut connection = pool.acquire().await.map_err(StoreError::database(doing))?;
    schema::postgres().bring_up(&mut *connection).await?;
    drop(connection);
    Ok(Database::Postgres(pool))
}
