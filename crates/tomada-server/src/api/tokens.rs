//! Tokens: how programs come into a project.

use axum::Json;
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use tomada_platform::TokenView;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::ask::{Asked, Body, Inside, Item, Paging, shown};
use super::role::{RoleName, once};
use crate::app::App;
use crate::problem::Problem;

pub(crate) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::default().routes(routes!(list_tokens, create_token)).routes(routes!(revoke_token))
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
    #[schema(min_length = 1, max_length = 100, pattern = r"^[^\u0000-\u001f\u007f-\u009f]*$")]
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

impl From<TokenView> for Token {
    fn from(view: TokenView) -> Self {
        let TokenView { id, label, role, created_unix_ms, used_unix_ms } = view;
        Self { id, label, role: role.into(), created_unix_ms, used_unix_ms }
    }
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
