//! What each integration did over time: runs, failures by kind, durations.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::State;
use serde::{Deserialize, Serialize};
use tomada_platform::OverviewSlice;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::ask::{Asked, Inside};
use crate::app::App;
use crate::problem::Problem;

/// A day, in milliseconds.
const DAY_MS: u64 = 24 * 60 * 60 * 1_000;

pub(crate) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::default().routes(routes!(read_overview))
}

/// Which time.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Span {
    /// From when on, in milliseconds since 1970-01-01 UTC; a day before the end if absent.
    #[param(maximum = 253_402_300_799_999_u64)]
    from_unix_ms: Option<u64>,
    /// Until when, in milliseconds since 1970-01-01 UTC; now if absent.
    #[param(maximum = 253_402_300_799_999_u64)]
    to_unix_ms: Option<u64>,
    /// Into how many slices it is cut; 24 if absent.
    #[param(minimum = 1, maximum = 200)]
    slices: Option<u32>,
}

/// What happened in a span of time.
#[derive(Serialize, ToSchema)]
struct Overview {
    /// From when on, in milliseconds since 1970-01-01 UTC.
    from_unix_ms: u64,
    /// Until when, in milliseconds since 1970-01-01 UTC.
    to_unix_ms: u64,
    /// What there was; slices in which nothing ran are left out.
    slices: Vec<Slice>,
}

/// What an integration did in one slice of time.
#[derive(Serialize, ToSchema)]
struct Slice {
    /// When the slice begins, in milliseconds since 1970-01-01 UTC.
    from_unix_ms: u64,
    /// The integration's id.
    integration: String,
    /// How many runs.
    runs: u64,
    /// How many of them failed, by the name of the kind.
    failures: BTreeMap<String, u64>,
    /// Half of the runs took at most this long, in milliseconds.
    p50_ms: u64,
    /// 95 of 100 runs took at most this long, in milliseconds.
    p95_ms: u64,
}

impl From<OverviewSlice> for Slice {
    fn from(slice: OverviewSlice) -> Self {
        let OverviewSlice { from_unix_ms, integration, runs, failures, p50_ms, p95_ms } = slice;
        Self { from_unix_ms, integration, runs, failures: failures.into_iter().collect(), p50_ms, p95_ms }
    }
}

/// Read what each integration did over time
#[utoipa::path(get, path = "/v1/projects/{project}/overview", tag = "calls",
    params(("project" = String, Path, description = "The project's id"), Span),
    extensions(("x-role" = json!("viewer"))),
    responses((status = 200, description = "The overview", body = Overview)))]
async fn read_overview(
    State(app): State<App>,
    Inside(project): Inside,
    Asked(span): Asked<Span>,
) -> Result<Json<Overview>, Problem> {
    let now = || u64::try_from(app.platform.clock().now().as_millis()).unwrap_or(u64::MAX);
    let to = span.to_unix_ms.unwrap_or_else(now);
    let from = span.from_unix_ms.unwrap_or_else(|| to.saturating_sub(DAY_MS));
    let slices = span.slices.unwrap_or(24);
    let slices = project.overview(from, to, slices).await?;
    let slices = slices.into_iter().map(Slice::from).collect();
    Ok(Json(Overview { from_unix_ms: from, to_unix_ms: to, slices }))
}
