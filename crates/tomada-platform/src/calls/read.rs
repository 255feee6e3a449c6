//! The call log, looked at: lists, one call in full, and numbers over time.

use std::collections::BTreeMap;

use tomada_core::{Failure, Json, Kind};
use tomada_store::StoredRun;
use uuid::Uuid;

use super::{Call, CallFailure, CallFilter, CallSummary, OverviewSlice};
use crate::{Entered, Page, PageRequest, Role};

/// How long a text may be that is searched for, in characters.
const TEXT_MAX: usize = 200;
/// Into how many slices a time may be cut.
const SLICES_MAX: u32 = 200;

impl Entered {
    /// The calls that `filter` lets through, the newest first. A page may hold fewer than were asked for and still have a next
    /// one: what no index finds is looked for in parts. Role: viewer.
    ///
    /// # Errors
    /// `InvalidInput` with the place for a filter or a page that cannot be.
    pub async fn calls(&self, filter: &CallFilter, page: &PageRequest) -> Result<Page<CallSummary>, Failure> {
        self.may(Role::Viewer)?;
        let limit = page.limit()?;
        let before = page.after.as_deref().map(after).transpose()?;
        let filter = checked(filter)?;
        let (runs, next) = self.platform.parts.store.runs(&self.project, &filter, before, limit).await?;
        Ok(Page { items: runs, next: next.map(|next| next.to_string()) })
    }

    /// The call `run_id`. Role: viewer.
    ///
    /// # Errors
    /// `NotFound` with `call-unknown`.
    pub async fn call(&self, run_id: &str) -> Result<Call, Failure> {
        self.may(Role::Viewer)?;
        let unknown = || Failure::coded(Kind::NotFound, "call-unknown").with_argument("run_id", run_id);
        let id = Uuid::parse_str(run_id).map_err(|_| unknown())?;
        let found = self.platform.parts.store.recorded_run(&self.project, id).await?;
        call(found.ok_or_else(unknown)?)
    }

    /// What each integration did between two times, in at most `slices` slices of the same width. Role: viewer.
    ///
    /// # Errors
    /// `InvalidInput` with `overview-times` for a time that ends before it begins, or too many slices.
    pub async fn overview(
        &self,
        from_unix_ms: u64,
        to_unix_ms: u64,
        slices: u32,
    ) -> Result<Vec<OverviewSlice>, Failure> {
        self.may(Role::Viewer)?;
        if to_unix_ms <= from_unix_ms || !(1..=SLICES_MAX).contains(&slices) {
            return Err(Failure::coded(Kind::InvalidInput, "overview-times").with_argument("max", SLICES_MAX));
        }
        let width = (to_unix_ms - from_unix_ms).div_ceil(u64::from(slices)).max(1);
        let found = self.platform.parts.store.numbers(&self.project, from_unix_ms, to_unix_ms, width).await?;
        let slice = |slice: tomada_store::Slice| OverviewSlice {
            from_unix_ms: from_unix_ms.saturating_add(slice.number.saturating_mul(width)),
            integration: slice.integration,
            runs: slice.runs,
            failures: slice.failures.into_iter().collect(),
            p50_ms: slice.p50_ms,
            p95_ms: slice.p95_ms,
        };
        Ok(found.into_iter().map(slice).collect())
    }
}

fn after(text: &str) -> Result<Uuid, Failure> {
    Uuid::parse_str(text).map_err(|_| Failure::coded(Kind::InvalidInput, "page-after").with_at("/after"))
}

fn checked(filter: &CallFilter) -> Result<CallFilter, Failure> {
    let known =
        |outcome: &&String| matches!(outcome.as_str(), "ok" | "failed") || outcome.parse::<Kind>().is_ok();
    if let Some(outcome) = filter.outcome.as_ref().filter(|outcome| !known(outcome)) {
        let failure = Failure::coded(Kind::InvalidInput, "call-outcome").with_argument("found", outcome);
        return Err(failure.with_at("/outcome"));
    }
    if filter.text.as_ref().is_some_and(|text| text.chars().count() > TEXT_MAX) {
        let failure = Failure::coded(Kind::InvalidInput, "call-text").with_argument("max", TEXT_MAX);
        return Err(failure.with_at("/text"));
    }
    Ok(CallFilter { text: filter.text.clone().filter(|text| !text.is_empty()), ..filter.clone() })
}

fn call(run: StoredRun) -> Result<Call, Failure> {
    Ok(Call {
        summary: run.summary,
        input: json(&run.input)?,
        output: run.output.as_deref().map(json).transpose()?,
        failure: run.failure.as_deref().map(failure).transpose()?,
        exchanges: run.exchanges,
        log: run.log,
        log_dropped: run.log_dropped,
    })
}

fn json(text: &str) -> Result<Json, Failure> {
    let value = serde_json::from_str::<serde_json::Value>(text);
    value.map(Json::from).map_err(|error| damaged(&error))
}

fn failure(text: &str) -> Result<CallFailure, Failure> {
    let fields = serde_json::from_str::<BTreeMap<String, serde_json::Value>>(text);
    let fields = fields.map_err(|error| damaged(&error))?;
    let word = |name: &str| fields.get(name).and_then(serde_json::Value::as_str).map(str::to_owned);
    Ok(CallFailure {
        message: word("message").unwrap_or_default(),
        code: word("code"),
        hint: word("hint"),
        detail: word("detail"),
        at: word("at"),
        retry_after_ms: fields.get("retry_after_ms").and_then(serde_json::Value::as_u64),
    })
}

fn damaged(error: &serde_json::Error) -> Failure {
    Failure::coded(Kind::Unavailable, "store-unavailable").with_detail(error.to_string())
}
