//! The page of an action that is tried: its form, and beside it what came of what was asked.

use askama::Template;
use serde_json::Value;
use tomada_core::{Action, Effect, Failure, Manifest};
use tomada_host::{Rehearsed, RunReport};
use tomada_platform::{ConnectionView, PageRequest};

use super::layout::laid_out;
use super::request::{Given, RequestView};
use crate::pages::common::{Trouble, Words, drawn, escaped};
use crate::pages::form::{Form, Line, Posted, Shape};
use crate::pages::shell::Visit;
use crate::pages::tree::{TreeLine, tree};

/// The largest output that stands on the page as JSON, too, in bytes; a larger one is on the call's page.
const JSON_MAX_BYTES: usize = 32 << 10;

/// What is tried, and by whom.
pub(super) struct Subject<'a> {
    pub(super) visit: &'a Visit,
    pub(super) manifest: &'a Manifest,
    pub(super) action: &'a Action,
}

/// What came of what was asked; nothing before the first time.
#[derive(Default)]
pub(super) struct Asked {
    /// What is wrong with the fields, by their places.
    errors: Vec<(String, String)>,
    trouble: Option<Trouble>,
    outcome: Option<Outcome>,
    rehearsal: Option<Rehearsal>,
}

/// How a run came out well.
struct Outcome {
    tree: Vec<TreeLine>,
    /// The output as JSON, if it is not too large.
    json: Option<String>,
    run: String,
    call: String,
    elapsed_ms: u64,
}

/// What a run would send first, and the input it would have.
struct Rehearsal {
    told: Option<Rehearsed>,
    input: Value,
}

/// The page.
#[derive(Template)]
#[template(path = "try.html")]
pub(super) struct TryPage {
    w: Words,
    project: String,
    pub(super) title: String,
    integration: String,
    action: String,
    summary: String,
    effect: &'static str,
    connections: Vec<ConnectionView>,
    connection: String,
    form: Form,
    errors: usize,
    trouble: Option<Trouble>,
    outcome: Option<Outcome>,
    is_rehearsed: bool,
    request: Option<RequestView>,
}

impl TryPage {
    /// The page without its frame.
    pub(super) fn content(&self) -> String {
        self.render().unwrap_or_default()
    }
}

impl Asked {
    /// Nothing was done: fields are wrong.
    pub(super) fn wrong(errors: Vec<(String, String)>) -> Self {
        Self { errors, ..Self::default() }
    }

    /// After a run, whatever came of it.
    pub(super) fn ran(subject: &Subject<'_>, report: &RunReport) -> Self {
        let project = subject.visit.entered.project();
        let call = format!("/p/{}/calls/{}", escaped(project), escaped(&report.run_id));
        let output = match &report.result {
            Ok(output) => output,
            Err(failure) => return Self::failed(subject, failure, call),
        };
        let outcome = Outcome {
            tree: tree(&output.to_value()),
            json: Some(output.as_str()).filter(|text| text.len() <= JSON_MAX_BYTES).map(laid_out),
            run: report.run_id.clone(),
            call,
            elapsed_ms: report.elapsed_ms,
        };
        Self { outcome: Some(outcome), ..Self::default() }
    }

    /// After a failure, which may name a field; `call` is the page of the call that failed, if there was one.
    pub(super) fn failed(subject: &Subject<'_>, failure: &Failure, call: String) -> Self {
        let trouble = Trouble::of(failure, subject.visit.locale, call);
        let at = failure.at().or_else(|| failure.arguments().get("at").map(String::as_str));
        let errors = at.map(|at| (format!("/input{at}"), trouble.message.clone())).into_iter().collect();
        Self { errors, trouble: Some(trouble), ..Self::default() }
    }

    /// After a rehearsal with `input`.
    pub(super) fn rehearsed(told: Option<Rehearsed>, input: Value) -> Self {
        Self { rehearsal: Some(Rehearsal { told, input }), ..Self::default() }
    }
}

/// Makes the page.
pub(super) async fn page(subject: &Subject<'_>, posted: &Posted, mut asked: Asked) -> TryPage {
    let Subject { visit, manifest, action } = subject;
    let all = PageRequest { after: None, limit: Some(PageRequest::LIMIT_MAX) };
    let connections = match visit.entered.connections(Some(&manifest.id), &all).await {
        Ok(found) => found.items,
        Err(failure) => {
            asked = Asked::failed(subject, &failure, String::new());
            Vec::new()
        }
    };
    let w = visit.words();
    let default = connections.iter().find(|connection| connection.is_default);
    let chosen = posted.get("connection").cloned();
    let connection = chosen.or_else(|| default.map(|one| one.id.clone())).unwrap_or_default();
    TryPage {
        w,
        project: visit.entered.project().to_owned(),
        title: format!("{} · {}", action.title.get(visit.locale), manifest.title.get(visit.locale)),
        integration: manifest.id.clone(),
        action: action.id.clone(),
        summary: action.summary.get(visit.locale).to_owned(),
        effect: effect(action.effect),
        form: drawn(&Shape::of(&action.input), "/input", posted, &asked.errors, w),
        errors: asked.errors.len(),
        is_rehearsed: asked.rehearsal.is_some(),
        request: asked.rehearsal.and_then(|rehearsal| request(subject, rehearsal, &connections, &connection)),
        trouble: asked.trouble,
        outcome: asked.outcome,
        connections,
        connection,
    }
}

fn request(
    subject: &Subject<'_>,
    rehearsal: Rehearsal,
    connections: &[ConnectionView],
    chosen: &str,
) -> Option<RequestView> {
    let default = || connections.iter().find(|connection| connection.is_default);
    let given = Given {
        manifest: subject.manifest,
        action: subject.action,
        input: &rehearsal.input,
        connection: connections.iter().find(|connection| connection.id == chosen).or_else(default),
        w: subject.visit.words(),
    };
    rehearsal.told.map(|told| RequestView::of(&told, &given))
}

fn effect(effect: Effect) -> &'static str {
    match effect {
        Effect::Read => "read",
        Effect::Write => "write",
        Effect::Destructive => "destructive",
    }
}
