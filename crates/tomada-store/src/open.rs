//! Opening a database: which one, whether it is ours, whether it is whole, and the schema that it must have.
//!
//! Rule: what this version cannot use is refused before a byte of it is changed.

pub(crate) mod copy;
pub(crate) mod lock;
mod postgres;
mod schema;
mod sqlite;

use crate::sql::Database;
use crate::{Location, StoreError};
use lock::Lock;

/// Opens the database at `location`, with the lock that keeps others off.
pub(crate) async fn open(location: &Location) -> Result<(Database, Option<Lock>), StoreError> {
    match location {
        Location::File(path) => {
            let (database, lock) = sqlite::open(path).await?;
            Ok((database, Some(lock)))
        }
        Location::Server(url) => Ok((postgres::open(url).await?, None)),
    }
}
