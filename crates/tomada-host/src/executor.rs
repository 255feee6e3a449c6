//! How a catalog entry becomes something that runs.

use std::sync::Arc;

use tomada_catalog::Artefact;
use tomada_core::{Failure, Integration};

/// Opens catalog entries. The loader opens plugins, `tomada-rest` opens declarative integrations.
pub trait Executor: Send + Sync {
    /// Opens `artefact`, running its code for the first time. The host keeps what it gets for the life of the
    /// process, so an artefact is opened once.
    ///
    /// # Errors
    /// `Broken` when the artefact is not what a plugin must be, `Forbidden` when it may not run here.
    fn open(&self, artefact: &Artefact) -> Result<Arc<dyn Integration>, Failure>;
}
