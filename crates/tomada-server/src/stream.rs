//! Server-sent events, and a run told by them: each partial result as it comes, then the one event that it ends with.
//!
//! The API and the menu tell runs so, each with a last event of its own. Rule: every part is told before the end is.

use std::convert::Infallible;
use std::future::{Future, ready};
use std::pin::Pin;

use axum::http::{HeaderMap, header};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use futures_util::{Stream, stream};
use tokio::sync::mpsc;
use tomada_core::Json;

/// How many partial results wait for a slow reader before the action waits.
const PARTS_WAITING_MAX: usize = 32;

/// Whether whoever asks reads events.
pub(crate) fn is_wanted(headers: &HeaderMap) -> bool {
    let accepted = headers.get_all(header::ACCEPT).iter().filter_map(|value| value.to_str().ok());
    accepted.flat_map(|value| value.split(',')).any(|kind| kind.trim().starts_with("text/event-stream"))
}

/// Tells a run: it is given where its parts go, and ends with the last event.
pub(crate) fn told<R>(run: impl FnOnce(mpsc::Sender<Json>) -> R) -> Response
where
    R: Future<Output = Event> + Send + 'static,
{
    let (sender, parts) = mpsc::channel(PARTS_WAITING_MAX);
    let running = Running { last: Box::pin(run(sender)), parts };
    events(stream::unfold(Some(running), next))
}

/// Events of whatever stream.
pub(crate) fn events<S>(stream: S) -> Response
where
    S: Stream<Item = Result<Event, Infallible>> + Send + 'static,
{
    Sse::new(stream).keep_alive(KeepAlive::default()).into_response()
}

/// A run whose events are being told.
struct Running {
    last: Pin<Box<dyn Future<Output = Event> + Send>>,
    parts: mpsc::Receiver<Json>,
}

/// The next event: a part as long as there are any, then the last, then none.
async fn next(running: Option<Running>) -> Option<(Result<Event, Infallible>, Option<Running>)> {
    let mut running = running?;
    let part = |part: &Json| Ok(Event::default().event("part").data(part.as_str()));
    tokio::select! {
        biased;
        Some(more) = running.parts.recv() => Some((part(&more), Some(running))),
        last = &mut running.last => {
            // What came with the end of the run is told before it.
            let Ok(more) = running.parts.try_recv() else { return Some((Ok(last), None)) };
            running.last = Box::pin(ready(last));
            Some((part(&more), Some(running)))
        }
    }
}
