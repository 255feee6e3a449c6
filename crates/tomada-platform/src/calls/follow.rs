//! The call log as it grows: committed runs of one project, for whoever follows.

use std::sync::Arc;

use tokio::sync::broadcast;
use tokio::sync::broadcast::error::RecvError;
use tomada_core::Failure;

use super::CallSummary;
use super::read::summary;
use crate::{Entered, Role};

/// How many calls wait for who follows them.
const FOLLOWED_MAX: usize = 256;

impl Entered {
    /// The calls of this project from now on, as this host commits them. Who is too slow loses some and is told. It must be
    /// called within a tokio runtime. Role: viewer.
    pub fn tail(&self) -> Result<broadcast::Receiver<Arc<CallSummary>>, Failure> {
        self.may(Role::Viewer)?;
        let mut all = self.platform.parts.store.committed();
        let (own, receiver) = broadcast::channel(FOLLOWED_MAX);
        let project = self.project.clone();
        // Ends with its last follower, at the latest when something is committed, or with the store.
        tokio::spawn(async move {
            loop {
                match all.recv().await {
                    Ok(committed) if *committed.project == *project => {
                        let call = summary(tomada_store::RunSummary::clone(&committed.run));
                        if own.send(Arc::new(call)).is_err() {
                            return;
                        }
                    }
                    Ok(_) | Err(RecvError::Lagged(_)) if own.receiver_count() > 0 => {}
                    Ok(_) | Err(_) => return,
                }
            }
        });
        Ok(receiver)
    }
}
