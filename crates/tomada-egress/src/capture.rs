//! Each attempt as the call log keeps it: masked, cut, with its true sizes and timings.
//!
//! The rule it protects: whatever becomes of an attempt, it is written once. One that is dropped before its end is
//! written as `cancelled`, with what had been read.

use std::sync::Arc;

use http::{HeaderMap, StatusCode};
use tokio::time::Instant;
use tomada_core::Timings;
use tomada_host::{Body, Exchange, Exchanges, Message, Redactor};

use crate::credential::Bound;
use crate::dial::micros;
use crate::fault::Word;
use crate::headers;
use crate::redirect::Hop;
use crate::send::Run;

/// How much of a body is kept.
const KEPT_BYTES: usize = 16 * 1024;
/// How much of it is looked at for secrets: one that begins before the cut ends before this.
const MASKED_BYTES: usize = 64 * 1024;

/// Writes one attempt.
pub(crate) struct Recorder {
    exchanges: Arc<Exchanges>,
    redactor: Redactor,
    started: Instant,
    /// When the request could go out.
    ready: Option<Instant>,
    /// When the head of the answer had come.
    answered: Option<Instant>,
    timings: Timings,
    /// Whether the body of a good answer is a secret.
    is_private: bool,
    /// `None` once it is written.
    exchange: Option<Exchange>,
    body: Vec<u8>,
    body_bytes: u64,
}

impl Recorder {
    /// Begins the `number`th attempt to send `hop`.
    pub(crate) fn new(
        run: &Run,
        hop: &Hop,
        credential: Option<&Bound>,
        number: u32,
        repeatable: bool,
    ) -> Self {
        let exchange = Exchange {
            method: hop.method.as_str().to_owned(),
            url: url(&run.redactor, hop, credential),
            status: None,
            started_unix_ms: u64::try_from(run.clock.now().as_millis()).unwrap_or(u64::MAX),
            elapsed_ms: 0,
            attempt: number,
            error: None,
            sent: false,
            repeatable,
            timings: Timings::default(),
            request: Message::default(),
            response: None,
        };
        Self {
            exchanges: Arc::clone(&run.exchanges),
            redactor: run.redactor.clone(),
            started: Instant::now(),
            ready: None,
            answered: None,
            timings: Timings::default(),
            is_private: run.is_private,
            exchange: Some(exchange),
            body: Vec::new(),
            body_bytes: 0,
        }
    }

    /// When the attempt began.
    pub(crate) fn started(&self) -> Instant {
        self.started
    }

    /// How long each part took, as far as it is known.
    pub(crate) fn timings(&self) -> Timings {
        self.timings
    }

    /// Where whoever dials notes how long it took.
    pub(crate) fn timings_mut(&mut self) -> &mut Timings {
        &mut self.timings
    }

    /// A connection is there, and takes the request.
    pub(crate) fn sent(&mut self) {
        self.ready = Some(Instant::now());
    }

    /// The connection gave the request back before anything of it went out.
    pub(crate) fn unsent(&mut self) {
        self.ready = None;
    }

    /// Whether any of the request may have gone out.
    pub(crate) fn is_sent(&self) -> bool {
        self.ready.is_some()
    }

    /// The request is to go out, the credential with it. What is refused before has neither fields nor a body.
    pub(crate) fn sends(&mut self, headers: &HeaderMap, body: &[u8], credential: Option<&Bound>) {
        if let Some(exchange) = &mut self.exchange {
            let headers = fields(&self.redactor, headers, credential);
            exchange.request = Message { headers, body: request_body(&self.redactor, body) };
        }
    }

    /// The head of the answer has arrived.
    pub(crate) fn answered(&mut self, status: StatusCode, received: &HeaderMap) {
        let now = Instant::now();
        self.timings.wait_us = self.ready.map(|ready| micros(now.duration_since(ready)));
        self.answered = Some(now);
        if let Some(exchange) = &mut self.exchange {
            exchange.status = Some(status.as_u16());
            let mut headers = fields(&self.redactor, received, None);
            if self.is_private && status.is_success() {
                // Nobody knows the token yet that one of them may hold.
                headers
                    .iter_mut()
                    .filter(|(name, _)| !headers::is_plain(name))
                    .for_each(|(_, value)| "***".clone_into(value));
            }
            exchange.response = Some(Message { headers, body: Body::default() });
        }
    }

    /// `bytes` of the body were decoded.
    pub(crate) fn decoded(&mut self, bytes: usize) {
        self.body_bytes += bytes as u64;
    }

    /// A part of the body, masked already.
    pub(crate) fn read(&mut self, masked: &[u8]) {
        let room = KEPT_BYTES.saturating_sub(self.body.len());
        self.body.extend_from_slice(&masked[..masked.len().min(room + 1)]);
    }

    /// The attempt is over, and well.
    pub(crate) fn finish(&mut self) {
        self.write(None);
    }

    /// The attempt is over.
    pub(crate) fn fail(&mut self, word: Word) {
        self.write(Some(word.as_str()));
    }

    fn write(&mut self, error: Option<&'static str>) {
        let Some(mut exchange) = self.exchange.take() else { return };
        let now = Instant::now();
        let elapsed = now.duration_since(self.started);
        exchange.error = error;
        exchange.sent = self.is_sent();
        exchange.elapsed_ms = u64::try_from(elapsed.as_millis()).unwrap_or(u64::MAX);
        self.timings.body_us = self.answered.map(|answered| micros(now.duration_since(answered)));
        exchange.timings = self.timings;
        if let Some(response) = &mut exchange.response {
            let is_secret = self.is_private && exchange.status.is_some_and(|status| status < 300);
            response.body = kept(if is_secret { b"***" } else { &self.body }, self.body_bytes);
        }
        self.exchanges.push(exchange);
    }
}

impl Drop for Recorder {
    fn drop(&mut self) {
        self.write(Some("cancelled"));
    }
}

/// The URL of `hop`, with a mask in the credential's place.
pub(crate) fn url(redactor: &Redactor, hop: &Hop, credential: Option<&Bound>) -> String {
    let mut url = hop.target.url().clone();
    if let Some(credential) = credential {
        credential.cover(&mut url);
    }
    redactor.mask_str(url.as_str()).into_owned()
}

/// Header fields, masked by name and by value.
pub(crate) fn fields(
    redactor: &Redactor,
    fields: &HeaderMap,
    credential: Option<&Bound>,
) -> Vec<(String, String)> {
    let hidden =
        |name| headers::is_sensitive(name) || credential.is_some_and(|bound| bound.is_in_header(name));
    let shown = fields.iter().map(|(name, value)| {
        let value = if hidden(name) {
            "***".to_owned()
        } else {
            headers::latin1(redactor.mask_bytes(value.as_bytes()).into_owned())
        };
        (name.as_str().to_owned(), value)
    });
    shown.collect()
}

fn request_body(redactor: &Redactor, body: &[u8]) -> Body {
    let masked = redactor.mask_bytes(&body[..body.len().min(MASKED_BYTES)]);
    kept(&masked, body.len() as u64)
}

/// The beginning of `masked`, which stands for a body of `size` bytes.
fn kept(masked: &[u8], size: u64) -> Body {
    let cut = masked.len() > KEPT_BYTES;
    let text = &masked[..masked.len().min(KEPT_BYTES)];
    Body { text: String::from_utf8_lossy(text).into_owned(), size, cut }
}
