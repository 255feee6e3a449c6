//! `journal = "async"`: a run is answered at once and written after. What it risks: a crash or a loss of power loses
//! the rows of the last moments, of runs that have been answered.
//!
//! Rule: it stays bounded. When too much waits to be written, whoever comes next waits as if it were committed.

use std::sync::Arc;

use tokio::sync::Semaphore;
use tomada_core::BoxFuture;
use tomada_host::{Journal, JournalError, RunRecord};
use tomada_store::Store;

/// How many runs may wait to be written.
const WAITING_MAX: u32 = 1_024;

/// A journal that writes later.
pub(super) struct Later {
    store: Store,
    free: Arc<Semaphore>,
}

impl Later {
    pub(super) fn over(store: Store) -> Self {
        Self { store, free: Arc::new(Semaphore::new(WAITING_MAX as usize)) }
    }

    /// Waits until all is written.
    pub(super) async fn finish(&self) {
        // It is never closed, so that all of it comes back.
        let _ = self.free.acquire_many(WAITING_MAX).await;
    }
}

impl Journal for Later {
    fn record(&self, record: RunRecord) -> BoxFuture<'_, Result<(), JournalError>> {
        Box::pin(async move {
            let Ok(place) = Arc::clone(&self.free).acquire_owned().await else {
                return self.store.record(record).await;
            };
            let store = self.store.clone();
            tokio::spawn(async move {
                if let Err(error) = store.record(record).await {
                    tracing::error!(run_id = error.run_id, "a run could not be written to the journal");
                }
                drop(place);
            });
            Ok(())
        })
    }
}
