//! The call log to take away: as a call a line, or as one HTTP archive.
//!
//! Calls are read page by page while they are written, so that an export of any length costs the same memory.

use std::collections::VecDeque;
use std::io;

use axum::body::Body;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use futures_util::stream;
use serde::Deserialize;
use serde_json::json;
use tomada_core::Failure;
use tomada_platform::{CallFilter, Entered, PageRequest};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::ask::{Asked, Inside};
use super::call_shape::Call;
use super::calls::Filter;
use crate::app::App;
use crate::problem::Problem;

pub(crate) fn slow_routes() -> OpenApiRouter<App> {
    OpenApiRouter::default().routes(routes!(export_calls))
}

/// How calls are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
enum Format {
    /// A call a line, as JSON.
    #[default]
    Ndjson,
    /// One HTTP archive (HAR 1.2).
    Har,
}

/// How much, and how.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Export {
    /// `ndjson`, a call a line, or `har`, one HTTP archive; `ndjson` if absent.
    #[param(inline)]
    format: Option<Format>,
    /// How many calls at most, the newest first; 1,000 if absent.
    #[param(minimum = 1, maximum = 10_000)]
    limit: Option<u32>,
}

/// Export calls
#[utoipa::path(get, path = "/v1/projects/{project}/calls/export", tag = "calls",
    params(("project" = String, Path, description = "The project's id"), Filter, Export),
    extensions(("x-role" = json!("viewer"))),
    responses((status = 200, description = "The calls",
        content((Call = "application/x-ndjson"), (Object = "application/json")))))]
async fn export_calls(
    Inside(project): Inside,
    Asked(filter): Asked<Filter>,
    Asked(export): Asked<Export>,
) -> Result<Response, Problem> {
    let left = export.limit.unwrap_or(1_000);
    let format = export.format.unwrap_or_default();
    let mut writer = Writer::new(project, filter.into(), format, left);
    // The first page is read before the answer begins: what is wrong with the filter is still a problem then.
    writer.read_page().await?;
    let (kind, name) = match format {
        Format::Ndjson => ("application/x-ndjson", "attachment; filename=\"calls.ndjson\""),
        Format::Har => ("application/json", "attachment; filename=\"calls.har\""),
    };
    let headers = [(header::CONTENT_TYPE, kind), (header::CONTENT_DISPOSITION, name)];
    let pieces = stream::unfold(Some(writer), |writer| async move {
        let mut writer = writer?;
        match writer.piece().await {
            Ok(piece) => piece.map(|piece| (Ok(piece), Some(writer))),
            // The answer has begun; that it breaks off is all that can still be said.
            Err(failure) => {
                tracing::warn!(kind = %failure.kind(), code = failure.code(), "an export broke off");
                Some((Err(io::Error::other("the export broke off")), None))
            }
        }
    });
    Ok((headers, Body::from_stream(pieces)).into_response())
}

/// Writes calls one by one.
struct Writer {
    project: Entered,
    filter: CallFilter,
    format: Format,
    left: u32,
    /// Read, and not yet written.
    runs: VecDeque<String>,
    after: Option<String>,
    more: bool,
    step: Step,
}

/// How far the writing is.
enum Step {
    Opening,
    Calls { first: bool },
    Over,
}

impl Writer {
    fn new(project: Entered, filter: CallFilter, format: Format, left: u32) -> Self {
        let runs = VecDeque::new();
        Self { project, filter, format, left, runs, after: None, more: true, step: Step::Opening }
    }

    async fn read_page(&mut self) -> Result<(), Failure> {
        let limit = Some(self.left.min(PageRequest::LIMIT_MAX));
        let page = PageRequest { after: self.after.take(), limit };
        let page = self.project.calls(&self.filter, &page).await?;
        self.runs.extend(page.items.into_iter().map(|call| call.run_id));
        self.left = self.left.saturating_sub(u32::try_from(self.runs.len()).unwrap_or(u32::MAX));
        self.more = page.next.is_some() && self.left > 0;
        self.after = page.next;
        Ok(())
    }

    /// The next piece, or `None` when all is written.
    async fn piece(&mut self) -> Result<Option<Vec<u8>>, Failure> {
        let har = self.format == Format::Har;
        match self.step {
            Step::Over => Ok(None),
            Step::Opening => {
                self.step = Step::Calls { first: true };
                let creator = json!({"name": "Tomada", "version": env!("CARGO_PKG_VERSION")});
                let head = format!(r#"{{"log":{{"version":"1.2","creator":{creator},"entries":["#);
                Ok(Some(if har { head.into_bytes() } else { Vec::new() }))
            }
            Step::Calls { first } => {
                if self.runs.is_empty() && self.more {
                    self.read_page().await?;
                }
                let Some(run) = self.runs.pop_front() else {
                    self.step = Step::Over;
                    return Ok(Some(if har { b"]}}".to_vec() } else { Vec::new() }));
                };
                let piece = if har { self.entries(&run, first).await? } else { self.line(&run).await? };
                self.step = Step::Calls { first: first && piece.is_empty() };
                Ok(Some(piece))
            }
        }
    }

    async fn line(&self, run: &str) -> Result<Vec<u8>, Failure> {
        let call = Call::from(self.project.call(run).await?);
        // Unreachable: a struct of strings, numbers and values is JSON.
        let mut line = serde_json::to_vec(&call).unwrap_or_default();
        line.push(b'\n');
        Ok(line)
    }

    /// The entries of one call's archive, with the comma before them unless they are the first.
    async fn entries(&self, run: &str, first: bool) -> Result<Vec<u8>, Failure> {
        let archive = self.project.call_as_har(run).await?.to_value();
        let entries = archive["log"]["entries"].as_array().cloned().unwrap_or_default();
        let texts = entries.iter().map(ToString::to_string).collect::<Vec<_>>().join(",");
        let comma = if first || texts.is_empty() { "" } else { "," };
        Ok(format!("{comma}{texts}").into_bytes())
    }
}
