//! The call log as it grows: committed runs of one project, for whoever follows.

use std::sync::Arc;

use tokio::sync::broadcast;
use tokio::sync::broadcast::error::RecvError;
use tomada_core::Failure;
use tomada_store::Committed;

use super::CallSummary;
use crate::{Entered, Role};

/// Somebody who follows the call log of one project.
#[derive(Debug)]
pub struct Tail {
    /// Of all projects of this host.
    all: broadcast::Receiver<Committed>,
    project: String,
}

/// What a follower hears.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Heard {
    /// A call has been committed.
    Call(Arc<CallSummary>),
    /// She was too slow: there may have been calls that she did not hear of. How many is not told, for it counts those of
    /// other projects.
    Lost,
}

impl Entered {
    /// The calls of this project from now on, as this host commits them. Role: viewer.
    pub fn tail(&self) -> Result<Tail, Failure> {
        self.may(Role::Viewer)?;
        Ok(Tail { all: self.platform.parts.store.committed(), project: self.project.clone() })
    }
}

impl Tail {
    /// What comes next; `None` when the store is closed.
    pub async fn next(&mut self) -> Option<Heard> {
        loop {
            match self.all.recv().await {
                Ok(committed) if *committed.project == *self.project => {
                    return Some(Heard::Call(committed.run));
                }
                Ok(_) => {}
                Err(RecvError::Lagged(_)) => return Some(Heard::Lost),
                Err(RecvError::Closed) => return None,
            }
        }
    }
}
