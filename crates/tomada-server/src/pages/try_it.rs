//! Trying an action: its input as a form, the request before it is sent, the answer while it comes, its output as a tree.
//!
//! One post does all: a form sends it and gets the page anew; the page's script sends the same and asks for events, of
//! which the last is the page's content. Rule: whatever fails, what was typed stays in its fields.

mod layout;
mod request;
mod trace;
mod view;

use axum::Form as Body;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use axum::response::sse::Event;
use serde_json::Value;
use tokio::sync::mpsc;
use tomada_core::{Action, Failure, Json, Kind, Manifest};
use tomada_platform::RunAsk;

use self::view::{Asked, Subject, TryPage};
use super::common::{ADD, manifest, posted, told};
use super::form::{Posted, Shape};
use super::shell::{Visit, refused, show};
use crate::app::App;
use crate::stream;

/// How long a run may take, in milliseconds.
const DEADLINE_MS: u64 = 60_000;
/// What a button does: `run`, or `show` the request.
const DO: &str = "~do";

/// The project, the integration and the action that a path names.
type Place = (String, String, String);

/// `GET /p/{project}/integrations/{id}/actions/{action}`
pub(super) async fn ask(
    State(app): State<App>,
    Path((_, id, action)): Path<Place>,
    visit: Visit,
) -> Response {
    match found(&app, &id, &action) {
        Ok((manifest, action)) => {
            let subject = Subject { visit: &visit, manifest, action };
            shown(&visit, &view::page(&subject, &Posted::new(), Asked::default()).await)
        }
        Err(failure) => refused(&visit, &failure),
    }
}

/// `POST /p/{project}/integrations/{id}/actions/{action}`
pub(super) async fn act(
    State(app): State<App>,
    Path((_, id, action)): Path<Place>,
    visit: Visit,
    headers: HeaderMap,
    Body(fields): Body<Vec<(String, String)>>,
) -> Response {
    let (manifest, action) = match found(&app, &id, &action) {
        Ok((manifest, action)) => (manifest.clone(), action.clone()),
        Err(failure) => return refused(&visit, &failure),
    };
    let trial = Trial { app, visit, manifest, action, posted: posted(fields) };
    if trial.is_run() && stream::is_wanted(&headers) {
        return stream::told(|parts| async move {
            let content = trial.page(Some(parts)).await.content();
            Event::default().event("page").data(Value::from(content).to_string())
        });
    }
    shown(&trial.visit, &trial.page(None).await)
}

fn shown(visit: &Visit, page: &TryPage) -> Response {
    show(visit, &page.title, "integrations", page)
}

fn found<'a>(app: &'a App, id: &str, action: &str) -> Result<(&'a Manifest, &'a Action), Failure> {
    let manifest = manifest(app, id)?;
    let unknown = || {
        let failure = Failure::coded(Kind::NotFound, "page-action-unknown");
        failure.with_argument("integration", id).with_argument("action", action)
    };
    Ok((manifest, manifest.action(action).ok_or_else(unknown)?))
}

/// What was posted, of which action.
struct Trial {
    app: App,
    visit: Visit,
    manifest: Manifest,
    action: Action,
    posted: Posted,
}

impl Trial {
    /// Whether the action is to be run, not only shown or given another row.
    fn is_run(&self) -> bool {
        !self.posted.contains_key(ADD) && self.posted.get(DO).is_none_or(|wanted| wanted != "show")
    }

    /// Does what was wanted, and makes the page of it.
    async fn page(&self, parts: Option<mpsc::Sender<Json>>) -> TryPage {
        let subject = Subject { visit: &self.visit, manifest: &self.manifest, action: &self.action };
        let mut wrong = Vec::new();
        let input = Shape::of(&self.action.input).read(&self.posted, "/input", true, &mut wrong);
        let asked = match input.filter(|_| wrong.is_empty()) {
            _ if self.posted.contains_key(ADD) => Asked::default(),
            None => Asked::wrong(told(&wrong, self.visit.words())),
            Some(input) if self.is_run() => self.run(&subject, input, parts).await,
            Some(input) => self.rehearse(&subject, input).await,
        };
        view::page(&subject, &self.posted, asked).await
    }

    async fn run(&self, subject: &Subject<'_>, input: Value, parts: Option<mpsc::Sender<Json>>) -> Asked {
        match self.visit.entered.run(RunAsk { partials: parts, ..self.ask(input) }).await {
            Ok(report) => {
                self.app.metrics.run(&self.manifest.id, &report);
                Asked::ran(subject, &report)
            }
            Err(failure) => Asked::failed(subject, &failure, String::new()),
        }
    }

    async fn rehearse(&self, subject: &Subject<'_>, input: Value) -> Asked {
        match self.visit.entered.rehearse(self.ask(input.clone())).await {
            Ok(rehearsed) => Asked::rehearsed(rehearsed, input),
            Err(failure) => Asked::failed(subject, &failure, String::new()),
        }
    }

    fn ask(&self, input: Value) -> RunAsk {
        RunAsk {
            connection: self.posted.get("connection").filter(|id| !id.is_empty()).cloned(),
            input: Json::from(input),
            deadline_ms: DEADLINE_MS,
            ..RunAsk::new(&self.manifest.id, &self.action.id, self.visit.locale)
        }
    }
}
