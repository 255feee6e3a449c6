//! People: who has a part in a project.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use tomada_platform::PersonView;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::ask::{Asked, Body, Inside, Item, Paging, shown};
use super::role::{RoleName, once};
use crate::app::App;
use crate::problem::Problem;

pub(crate) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::default().routes(routes!(list_people, invite)).routes(routes!(remove_person))
}

/// Somebody who has a part in the project.
#[derive(Serialize, ToSchema)]
struct Person {
    /// Names her.
    id: String,
    /// By which she signs in.
    email: String,
    /// What she may do.
    role: RoleName,
}

/// A part of the people.
#[derive(Serialize, ToSchema)]
struct PersonPage {
    /// The people.
    items: Vec<Person>,
    /// Where the next page begins, if there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    next: Option<String>,
}

/// Somebody who shall have a part, or another role.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Invitation {
    /// By which she signs in.
    #[schema(format = "email")]
    email: String,
    /// What she shall be allowed.
    role: RoleName,
}

/// Somebody who was just invited.
#[derive(Serialize, ToSchema)]
struct Invited {
    /// Who it is.
    person: Person,
    /// A one-time sign-in link, for who cannot sign in yet. Shown this once.
    #[serde(skip_serializing_if = "Option::is_none")]
    link: Option<String>,
}

impl From<PersonView> for Person {
    fn from(view: PersonView) -> Self {
        Self { id: view.id, email: view.email, role: view.role.into() }
    }
}

/// List the people of a project
#[utoipa::path(get, path = "/v1/projects/{project}/people", tag = "people",
    params(("project" = String, Path, description = "The project's id"), Paging),
    extensions(("x-role" = json!("admin"))),
    responses((status = 200, description = "A page of people", body = PersonPage)))]
async fn list_people(
    Inside(project): Inside,
    Asked(paging): Asked<Paging>,
) -> Result<Json<PersonPage>, Problem> {
    let (items, next) = shown(project.people(&paging.into()).await?, Person::from);
    Ok(Json(PersonPage { items, next }))
}

/// Give somebody a part in a project, or another role
#[utoipa::path(post, path = "/v1/projects/{project}/people", tag = "people",
    params(("project" = String, Path, description = "The project's id")),
    request_body = Invitation, extensions(("x-role" = json!("admin"))),
    responses((status = 201, description = "Who it is", body = Invited)))]
async fn invite(
    State(app): State<App>,
    Inside(project): Inside,
    Body(invitation): Body<Invitation>,
) -> Result<(StatusCode, Json<Invited>), Problem> {
    let (view, link) = project.invite(&invitation.email, invitation.role.into()).await?;
    let token = link.as_ref().map(once).transpose()?;
    let link = token.map(|token| format!("{}/sign-in/{token}", app.options.public_url));
    Ok((StatusCode::CREATED, Json(Invited { person: view.into(), link })))
}

/// Take somebody's part in a project
#[utoipa::path(delete, path = "/v1/projects/{project}/people/{person}", tag = "people",
    params(("project" = String, Path, description = "The project's id"),
        ("person" = String, Path, description = "The person's id")),
    extensions(("x-role" = json!("admin"))),
    responses((status = 204, description = "She has none any more")))]
async fn remove_person(Inside(project): Inside, Item(id): Item) -> Result<StatusCode, Problem> {
    project.remove_person(&id).await?;
    Ok(StatusCode::NO_CONTENT)
}
