//! One call of an action: checked, sent, tried again, and followed over its redirects. `Http::send` of a run is this.
//!
//! The rule it protects: one deadline over everything, and once something may have been carried out at the service,
//! no failure of the call says that it was not.

use std::sync::Arc;
use std::time::Duration;

use http::{Method, StatusCode};
use tokio::time::Instant;
use tomada_core::{BoxFuture, Clock, Failure, Http, Kind, Preview, Random, Request, Response};
use tomada_host::{Exchanges, Grants, Redactor};

use crate::attempt::{Answer, is_idempotent};
use crate::body;
use crate::credential::Bound;
use crate::fault::{Effect, Teller};
use crate::headers;
use crate::policy::{BadTarget, Origins, Target};
use crate::pool::Pools;
use crate::preview::preview;
use crate::redirect::Hop;
use crate::retry::persist;

/// The most redirects that are followed.
const REDIRECTS_MAX: u8 = 3;

/// The way out of one run.
pub(crate) struct Run {
    pub(crate) pools: Arc<Pools>,
    pub(crate) project: Arc<str>,
    pub(crate) connection: Arc<str>,
    pub(crate) permitted: Origins,
    /// What authenticated requests carry, or why there are none.
    pub(crate) credential: Result<Option<Bound>, Failure>,
    pub(crate) deadline: Instant,
    pub(crate) exchanges: Arc<Exchanges>,
    pub(crate) redactor: Redactor,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) random: Arc<dyn Random>,
    /// Who keeps what people have granted.
    pub(crate) grants: Option<Arc<dyn Grants>>,
    /// Whether answers are kept without their bodies, for these are secrets.
    pub(crate) is_private: bool,
}

impl Run {
    /// What `hop` carries: the credential, if the request wants it and it is bound to this origin.
    pub(crate) fn credential_for(&self, hop: &Hop) -> Option<&Bound> {
        let credential = self.credential.as_ref().ok()?.as_ref()?;
        (hop.authenticated && credential.fits(&hop.target)).then_some(credential)
    }

    /// The same run, while it fetches a token from `permitted`.
    pub(crate) fn for_tokens(&self, permitted: Origins) -> Self {
        Self {
            pools: Arc::clone(&self.pools),
            project: Arc::clone(&self.project),
            connection: Arc::clone(&self.connection),
            permitted,
            credential: Ok(None),
            deadline: self.deadline,
            exchanges: Arc::clone(&self.exchanges),
            redactor: self.redactor.clone(),
            clock: Arc::clone(&self.clock),
            random: Arc::clone(&self.random),
            grants: None,
            is_private: true,
        }
    }
}

/// The limits of one call, and what it may have done so far.
pub(crate) struct Call {
    pub(crate) deadline: Instant,
    pub(crate) head: Duration,
    pub(crate) body_max: u64,
    pub(crate) effect: Effect,
    /// Exchanges so far.
    pub(crate) attempts: u32,
    /// Retries that are left, for all hops together.
    pub(crate) retries: u8,
    /// The action says, or an idempotency key makes sure, that sending it twice does no harm.
    repeatable: bool,
    /// Whether the credential was renewed: that helps once.
    renewed: bool,
}

impl Call {
    /// The call for a token, within the time of this one.
    pub(crate) fn for_tokens(&self, body_max: u64, run: &Run) -> Self {
        let limits = &run.pools.limits;
        Self {
            deadline: self.deadline,
            head: limits.head(None),
            body_max,
            effect: Effect::None,
            attempts: 0,
            retries: limits.retries(None),
            repeatable: true,
            renewed: false,
        }
    }

    /// Whether a request of this method may be sent twice.
    pub(crate) fn is_repeatable(&self, method: &Method) -> bool {
        self.repeatable || is_idempotent(method)
    }

    /// How many bytes one answer may bring.
    pub(crate) fn wire_max(&self) -> u64 {
        body::wire_max(self.body_max)
    }
}

/// A [`Run`] as actions hold it.
pub(crate) struct Opened(pub(crate) Arc<Run>);

impl Http for Opened {
    fn send(&self, request: Request) -> BoxFuture<'static, Result<Response, Failure>> {
        let run = Arc::clone(&self.0);
        Box::pin(async move { send(&run, request).await })
    }

    fn preview(&self, request: Request) -> BoxFuture<'static, Result<Preview, Failure>> {
        Box::pin(std::future::ready(preview(&self.0, request)))
    }
}

async fn send(run: &Run, request: Request) -> Result<Response, Failure> {
    let limits = &run.pools.limits;
    let mut call = Call {
        deadline: run.deadline.min(Instant::now() + limits.total(request.timeout_ms)),
        head: limits.head(request.timeout_ms),
        body_max: limits.body(request.body_max_bytes),
        effect: Effect::None,
        attempts: 0,
        retries: limits.retries(request.retries),
        repeatable: request.repeatable || request.idempotency_key.is_some(),
        renewed: false,
    };
    let mut redirects = request.redirects.min(REDIRECTS_MAX);
    let mut hop = first_hop(run, request)?;
    loop {
        let answer = persist(run, &mut call, &hop).await?;
        if answer.status == StatusCode::UNAUTHORIZED && !call.renewed && renew(run, &hop, &answer) {
            call.renewed = true;
            answer.leave().await;
            continue;
        }
        if redirects == 0 {
            return Ok(answer.into_response(run, call.attempts));
        }
        redirects -= 1;
        match hop.next(answer.status, &answer.headers) {
            Ok(None) => return Ok(answer.into_response(run, call.attempts)),
            Ok(Some(next)) => {
                answer.leave().await;
                hop = next;
            }
            Err(fault) => {
                answer.leave().await;
                let host = hop.target.host().to_owned();
                let teller = Teller { host, effect: call.effect, redactor: run.redactor.clone() };
                return Err(teller.failure(&fault));
            }
        }
    }
}

/// Whether the credential can be renewed, so that the request that it did not open the door for may be sent once more.
fn renew(run: &Run, hop: &Hop, answer: &Answer) -> bool {
    run.credential_for(hop)
        .is_some_and(|credential| credential.renew(run, answer.used.as_ref(), &answer.headers))
}

/// The request as its action wrote it, once it may be sent at all.
pub(crate) fn first_hop(run: &Run, request: Request) -> Result<Hop, Failure> {
    let hop = Hop {
        method: headers::method(&request)?,
        target: Target::read(&request.url).map_err(|bad| bad_url(&bad, run))?,
        headers: headers::outgoing(&request, &run.pools.limits)?,
        authenticated: request.authenticated,
        body: request.body.into(),
    };
    if hop.authenticated {
        run.credential.as_ref().map_err(Clone::clone)?;
    }
    if let Some(credential) = run.credential_for(&hop) {
        credential.check_free(&hop.headers, &hop.target)?;
    }
    Ok(hop)
}

fn bad_url(bad: &BadTarget, run: &Run) -> Failure {
    let code = match bad {
        BadTarget::Malformed(_) | BadTarget::TooLong(_) | BadTarget::PortZero => "egress-url-invalid",
        BadTarget::Scheme(_) => "egress-url-scheme",
        BadTarget::UserInfo => "egress-url-user-info",
    };
    Failure::coded(Kind::InvalidInput, code).with_detail(run.redactor.mask_str(&bad.to_string()))
}
