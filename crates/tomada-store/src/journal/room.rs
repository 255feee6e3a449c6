//! Whether the journal can be written at all: a disk may be full, or a database gone.
//!
//! Rule: a run that nobody could record is not begun. Whether that is so is found out by trying, first when a commit has
//! failed and then again and again, so that it ends by itself.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use tomada_core::{Clock, Failure, Kind};

use super::DOING;
use crate::sql::{Database, Scope};
use crate::{Location, Options, StoreError};

/// How long until it is tried again, in milliseconds.
const AGAIN_MS: u64 = 1_000;
/// How much there must be room for, in bytes: a group of usual runs.
const ROOM_BYTES: usize = 1024 * 1024;

/// What is known of it.
pub(super) struct Room {
    database: Database,
    /// A file beside the database's that shows whether there is room, where the database is a file.
    file: Option<PathBuf>,
    clock: Arc<dyn Clock>,
    is_full: AtomicBool,
}

impl Room {
    pub(super) fn new(database: &Database, options: &Options) -> Self {
        let file = match &options.location {
            Location::File(path) => Some(path.with_extension("room")),
            Location::Server(_) => None,
        };
        let clock = Arc::clone(&options.clock);
        Self { database: database.clone(), file, clock, is_full: AtomicBool::new(false) }
    }

    /// # Errors
    /// `Unavailable` with `journal-full` as long as there is none.
    pub(super) fn accepts(&self) -> Result<(), Failure> {
        if !self.is_full.load(Ordering::Relaxed) {
            return Ok(());
        }
        Err(Failure::coded(Kind::Unavailable, "journal-full").with_retry_after_ms(AGAIN_MS))
    }

    /// Waits until it is time to look again; for ever as long as all is well.
    pub(super) async fn next_look(&self) {
        if !self.is_full.load(Ordering::Relaxed) {
            std::future::pending::<()>().await;
        }
        self.clock.sleep(Duration::from_millis(AGAIN_MS)).await;
    }

    /// Looks whether there is room.
    pub(super) async fn look(&self) {
        self.is_full.store(self.tried().await.is_err(), Ordering::Relaxed);
    }

    async fn tried(&self) -> Result<(), StoreError> {
        if let Some(path) = self.file.clone() {
            let filled = tokio::task::spawn_blocking(move || fill(&path)).await;
            filled.map_err(|error| StoreError::row(DOING, error))??;
        }
        let mut transaction = self.database.write(Scope::Operator, DOING).await?;
        // A statement that needs the tables and the right to write, and changes nothing.
        transaction.execute("DELETE FROM runs WHERE project = '' AND outcome = ''", []).await?;
        transaction.commit().await
    }
}

/// Whether as much can be written beside the database as there must be room for; nothing of it stays.
fn fill(path: &Path) -> Result<(), StoreError> {
    let filled = File::create(path).and_then(|mut file| {
        file.write_all(&vec![0; ROOM_BYTES])?;
        file.sync_data()
    });
    // What was written of it takes the room that is missed; where it cannot be removed, the next look truncates it.
    let _ = fs::remove_file(path);
    filled.map_err(StoreError::file("writing", path))
}
