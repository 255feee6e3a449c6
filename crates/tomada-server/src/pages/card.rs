//! The webhook card: a request as fields, shown before it is sent, sent, and filled from a cURL command.
//!
//! Every field posts always, so that a change of the method or of the body's kind loses nothing that was written. The
//! answer of the last call is found by its run in the call log, so that mappings are tried on it without another call.

mod answer;
mod body;
mod fields;
mod mapping;
mod paging;
mod panels;
mod places;
mod rows;
mod shown;
mod source;
mod steps;
mod tint;

use askama::Template;
use axum::extract::{DefaultBodyLimit, Query};
use axum::routing::get;
use axum::{Form as Body, Router, response::Response};
use serde_json::Value;
use tomada_platform::{ConnectionView, PageRequest};

use self::answer::{Answer, Mapped};
use self::panels::{Drawn, Panel};
use self::shown::Shown;
use self::steps::{call, fill, look, map};
use super::common::{ADD, Trouble, Words, escaped, posted};
use super::form::{Line, Posted};
use super::shell::{Visit, refused, show};
use super::tree::TreeLine;
use crate::app::App;

/// The integration behind the card.
const WEBHOOK: &str = "webhook";
/// What a button does.
const DO: &str = "~do";
/// The value of an answer that was picked for the mapping.
const PICK: &str = "~pick";
/// The run whose answer is shown.
const RUN: &str = "~run";
/// The tab that is open.
const TAB: &str = "~tab";
/// How much a card may hold, files among it, in bytes.
const CARD_MAX_BYTES: usize = 4 << 20;
/// How long a file may be that goes into the card as base64 in a form, in bytes.
const FILE_MAX_BYTES: usize = 2 << 20;
/// How long a link to a card may be, in bytes: what every browser and proxy takes.
const LINK_MAX_BYTES: usize = 6_000;
/// The methods that are offered.
const METHODS: [&str; 7] = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"];

/// What the card shows beside its fields.
#[derive(Default)]
struct Beside {
    shown: Option<Shown>,
    /// Why nothing is shown.
    hidden: Option<Trouble>,
    answer: Option<Answer>,
    /// Why there is no answer.
    unanswered: Option<Trouble>,
    mapped: Option<Mapped>,
    /// Why nothing was filled in.
    unread: Option<Trouble>,
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
    url_error: String,
    connections: Vec<ConnectionView>,
    connection: String,
    panels: Vec<Panel>,
    tab: String,
    pasted: String,
    file_max_bytes: usize,
    /// The card as JSON; empty while something is missing.
    kept: String,
    /// A link that opens the card so; empty if it would be too long.
    link: String,
    beside: Beside,
}

/// What a link to a card says.
#[derive(Default, serde::Deserialize)]
#[serde(default)]
struct Asked {
    card: Option<String>,
}

/// Its routes.
pub(super) fn routes() -> Router<App> {
    let page = get(open).post(act).layer(DefaultBodyLimit::max(CARD_MAX_BYTES));
    Router::new().route("/p/{project}/webhook", page)
}

/// `GET /p/{project}/webhook`
async fn open(visit: Visit, Query(asked): Query<Asked>) -> Response {
    let mut posted = Posted::new();
    let Some(card) = asked.card else { return draw(&visit, posted, Beside::default()).await };
    posted.insert(source::PASTED.to_owned(), card);
    let beside = fill(&visit, &mut posted).await;
    draw(&visit, posted, beside).await
}

/// `POST /p/{project}/webhook`
async fn act(visit: Visit, Body(fields): Body<Vec<(String, String)>>) -> Response {
    let mut posted = posted(fields);
    let wanted = posted.remove(DO).unwrap_or_default();
    let beside = match (posted.remove(PICK), wanted.as_str()) {
        (Some(path), _) => {
            mapping::pick(&path, &mut posted);
            posted.insert(TAB.to_owned(), "response".to_owned());
            map(&visit, &mut posted).await
        }
        _ if posted.contains_key(ADD) => {
            rows::close_gaps(&mut posted);
            Beside::default()
        }
        (_, "map") => map(&visit, &mut posted).await,
        (_, "fill") => fill(&visit, &mut posted).await,
        (_, "call") => call(&visit, &mut posted).await,
        (_, "live") => {
            // What is looked at while somebody types needs no answer beside it.
            let beside = look(&visit, &mut posted).await;
            posted.remove(RUN);
            beside
        }
        _ => look(&visit, &mut posted).await,
    };
    draw(&visit, posted, beside).await
}

async fn draw(visit: &Visit, mut posted: Posted, mut beside: Beside) -> Response {
    let page = PageRequest { after: None, limit: Some(PageRequest::LIMIT_MAX) };
    let connections = match visit.entered.connections(Some(WEBHOOK), &page).await {
        Ok(found) => found.items,
        Err(failure) => return refused(visit, &failure),
    };
    if beside.answer.is_none() && beside.unanswered.is_none() {
        beside.answer = last_answer(visit, &posted).await;
    }
    let w = visit.words();
    places::name_variables(&mut posted);
    let mut wrong = Vec::new();
    let input = fields::input(&mut posted.clone(), &mut wrong, w);
    let given = |name: &str| posted.get(name).cloned().unwrap_or_default();
    let error =
        |at: &str| beside.errors.iter().find(|(place, _)| place == at).map(|(_, message)| message.clone());
    let default = connections.iter().find(|connection| connection.is_default).map(|one| one.id.clone());
    let first_wrong = beside.errors.iter().find_map(|(at, _)| places::tab(at)).map(str::to_owned);
    let (kept, link) = if wrong.is_empty() { kept(&input) } else { <(String, String)>::default() };
    let page = CardPage {
        w,
        project: visit.entered.project().to_owned(),
        methods: METHODS,
        is_other_method: posted.get("method").is_some_and(|method| !METHODS.contains(&method.as_str())),
        method: posted.get("method").cloned().unwrap_or_else(|| "GET".to_owned()),
        url: given("url"),
        url_error: error("/url").or_else(|| error("/method")).unwrap_or_default(),
        connection: posted.get("connection").cloned().or(default).unwrap_or_default(),
        connections,
        panels: Drawn { posted: &posted, errors: &beside.errors, input: &input, w }.panels(),
        tab: first_wrong.or_else(|| posted.get(TAB).cloned()).unwrap_or_else(|| "query".to_owned()),
        pasted: given(source::PASTED),
        file_max_bytes: FILE_MAX_BYTES,
        kept,
        link,
        beside,
    };
    show(visit, &w.t("page-card-title"), "webhook", &page)
}

/// The answer that was there before, if the call log still has it.
async fn last_answer(visit: &Visit, posted: &Posted) -> Option<Answer> {
    Answer::logged(posted.get(RUN).filter(|run| !run.is_empty())?, visit).await.ok()
}

/// The card as JSON, and a link to it.
fn kept(input: &Value) -> (String, String) {
    let link = format!("?card={}", escaped(&input.to_string()));
    let text = serde_json::to_string_pretty(input).unwrap_or_else(|_| input.to_string());
    (text, if link.len() <= LINK_MAX_BYTES { link } else { String::new() })
}
