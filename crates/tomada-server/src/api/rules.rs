//! What the operator has set for everybody: retention, limits of calls, and for admins what calls may reach.

use axum::Json;
use serde::Serialize;
use tomada_platform::{CallLimits, NetworkRules, RetentionRules};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::ask::Inside;
use crate::app::App;
use crate::problem::Problem;

pub(crate) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::default().routes(routes!(read_rules))
}

/// What is in force.
#[derive(Serialize, ToSchema)]
struct Rules {
    /// How much of the call log is kept.
    retention: Retention,
    /// What bounds every call.
    limits: Limits,
    /// What calls may reach; absent for whoever is no admin.
    #[serde(skip_serializing_if = "Option::is_none")]
    network: Option<Network>,
}

/// How much of the call log is kept.
#[derive(Serialize, ToSchema)]
struct Retention {
    /// Calls that went well, in days.
    ok_days: u32,
    /// Calls that failed, in days.
    failed_days: u32,
    /// All calls of a project, in MiB; absent if there is no limit.
    #[serde(skip_serializing_if = "Option::is_none")]
    max_mib: Option<u32>,
}

/// What bounds every call. A request may ask for less, and for more up to what is named a maximum.
#[derive(Serialize, ToSchema)]
struct Limits {
    /// A whole call with its redirects, in milliseconds.
    total_ms: u64,
    /// The longest that a request can ask for, in milliseconds.
    total_max_ms: u64,
    /// Resolving a name, in milliseconds.
    resolve_ms: u64,
    /// Connecting, in milliseconds.
    connect_ms: u64,
    /// The TLS handshake, in milliseconds.
    tls_ms: u64,
    /// How often a request is sent again unless it says itself.
    retries: u8,
    /// A body, decoded, in bytes.
    body_bytes: u64,
    /// The largest body that a request can ask for, in bytes.
    body_max_bytes: u64,
}

/// What calls may reach.
#[derive(Serialize, ToSchema)]
struct Network {
    /// Networks and ports that are open beside the public internet.
    #[schema(example = json!(["10.0.0.0/8:443"]))]
    opened: Vec<String>,
    /// Networks that are closed where nothing opens them. IPv6 outside of `2000::/3` is closed besides.
    closed: Vec<String>,
    /// The proxy that all calls go by, without what it asks for.
    #[serde(skip_serializing_if = "Option::is_none")]
    proxy: Option<String>,
}

impl From<RetentionRules> for Retention {
    fn from(rules: RetentionRules) -> Self {
        let RetentionRules { ok_days, failed_days, max_mib } = rules;
        Self { ok_days, failed_days, max_mib }
    }
}

impl From<CallLimits> for Limits {
    fn from(limits: CallLimits) -> Self {
        let CallLimits { total_ms, total_max_ms, resolve_ms, connect_ms, tls_ms, .. } = limits;
        let CallLimits { retries, body_bytes, body_max_bytes, .. } = limits;
        Self { total_ms, total_max_ms, resolve_ms, connect_ms, tls_ms, retries, body_bytes, body_max_bytes }
    }
}

impl From<NetworkRules> for Network {
    fn from(rules: NetworkRules) -> Self {
        let NetworkRules { opened, closed, proxy } = rules;
        Self { opened, closed, proxy }
    }
}

/// Read what the operator has set: retention, limits of calls, what they may reach
#[utoipa::path(get, path = "/v1/projects/{project}/rules", tag = "projects",
    params(("project" = String, Path, description = "The project's id")),
    extensions(("x-role" = json!("viewer"))),
    responses((status = 200, description = "What is in force", body = Rules)))]
async fn read_rules(Inside(project): Inside) -> Result<Json<Rules>, Problem> {
    let rules = project.rules()?;
    let network = rules.network.map(Network::from);
    Ok(Json(Rules { retention: rules.retention.into(), limits: rules.limits.into(), network }))
}
