//! The page of a connection: what is asked, with what was typed and what is wrong beside it.

use askama::Template;
use tomada_core::{Auth, Failure, Manifest};
use tomada_platform::ConnectionView;

use super::{auth, settings};
use crate::pages::common::{Trouble, Words, drawn, told};
use crate::pages::form::{Field, Line};
use crate::pages::form::{Form, Posted, Wrong};
use crate::pages::shell::Visit;

/// What the page starts from.
#[derive(Default)]
pub(super) struct Asked {
    pub(super) posted: Posted,
    pub(super) wrong: Vec<Wrong>,
    pub(super) trouble: Option<Trouble>,
    /// Errors of fields that the platform told.
    pub(super) told: Vec<(String, String)>,
    pub(super) existing: Option<ConnectionView>,
    pub(super) is_saved: bool,
}

impl Asked {
    pub(super) fn again(posted: Posted, wrong: Vec<Wrong>) -> Self {
        Self { posted, wrong, ..Self::default() }
    }

    /// After the platform refused, or the test failed.
    pub(super) fn failed(posted: Posted, failure: &Failure, visit: &Visit) -> Self {
        let trouble = Trouble::of(failure, visit.locale, String::new());
        let told = place(failure).map(|at| (at, trouble.message.clone())).into_iter().collect();
        Self { posted, told, trouble: Some(trouble), ..Self::default() }
    }

    /// The fields of a connection that there is.
    pub(super) fn of(view: ConnectionView, manifest: &Manifest, words: Words) -> Self {
        let mut posted = Posted::from([("/label".to_owned(), view.label.clone())]);
        settings(manifest, words).write(&view.settings.to_value(), "/settings", true, &mut posted);
        if let Some(auth) = &view.auth {
            auth::fields(auth, &mut posted, words);
        }
        if view.is_default {
            posted.insert("/is_default".to_owned(), "on".to_owned());
        }
        Self { posted, existing: Some(view), ..Self::default() }
    }
}

/// The field that a failure is about.
fn place(failure: &Failure) -> Option<String> {
    if let Some(at) = failure.at().filter(|at| !at.is_empty()) {
        return Some(at.to_owned());
    }
    let code = failure.code()?;
    let name = failure.arguments().get("name")?;
    code.starts_with("setting-").then(|| format!("/settings/{name}"))
}

/// A kind of authentication, with its fields.
pub(super) struct KindView {
    id: String,
    title: String,
    help: String,
    is_chosen: bool,
    form: Form,
}

/// The page.
#[derive(Template)]
#[template(path = "connect.html")]
pub(super) struct ConnectPage {
    w: Words,
    project: String,
    pub(super) title: String,
    integration: String,
    label: Field,
    form: Form,
    is_any: bool,
    kinds: Vec<KindView>,
    is_default: bool,
    trouble: Option<Trouble>,
    errors: usize,
    existing: Option<ConnectionView>,
    is_saved: bool,
    health: String,
    /// The address that is registered at services where people let connections in.
    redirect: String,
}

/// Makes the page.
pub(super) fn page(visit: &Visit, manifest: &Manifest, asked: &Asked, redirect: String) -> ConnectPage {
    let w = visit.words();
    let mut errors = told(&asked.wrong, w);
    errors.extend(asked.told.iter().cloned());
    let name = manifest.title.get(visit.locale);
    let id = if asked.existing.is_some() { "page-connect-again" } else { "page-connect-title" };
    let mut label = Field {
        id: "f/label".to_owned(),
        name: "/label".to_owned(),
        label: w.t("page-connect-label"),
        help: w.help("page-connect-label"),
        required: true,
        kind: "text",
        ..Field::default()
    };
    label.value = asked.posted.get("/label").cloned().unwrap_or_else(|| name.to_owned());
    label.error = error(&errors, "/label");
    let health =
        asked.existing.as_ref().map_or_else(String::new, |view| view.health.state.as_str().to_owned());
    ConnectPage {
        w,
        project: visit.entered.project().to_owned(),
        title: w.with(id, "integration", name),
        integration: manifest.id.clone(),
        label,
        form: drawn(&settings(manifest, w), "/settings", &asked.posted, &errors, w),
        is_any: manifest.auth == Auth::Any,
        kinds: kinds(manifest, asked, &errors, w),
        is_default: asked.posted.contains_key("/is_default"),
        trouble: asked.trouble.clone(),
        errors: errors.len(),
        existing: asked.existing.clone(),
        is_saved: asked.is_saved,
        health,
        redirect,
    }
}

fn error(errors: &[(String, String)], at: &str) -> String {
    errors.iter().find(|(place, _)| place == at).map(|(_, message)| message.clone()).unwrap_or_default()
}

/// The kinds to choose from; the manifest's own alone if it leaves no choice.
fn kinds(manifest: &Manifest, asked: &Asked, errors: &[(String, String)], w: Words) -> Vec<KindView> {
    let own = auth::kind(&manifest.auth);
    let is_any = manifest.auth == Auth::Any;
    let offered: Vec<_> = auth::kinds().filter(|kind| is_any || *kind == own).collect();
    let chosen = asked.posted.get("/auth~kind").map_or("none", String::as_str);
    let view = |kind: &str| {
        let mut form = if is_any {
            drawn(&auth::parameters(kind, w), &format!("/auth/{kind}"), &asked.posted, errors, w)
        } else {
            Form::default()
        };
        let is_chosen = !is_any || kind == chosen;
        for (name, may_lack) in auth::secrets(kind) {
            let optional = may_lack || (!is_any && manifest.auth.may_lack(name));
            form.lines.push(Line::Field(secret(kind, name, optional, asked, errors, w)));
        }
        let id = format!("page-auth-{}", kind.replace('_', "-"));
        KindView { id: kind.to_owned(), title: w.t(&id), help: w.help(&id), is_chosen, form }
    };
    offered.into_iter().map(view).collect()
}

fn secret(
    kind: &str,
    name: &str,
    may_lack: bool,
    asked: &Asked,
    errors: &[(String, String)],
    w: Words,
) -> Field {
    let view = asked.existing.as_ref();
    let set = view.and_then(|view| view.secrets.iter().find(|secret| secret.name == name));
    let at = format!("/secrets/{kind}/{name}");
    let help = set.map(|set| {
        let when = w.moment(&set.set_unix_ms);
        w.filled("page-secret-set", &[("when", &when), ("who", &set.set_by)])
    });
    Field {
        id: format!("f{at}"),
        label: w.t(&format!("page-secret-{}", name.replace('_', "-"))),
        help: help.unwrap_or_else(|| w.t("page-secret-help")),
        error: error(errors, &at),
        placeholder: if set.is_some() { "••••".to_owned() } else { String::new() },
        required: set.is_none() && !may_lack,
        kind: if name == "private_key" || name == "certificate" { "pem" } else { "password" },
        name: at,
        ..Field::default()
    }
}
