//! Connecting an integration, and connecting it anew: settings, authentication, secrets, a test on save.
//!
//! Secrets go in and never come out: a page says only that one is set, when and by whom. What failed its test is kept only
//! if that is asked for a second time, on its own button.

mod auth;
mod view;

use std::collections::BTreeMap;

use axum::Form;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use tomada_core::{Auth, Failure, Json, Manifest};
use tomada_host::Secret;
use tomada_platform::{ConnectionChange, ConnectionView, NewConnection};

use self::view::{Asked, page};
use super::common::{ADD, Trouble, Words, connection_place, manifest, posted};
use super::form::{Member, Posted, Shape, Wrong};
use super::grant::redirect;
use super::shell::{Visit, refused, show};
use crate::app::App;

/// The button that keeps what failed its test.
const KEEP: &str = "~keep";

/// What was posted, as it is understood.
struct Given {
    label: String,
    auth: Option<Auth>,
    settings: Json,
    secrets: BTreeMap<String, Secret>,
    is_default: bool,
    keep_if_broken: bool,
}

/// `GET /p/{project}/integrations/{id}/connect`
pub(super) async fn new(
    State(app): State<App>,
    Path((_, id)): Path<(String, String)>,
    visit: Visit,
) -> Response {
    match manifest(&app, &id) {
        Ok(manifest) => draw(&app, &visit, manifest, &Asked::default()),
        Err(failure) => refused(&visit, &failure),
    }
}

/// `POST /p/{project}/integrations/{id}/connect`
pub(super) async fn create(
    State(app): State<App>,
    Path((project, id)): Path<(String, String)>,
    visit: Visit,
    Form(fields): Form<Vec<(String, String)>>,
) -> Response {
    let manifest = match manifest(&app, &id) {
        Ok(manifest) => manifest,
        Err(failure) => return refused(&visit, &failure),
    };
    let posted = posted(fields);
    let (given, wrong) = given(manifest, &posted, None, visit.words());
    let (Some(given), false) = (given, posted.contains_key(ADD)) else {
        return draw(&app, &visit, manifest, &Asked::again(posted, wrong));
    };
    let new = NewConnection {
        integration: id,
        label: given.label,
        auth: given.auth,
        settings: given.settings,
        secrets: given.secrets,
        is_default: given.is_default,
        keep_if_broken: given.keep_if_broken,
    };
    match visit.entered.connect(new, visit.locale).await {
        Ok(made) => Redirect::to(&format!("{}?saved=1", connection_place(&project, &made.connection.id)))
            .into_response(),
        Err(failure) => draw(&app, &visit, manifest, &Asked::failed(posted, &failure, &visit)),
    }
}

/// `GET /p/{project}/connections/{connection}`
pub(super) async fn edit(
    State(app): State<App>,
    Path((_, id)): Path<(String, String)>,
    visit: Visit,
    uri: axum::http::Uri,
) -> Response {
    match known(&app, &visit, &id).await {
        Ok((view, manifest)) => {
            let mut asked = Asked::of(view, manifest, visit.words());
            asked.is_saved = uri.query().is_some_and(|query| query.contains("saved=1"));
            draw(&app, &visit, manifest, &asked)
        }
        Err(failure) => refused(&visit, &failure),
    }
}

/// `POST /p/{project}/connections/{connection}`
pub(super) async fn change(
    State(app): State<App>,
    Path((project, id)): Path<(String, String)>,
    visit: Visit,
    Form(fields): Form<Vec<(String, String)>>,
) -> Response {
    let (view, manifest) = match known(&app, &visit, &id).await {
        Ok(known) => known,
        Err(failure) => return refused(&visit, &failure),
    };
    let posted = posted(fields);
    let (given, wrong) = given(manifest, &posted, Some(&view), visit.words());
    let (Some(given), false) = (given, posted.contains_key(ADD)) else {
        return draw(&app, &visit, manifest, &Asked { existing: Some(view), ..Asked::again(posted, wrong) });
    };
    let change = ConnectionChange {
        label: Some(given.label),
        auth: given.auth,
        settings: Some(given.settings),
        secrets: given.secrets,
        is_default: given.is_default.then_some(true),
        keep_if_broken: given.keep_if_broken,
    };
    match visit.entered.change_connection(&id, change, visit.locale).await {
        Ok(_) => Redirect::to(&format!("{}?saved=1", connection_place(&project, &id))).into_response(),
        Err(failure) => {
            let asked = Asked { existing: Some(view), ..Asked::failed(posted, &failure, &visit) };
            draw(&app, &visit, manifest, &asked)
        }
    }
}

/// The page of a connection with what went wrong besides it.
pub(super) async fn with_trouble(app: &App, visit: &Visit, id: &str, trouble: Trouble) -> Response {
    match known(app, visit, id).await {
        Ok((view, manifest)) => {
            let asked = Asked { trouble: Some(trouble), ..Asked::of(view, manifest, visit.words()) };
            draw(app, visit, manifest, &asked)
        }
        Err(failure) => refused(visit, &failure),
    }
}

async fn known<'a>(app: &'a App, visit: &Visit, id: &str) -> Result<(ConnectionView, &'a Manifest), Failure> {
    let view = visit.entered.connection(id).await?;
    let manifest = manifest(app, &view.integration)?;
    Ok((view, manifest))
}

fn draw(app: &App, visit: &Visit, manifest: &Manifest, asked: &Asked) -> Response {
    let page = page(visit, manifest, asked, redirect(&app.options));
    show(visit, &page.title, "connections", &page)
}

/// The settings of an integration as a form.
fn settings(manifest: &Manifest, words: Words) -> Shape {
    let mut members: Vec<_> = manifest
        .settings
        .iter()
        .map(|(name, setting)| {
            let shape = Shape::of(&setting.schema);
            let (title, help) = (setting.title.get(words.0).to_owned(), setting.help.get(words.0).to_owned());
            let mut member = Member::new(name, title, help, setting.required, shape);
            let default = setting.default().filter(|value| value.is_string() || value.is_number());
            member.default = default.map(super::form::plain).unwrap_or_default();
            member
        })
        .collect();
    members.sort_by_key(|member| !member.required);
    Shape::Object(members)
}

/// What was posted; `None` if something is wrong with it.
fn given(
    manifest: &Manifest,
    posted: &Posted,
    existing: Option<&ConnectionView>,
    words: Words,
) -> (Option<Given>, Vec<Wrong>) {
    let mut wrong = Vec::new();
    let label = posted.get("/label").map(|label| label.trim().to_owned()).unwrap_or_default();
    if label.is_empty() {
        wrong.push(Wrong { at: "/label".to_owned(), message: "page-form-needed" });
    }
    let values = settings(manifest, words).read(posted, "/settings", true, &mut wrong);
    let auth = match manifest.auth {
        Auth::Any => auth::chosen(posted, &mut wrong, words),
        _ => None,
    };
    let kind = auth::kind(auth.as_ref().unwrap_or(&manifest.auth));
    let names = auth.as_ref().unwrap_or(&manifest.auth);
    let mut secrets = BTreeMap::new();
    for name in names.secrets() {
        let place = format!("/secrets/{kind}/{name}");
        let is_set = existing.is_some_and(|view| view.secrets.iter().any(|secret| secret.name == *name));
        match posted.get(&place).filter(|text| !text.is_empty()) {
            Some(text) => drop(secrets.insert((*name).to_owned(), Secret::new(text.as_bytes()))),
            None if is_set || names.may_lack(name) => {}
            None => wrong.push(Wrong { at: place, message: "page-form-needed" }),
        }
    }
    let given = values.filter(|_| wrong.is_empty()).map(|values| Given {
        label,
        auth,
        settings: Json::from(values),
        secrets,
        is_default: posted.contains_key("/is_default"),
        keep_if_broken: posted.contains_key(KEEP),
    });
    (given, wrong)
}
