//! An answer that arrives in parts, as server-sent events: each is handed on at once, and the whole is put together.
//!
//! The rule it protects: an answer that breaks off is a failure, never a short answer.

use std::future::poll_fn;
use std::pin::pin;
use std::task::Poll;
use std::time::Duration;

use tomada_sdk::prelude::*;
use tomada_sdk::sse::Events;

use crate::actions::chat::Output;
use crate::wire::{Chunk, not_as_expected};
use crate::{refusal, words};

/// How long a body may take to end after its last part.
const END_WAIT: Duration = Duration::from_millis(500);

/// A partial result.
#[derive(Debug, Serialize)]
pub(crate) struct Part<'a> {
    /// What comes next.
    pub(crate) text: &'a str,
}

/// Whether `response` comes in parts; a server may give the whole although it was asked for a stream.
pub(crate) fn is_stream(response: &Response) -> bool {
    let content_type = response.headers.get("content-type").unwrap_or_default();
    content_type.trim_start().to_ascii_lowercase().starts_with("text/event-stream")
}

/// Reads the parts to their end, and emits the text of each.
pub(crate) async fn read(response: Response, cx: &Context) -> Result<Output, Failure> {
    let mut events = Events::new(response.body);
    let mut output = Output::default();
    while let Some(event) = events.next().await? {
        if event.data.trim() == "[DONE]" {
            let_end(events, cx).await;
            return Ok(output);
        }
        let chunk = chunk(&event.data)?;
        if let Some(error) = &chunk.error {
            return Err(refusal::broken_off(error, cx.run().locale));
        }
        let text = add(&mut output, chunk);
        if !text.is_empty() {
            cx.emit(&Part { text: &text }).await?;
        }
    }
    match output.finish_reason {
        Some(_) => Ok(output),
        None => Err(Failure::new(Kind::Unavailable, words::cut_short(cx.run().locale))),
    }
}

/// Lets the body end, so that the call log has the whole exchange. A service that keeps it open is not waited for.
async fn let_end(mut events: Events, cx: &Context) {
    let mut end = pin!(async move { while let Ok(Some(_)) = events.next().await {} });
    let mut limit = pin!(cx.sleep(END_WAIT));
    poll_fn(|task| match end.as_mut().poll(task) {
        Poll::Ready(()) => Poll::Ready(()),
        Poll::Pending => limit.as_mut().poll(task),
    })
    .await;
}

fn chunk(data: &str) -> Result<Chunk, Failure> {
    Json::parse(data.as_bytes().to_vec()).and_then(|json| json.read()).map_err(not_as_expected)
}

/// Takes one part in, and gives its text.
fn add(output: &mut Output, chunk: Chunk) -> String {
    output.model = output.model.take().or(chunk.model);
    output.usage = chunk.usage.map(Into::into).or(output.usage);
    let Some(choice) = chunk.choices.into_iter().next() else { return String::new() };
    output.finish_reason = choice.finish_reason.or(output.finish_reason.take());
    if let Some(refusal) = choice.delta.refusal {
        output.refusal.get_or_insert_default().push_str(&refusal);
    }
    let text = choice.delta.content.unwrap_or_default();
    output.text.push_str(&text);
    text
}
