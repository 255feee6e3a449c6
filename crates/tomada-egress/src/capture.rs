//! Each attempt as the call log keeps it: masked, cut, with its true sizes and timings.
//!
//! The rule it protects: whatever becomes of an attempt, it is written once. One that is dropped before its end is
//! written as `cancelled`, with what had been read.

use std::sync::Arc;

use http::{HeaderMap, StatusCode};
use tokio::time::Instant;
use tomada_host::{Body, Exchange, Exchanges, Message, Redactor, Timings};

use crate::credential::Bound;
use crate::dial::{Watch, micros};
use crate::fault::Word;
use crate::headers;
use crate::redirect::Hop;

/// How much of a body is kept.
const KEPT_BYTES: usize = 16 * 1024;
/// How much of it is looked at for secrets: one that begins before the cut ends before this.
const MASKED_BYTES: usize = 64 * 1024;

/// Writes one attempt.
pub(crate) struct Recorder {
    exchanges: Arc<Exchanges>,
    redactor: Redactor,
    started: Instant,
    watch: Arc<Watch>,
    /// `None` once it is written.
    exchange: Option<Exchange>,
    body: Vec<u8>,
    body_bytes: u64,
}

impl Recorder {
    /// Begins an attempt to send `hop`.
    pub(crate) fn new(
        exchanges: &Arc<Exchanges>,
        redactor: &Redactor,
        watch: &Arc<Watch>,
        hop: &Hop,
        credential: Option<&Bound>,
    ) -> Self {
        let exchange = Exchange {
            method: hop.method.as_str().to_owned(),
            url: url(redactor, hop, credential),
            status: None,
            elapsed_ms: 0,
            attempt: 1,
            error: None,
            timings: Timings::default(),
            request: Message::default(),
            response: None,
        };
        Self {
            exchanges: Arc::clone(exchanges),
            redactor: redactor.clone(),
            started: watch.started(),
            watch: Arc::clone(watch),
            exchange: Some(exchange),
            body: Vec::new(),
            body_bytes: 0,
        }
    }

    /// The request goes out, the credential with it. What is refused before has neither fields nor a body.
    pub(crate) fn sends(&mut self, headers: &HeaderMap, body: &[u8], credential: Option<&Bound>) {
        if let Some(exchange) = &mut self.exchange {
            let headers = fields(&self.redactor, headers, credential);
            exchange.request = Message { headers, body: request_body(&self.redactor, body) };
        }
    }

    /// The head of the answer has arrived.
    pub(crate) fn answered(&mut self, status: StatusCode, received: &HeaderMap) {
        if let Some(exchange) = &mut self.exchange {
            exchange.status = Some(status.as_u16());
            exchange.timings.head_us = Some(micros(self.started.elapsed()));
            let headers = fields(&self.redactor, received, None);
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
        let elapsed = self.started.elapsed();
        exchange.error = error;
        exchange.elapsed_ms = u64::try_from(elapsed.as_millis()).unwrap_or(u64::MAX);
        exchange.timings.resolved_us = self.watch.resolved_us();
        if let Some(response) = &mut exchange.response {
            exchange.timings.body_us = Some(micros(elapsed));
            response.body = kept(&self.body, self.body_bytes);
        }
        self.exchanges.push(exchange);
    }
}

impl Drop for Recorder {
    fn drop(&mut self) {
        self.write(Some("cancelled"));
    }
}

fn url(redactor: &Redactor, hop: &Hop, credential: Option<&Bound>) -> String {
    let mut url = hop.target.url().clone();
    if let Some(credential) = credential {
        credential.cover(&mut url);
    }
    redactor.mask_str(url.as_str()).into_owned()
}

fn fields(redactor: &Redactor, fields: &HeaderMap, credential: Option<&Bound>) -> Vec<(String, String)> {
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
