//! What each integration did over the last day or week: runs, failures by kind, how long runs took.
//!
//! Each drawing has its text and its table beneath; colour never says anything alone.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use tomada_platform::OverviewSlice;

use super::common::Words;
use super::shell::{Visit, refused, show};
use crate::app::App;

/// How many slices are drawn.
const SLICES: u32 = 24;
const HOUR_MS: u64 = 3_600_000;
/// The height of a drawing.
const HEIGHT: u64 = 80;
/// How wide a slice is drawn.
const STEP: u64 = 20;

/// How long back.
#[derive(serde::Deserialize)]
pub(super) struct Asked {
    hours: Option<u64>,
}

/// One part of a stacked bar.
struct Block {
    class: String,
    x: u64,
    y: u64,
    height: u64,
    about: String,
}

/// One integration.
struct Panel {
    integration: String,
    summary: String,
    blocks: Vec<Block>,
    p50: String,
    p95: String,
    slices: Vec<OverviewSlice>,
}

#[derive(Template)]
#[template(path = "overview.html")]
struct OverviewPage {
    w: Words,
    now: u64,
    project: String,
    hours: u64,
    panels: Vec<Panel>,
}

/// `GET /p/{project}/overview`
pub(super) async fn page(
    State(app): State<App>,
    Path(project): Path<String>,
    Query(asked): Query<Asked>,
    visit: Visit,
) -> Response {
    let hours = asked.hours.unwrap_or(24).clamp(1, 24 * 30);
    let to = u64::try_from(app.platform.clock().now().as_millis()).unwrap_or(u64::MAX);
    let from = to.saturating_sub(hours * HOUR_MS);
    let slices = match visit.entered.overview(from, to, SLICES).await {
        Ok(slices) => slices,
        Err(failure) => return refused(&visit, &failure),
    };
    let w = visit.words();
    let width_ms = (hours * HOUR_MS / u64::from(SLICES)).max(1);
    let page =
        OverviewPage { w, now: visit.now_unix_ms, project, hours, panels: panels(slices, from, width_ms, w) };
    show(&visit, &w.t("page-overview-title"), "overview", &page)
}

fn panels(slices: Vec<OverviewSlice>, from: u64, width_ms: u64, w: Words) -> Vec<Panel> {
    let mut by = BTreeMap::<String, Vec<OverviewSlice>>::new();
    for slice in slices {
        by.entry(slice.integration.clone()).or_default().push(slice);
    }
    by.into_iter().map(|(integration, slices)| panel(integration, slices, from, width_ms, w)).collect()
}

fn panel(integration: String, slices: Vec<OverviewSlice>, from: u64, width_ms: u64, w: Words) -> Panel {
    let most = slices.iter().map(|slice| slice.runs).max().unwrap_or(0).max(1);
    let slowest = slices.iter().map(|slice| slice.p95_ms).max().unwrap_or(0).max(1);
    let x = |slice: &OverviewSlice| slice.from_unix_ms.saturating_sub(from) / width_ms * STEP;
    let points = |ms: fn(&OverviewSlice) -> u64| {
        let point = |slice: &OverviewSlice| {
            format!("{},{}", x(slice) + STEP / 2, HEIGHT - (ms(slice) * HEIGHT / slowest).min(HEIGHT))
        };
        slices.iter().map(point).collect::<Vec<_>>().join(" ")
    };
    let failed = |slice: &OverviewSlice| slice.failures.iter().map(|(_, count)| count).sum::<u64>();
    let mut blocks = Vec::new();
    for slice in &slices {
        let mut y = HEIGHT;
        let well = slice.runs.saturating_sub(failed(slice));
        let parts = std::iter::once(("ok".to_owned(), well)).chain(slice.failures.iter().cloned());
        for (kind, count) in parts.filter(|(_, count)| *count > 0) {
            let height = (count * HEIGHT / most).max(1).min(y);
            y -= height;
            let about = format!("{}: {count}", w.outcome(&kind));
            blocks.push(Block { class: kind, x: x(slice), y, height, about });
        }
    }
    let runs: u64 = slices.iter().map(|slice| slice.runs).sum();
    let all_failed: u64 = slices.iter().map(failed).sum();
    let slow = w.span(&slices.iter().map(|slice| slice.p95_ms).max().unwrap_or(0));
    let (many, bad) = (runs.to_string(), all_failed.to_string());
    Panel {
        summary: w.filled("page-overview-summary", &[("runs", &many), ("failed", &bad), ("slow", &slow)]),
        blocks,
        p50: points(|slice| slice.p50_ms),
        p95: points(|slice| slice.p95_ms),
        integration,
        slices,
    }
}

#[cfg(test)]
mod tests {
    use tomada_core::Locale;

    use super::*;

    #[test]
    fn failures_are_stacked_on_what_went_well_and_nothing_leaves_the_drawing() {
        let slice = OverviewSlice {
            from_unix_ms: 3_000,
            integration: "shop".to_owned(),
            runs: 10,
            failures: vec![("rejected".to_owned(), 3), ("broken".to_owned(), 1)],
            p50_ms: 50,
            p95_ms: 100,
        };
        let panels = panels(vec![slice], 1_000, 1_000, Words(Locale::En));
        let [panel] = &panels[..] else { panic!("one integration has one panel") };
        assert!(panel.summary.starts_with("10 runs, 4 failed"), "{}", panel.summary);
        let blocks: Vec<_> =
            panel.blocks.iter().map(|one| (one.class.as_str(), one.x, one.y, one.height)).collect();
        assert_eq!(blocks, [("ok", 40, 32, 48), ("rejected", 40, 8, 24), ("broken", 40, 0, 8)]);
        assert_eq!((panel.p50.as_str(), panel.p95.as_str()), ("50,40", "50,0"));
    }
}
