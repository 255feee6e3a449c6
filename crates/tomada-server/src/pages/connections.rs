//! The connections of a project: how each is and why, how it is used, and its end.

use askama::Template;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect, Response};
use tomada_platform::{ConnectionView, PageRequest};

use super::common::{Trouble, Words, escaped};
use super::shell::{Visit, refused, show};

/// What the list's address says.
#[derive(Default, serde::Deserialize)]
pub(super) struct Asked {
    integration: Option<String>,
    after: Option<String>,
}

#[derive(Template)]
#[template(path = "connections.html")]
struct ListPage {
    w: Words,
    now: u64,
    project: String,
    connections: Vec<ConnectionView>,
    next: Option<String>,
}

#[derive(Template)]
#[template(path = "disconnect.html")]
struct DisconnectPage {
    w: Words,
    project: String,
    connection: ConnectionView,
}

#[derive(Template)]
#[template(path = "tested.html")]
struct TestedPage {
    w: Words,
    project: String,
    connection: ConnectionView,
    trouble: Option<Trouble>,
    call: String,
}

/// `GET /p/{project}/connections`
pub(super) async fn list(Path(project): Path<String>, Query(asked): Query<Asked>, visit: Visit) -> Response {
    let page = PageRequest { after: asked.after, limit: None };
    let integration = asked.integration.as_deref().filter(|id| !id.is_empty());
    match visit.entered.connections(integration, &page).await {
        Ok(found) => {
            let w = visit.words();
            let now = visit.now_unix_ms;
            let page = ListPage { w, now, project, connections: found.items, next: found.next };
            show(&visit, &w.t("page-connections-title"), "connections", &page)
        }
        Err(failure) => refused(&visit, &failure),
    }
}

/// `GET /p/{project}/connections/{connection}/delete`
pub(super) async fn ask_delete(Path((project, id)): Path<(String, String)>, visit: Visit) -> Response {
    match visit.entered.connection(&id).await {
        Ok(connection) => {
            let w = visit.words();
            let title = w.with("page-disconnect-title", "label", &connection.label);
            show(&visit, &title, "connections", &DisconnectPage { w, project, connection })
        }
        Err(failure) => refused(&visit, &failure),
    }
}

/// `POST /p/{project}/connections/{connection}/delete`
pub(super) async fn delete(Path((project, id)): Path<(String, String)>, visit: Visit) -> Response {
    match visit.entered.disconnect(&id).await {
        Ok(()) => Redirect::to(&format!("/p/{}/connections", escaped(&project))).into_response(),
        Err(failure) => refused(&visit, &failure),
    }
}

/// `POST /p/{project}/connections/{connection}/test`
pub(super) async fn test(Path((project, id)): Path<(String, String)>, visit: Visit) -> Response {
    match tested(&visit, project, &id).await {
        Ok(page) => show(&visit, &page.connection.label, "connections", &page),
        Err(failure) => refused(&visit, &failure),
    }
}

async fn tested(visit: &Visit, project: String, id: &str) -> Result<TestedPage, tomada_core::Failure> {
    let report = visit.entered.test_connection(id, visit.locale).await?;
    let connection = visit.entered.connection(id).await?;
    let call = format!("/p/{}/calls/{}", escaped(&project), escaped(&report.run_id));
    let trouble = report.result.err().map(|failure| Trouble::of(&failure, visit.locale, call.clone()));
    Ok(TestedPage { w: visit.words(), project, connection, trouble, call })
}
