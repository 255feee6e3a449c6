//! A run that is dropped at any of its waits leaves nothing open.

use super::{Finding, Law, Verdict, Weight, for_each_action};
use crate::evidence::Evidence;

pub(super) const CANCELS: Law = Law { name: "cancels", weight: Weight::Basic, judge };

fn judge(law: &'static Law, evidence: &Evidence) -> Vec<Finding> {
    for_each_action(law, evidence, |action| {
        let Some(drops) = evidence.drops.iter().find(|drops| drops.action == action.id) else {
            return Verdict::NotJudged { reason: "no case of it ends well".to_owned() };
        };
        match drops.trouble.first() {
            None => Verdict::Passed,
            Some((polls, what)) => Verdict::Failed { why: format!("dropped after {polls} polls: {what}") },
        }
    })
}
