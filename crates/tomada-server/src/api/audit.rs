//! The audit: who did what in a project.

use axum::Json;
use serde::Serialize;
use serde_json::Value;
use tomada_platform::AuditEntry as AuditView;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::ask::{Asked, Inside, Paging, shown};
use crate::app::App;
use crate::problem::Problem;

pub(crate) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::default().routes(routes!(read_audit))
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

impl From<AuditView> for AuditEntry {
    fn from(view: AuditView) -> Self {
        let AuditView { id, unix_ms, actor, verb, subject, detail } = view;
        let detail = serde_json::from_str(&detail).unwrap_or(Value::Null);
        Self { id, unix_ms, actor, verb, subject, detail }
    }
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
