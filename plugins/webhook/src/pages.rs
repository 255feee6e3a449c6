//! A call whose answer comes in pages: one request after the other until the pager says that it is enough.
//!
//! Rule: once a page was read, nothing that goes wrong later loses it. The one exception is a builder's own: with
//! `fail_on_status`, a later page with another status than 2xx is a failure.

#[cfg(test)]
mod tests;

use std::time::Duration;

use tomada_rest::{Decoded, Pager, PagesRead, ResponseReader, Stopped};
use tomada_sdk::prelude::*;

use crate::exchange::{Answer, exchange};
use crate::input::Call;
use crate::output::{Output, PageFailure, Pages};

/// What is kept of the run's time to hand over what was read.
const SPARE_MS: u64 = 500;

/// With less than this left, no further page is asked for.
const PAGE_MIN_MS: u64 = 500;

/// The last answer, and what was asked for beside it.
struct Reading {
    pager: Pager,
    last: Option<(Answer, Decoded)>,
    bytes: u64,
    attempts: u32,
    failure: Option<Failure>,
}

/// Reads pages until there are no more, or enough.
pub(crate) async fn read(
    call: &Call,
    pager: Pager,
    reader: &ResponseReader,
    cx: &Context,
) -> Result<Output, Failure> {
    let mut reading = Reading { pager, last: None, bytes: 0, attempts: 0, failure: None };
    while reading.step(call, reader, cx).await? {}
    reading.finish(reader)
}

impl Reading {
    /// Reads one page, and answers whether there is another.
    async fn step(&mut self, call: &Call, reader: &ResponseReader, cx: &Context) -> Result<bool, Failure> {
        let left_ms = left_ms(cx);
        if self.last.is_some() && left_ms < SPARE_MS + PAGE_MIN_MS {
            return Ok(self.pager.stop(Stopped::Deadline));
        }
        let mut request = call.request(&call.names(Some(self.pager.page())), cx)?;
        if let Err(stopped) = self.pager.aim(&mut request) {
            return Ok(self.pager.stop(stopped));
        }
        let request = self.limit(request, left_ms);
        match exchange(request, cx).await {
            Ok(answer) => self.take(answer, call, reader),
            Err(failure) if self.last.is_none() => Err(failure),
            Err(failure) => {
                self.failure = Some(failure);
                let is_late = left_ms_is_short(cx);
                Ok(self.pager.stop(if is_late { Stopped::Deadline } else { Stopped::Failure }))
            }
        }
    }

    /// The request of a page, which may take no more bytes and time than are left, and is an operation of its own.
    fn limit(&self, mut request: Request, left_ms: u64) -> Request {
        let left = self.pager.bytes_left();
        request.body_max_bytes = Some(request.body_max_bytes.map_or(left, |max| max.min(left)));
        if self.last.is_some() {
            let most = left_ms.saturating_sub(SPARE_MS).max(1);
            request.timeout_ms = Some(request.timeout_ms.unwrap_or(TIMEOUT_MS).min(most));
            let page = self.pager.pages() + 1;
            request.idempotency_key = request.idempotency_key.map(|key| format!("{key}-{page}"));
        }
        request
    }

    fn take(&mut self, answer: Answer, call: &Call, reader: &ResponseReader) -> Result<bool, Failure> {
        let is_first = self.last.is_none();
        if call.fail_on_status {
            answer.check_status()?;
        }
        let decoded = match answer.decode(reader) {
            Ok(decoded) => decoded,
            Err(failure) if is_first => return Err(failure),
            Err(failure) => {
                self.failure = Some(failure);
                return Ok(self.pager.stop(Stopped::BadPage));
            }
        };
        let goes_on = if answer.truncated {
            self.pager.stop(Stopped::BytesMax)
        } else if answer.is_success() {
            self.pager.take(&answer.page(&decoded.value))?
        } else {
            self.pager.stop(Stopped::Status)
        };
        self.bytes = self.bytes.saturating_add(answer.bytes.len() as u64);
        self.attempts = self.attempts.saturating_add(answer.attempts);
        self.last = Some((answer, decoded));
        Ok(goes_on)
    }

    fn finish(self, reader: &ResponseReader) -> Result<Output, Failure> {
        let Self { pager, last, bytes, attempts, failure } = self;
        let PagesRead { kept, pages, items, stopped, next } = pager.finish();
        let Some((answer, mut decoded)) = last else {
            // Not reached: without an answer, the first page has failed.
            return Err(Failure::new(Kind::Broken, "no page was asked for"));
        };
        let mut output = if pages == 0 {
            Output::new(&answer, decoded, reader)?
        } else {
            decoded.value = Value::Array(kept);
            // What was read is whole, whatever became of the last page.
            let read = Answer { truncated: false, ..answer };
            Output::new(&read, decoded, reader)?
        };
        output.body_bytes = bytes;
        output.attempts = attempts;
        let failure = failure.as_ref().map(PageFailure::new);
        let complete = stopped.is_none();
        output.pages = Some(Pages { count: pages, items, complete, stopped, next, failure });
        Ok(output)
    }
}

/// How long a page may take if nothing else is said, in milliseconds.
const TIMEOUT_MS: u64 = 15_000;

/// What is left of the run's time.
fn left_ms(cx: &Context) -> u64 {
    let left = Duration::from_millis(cx.run().deadline_unix_ms).saturating_sub(cx.now());
    u64::try_from(left.as_millis()).unwrap_or(u64::MAX)
}

fn left_ms_is_short(cx: &Context) -> bool {
    left_ms(cx) < SPARE_MS + PAGE_MIN_MS
}
