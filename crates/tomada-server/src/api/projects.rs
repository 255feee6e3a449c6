//! Projects, the tenants, and who it is that asks.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use tomada_platform::{ProjectView, Who};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::ask::{Asked, Body, Paging, shown};
use super::role::RoleName;
use crate::app::App;
use crate::identify::Identity;
use crate::problem::Problem;

pub(crate) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::default().routes(routes!(list_projects, create_project)).routes(routes!(who_am_i))
}

/// A project.
#[derive(Serialize, ToSchema)]
struct Project {
    /// Names it.
    id: String,
    /// What people call it.
    name: String,
    /// What whoever asks may do there.
    role: RoleName,
}

/// A part of the projects.
#[derive(Serialize, ToSchema)]
struct ProjectPage {
    /// In the order of their ids.
    items: Vec<Project>,
    /// Where the next page begins, if there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    next: Option<String>,
}

/// A project that is to be made.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewProject {
    /// Names it, forever.
    #[schema(min_length = 1)]
    id: String,
    /// What people call it.
    name: String,
}

/// Who it is that asks.
#[derive(Serialize, ToSchema)]
struct Me {
    /// As the audit names it, such as `token:01J…`.
    actor: String,
    /// Whether every project is open.
    operator: bool,
    /// The one project that is open to a token.
    #[serde(skip_serializing_if = "Option::is_none")]
    project: Option<String>,
}

impl From<ProjectView> for Project {
    fn from(view: ProjectView) -> Self {
        Self { id: view.id, name: view.name, role: view.role.into() }
    }
}

/// List the projects that are open to whoever asks
#[utoipa::path(get, path = "/v1/projects", tag = "projects", params(Paging),
    extensions(("x-role" = json!("signed-in"))),
    responses((status = 200, description = "A page of projects", body = ProjectPage)))]
async fn list_projects(
    State(app): State<App>,
    identity: Identity,
    Asked(paging): Asked<Paging>,
) -> Result<Json<ProjectPage>, Problem> {
    let page = app.platform.projects(&identity.actor, &paging.into()).await?;
    let (items, next) = shown(page, Project::from);
    Ok(Json(ProjectPage { items, next }))
}

/// Make a project
///
/// Asking again is safe: the id is the caller's, and one that is there already is answered with 409.
#[utoipa::path(post, path = "/v1/projects", tag = "projects", request_body = NewProject,
    extensions(("x-role" = json!("operator"))),
    responses((status = 201, description = "The project", body = Project)))]
async fn create_project(
    State(app): State<App>,
    identity: Identity,
    Body(new): Body<NewProject>,
) -> Result<(StatusCode, Json<Project>), Problem> {
    let project = app.platform.create_project(&identity.actor, &new.id, &new.name).await?;
    Ok((StatusCode::CREATED, Json(project.into())))
}

/// Say who it is that asks
#[utoipa::path(get, path = "/v1/me", tag = "projects", extensions(("x-role" = json!("signed-in"))),
    responses((status = 200, description = "Who it is", body = Me)))]
async fn who_am_i(identity: Identity) -> Json<Me> {
    let project = match &identity.actor.who {
        Who::Token { project, .. } => Some(project.clone()),
        Who::Operator | Who::Person { .. } => None,
    };
    Json(Me { actor: identity.actor.name(), operator: identity.actor.is_operator(), project })
}
