//! The webhook card: a request as fields, shown before it is sent, sent, and filled from a cURL command.
//!
//! Every field posts always, so that a change of the method or of the body's kind loses nothing that was written.

mod fields;

use askama::Template;
use axum::Form as Body;
use axum::response::Response;
use serde_json::{Value, json};
use tomada_core::{Failure, Json};
use tomada_platform::{ConnectionView, PageRequest, RunAsk};

use self::fields::{Section, fill, input, sections};
use super::common::{ADD, Trouble, Words, escaped, posted, told};
use super::form::Line;
use super::form::{Posted, Wrong};
use super::shell::{Visit, refused, show};
use super::tree::{TreeLine, tree};

/// The integration behind the card.
const WEBHOOK: &str = "webhook";
/// What a button does.
const DO: &str = "~do";
/// How long a run may take, in milliseconds.
const DEADLINE_MS: u64 = 60_000;
/// The methods that are offered.
const METHODS: [&str; 7] = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"];

/// The request as it would be sent.
#[derive(Default, serde::Deserialize)]
#[serde(default)]
struct Shown {
    method: String,
    url: String,
    headers: Vec<ShownHeader>,
    body: Option<String>,
    body_bytes: u64,
    authenticated: bool,
    fields: Vec<Traced>,
}

#[derive(serde::Deserialize)]
struct ShownHeader {
    name: String,
    value: String,
    origin: String,
}

/// One text of the request, by what it was made of.
#[derive(serde::Deserialize)]
struct Traced {
    at: String,
    pieces: Vec<Piece>,
}

#[derive(serde::Deserialize)]
struct Piece {
    text: String,
    #[serde(default)]
    from: Option<String>,
}

/// What the card shows beside its fields.
#[derive(Default)]
struct Beside {
    trouble: Option<Trouble>,
    shown: Option<Shown>,
    answer: Vec<TreeLine>,
    call: String,
    notes: Vec<String>,
    errors: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "card.html")]
struct CardPage {
    w: Words,
    project: String,
    methods: [&'static str; 7],
    method: String,
    is_other_method: bool,
    url: String,
    connections: Vec<ConnectionView>,
    connection: String,
    sections: Vec<Section>,
    tab: String,
    beside: Beside,
}

/// `GET /p/{project}/webhook`
pub(super) async fn open(visit: Visit) -> Response {
    draw(&visit, Posted::new(), Beside::default()).await
}

/// `POST /p/{project}/webhook`
pub(super) async fn act(visit: Visit, Body(fields): Body<Vec<(String, String)>>) -> Response {
    let mut posted = posted(fields);
    let wanted = posted.remove(DO).unwrap_or_default();
    if posted.contains_key(ADD) {
        return draw(&visit, posted, Beside::default()).await;
    }
    let beside = match wanted.as_str() {
        "curl" => from_curl(&visit, &mut posted).await,
        "call" => send(&visit, &posted, "call").await,
        _ => send(&visit, &posted, "preview").await,
    };
    match beside {
        Ok(beside) => draw(&visit, posted, beside).await,
        Err(failure) => refused(&visit, &failure),
    }
}

async fn run(
    visit: &Visit,
    posted: &Posted,
    action: &str,
    input: Value,
) -> Result<tomada_host::RunReport, Failure> {
    let ask = RunAsk {
        connection: posted.get("connection").filter(|id| !id.is_empty()).cloned(),
        input: Json::from(input),
        deadline_ms: DEADLINE_MS,
        ..RunAsk::new(WEBHOOK, action, visit.locale)
    };
    visit.entered.run(ask).await
}

async fn send(visit: &Visit, posted: &Posted, action: &str) -> Result<Beside, Failure> {
    let mut wrong = Vec::<Wrong>::new();
    let input = input(posted, &mut wrong, visit.words());
    if !wrong.is_empty() {
        return Ok(Beside { errors: told(&wrong, visit.words()), ..Beside::default() });
    }
    let report = run(visit, posted, action, input).await?;
    let call = format!("/p/{}/calls/{}", escaped(visit.entered.project()), escaped(&report.run_id));
    Ok(match report.result {
        Err(failure) => {
            let trouble = Trouble::of(&failure, visit.locale, call.clone());
            let errors = failure.at().map(|at| (at.to_owned(), trouble.message.clone()));
            let errors = errors.into_iter().collect();
            Beside { trouble: Some(trouble), errors, call, ..Beside::default() }
        }
        Ok(output) if action == "preview" => Beside { shown: output.read().ok(), ..Beside::default() },
        Ok(output) => Beside { answer: tree(&output.to_value()), call, ..Beside::default() },
    })
}

/// Fills the card from a command, which is not kept.
async fn from_curl(visit: &Visit, posted: &mut Posted) -> Result<Beside, Failure> {
    let command = posted.remove("curl").unwrap_or_default();
    let report = run(visit, &Posted::new(), "from_curl", json!({ "command": command })).await?;
    let output = match report.result {
        Ok(output) => output.to_value(),
        Err(failure) => {
            let trouble = Trouble::of(&failure, visit.locale, String::new());
            return Ok(Beside { trouble: Some(trouble), ..Beside::default() });
        }
    };
    let kept = posted.remove("connection");
    posted.clear();
    posted.extend(kept.map(|id| ("connection".to_owned(), id)));
    fill(&output["call"], posted, visit.words());
    let notes = output["notes"].as_array().into_iter().flatten().filter_map(|note| {
        let arguments = note["arguments"].as_object()?;
        let arguments = arguments.iter().filter_map(|(name, value)| Some((name.as_str(), value.as_str()?)));
        tomada_text::text(visit.locale, note["code"].as_str()?, arguments)
    });
    let mut notes: Vec<_> = notes.collect();
    if output["connection"].is_object() {
        notes.push(visit.words().t("page-card-credential-note"));
    }
    Ok(Beside { notes, ..Beside::default() })
}

async fn draw(visit: &Visit, posted: Posted, beside: Beside) -> Response {
    let page = PageRequest { after: None, limit: Some(PageRequest::LIMIT_MAX) };
    let connections = match visit.entered.connections(Some(WEBHOOK), &page).await {
        Ok(found) => found.items,
        Err(failure) => return refused(visit, &failure),
    };
    let w = visit.words();
    let given = |name: &str| posted.get(name).cloned().unwrap_or_default();
    let page = CardPage {
        w,
        project: visit.entered.project().to_owned(),
        methods: METHODS,
        is_other_method: posted.get("method").is_some_and(|method| !METHODS.contains(&method.as_str())),
        method: posted.get("method").cloned().unwrap_or_else(|| "GET".to_owned()),
        url: given("url"),
        connection: given("connection"),
        connections,
        sections: sections(&posted, &beside.errors, w),
        tab: posted.get("~tab").cloned().unwrap_or_else(|| "query".to_owned()),
        beside,
    };
    show(visit, &w.t("page-card-title"), "webhook", &page)
}
