//! One request on the wire: judged, credential put in, sent, its answer judged in turn. Called for each try of each
//! hop of a call.
//!
//! The order is the rule: nothing is dialled before target and permission have passed, the credential is placed after
//! that, and no answer is passed on from a peer that was not vetted.

use std::future::poll_fn;
use std::sync::Arc;
use std::task::{Poll, ready};
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, Method, StatusCode, header};
use tokio::time::{timeout, timeout_at};
use tomada_core::{Body, Chunks, Failure, Response};
use tomada_host::{RedactedStream, Redactor, Secret};
use url::Url;

use crate::body::{Arriving, Lease, Sizes, Wire};
use crate::capture::Recorder;
use crate::connection::{Arrived, Connection, Outgoing, Unanswered};
use crate::credential::{self, Bound};
use crate::decode::{Coding, Decoder};
use crate::fault::{Again, Effect, Fault, Teller, Word};
use crate::headers;
use crate::pace::Pace;
use crate::policy::Reach;
use crate::pool::{Pool, PoolKey};
use crate::redirect::Hop;
use crate::send::{Call, Run};

/// How much of an answer is read that nobody waits for, in bytes, so that its connection can be used again.
const LEFT_BYTES: u64 = 16 * 1024;
/// How long it is read.
const LEFT_FOR: Duration = Duration::from_millis(100);

/// An answer whose head has passed.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    /// The token that the request carried, if it was one that was fetched.
    pub(crate) used: Option<Secret>,
    body: Arriving,
    url: String,
}

impl Answer {
    /// As the action gets it.
    pub(crate) fn into_response(mut self, run: &Run, attempts: u32) -> Response {
        if self.body.is_empty() {
            self.body.recorder.finish();
        }
        let mask = |value: &[u8]| run.redactor.mask_bytes(value).into_owned();
        Response {
            status: self.status.as_u16(),
            url: run.redactor.mask_str(&self.url).into_owned(),
            headers: headers::incoming(&self.headers, self.body.decoder.is_some(), mask),
            attempts,
            timings: self.body.recorder.timings(),
            body: Body::chunks(self.body),
        }
    }

    /// Gives the body up, as before a retry or a redirect. A small one is read for the call log, and for the
    /// connection, which can be used again then.
    pub(crate) async fn leave(mut self) {
        if self.body.wire.declared().is_some_and(|bytes| bytes <= LEFT_BYTES) {
            let whole = poll_fn(|cx| {
                while let Some(Ok(_)) = ready!(self.body.poll_chunk(cx)) {}
                Poll::Ready(())
            });
            // One that is late is dropped with its connection.
            let _ = timeout(LEFT_FOR, whole).await;
        }
        self.body.recorder.finish();
    }
}

/// An attempt that got no answer.
pub(crate) struct Failed {
    pub(crate) failure: Failure,
    pub(crate) again: Again,
}

impl Failed {
    /// One that another try would not change.
    fn for_good(failure: Failure) -> Self {
        Self { failure, again: Again::Never }
    }
}

/// A request with its credential in place.
pub(crate) struct Placed {
    url: Url,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

impl Placed {
    pub(crate) fn of(
        run: &Run,
        hop: &Hop,
        credential: Option<&Bound>,
        used: Option<&Secret>,
    ) -> Result<Self, Failure> {
        let mut placed =
            Self { url: hop.target.url().clone(), headers: hop.headers.clone(), body: hop.body.clone() };
        if let Some(credential) = credential {
            let mut outgoing = credential::Outgoing {
                method: &hop.method,
                url: &mut placed.url,
                headers: &mut placed.headers,
                body: &mut placed.body,
                clock: &*run.clock,
                random: &*run.random,
            };
            credential.place(used, &mut outgoing)?;
        }
        headers::tell_length(&mut placed.headers, &hop.method, &placed.body);
        Ok(placed)
    }
}

/// Sends `hop` once, for the `number`th time.
pub(crate) async fn attempt(run: &Run, call: &mut Call, hop: &Hop, number: u32) -> Result<Answer, Failed> {
    call.attempts = call.attempts.saturating_add(1);
    let repeatable = call.is_repeatable(&hop.method);
    let credential = run.credential_for(hop);
    let used = match credential {
        Some(credential) => credential.ready(run, call).await.map_err(Failed::for_good)?,
        None => None,
    };
    let mut recorder = Recorder::new(run, hop, credential, number, repeatable);
    let placed = Placed::of(run, hop, credential, used.as_ref()).map_err(|failure| {
        recorder.fail(Word::Blocked);
        Failed::for_good(failure)
    })?;
    let received = exchange(run, call, hop, placed, credential, &mut recorder).await;
    if recorder.is_sent() && !repeatable {
        call.effect = Effect::Possible;
    }
    let teller =
        Teller { host: hop.target.host().to_owned(), effect: call.effect, redactor: run.redactor.clone() };
    let judged = received.and_then(|(response, lease)| {
        let (head, body) = response.into_parts();
        recorder.answered(head.status, &head.headers);
        headers::check_answer(head.status, &head.headers, &run.pools.limits)?;
        Ok((Coding::of(&head.headers)?, Wire::of(body, lease, &head.headers, run, call), head))
    });
    match judged {
        Ok((coding, wire, head)) => {
            let mut sizes = Sizes::new(call.body_max, &run.pools.limits);
            let is_more = |declared| declared > call.body_max;
            // An answer with a token is read as it is: an endpoint may give the one again that is masked already.
            let is_token = run.is_private && head.status.is_success();
            let redactor = if is_token { Redactor::default() } else { run.redactor.clone() };
            sizes.declared_too_large = coding.is_none() && wire.declared().is_some_and(is_more);
            let body = Arriving {
                wire,
                decoder: coding.map(Decoder::new),
                sizes,
                mask: RedactedStream::new(redactor),
                recorder,
                teller,
                ended: false,
                cut: None,
            };
            let url = hop.target.url().to_string();
            Ok(Answer { status: head.status, headers: head.headers, used, body, url })
        }
        Err(fault) => {
            recorder.fail(fault.word);
            Err(Failed { failure: teller.failure(&fault), again: fault.again })
        }
    }
}

/// From the judgement of the target to the head of the answer.
async fn exchange(
    run: &Run,
    call: &Call,
    hop: &Hop,
    placed: Placed,
    credential: Option<&Bound>,
    recorder: &mut Recorder,
) -> Result<(http::Response<Arrived>, Lease), Fault> {
    let pool = admit(run, hop, credential)?;
    recorder.sends(&placed.headers, &placed.body, credential);
    let deadline = call.deadline.min(recorder.started() + call.head);
    if deadline <= recorder.started() {
        return Err(Fault::new(Word::Timeout, "the deadline had passed before anything was sent"));
    }
    match timeout_at(deadline, converse(call, hop, &pool, placed, recorder)).await {
        Ok(Ok((response, connection))) => Ok((response, Lease::new(connection, pool))),
        Ok(Err(fault)) => Err(fault),
        Err(_) => Err(Fault::new(Word::Timeout, "the head of the answer did not come in time")),
    }
}

/// Sends the request over a connection of `pool`, or a new one, and waits for the head of its answer.
async fn converse(
    call: &Call,
    hop: &Hop,
    pool: &Pool,
    Placed { url, mut headers, body }: Placed,
    recorder: &mut Recorder,
) -> Result<(http::Response<Arrived>, Connection), Fault> {
    loop {
        let kept = pool.take().await;
        let is_kept = kept.is_some();
        let mut connection = match kept {
            Some(connection) => connection,
            None => pool.open(&hop.target, recorder.timings_mut()).await?,
        };
        let uri = connection.address(&url, pool.host(), &mut headers)?;
        let mut request = http::Request::new(Outgoing::new(&hop.method, body.clone()));
        *request.method_mut() = hop.method.clone();
        *request.uri_mut() = uri;
        *request.headers_mut() = headers;
        recorder.sent();
        match connection.send(request, call.wire_max()).await {
            Ok(response) => {
                connection.meter.moved();
                return Ok((response, connection));
            }
            Err(Unanswered { fault, request: given_back }) => {
                if fault.again == Again::Unsent {
                    recorder.unsent();
                    // Refusing one request says nothing of the next (RFC 9113, section 8.7).
                    connection.settle();
                }
                // Closed while nobody used it: that is no failure of this attempt.
                let Some(unsent) = given_back.filter(|_| is_kept) else { return Err(fault) };
                headers = unsent.into_parts().0.headers;
                headers.remove(header::HOST);
            }
        }
    }
}

/// Judges the target before anything is dialled, and answers how far the dial may reach.
pub(crate) fn judge(run: &Run, hop: &Hop, credential: Option<&Bound>) -> Result<Reach, Fault> {
    let target = &hop.target;
    if !run.permitted.contain(target.origin()) {
        return Err(Fault::new(
            Word::NotPermitted,
            format!("{} is none of the run's origins", target.origin()),
        ));
    }
    // A request for a token holds a secret as well.
    let in_the_clear = (credential.is_some() || run.is_private) && !target.is_encrypted();
    let reach = if in_the_clear { Reach::Opened } else { Reach::Public };
    run.pools.policy.admit(target, reach)?;
    Ok(reach)
}

/// The connections that lead to a target that has passed.
fn admit(run: &Run, hop: &Hop, credential: Option<&Bound>) -> Result<Arc<Pool>, Fault> {
    let target = &hop.target;
    let reach = judge(run, hop, credential)?;
    let key = PoolKey {
        project: Arc::clone(&run.project),
        connection: Arc::clone(&run.connection),
        origin: target.origin().to_owned(),
        reach,
        identity: credential.and_then(Bound::identity).map(|identity| identity.fingerprint),
    };
    run.pools.get(key, target, credential.and_then(Bound::identity))
}

/// Whether sending it twice does no more than sending it once (RFC 9110, section 9.2.2).
pub(crate) fn is_idempotent(method: &Method) -> bool {
    matches!(
        *method,
        Method::GET | Method::HEAD | Method::OPTIONS | Method::TRACE | Method::PUT | Method::DELETE
    )
}

impl Wire {
    /// The body of an answer with `headers`.
    fn of(body: Arrived, lease: Lease, headers: &HeaderMap, run: &Run, call: &Call) -> Self {
        let type_of_content = headers.get(header::CONTENT_TYPE).map(http::HeaderValue::as_bytes);
        let is_event_stream = type_of_content.is_some_and(|text| text.starts_with(b"text/event-stream"));
        let pace = (!is_event_stream).then(|| Pace::new(&run.pools.limits));
        Self::new(body, lease, call.deadline, pace)
    }
}
