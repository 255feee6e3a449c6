//! Station 6, out: what an action reaches outside itself, bound to its run.
//!
//! Rule: when the run is over, nothing goes out any more, even if the integration kept its context.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use tokio::sync::mpsc;
use tomada_core::{
    Auth, BoxFuture, Context, Emit, Failure, Http, Json, Kind, Preview, Request, Response, RunInfo,
};

use crate::check::Checked;
use crate::host::Parts;
use crate::journey::Journey;
use crate::resolve::Resolved;
use crate::scope::Origins;
use crate::{Credential, MemoryState, Redactor, Scope, StateStore, execute};

/// The context of one run.
pub(crate) fn context(parts: &Parts, journey: &Journey, resolved: &Resolved, checked: Checked) -> Context {
    let request = &journey.request;
    let run = RunInfo {
        run_id: journey.run_id.clone(),
        locale: request.locale,
        deadline_unix_ms: journey.deadline_unix_ms(),
        attempt: 1,
        trace_id: request.trace_id,
    };
    let http = parts.egress.open(scope(journey, resolved, checked.auth, checked.origins));
    let (http, state) = match &journey.rehearsal {
        None => (http, parts.state.open(&request.project, request.connection.id())),
        Some(rehearsal) => {
            let nobodys = MemoryState::default().open(&request.project, request.connection.id());
            (rehearsal.over(http, resolved.prepared.redactor.clone()), nobodys)
        }
    };
    let calls = Arc::clone(&journey.calls);
    let partials = Partials {
        sender: request.partials.clone(),
        redactor: resolved.prepared.redactor.clone(),
        calls: Arc::clone(&calls),
    };
    Context::from_parts(
        run,
        checked.settings,
        Arc::new(Calling { http, calls }),
        Arc::clone(&parts.clock),
        Arc::clone(&resolved.log) as _,
        state,
        Arc::new(partials),
        Arc::clone(&parts.random),
    )
}

fn scope(journey: &Journey, resolved: &Resolved, auth: Auth, origins: Origins) -> Scope {
    let request = &journey.request;
    let secrets = &resolved.connection.secrets;
    let optional = auth.is_optional();
    // What somebody has granted is no secret of the connection's own.
    let is_granted = matches!(auth, Auth::AuthorizationCode(_));
    let has_credential = is_granted || (auth != Auth::None && !secrets.is_empty());
    Scope {
        project: request.project.clone(),
        connection: request.connection.id().to_owned(),
        allowed: origins.allowed,
        credential: has_credential.then(|| Credential {
            auth,
            secrets: secrets.clone(),
            origins: origins.trusted,
        }),
        credential_optional: optional,
        deadline_unix_ms: journey.deadline_unix_ms(),
        redactor: resolved.prepared.redactor.clone(),
        exchanges: Arc::clone(&journey.exchanges),
    }
}

/// What the run's way out has seen.
#[derive(Debug, Default)]
pub(crate) struct Calls {
    closed: AtomicBool,
    abandoned: AtomicBool,
}

impl Calls {
    /// Ends the way out.
    pub(crate) fn close(&self) {
        self.closed.store(true, Ordering::Release);
    }

    /// Whether a call was given up before its answer began.
    pub(crate) fn abandoned(&self) -> bool {
        self.abandoned.load(Ordering::Acquire)
    }

    fn refuse_if_closed(&self) -> Result<(), Failure> {
        let closed = self.closed.load(Ordering::Acquire);
        if closed { Err(Failure::coded(Kind::Unavailable, "run-is-over")) } else { Ok(()) }
    }
}

/// The run's way out, which ends with it and notices calls that are given up.
struct Calling {
    http: Arc<dyn Http>,
    calls: Arc<Calls>,
}

impl Http for Calling {
    fn send(&self, request: Request) -> BoxFuture<'static, Result<Response, Failure>> {
        if let Err(over) = self.calls.refuse_if_closed() {
            return Box::pin(std::future::ready(Err(over)));
        }
        let sending = self.http.send(request);
        let calls = Arc::clone(&self.calls);
        Box::pin(async move {
            let mut call = Call { calls, answered: false };
            let answer = sending.await;
            call.answered = true;
            answer
        })
    }

    /// Nothing goes out for it, so it is no call that could be given up.
    fn preview(&self, request: Request) -> BoxFuture<'static, Result<Preview, Failure>> {
        match self.calls.refuse_if_closed() {
            Ok(()) => self.http.preview(request),
            Err(over) => Box::pin(std::future::ready(Err(over))),
        }
    }
}

/// One call under way, which tells when it is dropped before there is an answer.
struct Call {
    calls: Arc<Calls>,
    answered: bool,
}

impl Drop for Call {
    fn drop(&mut self) {
        if !self.answered {
            self.calls.abandoned.store(true, Ordering::Release);
        }
    }
}

/// Hands partial results to whoever asked for them.
struct Partials {
    sender: Option<mpsc::Sender<Json>>,
    redactor: Redactor,
    calls: Arc<Calls>,
}

impl Emit for Partials {
    fn emit(&self, item: Json) -> BoxFuture<'static, Result<(), Failure>> {
        let fits = self.calls.refuse_if_closed().and_then(|()| execute::check_size(&item));
        let item = self.redactor.mask_json(&item);
        let sender = self.sender.clone();
        Box::pin(async move {
            fits?;
            let Some(sender) = sender else { return Ok(()) };
            sender.send(item).await.map_err(|_| Failure::coded(Kind::Unavailable, "nobody-reads"))
        })
    }
}
