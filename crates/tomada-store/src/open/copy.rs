//! Backup and restore of a SQLite file: whole copies, judged before anybody relies on them.
//!
//! A backup is made while the server runs: SQLite reads one state of the database and writes it out, and whoever
//! writes meanwhile is not held up (<https://www.sqlite.org/lang_vacuum.html#vacuuminto>). Rule: nothing that is there
//! is overwritten, and a copy that is not whole does not stay.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use sqlx::{ConnectOptions, Connection, SqliteConnection};

use super::lock::Lock;
use super::{schema, sqlite};
use crate::StoreError;

/// A copy that has been judged whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Copied {
    /// Its size.
    pub bytes: u64,
    /// The schema that it has.
    pub schema: i64,
}

/// Writes the SQLite database `from`, which may be open in a server, into the new file `to`, readable by this user
/// alone. The secrets in it are sealed; without the key file they stay so.
///
/// # Errors
/// [`StoreError::File`] when there is a file `to` already or it cannot be made, [`StoreError::Foreign`] and
/// [`StoreError::Newer`] when `from` is not a database that this version knows, [`StoreError::Damaged`] when the copy
/// is not whole. There is no copy then.
pub async fn backup(from: &Path, to: &Path) -> Result<Copied, StoreError> {
    there(from)?;
    sqlite::look_at(from).await?;
    made(to)?;
    let copied = match written(from, to).await {
        Ok(()) => judged(to).await,
        Err(error) => Err(error),
    };
    kept_or_gone(to, copied)
}

/// Puts the backup `from` in the place `to`, where no database may be.
///
/// # Errors
/// As [`backup`], and [`StoreError::Held`] when a host has the place.
pub async fn restore(from: &Path, to: &Path) -> Result<Copied, StoreError> {
    there(from)?;
    judged(from).await?;
    let (lock, _) = Lock::take(to)?;
    made(to)?;
    let copying = StoreError::file("copying", to);
    let copied = match fs::copy(from, to).map_err(copying) {
        Ok(_) => judged(to).await,
        Err(error) => Err(error),
    };
    let copied = kept_or_gone(to, copied)?;
    lock.close()?;
    Ok(copied)
}

fn there(path: &Path) -> Result<(), StoreError> {
    let file = path.metadata().map_err(StoreError::file("reading", path))?;
    if file.is_file() { Ok(()) } else { Err(StoreError::Foreign { path: path.to_owned() }) }
}

/// An empty file that was not there before: whoever comes second is refused.
fn made(path: &Path) -> Result<(), StoreError> {
    let file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path);
    file.map(drop).map_err(StoreError::file("making", path))
}

async fn written(from: &Path, to: &Path) -> Result<(), StoreError> {
    let doing = "writing the backup";
    let not_text = || StoreError::file(doing, to)(io::Error::other("its path is no text"));
    let name = to.to_str().ok_or_else(not_text)?;
    let options = sqlite::options(from).disable_statement_logging();
    let mut connection: SqliteConnection = options.connect().await.map_err(StoreError::database(doing))?;
    let written = sqlx::query("VACUUM INTO $1").bind(name).execute(&mut connection).await;
    // Nothing was changed that a failed close could lose.
    let _ = connection.close().await;
    written.map(drop).map_err(StoreError::database(doing))
}

/// Whether the file is ours, known and whole; it is on the disk then.
async fn judged(path: &Path) -> Result<Copied, StoreError> {
    sqlite::look_at(path).await?;
    let doing = "checking the copy";
    let options = sqlite::options(path).read_only(true).disable_statement_logging();
    let mut connection: SqliteConnection = options.connect().await.map_err(StoreError::database(doing))?;
    let check = sqlx::query_scalar::<_, String>("PRAGMA quick_check(1)").fetch_one(&mut connection).await;
    let schema = schema::sqlite().found(&mut connection).await;
    let _ = connection.close().await;
    match check {
        Ok(check) if check == "ok" => {}
        Ok(found) => return Err(StoreError::Damaged { path: path.to_owned(), found }),
        Err(error) => return Err(StoreError::Damaged { path: path.to_owned(), found: error.to_string() }),
    }
    let file = File::open(path).and_then(|file| file.sync_all().and_then(|()| file.metadata()));
    let bytes = file.map_err(StoreError::file("writing", path))?.len();
    Ok(Copied { bytes, schema: schema? })
}

/// A copy that failed does not stay: it is the file that [`made`] made.
fn kept_or_gone(path: &Path, copied: Result<Copied, StoreError>) -> Result<Copied, StoreError> {
    if copied.is_err() {
        let _ = fs::remove_file(path);
    }
    copied
}
