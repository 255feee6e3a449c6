//! Opens one catalog entry: once, when it is first run, however many runs ask for it at the same time.
//!
//! A failure is remembered with its reason and told to whoever asks until the back-off has passed; then one run tries
//! again. Opening goes on if the run that began it is gone.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use futures_util::FutureExt;
use futures_util::future::Shared;
use tomada_catalog::Artefact;
use tomada_core::{BoxFuture, Clock, Failure, Integration, Kind};

use crate::{Executor, panic};

type Opened = Result<Arc<dyn Integration>, Failure>;

/// A catalog entry on its way to something that runs.
pub(crate) struct Opening {
    artefact: Arc<Artefact>,
    executor: Arc<dyn Executor>,
    clock: Arc<dyn Clock>,
    state: Mutex<State>,
}

enum State {
    Closed,
    Underway(Shared<BoxFuture<'static, Opened>>),
    Open(Arc<dyn Integration>),
    Failed { failure: Failure, times: u32, retry_at: Duration },
}

impl Opening {
    const RETRY_FIRST_MS: u64 = 1_000;
    const RETRY_MAX_MS: u64 = 5 * 60 * 1_000;

    pub(crate) fn new(artefact: Arc<Artefact>, executor: Arc<dyn Executor>, clock: Arc<dyn Clock>) -> Self {
        Self { artefact, executor, clock, state: Mutex::new(State::Closed) }
    }

    /// The open integration.
    ///
    /// # Errors
    /// As [`Executor::open`]; `Broken` also when the executor panicked or opened something else.
    pub(crate) async fn open(self: &Arc<Self>) -> Opened {
        let underway = match &mut *self.lock() {
            State::Open(integration) => return Ok(Arc::clone(integration)),
            State::Failed { failure, retry_at, .. } if self.clock.now() < *retry_at => {
                return Err(failure.clone());
            }
            State::Underway(underway) => underway.clone(),
            state => {
                let times = if let State::Failed { times, .. } = state { *times } else { 0 };
                let underway = self.begin(times);
                *state = State::Underway(underway.clone());
                underway
            }
        };
        underway.await
    }

    /// Starts opening, on a thread where blocking is allowed.
    fn begin(self: &Arc<Self>, failed_times: u32) -> Shared<BoxFuture<'static, Opened>> {
        let this = Arc::clone(self);
        let task = tokio::task::spawn_blocking(move || {
            let opened = this.open_now();
            *this.lock() = this.outcome(&opened, failed_times);
            opened
        });
        let stopping = |_| Err(Failure::coded(Kind::Unavailable, "host-stopping"));
        task.map(move |opened| opened.unwrap_or_else(stopping)).boxed().shared()
    }

    fn open_now(&self) -> Opened {
        let opened = catch_unwind(AssertUnwindSafe(|| self.executor.open(&self.artefact)));
        let integration = opened.unwrap_or_else(|payload| Err(panic::failure(&*payload)))?;
        let (found, expected) = (integration.manifest(), &self.artefact.manifest);
        if found.id == expected.id && found.version == expected.version {
            return Ok(integration);
        }
        Err(Failure::coded(Kind::Broken, "integration-not-as-pinned")
            .with_argument("integration", format!("{} {}", expected.id, expected.version))
            .with_argument("found", format!("{} {}", found.id, found.version)))
    }

    fn outcome(&self, opened: &Opened, failed_times: u32) -> State {
        match opened {
            Ok(integration) => State::Open(Arc::clone(integration)),
            Err(failure) => {
                let wait_ms =
                    Self::RETRY_FIRST_MS.saturating_mul(1 << failed_times.min(20)).min(Self::RETRY_MAX_MS);
                let retry_at = self.clock.now() + Duration::from_millis(wait_ms);
                State::Failed { failure: failure.clone(), times: failed_times.saturating_add(1), retry_at }
            }
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        // The state is replaced whole.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
