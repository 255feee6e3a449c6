//! The page of one integration, made from what it says of itself.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use tomada_core::Effect;
use tomada_platform::{ConnectionView, PageRequest};

use super::discover::reach;
use crate::app::App;
use crate::pages::common::{Words, manifest};
use crate::pages::shell::{Visit, refused, show};

#[derive(Template)]
#[template(path = "integration.html")]
struct Page<'a> {
    w: Words,
    project: &'a str,
    id: &'a str,
    summary: String,
    docs: Option<String>,
    reach: String,
    version: String,
    actions: Vec<Action>,
    settings: Vec<(String, String, bool)>,
    connections: Vec<ConnectionView>,
}

struct Action {
    id: String,
    title: String,
    summary: String,
    effect: &'static str,
    input: String,
    output: String,
}

pub(super) async fn page(
    State(app): State<App>,
    visit: Visit,
    Path((project, id)): Path<(String, String)>,
) -> Response {
    let manifest = match manifest(&app, &id) {
        Ok(manifest) => manifest,
        Err(failure) => return refused(&visit, &failure),
    };
    let connections = match visit.entered.connections(Some(&id), &PageRequest::default()).await {
        Ok(page) => page.items,
        Err(failure) => return refused(&visit, &failure),
    };
    let locale = visit.locale;
    let pretty = |schema: &serde_json::Value| serde_json::to_string_pretty(schema).unwrap_or_default();
    let action = |action: &tomada_core::Action| Action {
        id: action.id.clone(),
        title: action.title.get(locale).to_owned(),
        summary: action.summary.get(locale).to_owned(),
        effect: match action.effect {
            Effect::Read => "read",
            Effect::Write => "write",
            Effect::Destructive => "destructive",
        },
        input: pretty(&action.input),
        output: pretty(&action.output),
    };
    let setting = |setting: &tomada_core::Setting| {
        (setting.title.get(locale).to_owned(), setting.help.get(locale).to_owned(), setting.required)
    };
    let page = Page {
        w: visit.words(),
        project: &project,
        id: &id,
        summary: manifest.summary.get(locale).to_owned(),
        docs: manifest.docs.clone().filter(|docs| docs.starts_with("https://")),
        reach: reach(manifest, visit.words()),
        version: manifest.version.to_string(),
        actions: manifest.actions.iter().map(action).collect(),
        settings: manifest.settings.values().map(setting).collect(),
        connections,
    };
    show(&visit, manifest.title.get(locale), "integrations", &page)
}
