//! One call: headline, waterfall, what was sent and what came back, and what can be done with it.

use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use tomada_core::Failure;
use tomada_platform::{Call, Difference, exchange_as_curl};

use super::file;
use super::waterfall::{Row, rows};
use crate::pages::common::{Trouble, Words, escaped};
use crate::pages::shell::{Visit, refused, show};
use crate::pages::tree::{TreeLine, tree};

#[derive(Template)]
#[template(path = "call.html")]
struct CallPage {
    w: Words,
    now: u64,
    project: String,
    call: Call,
    input: Vec<TreeLine>,
    output: Vec<TreeLine>,
    /// Each exchange as a command.
    curls: Vec<String>,
    rows: Vec<Row>,
    height: usize,
    label: String,
    who: String,
}

#[derive(Template)]
#[template(path = "replay.html")]
struct ReplayPage {
    w: Words,
    project: String,
    before: String,
    run: String,
    trouble: Option<Trouble>,
    differences: Vec<Difference>,
}

/// `GET /p/{project}/calls/{run}`
pub(in crate::pages) async fn page(Path((project, run)): Path<(String, String)>, visit: Visit) -> Response {
    let call = match visit.entered.call(&run).await {
        Ok(call) => call,
        Err(failure) => return refused(&visit, &failure),
    };
    let w = visit.words();
    let kind = call.summary.outcome.parse().ok();
    let page = CallPage {
        w,
        now: visit.now_unix_ms,
        project,
        input: tree(&call.input.to_value()),
        output: call.output.as_ref().map(|output| tree(&output.to_value())).unwrap_or_default(),
        curls: call.exchanges.iter().map(exchange_as_curl).collect(),
        rows: rows(&call.exchanges),
        height: call.exchanges.len() * 24,
        label: w.outcome(&call.summary.outcome),
        who: kind.map(|kind| tomada_text::who_acts(kind, visit.locale)).unwrap_or_default(),
        call,
    };
    let title = format!("{} · {}", page.call.summary.integration, page.call.summary.action);
    show(&visit, &title, "calls", &page)
}

/// `GET /p/{project}/calls/{run}/har`
pub(in crate::pages) async fn har(Path((_, run)): Path<(String, String)>, visit: Visit) -> Response {
    let made = visit.entered.call_as_har(&run).await;
    kept(&visit, made.map(|har| (format!("{run}.har"), har.as_str().to_owned())))
}

/// `GET /p/{project}/calls/{run}/case`
pub(in crate::pages) async fn case(Path((_, run)): Path<(String, String)>, visit: Visit) -> Response {
    let made = visit.entered.call_as_case(&run).await;
    kept(&visit, made.map(|case| (format!("{run}.json"), case.as_str().to_owned())))
}

fn kept(visit: &Visit, made: Result<(String, String), Failure>) -> Response {
    match made {
        Ok((name, text)) => file(&name, "application/json", text),
        Err(failure) => refused(visit, &failure),
    }
}

/// `GET /p/{project}/calls/{run}/exchanges/{number}/curl`
pub(in crate::pages) async fn curl(
    Path((_, run, number)): Path<(String, String, u32)>,
    visit: Visit,
) -> Response {
    match visit.entered.call_as_curl(&run, number).await {
        // Text and nothing else, whatever a service put into it.
        Ok(command) => command.into_response(),
        Err(failure) => refused(&visit, &failure),
    }
}

/// `POST /p/{project}/calls/{run}/replay`
pub(in crate::pages) async fn replay(Path((project, run)): Path<(String, String)>, visit: Visit) -> Response {
    let made = match visit.entered.replay(&run, visit.locale).await {
        Ok(made) => made,
        Err(failure) => return refused(&visit, &failure),
    };
    let w = visit.words();
    let place = format!("/p/{}/calls/{}", escaped(&project), escaped(&made.report.run_id));
    let trouble = made.report.result.err().map(|failure| Trouble::of(&failure, visit.locale, place));
    let page = ReplayPage {
        w,
        project,
        before: run,
        run: made.report.run_id,
        trouble,
        differences: made.differences,
    };
    show(&visit, &w.t("page-replay-title"), "calls", &page)
}
