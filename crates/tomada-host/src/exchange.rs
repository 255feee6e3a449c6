//! One HTTP attempt on the wire, as it is kept: redacted, cut, with its true size and timings.

use std::sync::Mutex;

use serde::{Deserialize, Serialize};
use tomada_core::Timings;

/// One attempt. Nothing in it is secret any more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Exchange {
    /// Method token.
    pub method: String,
    /// The URL called, secrets masked.
    pub url: String,
    /// The status, if an answer came.
    pub status: Option<u16>,
    /// When it began, in milliseconds since 1970-01-01 UTC.
    pub started_unix_ms: u64,
    /// Whole duration in milliseconds, to the end of the body or of reading it.
    pub elapsed_ms: u64,
    /// 1 for the first try of a request, more for its retries; a redirect starts anew.
    pub attempt: u32,
    /// Why there is no answer, in one word: `blocked`, `dns`, `connect`, `tls`, `timeout`, `too_large`,
    /// `protocol` or `cancelled`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error: Option<&'static str>,
    /// Whether any of the request may have gone out.
    pub sent: bool,
    /// Whether sending it twice does no more harm than sending it once: by its method, by an idempotency key, or
    /// because the action says so.
    pub repeatable: bool,
    /// How long each part took.
    pub timings: Timings,
    /// What was sent.
    pub request: Message,
    /// What came back.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub response: Option<Message>,
}

/// Header fields and body of a request or an answer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    /// Fields in order, secrets masked.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Body,
}

/// A body as it is kept.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Body {
    /// At most the first 16 KiB, secrets masked; bytes that are not UTF-8 replaced.
    pub text: String,
    /// True size in bytes, as far as it was read.
    pub size: u64,
    /// Whether `text` is less than the whole.
    pub cut: bool,
}

/// The exchanges of one run, in the order in which they ended. At most 1,000 are kept; the count goes on.
#[derive(Debug, Default)]
pub struct Exchanges(Mutex<Vec<Exchange>>);

impl Exchanges {
    /// How many exchanges of one run are kept.
    pub const MAX: usize = 1_000;

    /// Adds one.
    pub fn push(&self, exchange: Exchange) {
        let mut exchanges = self.lock();
        if exchanges.len() < Self::MAX {
            exchanges.push(exchange);
        }
    }

    /// Everything so far.
    pub fn snapshot(&self) -> Vec<Exchange> {
        self.lock().clone()
    }

    /// Gives everything up.
    pub fn take(&self) -> Vec<Exchange> {
        std::mem::take(&mut self.lock())
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Vec<Exchange>> {
        // A panic while pushing leaves a vector that is still whole.
        self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}
