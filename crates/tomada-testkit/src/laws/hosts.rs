//! Only declared hosts are called.

use tomada_core::Kind;

use super::{Finding, Law, Weight};
use crate::case::{ExpectedEnd, Trial};
use crate::evidence::Evidence;

pub(super) const DECLARED: Law = Law { name: "hosts-declared", weight: Weight::Basic, judge };

fn judge(law: &'static Law, evidence: &Evidence) -> Vec<Finding> {
    if evidence.folder.is_none() {
        return vec![law.without_folder()];
    }
    if evidence.manifest.is_none() {
        return vec![law.not_judged("the library does not open")];
    }
    let why = evidence.trials.iter().filter(|trial| !expects_refusal(trial)).flat_map(|trial| {
        let blocked =
            trial.outcome.report.exchanges.iter().filter(|exchange| exchange.error == Some("blocked"));
        blocked.map(|exchange| {
            format!("{}: {} {} is not permitted", trial.case.name(), exchange.method, exchange.url)
        })
    });
    vec![law.unless(&why.collect::<Vec<_>>())]
}

/// Whether the case is about a call that may not be made.
fn expects_refusal(trial: &Trial) -> bool {
    matches!(&trial.case.expect.end, ExpectedEnd::Failure(failure) if failure.kind == Kind::Forbidden)
}
