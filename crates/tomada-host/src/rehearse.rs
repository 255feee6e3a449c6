//! A rehearsal: an action runs up to its first call, which is told and not sent.
//!
//! It goes through the same stations as a run, with a way out that ends there and a memory that nobody keeps. Rule: nothing
//! goes out, nothing is journaled, and the integration's state is not touched.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use futures_util::future::{Either, select};
use tomada_core::{BoxFuture, Failure, Http, Json, Kind, Preview, Request, Response};

use crate::journey::Journey;
use crate::run::stations;
use crate::{Host, Redactor, RunRequest};

/// How much of a body is told, in bytes.
const BODY_MAX_BYTES: usize = 16 << 10;
/// How long a rehearsal may take, in milliseconds: nothing in it waits for a service.
const REHEARSAL_MAX_MS: u64 = 5_000;

/// The first call that a run would make.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rehearsed {
    /// What would go on the wire, secrets masked.
    pub preview: Preview,
    /// The body as text, at most its first 16 KiB, secrets masked; bytes that are not UTF-8 replaced.
    pub body: String,
    /// Whether `body` is less than the whole.
    pub cut: bool,
}

/// Where the first call is told.
#[derive(Debug, Default)]
pub(crate) struct Rehearsal(Mutex<Option<Rehearsed>>);

impl Host {
    /// Runs an action up to its first call and tells what that would send. `None` when it ends without calling out.
    ///
    /// # Errors
    /// Whatever would end the run before its first call, in the language that was asked for.
    pub async fn rehearse(&self, request: RunRequest) -> Result<Option<Rehearsed>, Failure> {
        let Practised { told, outcome } = self.practise(request).await;
        match told {
            Some(told) => Ok(Some(told)),
            None => outcome.map(|_| None),
        }
    }

    /// Runs an action that calls nobody and gives its output, secrets masked: for what people look at while they build.
    ///
    /// # Errors
    /// Whatever ends the run, in the language that was asked for; `rehearsal-ends` if the action calls out.
    pub async fn work_out(&self, request: RunRequest) -> Result<Json, Failure> {
        let locale = request.locale;
        let Practised { told, outcome } = self.practise(request).await;
        match told {
            Some(_) => Err(tomada_text::render(called_out(), locale)),
            None => outcome,
        }
    }

    async fn practise(&self, mut request: RunRequest) -> Practised {
        request.deadline_ms = request.deadline_ms.min(REHEARSAL_MAX_MS);
        request.partials = None;
        request.idempotency_key = None;
        let rehearsal = Arc::<Rehearsal>::default();
        let journey = Arc::new(Journey::rehearsal(&self.0, request, Arc::clone(&rehearsal)));
        let deadline = self.0.clock.sleep(Duration::from_millis(journey.request.deadline_ms));
        let run = Box::pin(stations(Arc::clone(&self.0), Arc::clone(&journey)));
        let outcome = match select(run, deadline).await {
            Either::Left((outcome, _)) => outcome,
            Either::Right(_) => Err(Failure::coded(Kind::Unavailable, "run-timed-out")
                .with_argument("deadline_ms", journey.request.deadline_ms)),
        };
        journey.calls.close();
        let redactor = journey.redactor();
        let render = |failure| redactor.mask_failure(tomada_text::render(failure, journey.request.locale));
        let outcome = outcome.map(|output| redactor.mask_json(&output)).map_err(render);
        Practised { told: rehearsal.take(), outcome }
    }
}

/// What became of a rehearsal: the first call, and how the action ended without it.
struct Practised {
    told: Option<Rehearsed>,
    outcome: Result<Json, Failure>,
}

/// What an action is told that calls out.
fn called_out() -> Failure {
    Failure::coded(Kind::Rejected, "rehearsal-ends")
}

impl Rehearsal {
    /// A way out that tells the first call and makes none.
    pub(crate) fn over(self: &Arc<Self>, http: Arc<dyn Http>, redactor: Redactor) -> Arc<dyn Http> {
        Arc::new(Rehearsing { http, redactor, rehearsal: Arc::clone(self) })
    }

    fn tell(&self, told: Rehearsed) {
        self.lock().get_or_insert(told);
    }

    fn take(&self) -> Option<Rehearsed> {
        self.lock().take()
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Option<Rehearsed>> {
        // A single assignment cannot be left half done.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

struct Rehearsing {
    http: Arc<dyn Http>,
    redactor: Redactor,
    rehearsal: Arc<Rehearsal>,
}

impl Http for Rehearsing {
    fn send(&self, request: Request) -> BoxFuture<'static, Result<Response, Failure>> {
        let masked = self.redactor.mask_bytes(&request.body);
        let cut = masked.len() > BODY_MAX_BYTES;
        let body = String::from_utf8_lossy(&masked[..masked.len().min(BODY_MAX_BYTES)]).into_owned();
        let preview = self.http.preview(request);
        let rehearsal = Arc::clone(&self.rehearsal);
        Box::pin(async move {
            rehearsal.tell(Rehearsed { preview: preview.await?, body, cut });
            Err(called_out())
        })
    }

    fn preview(&self, request: Request) -> BoxFuture<'static, Result<Preview, Failure>> {
        self.http.preview(request)
    }
}
