//! A plugin as the stage gives it to the host: in its small world, and dropped half-way where a law asks for it.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::Poll;

use tomada_core::{BoxFuture, Context, Failure, Integration, Json, Kind, Manifest, Output};
use tomada_loader::Plugin;

use super::world;

/// A plugin on the stage.
pub(super) struct Staged {
    plugin: Arc<Plugin>,
    polls_max: Option<usize>,
    dropped: AtomicBool,
}

impl Staged {
    pub(super) fn new(plugin: Arc<Plugin>, polls_max: Option<usize>) -> Self {
        Self { plugin, polls_max, dropped: AtomicBool::new(false) }
    }

    /// Whether the run ended by itself.
    pub(super) fn has_ended(&self) -> bool {
        !self.dropped.load(Ordering::Acquire)
    }

    /// What a run that was dropped is answered with; nobody but the stage reads it.
    fn give_up(&self) -> Failure {
        self.dropped.store(true, Ordering::Release);
        Failure::new(Kind::Unavailable, "The stage has dropped this run.")
    }
}

impl Integration for Staged {
    fn manifest(&self) -> &Manifest {
        self.plugin.manifest()
    }

    fn run<'a>(
        &'a self,
        action: &'a str,
        input: Json,
        context: Context,
    ) -> BoxFuture<'a, Result<Output, Failure>> {
        let mut running = Some(self.plugin.run(action, input, world::context(&context)));
        let mut polls = 0;
        Box::pin(std::future::poll_fn(move |cx| {
            if let Some(future) = running.as_mut().filter(|_| self.polls_max.is_none_or(|max| polls < max)) {
                polls += 1;
                return future.as_mut().poll(cx);
            }
            running = None;
            Poll::Ready(Err(self.give_up()))
        }))
    }
}
