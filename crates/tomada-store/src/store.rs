//! The store itself: what is opened once, shared by everybody, closed at the end.

use std::sync::{Arc, Mutex, PoisonError};

use crate::journal::Writer;
use crate::keys::Keys;
use crate::open::{self, lock::Lock};
use crate::sql::Database;
use crate::vault::Known;
use crate::{Options, StoreError};

/// An open store; cheap to clone.
#[derive(Clone)]
pub struct Store(pub(crate) Arc<Parts>);

/// What every verb of the store works with.
pub(crate) struct Parts {
    pub(crate) database: Database,
    pub(crate) options: Options,
    pub(crate) writer: Writer,
    pub(crate) keys: Keys,
    pub(crate) vault: Known,
    lock: Mutex<Option<Lock>>,
}

impl Store {
    /// Opens the store, made anew where there is none, and brings its schema up to date. It must be called within a tokio
    /// runtime, which then also writes the journal.
    ///
    /// # Errors
    /// Each [`StoreError`] says what was found; whatever it is, nothing has been changed that this version does not
    /// know.
    pub async fn open(options: Options) -> Result<Self, StoreError> {
        let (database, lock) = open::open(&options.location).await?;
        let keys = Keys::open(options.key_file.clone(), &database, &*options.random).await?;
        let writer = Writer::start(database.clone(), &options);
        Ok(Self(Arc::new(Parts {
            database,
            options,
            writer,
            keys,
            vault: Known::default(),
            lock: Mutex::new(lock),
        })))
    }

    /// Waits for what is under way, closes the database and gives its lock up. Whoever still uses a clone gets
    /// [`StoreError::Database`].
    ///
    /// # Errors
    /// [`StoreError::File`] when the end cannot be noted; the next start then checks the database.
    pub async fn close(&self) -> Result<(), StoreError> {
        self.0.writer.close().await;
        self.0.database.close().await;
        let lock = self.0.lock.lock().unwrap_or_else(PoisonError::into_inner).take();
        lock.map_or(Ok(()), Lock::close)
    }

    /// Now, in milliseconds since 1970-01-01 UTC.
    pub(crate) fn now_unix_ms(&self) -> u64 {
        u64::try_from(self.0.options.clock.now().as_millis()).unwrap_or(u64::MAX)
    }
}
