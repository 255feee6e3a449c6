//! The way from one project to another: a few in the navigation, all of them on a page.

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use serde::Deserialize;
use tomada_platform::{Actor, PageRequest, ProjectView};

use super::common::{Words, escaped};
use super::shell::{Guest, plain, refusal};
use crate::app::App;

/// How many the navigation shows; more are on their page.
const SHOWN: u32 = 12;

/// What the navigation shows of projects.
pub(super) struct Switcher {
    /// The one that is looked at, as people call it.
    pub(super) name: String,
    /// Its beginning of every address.
    pub(super) place: String,
    /// Those that are open to whoever looks.
    pub(super) open: Vec<Way>,
    /// Whether there are more.
    pub(super) has_more: bool,
}

/// The way into a project.
pub(super) struct Way {
    pub(super) name: String,
    pub(super) address: String,
    pub(super) is_current: bool,
}

impl Switcher {
    /// Of a page of `project` that belongs to `nav`: the way leads to the same page of another project. What cannot be
    /// read just now is left out, for the page itself is there.
    pub(super) async fn of(app: &App, actor: &Actor, project: &str, nav: &str) -> Self {
        let page = PageRequest { after: None, limit: Some(SHOWN) };
        let found = app.platform.projects(actor, &page).await;
        let (items, next) = found.map(|page| (page.items, page.next)).unwrap_or_default();
        let current = items.iter().find(|view| view.id == project);
        let name = current.map_or_else(|| project.to_owned(), |view| view.name.clone());
        let nav = if nav.is_empty() { "integrations" } else { nav };
        let open = items.into_iter().map(|view| way(view, project, nav)).collect();
        Self { name, place: format!("/p/{}", escaped(project)), open, has_more: next.is_some() }
    }
}

fn way(view: ProjectView, current: &str, nav: &str) -> Way {
    let is_current = view.id == current;
    Way { address: format!("/p/{}/{nav}", escaped(&view.id)), name: view.name, is_current }
}

/// Which part of the projects.
#[derive(Deserialize)]
pub(super) struct Asked {
    after: Option<String>,
}

#[derive(Template)]
#[template(path = "projects.html")]
struct Page {
    w: Words,
    open: Vec<Way>,
    next: Option<String>,
}

/// `GET /projects`
pub(super) async fn all(State(app): State<App>, guest: Guest, Query(asked): Query<Asked>) -> Response {
    let Some(actor) = guest.actor() else { return guest.to_sign_in() };
    let page = PageRequest { after: asked.after, limit: None };
    match app.platform.projects(actor, &page).await {
        Ok(page) => {
            let w = Words(guest.locale());
            let open = page.items.into_iter().map(|view| way(view, "", "integrations")).collect();
            let next = page.next.map(|next| format!("?after={}", escaped(&next)));
            plain(guest.locale(), &w.t("page-projects-title"), &Page { w, open, next })
        }
        Err(failure) => refusal(guest.locale(), &failure),
    }
}
