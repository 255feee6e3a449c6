//! An action's input is closed: what it does not describe is refused.

use tomada_core::Kind;

use super::{Finding, Law, Verdict, Weight, for_each_action};
use crate::evidence::Evidence;

pub(super) const CLOSED: Law = Law { name: "input-closed", weight: Weight::Further, judge };

/// A name that no service uses.
pub(crate) const UNKNOWN_FIELD: &str = "tomada_unknown_field";

fn judge(law: &'static Law, evidence: &Evidence) -> Vec<Finding> {
    for_each_action(law, evidence, |action| {
        let asked = evidence.refusals.iter().find(|(id, _)| *id == action.id);
        match asked.map(|(_, outcome)| &outcome.report.result) {
            None => Verdict::NotJudged { reason: "no case of it ends well".to_owned() },
            Some(Err(failure)) if failure.kind() == Kind::InvalidInput => Verdict::Passed,
            Some(Err(failure)) => Verdict::Failed { why: format!("it failed as {}", failure.kind()) },
            Some(Ok(_)) => Verdict::Failed { why: format!("it took the field {UNKNOWN_FIELD}") },
        }
    })
}
