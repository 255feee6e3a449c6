//! What a store is opened with. Rule: an address that may hold a password is a secret.

use std::path::PathBuf;
use std::sync::Arc;

use tomada_core::{Clock, Random};
use tomada_host::{OsRandom, Secret, SystemClock};

use crate::StoreError;

/// Where the data is.
#[derive(Clone, Debug)]
pub enum Location {
    /// A SQLite file, made when it is missing; its folder must exist. `-wal`, `-shm` and `.lock` files lie beside it.
    File(PathBuf),
    /// A PostgreSQL URL, such as `postgres://tomada@db.example.com/tomada`. The database must exist, and its user
    /// own it.
    Server(Secret),
}

/// When whoever records a run is answered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum JournalMode {
    /// After the commit that holds the run: no run that was answered is ever missing.
    #[default]
    Committed,
    /// At once, the commit follows. **What it risks**: when the process is killed, the power fails or the disk is full,
    /// runs that were answered are missing, up to 1,024 of them and usually those of the last few milliseconds; and when
    /// runs come faster than the database takes them, some are dropped, which [`crate::Store::journal_counters`] counts.
    Async,
}

/// What a store is opened with.
#[derive(Clone)]
pub struct Options {
    /// Where the data is.
    pub location: Location,
    /// The file of the keys that seal secrets: made with mode 0600 when the database is new. [`Options::new`] names the file
    /// beside a SQLite database; for a server it must be named before anything can be sealed.
    pub key_file: Option<PathBuf>,
    /// When whoever records a run is answered.
    pub journal: JournalMode,
    /// What time it is.
    pub clock: Arc<dyn Clock>,
    /// Where keys and nonces come from.
    pub random: Arc<dyn Random>,
}

impl Options {
    /// Options for a store at `location`, on the system's clock and randomness.
    ///
    /// # Errors
    /// [`StoreError::File`] when the operating system gives no randomness.
    pub fn new(location: Location) -> Result<Self, StoreError> {
        let random = OsRandom::new()
            .map_err(|source| StoreError::file("asking for randomness of", "/dev/urandom")(source.into()))?;
        let key_file = match &location {
            Location::File(path) => Some(path.with_extension("key")),
            Location::Server(_) => None,
        };
        let journal = JournalMode::default();
        Ok(Self { location, key_file, journal, clock: Arc::new(SystemClock), random: Arc::new(random) })
    }
}
