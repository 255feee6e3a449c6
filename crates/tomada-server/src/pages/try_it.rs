//! Trying an action: its input as a form, its output as a tree, its failure with who must act.

use askama::Template;
use axum::Form as Body;
use axum::extract::{Path, State};
use axum::response::Response;
use tomada_core::{Action, Effect, Failure, Json, Kind, Manifest};
use tomada_host::RunReport;
use tomada_platform::{ConnectionView, PageRequest, RunAsk};

use super::common::{ADD, Trouble, Words, drawn, escaped, manifest, posted, told};
use super::form::{Form, Line, Posted, Shape};
use super::shell::{Visit, refused, show};
use super::tree::{TreeLine, tree};
use crate::app::App;

/// How long a run may take, in milliseconds.
const DEADLINE_MS: u64 = 60_000;

/// How a run came out.
struct Outcome {
    trouble: Option<Trouble>,
    tree: Vec<TreeLine>,
    call: String,
    elapsed_ms: u64,
}

#[derive(Template)]
#[template(path = "try.html")]
struct TryPage {
    w: Words,
    project: String,
    integration: String,
    action: String,
    summary: String,
    effect: &'static str,
    is_streaming: bool,
    connections: Vec<ConnectionView>,
    connection: String,
    form: Form,
    errors: usize,
    outcome: Option<Outcome>,
}

/// What the page starts from.
#[derive(Default)]
struct Asked {
    posted: Posted,
    errors: Vec<(String, String)>,
    outcome: Option<Outcome>,
}

/// `GET /p/{project}/integrations/{id}/actions/{action}`
pub(super) async fn ask(
    State(app): State<App>,
    Path((_, id, action)): Path<(String, String, String)>,
    visit: Visit,
) -> Response {
    match found(&app, &id, &action) {
        Ok((manifest, action)) => draw(&visit, manifest, action, Asked::default()).await,
        Err(failure) => refused(&visit, &failure),
    }
}

/// `POST /p/{project}/integrations/{id}/actions/{action}`
pub(super) async fn run(
    State(app): State<App>,
    Path((_, id, action)): Path<(String, String, String)>,
    visit: Visit,
    Body(fields): Body<Vec<(String, String)>>,
) -> Response {
    let (manifest, action) = match found(&app, &id, &action) {
        Ok(found) => found,
        Err(failure) => return refused(&visit, &failure),
    };
    let posted = posted(fields);
    let mut wrong = Vec::new();
    let input = Shape::of(&action.input).read(&posted, "/input", true, &mut wrong);
    let input = input.filter(|_| wrong.is_empty() && !posted.contains_key(ADD));
    let Some(input) = input else {
        let errors = told(&wrong, visit.words());
        return draw(&visit, manifest, action, Asked { posted, errors, outcome: None }).await;
    };
    let connection = posted.get("connection").filter(|id| !id.is_empty()).cloned();
    let ask = run_ask(&visit, manifest, action, connection, Json::from(input));
    match visit.entered.run(ask).await {
        Ok(report) => {
            let errors = field_errors(&report, &visit);
            let outcome = Some(outcome(&report, &visit));
            draw(&visit, manifest, action, Asked { posted, errors, outcome }).await
        }
        Err(failure) => refused(&visit, &failure),
    }
}

fn found<'a>(app: &'a App, id: &str, action: &str) -> Result<(&'a Manifest, &'a Action), Failure> {
    let manifest = manifest(app, id)?;
    let unknown = || {
        let failure = Failure::coded(Kind::NotFound, "page-action-unknown");
        failure.with_argument("integration", id).with_argument("action", action)
    };
    Ok((manifest, manifest.action(action).ok_or_else(unknown)?))
}

fn run_ask(
    visit: &Visit,
    manifest: &Manifest,
    action: &Action,
    connection: Option<String>,
    input: Json,
) -> RunAsk {
    RunAsk {
        connection,
        input,
        deadline_ms: DEADLINE_MS,
        ..RunAsk::new(&manifest.id, &action.id, visit.locale)
    }
}

fn outcome(report: &RunReport, visit: &Visit) -> Outcome {
    let call = format!("/p/{}/calls/{}", escaped(visit.entered.project()), escaped(&report.run_id));
    let (trouble, tree) = match &report.result {
        Ok(output) => (None, tree(&output.to_value())),
        Err(failure) => (Some(Trouble::of(failure, visit.locale, call.clone())), Vec::new()),
    };
    Outcome { trouble, tree, call, elapsed_ms: report.elapsed_ms }
}

/// The field that a failure names.
fn field_errors(report: &RunReport, visit: &Visit) -> Vec<(String, String)> {
    let Err(failure) = &report.result else { return Vec::new() };
    let at = failure.at().or_else(|| failure.arguments().get("at").map(String::as_str));
    let place = at.map(|at| format!("/input{at}"));
    let message = Trouble::of(failure, visit.locale, String::new()).message;
    place.map(|place| (place, message)).into_iter().collect()
}

async fn draw(visit: &Visit, manifest: &Manifest, action: &Action, asked: Asked) -> Response {
    let page = PageRequest { after: None, limit: Some(PageRequest::LIMIT_MAX) };
    let connections = match visit.entered.connections(Some(&manifest.id), &page).await {
        Ok(found) => found.items,
        Err(failure) => return refused(visit, &failure),
    };
    let w = visit.words();
    let default = connections.iter().find(|connection| connection.is_default);
    let chosen = asked.posted.get("connection").cloned();
    let page = TryPage {
        w,
        project: visit.entered.project().to_owned(),
        integration: manifest.id.clone(),
        action: action.id.clone(),
        summary: action.summary.get(visit.locale).to_owned(),
        effect: effect(action.effect),
        is_streaming: action.streaming,
        connection: chosen.or_else(|| default.map(|one| one.id.clone())).unwrap_or_default(),
        connections,
        form: drawn(&Shape::of(&action.input), "/input", &asked.posted, &asked.errors, w),
        errors: asked.errors.len(),
        outcome: asked.outcome,
    };
    let title = format!("{} · {}", action.title.get(visit.locale), manifest.title.get(visit.locale));
    show(visit, &title, "integrations", &page)
}

fn effect(effect: Effect) -> &'static str {
    match effect {
        Effect::Read => "read",
        Effect::Write => "write",
        Effect::Destructive => "destructive",
    }
}
