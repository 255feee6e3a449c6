//! The call log from now on, as server-sent events.

use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use axum::response::sse::Event;
use futures_util::stream;
use tokio::sync::OwnedSemaphorePermit;
use tomada_core::{Failure, Kind};
use tomada_platform::{CallSummary as CallSummaryView, Heard, Tail};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::ask::{Asked, Inside};
use super::call_shape::CallSummary;
use super::calls::Filter;
use crate::app::App;
use crate::problem::Problem;
use crate::stream::events;

/// What whoever finds every place taken is told to wait, in milliseconds.
const BUSY_RETRY_MS: u64 = 5_000;

pub(crate) fn slow_routes() -> OpenApiRouter<App> {
    OpenApiRouter::default().routes(routes!(tail_calls))
}

/// One that follows the log, and the place that it holds.
struct Follower {
    calls: Tail,
    filter: Filter,
    _place: OwnedSemaphorePermit,
}

/// Follow the call log
///
/// Each call that is committed from now on is an event `call`. Who reads too slowly gets an event `lost`: calls
/// may be missing there. Of the filters, all but the text count here.
#[utoipa::path(get, path = "/v1/projects/{project}/calls/tail", tag = "calls",
    params(("project" = String, Path, description = "The project's id"), Filter),
    extensions(("x-role" = json!("viewer"))),
    responses((status = 200, description = "Events as long as somebody listens", body = String,
        content_type = "text/event-stream")))]
async fn tail_calls(
    State(app): State<App>,
    Inside(project): Inside,
    Asked(filter): Asked<Filter>,
) -> Result<Response, Problem> {
    let calls = project.tail()?;
    let busy = |_| Failure::coded(Kind::RateLimited, "api-busy").with_retry_after_ms(BUSY_RETRY_MS);
    let place = Arc::clone(&app.followers).try_acquire_owned().map_err(busy)?;
    let follower = Follower { calls, filter, _place: place };
    Ok(events(stream::unfold(follower, |mut follower| async {
        let event = follower.next().await?;
        Some((Ok(event), follower))
    })))
}

impl Follower {
    async fn next(&mut self) -> Option<Event> {
        loop {
            match self.calls.next().await? {
                Heard::Call(call) if !self.wants(&call) => {}
                Heard::Call(call) => {
                    let event = Event::default().event("call").id(call.run_id.clone());
                    let data = serde_json::to_string(&CallSummary::from((*call).clone()));
                    return Some(event.data(data.unwrap_or_default()));
                }
                Heard::Lost => return Some(Event::default().event("lost").data("{}")),
            }
        }
    }

    fn wants(&self, call: &CallSummaryView) -> bool {
        let filter = &self.filter;
        let same =
            |wanted: &Option<String>, found: &str| wanted.as_deref().is_none_or(|wanted| wanted == found);
        let outcome = match filter.outcome.as_deref() {
            Some("failed") => call.outcome != "ok",
            Some(wanted) => call.outcome == wanted,
            None => true,
        };
        let status = filter.status.is_none_or(|wanted| call.status == Some(wanted));
        let began = filter.from_unix_ms.is_none_or(|from| call.started_unix_ms >= from)
            && filter.to_unix_ms.is_none_or(|to| call.started_unix_ms < to);
        outcome
            && status
            && began
            && same(&filter.integration, &call.integration)
            && same(&filter.action, &call.action)
            && same(&filter.connection, &call.connection)
    }
}
