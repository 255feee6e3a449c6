//! No secret comes out, even of a service that gives back what it was sent.

use super::{Finding, Law, Weight};
use crate::evidence::Evidence;

pub(super) const KEPT: Law = Law { name: "secrets-kept", weight: Weight::Basic, judge };

fn judge(law: &'static Law, evidence: &Evidence) -> Vec<Finding> {
    let manifest = match (&evidence.folder, &evidence.manifest) {
        (None, _) => return vec![law.without_folder()],
        (_, None) => return vec![law.not_judged("the library does not open")],
        (Some(_), Some(manifest)) => manifest,
    };
    if manifest.auth.secrets().is_empty() {
        return vec![law.not_applicable("its connections have no secrets")];
    }
    if evidence.trials.iter().all(|trial| trial.case.secrets.is_empty()) {
        return vec![
            law.failed("its connections have secrets, and no case plants one: write [secrets] in one"),
        ];
    }
    let cases = evidence.trials.iter().map(|trial| (format!("case {}", trial.case.name()), &trial.outcome));
    let asked =
        evidence.asked.iter().map(|asked| (format!("{}, {}", asked.action, asked.question), &asked.outcome));
    let echoed = evidence.echoes.iter().map(|(action, outcome)| (format!("{action}, echoed"), outcome));
    let leaks = cases
        .chain(asked)
        .chain(echoed)
        .flat_map(|(run, outcome)| outcome.leaks.iter().map(move |leak| format!("{run}: {leak}")));
    vec![law.unless(&leaks.collect::<Vec<_>>())]
}
