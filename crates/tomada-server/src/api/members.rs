//! Who may come into a project: people, tokens for programs, and the record of what they did.

use axum::Json;
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use tomada_core::{Failure, Kind};
use tomada_host::Secret;
use tomada_platform::{AuditEntry as AuditView, PersonView, Role, TokenView};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::ask::{Asked, Body, Inside, Item, Paging, shown};
use crate::app::App;
use crate::problem::Problem;

pub(crate) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::default()
        .routes(routes!(list_tokens, create_token))
        .routes(routes!(revoke_token))
        .routes(routes!(list_people, invite))
        .routes(routes!(remove_person))
        .routes(routes!(read_audit))
}

/// What somebody may do in a project.
#[derive(Clone, Copy, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
enum RoleName {
    /// Reads.
    Viewer,
    /// Runs actions, makes and changes connections.
    Editor,
    /// Manages people, tokens and retention, reads the audit.
    Admin,
}

impl From<RoleName> for Role {
    fn from(name: RoleName) -> Self {
        match name {
            RoleName::Viewer => Self::Viewer,
            RoleName::Editor => Self::Editor,
            RoleName::Admin => Self::Admin,
        }
    }
}

impl From<Role> for RoleName {
    fn from(role: Role) -> Self {
        match role {
            Role::Viewer => Self::Viewer,
            Role::Editor => Self::Editor,
            Role::Admin => Self::Admin,
        }
    }
}

/// A token for programs.
#[derive(Serialize, ToSchema)]
struct Token {
    /// Names it; no secret.
    id: String,
    /// What people call it.
    label: String,
    /// What it allows.
    role: RoleName,
    /// In milliseconds since 1970-01-01 UTC.
    created_unix_ms: u64,
    /// When it was last used, to the hour.
    #[serde(skip_serializing_if = "Option::is_none")]
    used_unix_ms: Option<u64>,
}

/// A part of the tokens.
#[derive(Serialize, ToSchema)]
struct TokenPage {
    /// The tokens.
    items: Vec<Token>,
    /// Where the next page begins, if there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    next: Option<String>,
}

/// A token that is to be made.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewToken {
    /// What people call it.
    #[schema(min_length = 1, max_length = 100)]
    label: String,
    /// What it shall allow.
    role: RoleName,
}

/// A token that was just made.
#[derive(Serialize, ToSchema)]
struct TokenMade {
    /// What lists show of it.
    token: Token,
    /// The token itself, shown this once.
    secret: String,
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
    email: String,
    /// What she shall be allowed.
    role: RoleName,
}

/// Somebody who was just invited.
#[derive(Serialize, ToSchema)]
struct Invited {
    /// Who it is.
    person: Person,
    /// What a one-time sign-in link ends with, for who cannot sign in yet. Shown this once.
    #[serde(skip_serializing_if = "Option::is_none")]
    link_token: Option<String>,
}

/// Who did what.
#[derive(Serialize, ToSchema)]
struct AuditEntry {
    /// Names the entry.
    id: String,
    /// In milliseconds since 1970-01-01 UTC.
    unix_ms: u64,
    /// Who, such as `person:ana`.
    actor: String,
    /// Did what, such as `connection.create`.
    verb: String,
    /// To what.
    subject: String,
    /// More about it.
    #[schema(value_type = Object)]
    detail: Value,
}

/// A part of the audit.
#[derive(Serialize, ToSchema)]
struct AuditPage {
    /// The newest first.
    items: Vec<AuditEntry>,
    /// Where the next page begins, if there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    next: Option<String>,
}

impl From<TokenView> for Token {
    fn from(view: TokenView) -> Self {
        let TokenView { id, label, role, created_unix_ms, used_unix_ms } = view;
        Self { id, label, role: role.into(), created_unix_ms, used_unix_ms }
    }
}

impl From<PersonView> for Person {
    fn from(view: PersonView) -> Self {
        Self { id: view.id, email: view.email, role: view.role.into() }
    }
}

impl From<AuditView> for AuditEntry {
    fn from(view: AuditView) -> Self {
        let AuditView { id, unix_ms, actor, verb, subject, detail } = view;
        let detail = serde_json::from_str(&detail).unwrap_or(Value::Null);
        Self { id, unix_ms, actor, verb, subject, detail }
    }
}

/// What is shown once, as text.
fn once(secret: &Secret) -> Result<String, Failure> {
    let text = String::from_utf8(secret.expose().to_vec());
    text.map_err(|_| Failure::coded(Kind::Broken, "api-internal").with_detail("a token is no text"))
}

/// List the tokens of a project
#[utoipa::path(get, path = "/v1/projects/{project}/tokens", tag = "people",
    params(("project" = String, Path, description = "The project's id"), Paging),
    extensions(("x-role" = json!("admin"))),
    responses((status = 200, description = "A page of tokens", body = TokenPage)))]
async fn list_tokens(
    Inside(project): Inside,
    Asked(paging): Asked<Paging>,
) -> Result<Json<TokenPage>, Problem> {
    let (items, next) = shown(project.tokens(&paging.into()).await?, Token::from);
    Ok(Json(TokenPage { items, next }))
}

/// Make a token
#[utoipa::path(post, path = "/v1/projects/{project}/tokens", tag = "people",
    params(("project" = String, Path, description = "The project's id")),
    request_body = NewToken, extensions(("x-role" = json!("admin"))),
    responses((status = 201, description = "The token, shown this once", body = TokenMade)))]
async fn create_token(
    Inside(project): Inside,
    Body(new): Body<NewToken>,
) -> Result<(StatusCode, Json<TokenMade>), Problem> {
    let (view, secret) = project.create_token(&new.label, new.role.into()).await?;
    Ok((StatusCode::CREATED, Json(TokenMade { token: view.into(), secret: once(&secret)? })))
}

/// End a token
#[utoipa::path(delete, path = "/v1/projects/{project}/tokens/{token}", tag = "people",
    params(("project" = String, Path, description = "The project's id"),
        ("token" = String, Path, description = "The token's id")),
    extensions(("x-role" = json!("admin"))),
    responses((status = 204, description = "It holds no more")))]
async fn revoke_token(Inside(project): Inside, Item(id): Item) -> Result<StatusCode, Problem> {
    project.revoke_token(&id).await?;
    Ok(StatusCode::NO_CONTENT)
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
    Inside(project): Inside,
    Body(invitation): Body<Invitation>,
) -> Result<(StatusCode, Json<Invited>), Problem> {
    let (view, link) = project.invite(&invitation.email, invitation.role.into()).await?;
    let link_token = link.as_ref().map(once).transpose()?;
    Ok((StatusCode::CREATED, Json(Invited { person: view.into(), link_token })))
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

/// Read who did what in a project, the newest first
#[utoipa::path(get, path = "/v1/projects/{project}/audit", tag = "people",
    params(("project" = String, Path, description = "The project's id"), Paging),
    extensions(("x-role" = json!("admin"))),
    responses((status = 200, description = "A page of the audit", body = AuditPage)))]
async fn read_audit(
    Inside(project): Inside,
    Asked(paging): Asked<Paging>,
) -> Result<Json<AuditPage>, Problem> {
    let (items, next) = shown(project.audit(&paging.into()).await?, AuditEntry::from);
    Ok(Json(AuditPage { items, next }))
}
