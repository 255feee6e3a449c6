//! Discover: everything that can be connected, by category, as it is searched.

use std::collections::BTreeSet;

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use tomada_core::Manifest;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::app::App;
use crate::pages::common::Words;
use crate::pages::shell::{Visit, refused, show};

/// What is searched for.
#[derive(Default, Deserialize)]
pub(super) struct Search {
    #[serde(default)]
    q: String,
}

#[derive(Template)]
#[template(path = "discover.html")]
struct Page<'a> {
    w: Words,
    project: &'a str,
    q: &'a str,
    groups: Vec<Group>,
}

struct Group {
    title: String,
    cards: Vec<Card>,
}

struct Card {
    id: String,
    letter: char,
    title: String,
    summary: String,
    reach: String,
    /// What it is found by besides its title and summary.
    words: String,
    is_connected: bool,
    actions: String,
}

pub(super) async fn home(Path(project): Path<String>) -> Response {
    Redirect::to(&format!("/p/{}/integrations", crate::pages::common::escaped(&project))).into_response()
}

pub(super) async fn page(
    State(app): State<App>,
    visit: Visit,
    Path(project): Path<String>,
    Query(search): Query<Search>,
) -> Response {
    let connected = match visit.entered.connected().await {
        Ok(connected) => connected,
        Err(failure) => return refused(&visit, &failure),
    };
    let w = visit.words();
    let groups = groups(&app, &visit, &connected, &search.q);
    let title = w.t("page-nav-integrations");
    show(&visit, &title, "integrations", &Page { w, project: &project, q: &search.q, groups })
}

fn groups(app: &App, visit: &Visit, connected: &BTreeSet<String>, q: &str) -> Vec<Group> {
    let w = visit.words();
    let mut newest: Vec<&Manifest> = Vec::new();
    for manifest in app.platform.host().manifests() {
        // In the order of ids and versions: the last one of an id is the newest.
        if newest.last().is_some_and(|last| last.id == manifest.id) {
            newest.pop();
        }
        newest.push(manifest);
    }
    let wanted = newest.into_iter().filter(|manifest| matches(manifest, visit, q)).collect::<Vec<_>>();
    let mut categories = app.options.categories.clone();
    for manifest in &wanted {
        if !categories.contains(&manifest.category) {
            categories.push(manifest.category.clone());
        }
    }
    let group = |category: String| {
        let of = wanted.iter().filter(|manifest| manifest.category == category);
        let cards = of.map(|manifest| card(manifest, visit, connected)).collect::<Vec<_>>();
        (!cards.is_empty()).then(|| Group { title: category_title(&category, w), cards })
    };
    categories.into_iter().filter_map(group).collect()
}

fn category_title(category: &str, w: Words) -> String {
    w.or(&format!("page-category-{category}"), category)
}

fn matches(manifest: &Manifest, visit: &Visit, q: &str) -> bool {
    let q = folded(q.trim());
    let texts = [
        manifest.id.as_str(),
        manifest.title.get(visit.locale),
        manifest.summary.get(visit.locale),
        &category_title(&manifest.category, visit.words()),
    ];
    q.is_empty() || texts.iter().any(|text| folded(text).contains(&q))
}

/// A text as it is searched: without accents and in small letters, so that “integracao” finds “Integração”.
fn folded(text: &str) -> String {
    text.nfd().filter(|letter| !is_combining_mark(*letter)).collect::<String>().to_lowercase()
}

fn card(manifest: &Manifest, visit: &Visit, connected: &BTreeSet<String>) -> Card {
    let w = visit.words();
    let title = manifest.title.get(visit.locale).to_owned();
    Card {
        id: manifest.id.clone(),
        letter: title.chars().next().unwrap_or('?'),
        summary: manifest.summary.get(visit.locale).to_owned(),
        reach: reach(manifest, w),
        words: format!("{} {}", manifest.id, category_title(&manifest.category, w)),
        is_connected: connected.contains(&manifest.id),
        actions: w.with("page-discover-actions", "count", &manifest.actions.len().to_string()),
        title,
    }
}

/// Where an integration may call, in words.
pub(super) fn reach(manifest: &Manifest, w: Words) -> String {
    let hosts = manifest.permissions.hosts.iter().map(|host| match host.as_str() {
        "*" => w.t("page-reach-any"),
        host if host.contains("settings.") => w.t("page-reach-setting"),
        host if host.starts_with("{{") => w.t("page-reach-input"),
        host => host.to_owned(),
    });
    let mut hosts = hosts.collect::<Vec<_>>();
    hosts.dedup();
    if hosts.is_empty() { w.t("page-reach-nothing") } else { hosts.join(", ") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neither_case_nor_accents_keep_anything_from_being_found() {
        for (text, expected) in
            [("Integração", "integracao"), ("ÚLTIMO año", "ultimo ano"), ("ChatGPT", "chatgpt"), ("", "")]
        {
            assert_eq!(folded(text), expected, "{text}");
        }
    }
}
