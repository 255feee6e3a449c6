//! What monitoring systems read: counts and durations of runs and requests.
//!
//! Rule: labels are bounded and hold nothing that a caller wrote. An integration that is not in the catalog is `other`, a
//! route is its pattern, and no project, connection or address is ever a label.

use std::collections::BTreeSet;
use std::sync::atomic::Ordering;
use std::time::Duration;

use axum::http::{Method, StatusCode};
use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::{Registry, Unit};
use tomada_host::RunReport;
use tomada_platform::Platform;

/// The upper bounds of durations, in seconds.
const SECONDS: [f64; 12] = [0.001, 0.0025, 0.01, 0.025, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0, 30.0, 120.0];

/// The counters of one server.
pub(crate) struct Metrics {
    registry: Registry,
    integrations: BTreeSet<String>,
    runs: Family<RunLabels, Counter>,
    run_seconds: Family<IntegrationLabel, Histogram, fn() -> Histogram>,
    requests: Family<RequestLabels, Counter>,
    request_seconds: Family<RouteLabel, Histogram, fn() -> Histogram>,
    platform: Platform,
    dropped_runs: Counter,
    dropped_bodies: Counter,
}

#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
struct RunLabels {
    integration: String,
    outcome: String,
}

#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
struct IntegrationLabel {
    integration: String,
}

#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
struct RequestLabels {
    method: String,
    route: String,
    status: u16,
}

#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
struct RouteLabel {
    route: String,
}

fn histogram() -> Histogram {
    Histogram::new(SECONDS)
}

impl Metrics {
    /// The counters, all at zero, for the integrations that `platform` has.
    pub(crate) fn new(platform: &Platform) -> Self {
        let mut registry = Registry::with_prefix("tomada");
        let runs = Family::<RunLabels, Counter>::default();
        registry.register("runs", "Runs by integration and outcome", runs.clone());
        let run_seconds = Family::new_with_constructor(histogram as fn() -> Histogram);
        registry.register_with_unit("run_duration", "How long runs took", Unit::Seconds, run_seconds.clone());
        let requests = Family::<RequestLabels, Counter>::default();
        registry.register("http_requests", "HTTP requests by method, route and status", requests.clone());
        let request_seconds = Family::new_with_constructor(histogram as fn() -> Histogram);
        let help = "How long HTTP requests took";
        registry.register_with_unit("http_request_duration", help, Unit::Seconds, request_seconds.clone());
        let (dropped_runs, dropped_bodies) = (Counter::default(), Counter::default());
        let help = "Runs that were answered and not written to the journal";
        registry.register("journal_dropped_runs", help, dropped_runs.clone());
        let help = "Bodies of exchanges of which the journal has only the size";
        registry.register("journal_dropped_bodies", help, dropped_bodies.clone());
        let integrations = platform.host().manifests().map(|manifest| manifest.id.clone()).collect();
        let platform = platform.clone();
        Self {
            registry,
            integrations,
            runs,
            run_seconds,
            requests,
            request_seconds,
            platform,
            dropped_runs,
            dropped_bodies,
        }
    }

    /// Counts a run.
    pub(crate) fn run(&self, integration: &str, report: &RunReport) {
        let known = self.integrations.contains(integration);
        let integration = if known { integration } else { "other" }.to_owned();
        let outcome = match &report.result {
            Ok(_) => "ok",
            Err(failure) => failure.kind().as_str(),
        };
        let labels = RunLabels { integration: integration.clone(), outcome: outcome.to_owned() };
        self.runs.get_or_create(&labels).inc();
        let seconds = Duration::from_millis(report.elapsed_ms).as_secs_f64();
        self.run_seconds.get_or_create(&IntegrationLabel { integration }).observe(seconds);
    }

    /// Counts a request.
    pub(crate) fn request(&self, method: &Method, route: &str, status: StatusCode, elapsed: Duration) {
        let usual = [Method::GET, Method::HEAD, Method::POST, Method::PUT, Method::PATCH, Method::DELETE];
        let method = if usual.contains(method) { method.as_str() } else { "other" }.to_owned();
        let labels = RequestLabels { method, route: route.to_owned(), status: status.as_u16() };
        self.requests.get_or_create(&labels).inc();
        let label = RouteLabel { route: route.to_owned() };
        self.request_seconds.get_or_create(&label).observe(elapsed.as_secs_f64());
    }

    /// All of them as `OpenMetrics` text.
    pub(crate) fn text(&self) -> String {
        let dropped = self.platform.journal_counters();
        self.dropped_runs.inner().store(dropped.dropped_runs, Ordering::Relaxed);
        self.dropped_bodies.inner().store(dropped.dropped_bodies, Ordering::Relaxed);
        let mut text = String::new();
        // Unreachable: writing to a string does not fail.
        let _ = encode(&mut text, &self.registry);
        text
    }
}
