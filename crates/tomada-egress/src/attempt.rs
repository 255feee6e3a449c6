//! One request on the wire: judged, credential put in, sent, its answer judged in turn. Called for each hop of a call.
//!
//! The order is the rule: nothing is dialled before target and permission have passed, the credential is placed after
//! that, and no answer is passed on from a peer that was not vetted.

use std::convert::Infallible;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use bytes::Bytes;
use http::{HeaderMap, Method, StatusCode, header};
use http_body::{Frame, SizeHint};
use tokio::time::{Instant, timeout_at};
use tomada_core::{Body, Failure, Response};
use tomada_host::RedactedStream;

use crate::body::{Arriving, Sizes, Wire};
use crate::capture::Recorder;
use crate::credential::Bound;
use crate::decode::{Coding, Decoder};
use crate::dial::{WATCH, Watch};
use crate::fault::{Effect, Fault, Teller, Word};
use crate::headers;
use crate::pace::Pace;
use crate::policy::Reach;
use crate::pool::{Pool, PoolKey};
use crate::redirect::Hop;
use crate::send::{Call, Run};

/// An answer whose head has passed.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    body: Arriving,
    url: String,
}

impl Answer {
    /// As the action gets it.
    pub(crate) fn into_response(mut self, run: &Run) -> Response {
        if self.body.is_empty() {
            self.body.recorder.finish();
        }
        let mask = |value: &[u8]| run.redactor.mask_bytes(value).into_owned();
        Response {
            status: self.status.as_u16(),
            url: run.redactor.mask_str(&self.url).into_owned(),
            headers: headers::incoming(&self.headers, self.body.decoder.is_some(), mask),
            body: Body::chunks(self.body),
        }
    }

    /// Gives the body up, as before a redirect is followed.
    pub(crate) fn leave(mut self) {
        self.body.recorder.finish();
    }
}

/// Sends `hop` once.
pub(crate) async fn attempt(run: &Run, call: &mut Call, hop: &Hop) -> Result<Answer, Failure> {
    let watch = Watch::new(Instant::now());
    let credential = run.credential_for(hop);
    let mut recorder = Recorder::new(&run.exchanges, &run.redactor, &watch, hop, credential);
    let received = exchange(run, call, hop, credential, &watch, &mut recorder).await;
    if watch.is_sent() {
        call.effect = Effect::Possible;
    }
    let teller =
        Teller { host: hop.target.host().to_owned(), effect: call.effect, redactor: run.redactor.clone() };
    let judged = received.and_then(|response| {
        let (head, body) = http::Response::from(response).into_parts();
        recorder.answered(head.status, &head.headers);
        headers::check_answer(head.status, &head.headers, &run.pools.limits)?;
        Ok((Coding::of(&head.headers)?, Wire::judged(body, &head.headers, run, call)?, head))
    });
    match judged {
        Ok((coding, wire, head)) => {
            let body = Arriving {
                wire,
                decoder: coding.map(Decoder::new),
                sizes: Sizes::new(call.body_max, &run.pools.limits),
                mask: RedactedStream::new(run.redactor.clone()),
                recorder,
                teller,
                ended: false,
            };
            Ok(Answer { status: head.status, headers: head.headers, body, url: hop.target.url().to_string() })
        }
        Err(fault) => {
            recorder.fail(fault.word);
            Err(teller.failure(&fault))
        }
    }
}

/// From the judgement of the target to the head of the answer.
async fn exchange(
    run: &Run,
    call: &Call,
    hop: &Hop,
    credential: Option<&Bound>,
    watch: &Arc<Watch>,
    recorder: &mut Recorder,
) -> Result<reqwest::Response, Fault> {
    let pool = admit(run, hop, credential)?;
    let mut url = hop.target.url().clone();
    let mut headers = hop.headers.clone();
    if let Some(credential) = credential {
        credential.place(&mut headers, &mut url);
    }
    recorder.sends(&headers, &hop.body, credential);
    let mut request = reqwest::Request::new(hop.method.clone(), url);
    *request.headers_mut() = headers;
    *request.body_mut() = body(hop, watch);
    let deadline = call.deadline.min(watch.started() + call.head);
    if deadline <= watch.started() {
        return Err(Fault::new(Word::Timeout, "the deadline had passed before anything was sent"));
    }
    let answer = timeout_at(deadline, WATCH.scope(Arc::clone(watch), pool.client().execute(request))).await;
    let Ok(answer) = answer else {
        return Err(Fault::new(Word::Timeout, "the head of the answer did not come in time"));
    };
    let answer = answer.map_err(Fault::of_client)?;
    check_peer(&pool, &answer)?;
    Ok(answer)
}

/// Judges the target before anything is dialled, and answers the connections that lead there.
fn admit(run: &Run, hop: &Hop, credential: Option<&Bound>) -> Result<Pool, Fault> {
    let target = &hop.target;
    if !run.permitted.contain(target.origin()) {
        return Err(Fault::new(
            Word::NotPermitted,
            format!("{} is none of the run's origins", target.origin()),
        ));
    }
    let in_the_clear = credential.is_some() && !target.is_encrypted();
    let reach = if in_the_clear { Reach::Opened } else { Reach::Public };
    let literal = run.pools.policy.admit(target, reach)?;
    let key = PoolKey {
        project: Arc::clone(&run.project),
        connection: Arc::clone(&run.connection),
        origin: target.origin().to_owned(),
        reach,
    };
    let pool = run.pools.get(key, target).map_err(Fault::of_client)?;
    pool.vetted().add(literal.as_slice());
    Ok(pool)
}

/// The peer must be one that was vetted, whatever the client did in between.
fn check_peer(pool: &Pool, answer: &reqwest::Response) -> Result<(), Fault> {
    match answer.remote_addr() {
        Some(peer) if pool.vetted().contains(peer) => Ok(()),
        peer => Err(Fault::new(Word::Blocked, format!("the peer {peer:?} was never vetted"))),
    }
}

/// Whether sending it twice does no more than sending it once (RFC 9110, 9.2.2).
fn is_repeatable(method: &Method) -> bool {
    matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS | Method::PUT | Method::DELETE)
}

fn body(hop: &Hop, watch: &Arc<Watch>) -> Option<reqwest::Body> {
    if is_repeatable(&hop.method) {
        return Some(hop.body.clone()).filter(|body| !body.is_empty()).map(Into::into);
    }
    let outgoing = Outgoing { body: Some(hop.body.clone()), watch: Arc::clone(watch) };
    Some(reqwest::Body::wrap(outgoing))
}

/// A body that notes when a connection takes it up: then the request may be carried out. A connection asks for the
/// first frame, or, before it sends a body without any, whether it is at its end.
struct Outgoing {
    body: Option<Bytes>,
    watch: Arc<Watch>,
}

impl http_body::Body for Outgoing {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        self.watch.sent();
        let body = self.get_mut().body.take().filter(|body| !body.is_empty());
        Poll::Ready(body.map(|body| Ok(Frame::data(body))))
    }

    fn is_end_stream(&self) -> bool {
        self.watch.sent();
        self.body.is_none()
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.body.as_ref().map_or(0, |body| body.len() as u64))
    }
}

impl Wire {
    /// The body of an answer with `headers`, unless it says that it is too large.
    fn judged(body: reqwest::Body, headers: &HeaderMap, run: &Run, call: &Call) -> Result<Self, Fault> {
        let type_of_content = headers.get(header::CONTENT_TYPE).map(http::HeaderValue::as_bytes);
        let is_event_stream = type_of_content.is_some_and(|text| text.starts_with(b"text/event-stream"));
        let pace = (!is_event_stream).then(|| Pace::new(&run.pools.limits));
        let wire = Self::new(body, call.deadline, pace);
        match wire.declared() {
            Some(declared) if declared > call.body_max => {
                let reason = format!("the body says it has {declared} bytes: at most {}", call.body_max);
                Err(Fault::new(Word::TooLarge, reason))
            }
            _ => Ok(wire),
        }
    }
}
