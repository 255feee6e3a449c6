//! Letting a connection in at its service (OAuth 2.0 authorization code with PKCE), for programs that have pages of their
//! own: they send somebody to an address, and hand in what she comes back with.

use axum::Json;
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use tomada_host::Secret;
use tomada_platform::GrantAnswer;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::ask::{Body, Inside, Item};
use super::role::once;
use super::runs::RunAnswer;
use crate::app::App;
use crate::identify::binding;
use crate::language::Language;
use crate::problem::Problem;

/// What asks a service, and so takes as long as it does.
pub(crate) fn slow_routes() -> OpenApiRouter<App> {
    OpenApiRouter::default().routes(routes!(begin_grant)).routes(routes!(finish_grant))
}

/// Where somebody is to come back to.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct BeginBody {
    /// A web address, exactly as it is registered at the service.
    #[schema(min_length = 1, max_length = 2000)]
    redirect_uri: String,
}

/// Where somebody lets the connection in.
#[derive(Serialize, ToSchema)]
struct GrantBegun {
    /// The address at the service that her browser is sent to. It works once.
    authorize_url: String,
    /// Until when what she comes back with is taken, in milliseconds since 1970-01-01 UTC.
    until_unix_ms: u64,
}

/// What the service added to the address that she came back to (RFC 6749, section 4.1.2).
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct FinishBody {
    /// The parameter `state`.
    #[schema(min_length = 1, max_length = 256)]
    state: String,
    /// The parameter `code`, if it was granted.
    #[schema(write_only)]
    code: Option<String>,
    /// The parameter `error`, if not.
    error: Option<String>,
}

/// What came of it.
#[derive(Serialize, ToSchema)]
struct GrantFinished {
    /// The connection's id.
    connection: String,
    /// The run of the integration's test action.
    test: RunAnswer,
}

/// Begin letting a connection in at its service
#[utoipa::path(post, path = "/v1/projects/{project}/connections/{connection}/grant", tag = "connections",
    params(("project" = String, Path, description = "The project's id"),
        ("connection" = String, Path, description = "The connection's id")),
    request_body = BeginBody, extensions(("x-role" = json!("editor"))),
    responses((status = 201, description = "Where to send her", body = GrantBegun)))]
async fn begin_grant(
    Inside(project): Inside,
    Item(id): Item,
    Body(body): Body<BeginBody>,
) -> Result<(StatusCode, Json<GrantBegun>), Problem> {
    let binding = binding(None, project.actor());
    let begun = project.begin_grant(&id, &binding, &body.redirect_uri).await?;
    let begun = GrantBegun { authorize_url: once(&begun.address)?, until_unix_ms: begun.until_unix_ms };
    Ok((StatusCode::CREATED, Json(begun)))
}

/// Finish letting a connection in, by whoever began it
#[utoipa::path(post, path = "/v1/projects/{project}/grants", tag = "connections",
    params(("project" = String, Path, description = "The project's id")),
    request_body = FinishBody, extensions(("x-role" = json!("editor"))),
    responses((status = 200, description = "The connection is let in; how its test went", body = GrantFinished)))]
async fn finish_grant(
    Inside(project): Inside,
    Language(locale): Language,
    Body(body): Body<FinishBody>,
) -> Result<Json<GrantFinished>, Problem> {
    let answer = GrantAnswer { state: body.state, code: body.code.map(Secret::new), error: body.error };
    let let_in = project.finish_grant(&binding(None, project.actor()), &answer, locale).await?;
    let test = RunAnswer::of(&let_in.outcome?, locale);
    Ok(Json(GrantFinished { connection: let_in.connection, test }))
}
