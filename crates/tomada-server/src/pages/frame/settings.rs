//! Settings of a project: tokens and people, for its admins; the language and what the operator has set, for everybody.

mod in_force;

use askama::Template;
use axum::Form;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use tomada_core::{Failure, Kind};
use tomada_platform::{PageRequest, PersonView, Role, TokenView};

use crate::app::App;
use crate::pages::common::{Trouble, Words};
use crate::pages::shell::{Visit, refused, show};

#[derive(Template)]
#[template(path = "settings.html")]
struct Page<'a> {
    w: Words,
    now: u64,
    project: &'a str,
    admin: bool,
    tokens: Vec<TokenView>,
    people: Vec<PersonView>,
    roles: [Role; 3],
    /// A token or a link that is shown this once.
    made: Option<String>,
    trouble: Option<Trouble>,
    /// What the operator has set.
    in_force: Vec<in_force::Section>,
}

/// A token or a person that is to be.
#[derive(Deserialize)]
pub(super) struct Asked {
    name: String,
    role: String,
}

pub(super) async fn page(visit: Visit) -> Response {
    drawn(&visit, None, None).await
}

pub(super) async fn make_token(visit: Visit, Form(asked): Form<Asked>) -> Response {
    let made = match role(&asked.role) {
        Ok(role) => visit.entered.create_token(&asked.name, role).await.map(|(_, secret)| secret),
        Err(failure) => Err(failure),
    };
    match made {
        Ok(secret) => drawn(&visit, Some(String::from_utf8_lossy(secret.expose()).into_owned()), None).await,
        Err(failure) => drawn(&visit, None, Some(&failure)).await,
    }
}

pub(super) async fn revoke_token(visit: Visit, Path((_, token)): Path<(String, String)>) -> Response {
    after(&visit, visit.entered.revoke_token(&token).await).await
}

pub(super) async fn invite(State(app): State<App>, visit: Visit, Form(asked): Form<Asked>) -> Response {
    let invited = match role(&asked.role) {
        Ok(role) => visit.entered.invite(&asked.name, role).await,
        Err(failure) => Err(failure),
    };
    let link = |link: tomada_host::Secret| {
        format!("{}/sign-in/{}", app.options.public_url, String::from_utf8_lossy(link.expose()))
    };
    match invited {
        Ok((_, secret)) => drawn(&visit, secret.map(link), None).await,
        Err(failure) => drawn(&visit, None, Some(&failure)).await,
    }
}

pub(super) async fn remove_person(visit: Visit, Path((_, person)): Path<(String, String)>) -> Response {
    after(&visit, visit.entered.remove_person(&person).await).await
}

fn role(name: &str) -> Result<Role, Failure> {
    Role::read(name).ok_or_else(|| {
        Failure::coded(Kind::InvalidInput, "page-role-unknown").with_argument("found", name).with_at("/role")
    })
}

async fn after(visit: &Visit, done: Result<(), Failure>) -> Response {
    match done {
        Ok(()) => Redirect::to(&format!("/p/{}/settings", visit.entered.project())).into_response(),
        Err(failure) => drawn(visit, None, Some(&failure)).await,
    }
}

async fn drawn(visit: &Visit, made: Option<String>, failure: Option<&Failure>) -> Response {
    let admin = visit.entered.role() >= Role::Admin;
    let page = PageRequest { after: None, limit: Some(PageRequest::LIMIT_MAX) };
    let (mut tokens, mut people) = (Vec::new(), Vec::new());
    if admin {
        match (visit.entered.tokens(&page).await, visit.entered.people(&page).await) {
            (Ok(found), Ok(members)) => (tokens, people) = (found.items, members.items),
            (Err(failure), _) | (_, Err(failure)) => return refused(visit, &failure),
        }
    }
    let rules = match visit.entered.rules() {
        Ok(rules) => rules,
        Err(failure) => return refused(visit, &failure),
    };
    let trouble = failure.map(|failure| Trouble::of(failure, visit.locale, String::new()));
    let w = visit.words();
    let in_force = in_force::sections(&rules, w);
    let project = visit.entered.project();
    let now = visit.now_unix_ms;
    let page = Page { w, now, project, admin, tokens, people, roles: Role::ALL, made, trouble, in_force };
    show(visit, &w.t("page-nav-settings"), "settings", &page)
}
