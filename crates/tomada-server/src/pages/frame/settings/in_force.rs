//! What the operator has set, in words: how long calls are kept, what bounds a call, and for admins what it may reach.

use tomada_platform::{CallLimits, NetworkRules, RetentionRules, Rules};

use crate::pages::common::Words;

/// Facts under one title: what each is called, and what holds.
pub(super) struct Section {
    pub(super) title: String,
    pub(super) facts: Vec<(String, String)>,
}

/// The sections of `rules`.
pub(super) fn sections(rules: &Rules, w: Words) -> Vec<Section> {
    let section = |title: &str, facts| Section { title: w.t(title), facts };
    let network = rules.network.as_ref().map(|rules| section("page-settings-network", network(rules, w)));
    let kept = section("page-settings-retention", retention(&rules.retention, w));
    [kept, section("page-settings-limits", limits(&rules.limits, w))].into_iter().chain(network).collect()
}

fn retention(rules: &RetentionRules, w: Words) -> Vec<(String, String)> {
    let days = |days: u32| w.with("page-settings-days", "count", &days.to_string());
    let size = rules.max_mib.map_or_else(|| w.t("page-settings-unlimited"), |mib| format!("{mib} MiB"));
    vec![
        (w.t("page-settings-kept-ok"), days(rules.ok_days)),
        (w.t("page-settings-kept-failed"), days(rules.failed_days)),
        (w.t("page-settings-kept-size"), size),
    ]
}

fn limits(limits: &CallLimits, w: Words) -> Vec<(String, String)> {
    let up_to =
        |usual: &str, most: &str| w.filled("page-settings-up-to", &[("usual", usual), ("most", most)]);
    let connecting = [
        ("resolve", w.span(&limits.resolve_ms)),
        ("connect", w.span(&limits.connect_ms)),
        ("tls", w.span(&limits.tls_ms)),
    ];
    let connecting = connecting.map(|(part, span)| format!("{} {span}", w.one("page-part", part)));
    vec![
        (w.t("page-settings-total"), up_to(&w.span(&limits.total_ms), &w.span(&limits.total_max_ms))),
        (w.t("page-settings-connecting"), connecting.join(" · ")),
        (w.t("page-settings-body"), up_to(&size(limits.body_bytes), &size(limits.body_max_bytes))),
        (w.t("page-settings-retries"), limits.retries.to_string()),
    ]
}

fn network(rules: &NetworkRules, w: Words) -> Vec<(String, String)> {
    let listed = |networks: &[String]| match networks {
        [] => w.t("page-settings-none"),
        networks => networks.join(", "),
    };
    vec![
        (w.t("page-settings-opened"), listed(&rules.opened)),
        (
            w.t("page-settings-closed"),
            w.with("page-settings-closed-list", "networks", &listed(&rules.closed)),
        ),
        (w.t("page-settings-proxy"), rules.proxy.clone().unwrap_or_else(|| w.t("page-settings-none"))),
    ]
}

/// A number of bytes as people read it.
fn size(bytes: u64) -> String {
    const MIB: u64 = 1_024 * 1_024;
    if bytes >= MIB && bytes.is_multiple_of(MIB) {
        format!("{} MiB", bytes / MIB)
    } else {
        format!("{} KiB", bytes / 1_024)
    }
}
