//! An answer, in one piece or in parts: each part is handed on at once, and the whole is put together.
//!
//! The rule it protects: an answer that breaks off is a failure, never a short answer.

use std::future::poll_fn;
use std::pin::pin;
use std::task::Poll;
use std::time::Duration;

use tomada_sdk::prelude::*;
use tomada_sdk::sse::{Event, Events};

use crate::actions::chat::Output;
use crate::tools::Calls;
use crate::wire::{Completion, not_as_expected};
use crate::{refusal, service, words};

/// How long a body may take to end after its last part.
const END_WAIT: Duration = Duration::from_millis(500);

/// How long the service may be silent once it has begun to say something. Before that a model may think for minutes.
const SILENCE_MAX: Duration = Duration::from_mins(1);

/// A partial result.
#[derive(Debug, Serialize)]
struct Part<'a> {
    /// What comes next.
    text: &'a str,
}

/// Reads the answer that `response` is. A server may give the whole although it was asked for a stream.
pub(crate) async fn read(response: Response, emits: bool, cx: &Context) -> Result<Output, Failure> {
    let mut answer =
        Answer { cx, emits, output: Output::default(), calls: Calls::default(), has_begun: false };
    let content_type = response.headers.get("content-type").unwrap_or_default();
    if content_type.trim_start().to_ascii_lowercase().starts_with("text/event-stream") {
        answer.read_parts(Events::new(response.body)).await?;
    } else {
        let whole: Completion = service::read(response).await?;
        if whole.choices.is_empty() && whole.error.is_none() {
            return Err(not_as_expected("`choices` is empty"));
        }
        answer.add(whole).await?;
    }
    answer.finish()
}

/// What has arrived so far.
struct Answer<'a> {
    cx: &'a Context,
    emits: bool,
    output: Output,
    calls: Calls,
    has_begun: bool,
}

impl Answer<'_> {
    async fn read_parts(&mut self, mut events: Events) -> Result<(), Failure> {
        while let Some(event) = self.next(&mut events).await? {
            if event.data.trim() == "[DONE]" {
                let_end(events, self.cx).await;
                return Ok(());
            }
            self.add(serde_json::from_str(&event.data).map_err(not_as_expected)?).await?;
        }
        match self.output.finish_reason {
            Some(_) => Ok(()),
            None => Err(Failure::new(Kind::Unavailable, words::CUT_SHORT.get(self.cx.run().locale))),
        }
    }

    /// The next part, unless the service has fallen silent.
    async fn next(&self, events: &mut Events) -> Result<Option<Event>, Failure> {
        if !self.has_begun {
            return events.next().await;
        }
        let next = within(SILENCE_MAX, events.next(), self.cx).await;
        let silent = || Failure::new(Kind::Unavailable, words::FELL_SILENT.get(self.cx.run().locale));
        next.unwrap_or_else(|| Err(silent()))
    }

    /// Takes one part in, or the whole, and hands its text on.
    async fn add(&mut self, part: Completion) -> Result<(), Failure> {
        if let Some(error) = &part.error {
            return Err(refusal::broken_off(error, self.cx.run().locale));
        }
        let output = &mut self.output;
        output.model = output.model.take().or(part.model);
        output.usage = part.usage.map(Into::into).or(output.usage);
        let Some(choice) = part.choices.into_iter().next() else { return Ok(()) };
        output.finish_reason = choice.finish_reason.or(output.finish_reason.take());
        if let Some(refusal) = choice.message.refusal {
            output.refusal.get_or_insert_default().push_str(&refusal);
        }
        for call in choice.message.tool_calls.unwrap_or_default() {
            self.has_begun = true;
            self.calls.add(call)?;
        }
        let text = choice.message.content.unwrap_or_default();
        if text.is_empty() {
            return Ok(());
        }
        self.has_begun = true;
        self.output.text.push_str(&text);
        if self.emits { self.cx.emit(&Part { text: &text }).await } else { Ok(()) }
    }

    fn finish(self) -> Result<Output, Failure> {
        let output = Output { tool_calls: self.calls.finish()?, ..self.output };
        let has_ended = output.finish_reason.is_some() || output.refusal.is_some();
        if has_ended || self.has_begun {
            Ok(output)
        } else {
            Err(not_as_expected("nothing in it is an answer"))
        }
    }
}

/// Lets the body end, so that the call log has the whole exchange. A service that keeps it open is not waited for.
async fn let_end(mut events: Events, cx: &Context) {
    within(END_WAIT, async move { while let Ok(Some(_)) = events.next().await {} }, cx).await;
}

/// What `future` answers, if it does in time.
async fn within<T>(limit: Duration, future: impl Future<Output = T>, cx: &Context) -> Option<T> {
    let mut future = pin!(future);
    let mut limit = pin!(cx.sleep(limit));
    poll_fn(|task| match future.as_mut().poll(task) {
        Poll::Ready(answer) => Poll::Ready(Some(answer)),
        Poll::Pending => limit.as_mut().poll(task).map(|()| None),
    })
    .await
}
